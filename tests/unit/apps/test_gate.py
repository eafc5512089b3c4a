"""Every failure ends in a denial, or in a recorded pass: the gate with its neighbours failing in turn."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from bailiwick.adapters.spool import UNCHECKED, Spool, Spooled
from bailiwick.apps.gate import Gate
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, InputError, PolicyError
from bailiwick.model.event import Answer, Envelope
from bailiwick.model.request import Governed
from bailiwick.pep.dialects import claude_code
from bailiwick.pep.hook.frames import split_request

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bailiwick.engine.governor import Governor
    from bailiwick.model.event import Event
    from bailiwick.model.verdict import FailMode

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


class MemoryRecorder:
    """Keeps entries; fails when told to."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, Mapping[str, object]]] = []
        self.fails = False

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Spooled:
        if self.fails:
            raise EnvironmentFault("the disk is full")
        self.entries.append((kind, body))
        return Spooled(len(self.entries), "abc")


class StandIn:
    """A governor that answers nothing, or raises."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.seen: list[Event] = []

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        self.seen.append(event)
        if self.error is not None:
            raise self.error
        return Answer(event)


class World:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.recorder = MemoryRecorder()
        self.governor = StandIn()
        self.spool = Spool(folder)
        self.gate = Gate(
            cast("Governor", self.governor),
            dialects={"claude-code": claude_code},
            governed=Governed(user="u", home="/home/u"),
            recorder=self.recorder,
            spool=self.spool,
            clock=FixedClock(),
        )

    def envelope(self, fail_mode: str, dialect: str = "claude-code") -> Envelope:
        return Envelope(dialect, fail_mode, project=self.folder, home="/home/u")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(str(tmp_path))


def event(**changes: object) -> bytes:
    fields = {
        "session_id": "s",
        "cwd": "/home/u",
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": "git status"},
        "tool_use_id": "t",
        **changes,
    }
    return json.dumps(fields).encode()


MALFORMED = {
    "empty": b"",
    "blank": b" \n",
    "null": b"null",
    "array": b"[]",
    "string": b'"PreToolUse"',
    "number": b"1",
    "truncated": event()[:-3],
    "two documents": event() + event(),
    "text before": b"x" + event(),
    "not UTF-8": event().replace(b"git", b"g\xff\xfe"),
    "NUL byte": event().replace(b"git", b"g\x00t"),
    "NUL escape": event(tool_input={"command": "git \x00 status"}),
    "lone surrogate": event().replace(b"git", b"\\ud800"),
    "duplicate key": event()[:-1] + b', "tool_name": "Read"}',
    "duplicate command": event().replace(b'{"command"', b'{"command": "rm -rf /", "command"'),
    "NaN": event().replace(b'"git status"', b"NaN"),
    "deep array": b"[" * 100_000 + b"]" * 100_000,
    "deep object": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep input": event(tool_input={"command": "x", "d": [[[[]]]]}).replace(b"[[[[]]]]", b"[" * 200 + b"]" * 200),
    "too large": event(padding="x" * bounds.EVENT_BYTES),
    "no event name": event(hook_event_name=None),
    "unknown event": event(hook_event_name="PreToolUse2"),
    "event name of another case": event(hook_event_name="pretooluse"),
    "no tool": event(tool_name=""),
    "tool of another type": event(tool_name=["Bash"]),
    "input null": event(tool_input=None),
    "input list": event(tool_input=["rm"]),
    "input text": event(tool_input="rm"),
    "session of another type": event(session_id=1),
    "cwd relative": event(cwd="tmp"),
    "huge number": event().replace(b'"git status"', b"9" * 5000),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_event_is_denied_with_an_incident(world: World, data: bytes) -> None:
    reply = world.gate.answer(world.envelope("closed"), data)
    assert reply.exit_code == 2
    assert reply.stderr.strip()
    assert world.governor.seen == []
    ((kind, body),) = world.recorder.entries
    assert (kind, body["what"]) == ("incident", "input-refused")


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_event_passes_unchecked_when_open(world: World, data: bytes) -> None:
    reply = world.gate.answer(world.envelope("open"), data)
    assert (reply.exit_code, reply.stdout, reply.stderr) == (0, b"", b"")
    ((kind, body),) = world.recorder.entries
    assert (kind, body["event_bytes"]) == ("unchecked", len(data))


FAILURES = (
    EnvironmentFault("the disk is full", remedy="free some space"),
    PolicyError("no policy"),
    InputError("too much"),
    ValueError("a defect"),
    KeyError("a defect"),
    RecursionError("a defect"),
    MemoryError(),
    AssertionError(),
)


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_a_failure_behind_the_gate_is_a_denial(world: World, error: Exception) -> None:
    world.governor.error = error
    reply = world.gate.answer(world.envelope("closed"), event())
    assert reply.exit_code == 2
    assert b"no decision could be made" in reply.stderr + reply.stdout
    assert world.recorder.entries[0][0] == "incident"


def test_a_fault_of_our_own_is_recorded_with_the_line_that_raised_it(world: World) -> None:
    world.governor.error = RuntimeError("a value that must not be shown")
    reply = world.gate.answer(world.envelope("closed"), event())
    assert b"RuntimeError at apps/test_gate.py:" in reply.stderr
    assert b"must not be shown" not in reply.stderr


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_a_failure_behind_the_gate_passes_unchecked_when_open(world: World, error: Exception) -> None:
    world.governor.error = error
    assert world.gate.answer(world.envelope("open"), event()).exit_code == 0
    ((kind, body),) = world.recorder.entries
    assert kind == "unchecked"
    assert (body["tool"], body["summary"]) == ("Bash", "git status")


@pytest.mark.parametrize("fail_mode", ["", "Open", "OPEN", "open ", "observe", "true"])
def test_anything_but_open_is_closed(world: World, fail_mode: str) -> None:
    world.governor.error = ValueError()
    assert world.gate.answer(world.envelope(fail_mode), event()).exit_code == 2


def test_an_unknown_dialect_is_denied(world: World) -> None:
    reply = world.gate.answer(world.envelope("closed", dialect="another-agent"), event())
    assert reply.exit_code == 2
    assert reply.stderr.count(b"\n") == 1


def test_a_remedy_reaches_the_agent(world: World) -> None:
    world.governor.error = FAILURES[0]
    reply = world.gate.answer(world.envelope("closed"), event())
    assert b"free some space" in reply.stderr + reply.stdout


def test_a_broken_log_changes_no_denial(world: World) -> None:
    world.recorder.fails = True
    world.governor.error = EnvironmentFault("the disk is full")
    assert world.gate.answer(world.envelope("closed"), event()).exit_code == 2


def test_a_broken_log_leaves_an_unchecked_pass_in_the_spool(world: World) -> None:
    world.recorder.fails = True
    world.governor.error = EnvironmentFault("the disk is full")
    assert world.gate.answer(world.envelope("open"), event()).exit_code == 0
    (name,) = world.spool.names()
    assert name.endswith(UNCHECKED)
    data = world.spool.read(name)
    envelope, spooled, end = split_request(data)
    assert (envelope.fail_mode, spooled) == ("open", event())
    assert b"the disk is full" in data[end:]


def test_a_broken_log_and_spool_still_pass_when_open(world: World) -> None:
    world.recorder.fails = True
    world.governor.error = EnvironmentFault("the disk is full")
    world.gate._spool = Spool("/nonexistent")
    assert world.gate.answer(world.envelope("open"), event()).exit_code == 0


@pytest.mark.parametrize("name", ["PostToolUse", "SessionStart", "UserPromptSubmit", "SessionEnd", "Stop"])
def test_a_failure_on_an_event_that_decides_nothing_does_not_block(world: World, name: str) -> None:
    world.governor.error = ValueError()
    data = event(hook_event_name=name, source="startup", prompt="p", reason="r", tool_response={})
    assert world.gate.answer(world.envelope("closed"), data).exit_code == 0


def test_links_in_the_facts_of_the_process_are_resolved(world: World, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    envelope = world.envelope("closed").replace(project=str(tmp_path / "link"))
    world.gate.answer(envelope, event())
    (seen,) = world.governor.seen
    assert seen.request.place.project == str(tmp_path / "real")  # type: ignore[union-attr]
