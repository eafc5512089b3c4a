"""Both hook clients against real sockets, processes and a throw-away home."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

import pytest
from fault_harness import ENFORCE, OBSERVE, Hook, Impostor, World, daemons_of

from bailiwick.adapters.home import Home
from bailiwick.pep.hook.command import FOLDER, TWIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _build_hook() -> object:
    spec = spec_from_file_location("build_client", f"{ROOT}/build_client.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The compiled client, from the source as it is now."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler on this machine")
    binary = str(tmp_path_factory.mktemp("client") / "bailiwick-hook")
    done = _build_hook().compile_client(f"{FOLDER}/client.c", binary, version="0.1.0")  # type: ignore[attr-defined]
    assert done is not None, "client.c does not compile"
    return binary


@pytest.fixture(params=["compiled", "twin"])
def client(request: pytest.FixtureRequest) -> list[str]:
    """The program words of one hook client; each test runs with both."""
    if request.param == "compiled":
        return [request.getfixturevalue("compiled")]
    return [sys.executable, "-I", "-S", TWIN]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home as `init` leaves it, without a policy."""
    home = Home(os.path.realpath(tmp_path / "home"))
    home.create()
    return home


@pytest.fixture
def hook(client: list[str], home: Home, tmp_path: Path) -> Hook:
    """One hook client on a fresh home and an empty project."""
    project = tmp_path / "project"
    project.mkdir()
    return Hook(client, home, os.path.realpath(project))


@pytest.fixture
def impostor(home: Home) -> Iterator[Callable[..., Impostor]]:
    """Makes impostors that end with the test."""
    made: list[Impostor] = []

    def make(*answers: bytes | None) -> Impostor:
        made.append(Impostor(home, *answers))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def world(client: list[str], home: Home, tmp_path: Path) -> Iterator[World]:
    """A home in enforce mode, hooks installed fail closed."""
    yield from _world(World(client, home, str(tmp_path)), ENFORCE)


@pytest.fixture
def observed(client: list[str], home: Home, tmp_path: Path) -> Iterator[World]:
    """A home in observe mode, hooks installed fail open."""
    world = World(client, home, str(tmp_path))
    world.fail = "open"
    yield from _world(world, OBSERVE)


def _world(world: World, policy: str) -> Iterator[World]:
    world.project = os.path.realpath(f"{world.project}/project")
    os.mkdir(world.project)
    world.write_policy(policy)
    yield world
    for pid in daemons_of(world.home):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
