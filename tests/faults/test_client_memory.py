"""client.c under the address and undefined-behaviour sanitizers and under valgrind, fed with hostile replies."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from fault_harness import Hook

from bailiwick.model import bounds
from bailiwick.model.event import Reply
from bailiwick.pep.hook.command import FOLDER
from bailiwick.pep.hook.frames import encode_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fault_harness import Impostor

    from bailiwick.adapters.home import Home

DENIAL = encode_reply(Reply(2, b'{"a": 1}\n', b"not that\n"))
REPORTS = (b"Sanitizer", b"runtime error")


def built(folder: Path, *flags: str) -> str:
    """client.c compiled for watching; skips where that is impossible."""
    binary = str(folder / "bailiwick-hook")
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler on this machine")
    words = [compiler, "-std=c11", "-g", "-O1", *flags, f"{FOLDER}/client.c", "-o", binary]
    if subprocess.run(words, check=False, capture_output=True).returncode != 0:
        pytest.skip(f"this compiler knows no {flags}")
    return binary


@pytest.fixture(scope="module")
def sanitized(tmp_path_factory: pytest.TempPathFactory) -> str:
    return built(tmp_path_factory.mktemp("sanitized"), "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


@pytest.fixture
def watched(sanitized: str, home: Home) -> Hook:
    return Hook([sanitized], home, os.path.dirname(home.root))


def hostile_replies(count: int) -> list[bytes]:
    """Damaged frames: flipped bytes, extreme lengths, cuts and tails, from a fixed seed."""
    chance = random.Random(20)
    replies = []
    for _ in range(count):
        frame = bytearray(DENIAL)
        for _ in range(chance.randrange(4)):
            frame[chance.randrange(len(frame))] = chance.choice((0, 1, 2, 4, 127, 128, 254, 255))
        if chance.random() < 0.3:
            at = chance.choice((4, 9, 13))
            frame[at : at + 4] = chance.choice(
                (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\x10\0\0", b"\0\x0f\xff\xf7")
            )
        if chance.random() < 0.5:
            frame = frame[: chance.randrange(len(frame))]
        replies.append(bytes(frame) + chance.randbytes(chance.choice((0, 0, 1, 5, 100))))
    return replies


@pytest.mark.parametrize("compiler", ["cc", "gcc", "clang", "musl-gcc"])
def test_the_client_compiles_without_a_warning(tmp_path: Path, compiler: str) -> None:
    program = shutil.which(compiler)
    if program is None:
        pytest.skip(f"no {compiler} on this machine")
    strict = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wconversion", "-Wvla", "-pedantic"]
    words = [program, *strict, f"{FOLDER}/client.c", "-o", str(tmp_path / "bailiwick-hook")]
    done = subprocess.run(words, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_hostile_replies_reach_no_memory_that_is_not_theirs(watched: Hook, impostor: Callable[..., Impostor]) -> None:
    for reply in hostile_replies(80):
        listener = impostor(reply)
        done = watched.bash("git status", python=None, deadline_ms=450)
        listener.close()
        assert not any(report in done.err for report in REPORTS), done.err
        assert 0 <= done.code <= 125


@pytest.mark.parametrize("size", [0, 1, bounds.EVENT_BYTES - 1, bounds.EVENT_BYTES, bounds.EVENT_BYTES + 1])
def test_events_of_every_size_stay_in_their_buffer(watched: Hook, impostor: Callable[..., Impostor], size: int) -> None:
    impostor(DENIAL)
    done = watched(b"e" * size)
    assert done.code == 2
    assert not any(report in done.err for report in REPORTS), done.err


@pytest.mark.parametrize("length", [65_000, 65_420, 65_440, 65_471, 65_472, 65_473, 65_536, 100_000])
def test_environments_of_every_size_stay_in_their_buffer(
    watched: Hook, impostor: Callable[..., Impostor], length: int
) -> None:
    impostor(DENIAL)
    done = watched(b"e" * bounds.EVENT_BYTES, environment={"PATH": "p" * length, "HOME": "/h"})
    assert done.code == 2
    assert not any(report in done.err for report in REPORTS), done.err


def test_the_start_of_daemon_and_evaluator_and_the_spool_are_clean(watched: Hook) -> None:
    done = watched.bash("git status", python="/bin/false", deadline_ms=1000)
    assert done.denied
    assert not any(report in done.err for report in REPORTS), done.err
    assert watched.bash("git status", python="/bin/false", deadline_ms=1000, fail="open").passed
    assert len(watched.spooled()) == 1


def test_valgrind_finds_no_use_of_unset_memory(tmp_path: Path, home: Home, impostor: Callable[..., Impostor]) -> None:
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        pytest.skip("no valgrind on this machine")
    hook = Hook([valgrind, "-q", "--error-exitcode=99", built(tmp_path)], home, os.path.dirname(home.root))
    for reply in (DENIAL, DENIAL[:-1], DENIAL + b"x"):
        listener = impostor(reply)
        assert hook.bash("git status", python=None, deadline_ms=4000).code == 2
        listener.close()
