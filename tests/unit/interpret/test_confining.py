"""A shell call in a sandbox: one quoted word behind our launcher, and out of it again."""

from __future__ import annotations

import shlex
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.interpret.confining import Cage, cage, confined, unconfined
from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Obligation

PLACE = Place(project="/home/dev/a project", home="/home/dev")
LAUNCHER = ("/opt/py thon", "-I", "-m", "bailiwick", "confine")
CAGE = Cage(("/home/dev/a project", "/tmp"), ("credentials",), "none")

COMMANDS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
PIECES = st.lists(st.sampled_from(["'", '"', "'\"'\"'", "\\", "\n", " -- bash -c ", "$(x)", "`x`", "#", "a"])).map(
    "".join
)


def call(command: str, tool: str = "Bash") -> Request:
    return Request(Subject(), PLACE, tool, {"command": command, "timeout": 5}, cwd=PLACE.project)


def text(request: Request) -> str:
    return str(request.input["command"])


def demand(*, write: tuple[str, ...] = (), hide: tuple[str, ...] = (), network: str = "none") -> Obligation:
    return Obligation("confine", "user/r", write=write, hide=hide, network=network)


@given(COMMANDS | PIECES)
def test_the_command_is_the_last_word_whatever_is_in_it(command: str) -> None:
    words = shlex.split(text(confined(call(command), CAGE, LAUNCHER)))
    options = ["--write", "/home/dev/a project", "--write", "/tmp", "--hide", "credentials", "--network", "none"]
    assert words == [*LAUNCHER, *options, "--", "bash", "-c", command]


@settings(max_examples=25)
@given(PIECES)
def test_a_real_shell_reads_it_as_one_word(command: str) -> None:
    shown = confined(call(command), CAGE, ("printf", "%s\\0")).input["command"]
    printed = subprocess.run(["/bin/sh", "-c", str(shown)], check=True, capture_output=True).stdout
    assert printed.split(b"\0")[-2] == command.encode()


@given(COMMANDS | PIECES)
def test_taking_a_call_out_of_its_sandbox_gives_it_back(command: str) -> None:
    request = call(command)
    assert unconfined(confined(request, CAGE, LAUNCHER), LAUNCHER) == request


@given(COMMANDS | PIECES)
def test_what_is_in_no_sandbox_of_ours_stays_as_it_is(command: str) -> None:
    assert unconfined(call(command), LAUNCHER) == call(command)
    other = confined(call(command), CAGE, ("/tmp/python3", "-I", "-m", "bailiwick", "confine"))
    assert unconfined(other, LAUNCHER) == other
    behind = call(f"{text(confined(call(command), CAGE, LAUNCHER))}; touch x")
    assert unconfined(behind, LAUNCHER) == behind


def test_without_a_launcher_nothing_is_taken_out() -> None:
    assert text(unconfined(call(" -- bash -c 'x'"), ())) == " -- bash -c 'x'"


def test_other_parts_of_the_input_stay() -> None:
    assert confined(call("ls"), CAGE, LAUNCHER).input["timeout"] == 5


def test_places_are_those_of_the_call() -> None:
    demanded = demand(write=("project", "temp", "home", "~/a", "./b", "/c"), hide=("credentials", "~/d"))
    found = cage([demanded], PLACE)
    assert found is not None
    assert found.write == (
        PLACE.project,
        *PLACE.temps,
        "/dev/shm",
        "/dev/mqueue",
        PLACE.home,
        "/home/dev/a",
        f"{PLACE.project}/b",
        "/c",
    )
    assert found.hide == ("credentials", "/home/dev/d")


def test_two_sandboxes_are_what_both_let_a_command_do() -> None:
    first = demand(write=("project", "/a"), hide=("~/x",), network="any")
    second = demand(write=("./b", "/a/c", "/d"), hide=("credentials",), network="loopback")
    for both in ([first, second], [second, first]):
        found = cage(both, PLACE)
        assert found is not None
        assert set(found.write) == {f"{PLACE.project}/b", "/a/c"}
        assert set(found.hide) == {"/home/dev/x", "credentials"}
        assert found.network == "loopback"


def test_without_an_obligation_there_is_no_sandbox() -> None:
    assert cage([Obligation("annotate", "user/r", text="hello")], PLACE) is None


@pytest.mark.parametrize(
    ("request_", "demanded", "message"),
    [
        (call("x", "Write"), CAGE, "a shell call"),
        (call("a\0b"), CAGE, "a shell call"),
        (call("x"), Cage(("/a",), ("/a/b",), "none"), "`/a/b` below `/a`"),
        (call("x"), Cage(("/home",), ("credentials",), "none"), "a home"),
        (call("x" * bounds.CONFINED_BYTES), CAGE, "at most"),
    ],
)
def test_what_cannot_be_confined_is_said(request_: Request, demanded: Cage, message: str) -> None:
    with pytest.raises(InputError, match=message):
        confined(request_, demanded, LAUNCHER)
