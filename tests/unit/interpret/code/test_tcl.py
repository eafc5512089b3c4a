"""Tcl and Expect: what their commands start, and which code is known as a whole."""

from __future__ import annotations

import pytest

from bailiwick.interpret.code.emit import Emitter
from bailiwick.interpret.code.tcl import interpret_tcl
from bailiwick.interpret.effects import RunShell, RunWords
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.operation import Kind
from bailiwick.model.request import Place

PLACE = Place(project="/home/dev/proj", home="/home/dev")


def read(code: str) -> tuple[bool, list[str], list[Kind]]:
    emitter = Emitter("tcl", cwd=PLACE.project, place=PLACE, inquiry=Inquiry({}))
    known = interpret_tcl(code, emitter)
    done = emitter.effects()
    shown = []
    for launch in done.launches:
        if isinstance(launch, RunShell):
            shown.append(launch.text.shown())
        elif isinstance(launch, RunWords):
            shown.append(" ".join(word.shown() for word in launch.words))
    return known, shown, [operation.kind for operation in done.operations]


@pytest.mark.parametrize(
    ("code", "started"),
    [
        ("exec ls -l", ["ls -l"]),
        ("exec -ignorestderr make test", ["make test"]),
        ("puts [exec uname -m]", ["uname -m"]),
        ("exec cat a | sort", ["cat a | sort"]),
        ("spawn ./app\nexpect {\n  ready { send quit }\n}", ["./app"]),
        ('spawn bash; send "ls\\r"', ["bash", "ls\n"]),
        ("if {$x} { exec make }", ["make"]),
        ("system date", ["date"]),
        ('open "|date"', ["date"]),
    ],
)
def test_programs_that_commands_start_are_seen(code: str, started: list[str]) -> None:
    assert read(code)[:2] == (True, started)


@pytest.mark.parametrize("code", ["eval $x", "source x.tcl", "interact -u $a", "socket host 80", "if {1} { eval $y }"])
def test_code_with_an_unknown_command_is_not_known_as_a_whole(code: str) -> None:
    assert not read(code)[0]


def test_files_that_are_removed_and_written_are_seen() -> None:
    assert read("file delete -force build; set f [open out.txt w]")[2] == [Kind.FILE_DELETE, Kind.FILE_WRITE]
