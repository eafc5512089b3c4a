"""The evaluator's bytecode in one file: never anything else than what the sources say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import bailiwick
from bailiwick.adapters.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[2])
from bailiwick.apps.bytecode import Bytecode
bytecode = Bytecode(sys.argv[1])
sys.meta_path.insert(0, bytecode)
import bailiwick.pep.hook.frames
from bailiwick.model import bounds
print(type(bounds.__spec__.loader).__name__, bytecode.complete, bounds.SPOOL_FILES, bounds.__file__.endswith("bounds.py"))
if "make" in sys.argv:
    bytecode.make()
"""
FROM_FILE = "Bytecode True 10000 True"
FROM_FIRST = "Bytecode False 10000 True"
FROM_SOURCE = "SourceFileLoader False 10000 True"


class Installation:
    """A copy of the package that may be changed, and a home."""

    def __init__(self, folder: Path) -> None:
        package = os.path.dirname(bailiwick.__file__)
        left_out = shutil.ignore_patterns("cli", "corpus", "live", "doctor", "programs", "shell")
        shutil.copytree(package, folder / "lib" / "bailiwick", ignore=left_out)
        self.library = str(folder / "lib")
        self.home = Home(str(folder / "home"))
        self.home.create()

    @property
    def file(self) -> str:
        """The file of bytecode."""
        return f"{self.home.folder('cache')}/modules-{sys.implementation.cache_tag}.bin"

    def run(self, *, make: bool = False) -> str:
        """How a new process loads a module."""
        words = [sys.executable, "-I", "-S", "-c", PROGRAM, self.home.root, self.library, *(["make"] if make else [])]
        return subprocess.run(words, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


@pytest.fixture
def made(installation: Installation) -> Installation:
    assert installation.run(make=True) == FROM_SOURCE
    assert installation.run(make=True) == FROM_FIRST
    return installation


def test_modules_come_from_the_file_once_a_process_that_read_it_has_made_it_anew(made: Installation) -> None:
    assert made.run() == FROM_FILE
    assert os.stat(made.file).st_mode & 0o777 == 0o600


def test_a_changed_source_counts_at_once(made: Installation) -> None:
    source = f"{made.library}/bailiwick/model/bounds.py"
    with open(source, encoding="utf-8") as file:
        text = file.read()
    with open(source, "w", encoding="utf-8") as file:
        file.write(text.replace("SPOOL_FILES = 10_000", "SPOOL_FILES = 20_000"))
    assert made.run(make=True) == "SourceFileLoader False 20000 True"
    assert made.run() == "Bytecode True 20000 True"


def _truncated(installation: Installation) -> None:
    os.truncate(installation.file, os.path.getsize(installation.file) // 2)


def _empty(installation: Installation) -> None:
    os.truncate(installation.file, 0)


def _noise(installation: Installation) -> None:
    with open(installation.file, "wb") as file:
        file.write(b"\xff" * 100)


def _writable_by_others(installation: Installation) -> None:
    os.chmod(installation.file, 0o666)


def _in_a_home_of_others(installation: Installation) -> None:
    os.chmod(installation.home.root, 0o777)


def _linked(installation: Installation) -> None:
    os.rename(installation.file, f"{installation.file}.real")
    os.symlink(f"{installation.file}.real", installation.file)


def _of_another_version(installation: Installation) -> None:
    with open(f"{installation.library}/bailiwick/__init__.py", "a", encoding="utf-8") as file:
        file.write('__version__ = "0.0.1"\n')


def _of_another_place(installation: Installation) -> None:
    os.rename(installation.library, f"{installation.library}2")
    installation.library += "2"


@pytest.mark.parametrize(
    "change",
    [
        *(_truncated, _empty, _noise, os.unlink),
        *(_writable_by_others, _in_a_home_of_others, _linked, _of_another_version, _of_another_place),
    ],
)
def test_a_file_that_cannot_be_trusted_is_not_used(
    made: Installation, change: Callable[[Installation], None] | Callable[[str], None]
) -> None:
    change(made.file if change is os.unlink else made)  # type: ignore[arg-type]  # the right one of the two
    assert made.run() == FROM_SOURCE


def test_a_file_that_cannot_be_written_is_done_without(installation: Installation) -> None:
    os.rmdir(installation.home.folder("cache"))
    assert installation.run(make=True) == FROM_SOURCE
    assert installation.run() == FROM_SOURCE
