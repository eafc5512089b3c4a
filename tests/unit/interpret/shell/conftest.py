"""A shell call interpreted for real: facts of a temporary directory, programs of the catalogue."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.host_facts import HostFacts
from bailiwick.interpret import programs
from bailiwick.interpret.effects import NOTHING, Effects, Invocation, RunShell, Text, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.shell import commands, interpret_shell
from bailiwick.model import bounds
from bailiwick.model.operation import Kind, Operation
from bailiwick.model.request import Place, Request, Subject

if TYPE_CHECKING:
    from bailiwick.model.fact import Fact, FactQuery

PASSED_ON = frozenset(
    [
        "echo",
        "printf",
        "bash",
        "sh",
        "env",
        "xargs",
        "cat",
        "base64",
        "tr",
        "rev",
        "cut",
        "head",
        "tail",
        "seq",
        "sort",
        "basename",
        "dirname",
        "timeout",
        "nice",
        "nohup",
    ]
)
"""Programs that the real catalogue interprets in a recorded run; all others are only recorded."""

RECORDER = """#!/bin/sh
printf '%s\\036' "${0##*/}" "$@" > "$RECORD/$$"
[ "${0##*/}" != fails ]
"""


class Shell:
    """Interprets shell texts in one directory."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.home = root / "home"
        self.project = self.home / "project"
        self.project.mkdir(parents=True)
        self.place = Place(project=str(self.project), home=str(self.home), temps=(str(root / "tmp"),), user="dev")
        self._facts = HostFacts(home=str(self.home))
        self._monkeypatch = monkeypatch

    def operations(self, text: str, *, cwd: str = "") -> tuple[Operation, ...]:
        """Operations of a text after as many rounds of facts as it takes, without the one for the call."""
        request = Request(Subject(), self.place, "Bash", cwd=cwd or str(self.project))
        known: dict[FactQuery, Fact] = {}
        for _ in range(bounds.FACT_ROUNDS):
            inquiry = Inquiry(known)
            found = interpret_shell(RunShell(literal(text), "shell"), request=request, inquiry=inquiry)
            if not inquiry.missing:
                return found[1:]
            known.update(self._facts.fetch(inquiry.missing))
        raise AssertionError(f"facts of {text!r} do not end: {inquiry.missing}")

    def invocations(self, text: str) -> list[tuple[Text, ...]]:
        """Argvs that reach the catalogue; programs that are not `PASSED_ON` do nothing."""
        seen: list[tuple[Text, ...]] = []

        def recorded(invocation: Invocation, place: Place, inquiry: Inquiry) -> Effects:
            name = (invocation.words[0].known or "").rpartition("/")[2]
            if name in PASSED_ON:
                return programs.effects(invocation, place, inquiry)
            seen.append(invocation.words)
            return NOTHING

        with self._monkeypatch.context() as patch:
            patch.setattr(commands, "effects", recorded)
            request = Request(Subject(), self.place, "Bash", cwd=str(self.project))
            known: dict[FactQuery, Fact] = {}
            for _ in range(bounds.FACT_ROUNDS):
                seen.clear()
                inquiry = Inquiry(known)
                interpret_shell(RunShell(literal(text), "shell"), request=request, inquiry=inquiry)
                if not inquiry.missing:
                    return list(seen)
                known.update(self._facts.fetch(inquiry.missing))
        raise AssertionError(f"facts of {text!r} do not end: {inquiry.missing}")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    (tmp_path / "tmp").mkdir()
    return Shell(tmp_path, monkeypatch)


Run = Callable[[str], tuple[Operation, ...]]


@pytest.fixture
def deleted(shell: Shell) -> Callable[[str], set[str]]:
    """Paths that a text deletes."""

    def paths(text: str) -> set[str]:
        found = shell.operations(text)
        return {item.resource.value for item in found if item.kind is Kind.FILE_DELETE and item.resource is not None}

    return paths


@pytest.fixture
def flags(shell: Shell) -> Callable[[str], set[str]]:
    """Attributes of danger that the `exec.run` operations of a text carry."""
    signs = {"opaque", "suspicious", "fetched", "decoded", "fork_bomb", "reverse_shell", "unsets_guard", "downloaded"}

    def found(text: str) -> set[str]:
        return {
            name for item in shell.operations(text) if item.kind is Kind.EXEC_RUN for name in item.attributes
        } & signs

    return found


class RealBash:
    """bash in a directory where every program only records its argv."""

    def __init__(self, root: Path, cwd: Path, names: tuple[str, ...]) -> None:
        self._root = root
        self._cwd = cwd
        self._programs = root / "bin"
        self._programs.mkdir()
        for name in names:
            (self._programs / name).write_text(RECORDER)
            (self._programs / name).chmod(0o755)
        for name in PASSED_ON:
            found = shutil.which(name)
            if found:
                os.symlink(found, self._programs / name)

    def argvs(self, text: str) -> list[tuple[str, ...]]:
        """Every recorded argv, in no particular order."""
        record = self._root / "record"
        shutil.rmtree(record, ignore_errors=True)
        record.mkdir()
        home = str(self._root / "home")
        subprocess.run(
            [str(self._programs / "bash"), "-c", text],
            cwd=self._cwd,
            env={"PATH": str(self._programs), "HOME": home, "RECORD": str(record), "USER": "dev", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
        return [tuple(path.read_text().split("\036")[:-1]) for path in record.iterdir()]


NAMES = ("fails", "show", "one", "two", "three", "git", "make", "rm", "curl", "node", "prog")


@pytest.fixture
def bash(tmp_path: Path, shell: Shell) -> RealBash:
    return RealBash(tmp_path, shell.project, NAMES)
