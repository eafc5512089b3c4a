"""Spooled records become log entries, once, in order, and are folded into their sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.session_files import SessionMemory
from bailiwick.adapters.spool import ENTRY, UNCHECKED, Spool, Spooled
from bailiwick.apps.daemon.ingest import Ingest
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.event import Envelope
from bailiwick.model.request import Governed
from bailiwick.pep.dialects import claude_code
from bailiwick.pep.hook.frames import encode_request
from bailiwick.session.event import SessionEvent, Step, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOW = datetime(2026, 1, 2, tzinfo=UTC)
PASSED = (
    b'{"session_id":"s","cwd":"/p","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"make"}}'
)


class World:
    """A spool, a log in memory, sessions in memory."""

    def __init__(self, folder: str) -> None:
        self.entries: list[tuple[str, Mapping[str, object]]] = []
        self.full = False
        self.spool = Spool(folder)
        self.sessions = SessionMemory()
        self.ingest = Ingest(
            self.spool,
            recorder=self,
            sessions=self.sessions,
            clock=self,
            dialects={"claude-code": claude_code},
            governed=Governed(home="/home/u"),
        )

    def now(self) -> datetime:
        return NOW

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Spooled:
        assert now == NOW
        if self.full:
            raise EnvironmentFault("the disk is full")
        self.entries.append((kind, body))
        return Spooled(len(self.entries), f"ref{len(self.entries)}")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(str(tmp_path))


def decision(call: str) -> dict[str, object]:
    step = SessionEvent(step=Step.ATTEMPT, call=call, shell=True, input="00")
    return {"session": "s", "project": "/p", "call": call, "session_event": to_plain(step)}


def test_decisions_are_logged_in_order_and_folded(world: World) -> None:
    for call in ("a", "b", "c"):
        world.spool.append("decision", decision(call), now=NOW)
    assert world.ingest.run() == 3
    assert [body["call"] for _, body in world.entries] == ["a", "b", "c"]
    state = world.sessions.load("s")
    assert state is not None
    assert state.counters["shell_calls"] == 3
    assert state.pending["c"].decision == "ref3"
    assert world.ingest.run() == 0


def test_an_entry_tells_where_it_waited(world: World) -> None:
    world.spool.append("note", {"name": "x"}, now=NOW)
    (name,) = world.spool.names()
    world.ingest.run()
    assert world.entries == [("note", {"name": "x", "spooled": {"file": name, "at": NOW.isoformat()}})]


def test_an_unchecked_pass_is_described(world: World) -> None:
    frame = encode_request(Envelope("claude-code", "open", project="/p", home="/home/u"), PASSED)
    world.spool.put(frame + b"no daemon", suffix=UNCHECKED, now=NOW)
    world.ingest.run()
    ((kind, body),) = world.entries
    assert kind == "unchecked"
    assert (body["reason"], body["session"], body["tool"], body["summary"]) == ("no daemon", "s", "Bash", "make")


def test_an_unchecked_event_that_cannot_be_read_is_logged_by_its_hash(world: World) -> None:
    frame = encode_request(Envelope("claude-code", "open"), b"\xff")
    world.spool.put(frame + b"why", suffix=UNCHECKED, now=NOW)
    world.ingest.run()
    ((_, body),) = world.entries
    assert body["event_bytes"] == 1
    assert "tool" not in body


def test_what_the_log_refuses_stays_in_the_spool(world: World) -> None:
    world.spool.append("note", {}, now=NOW)
    world.full = True
    with pytest.raises(EnvironmentFault):
        world.ingest.run()
    world.full = False
    assert world.ingest.run() == 1


@pytest.mark.parametrize("suffix", [ENTRY, UNCHECKED])
def test_garbage_is_put_aside_with_an_incident_and_stops_nothing(world: World, suffix: str) -> None:
    world.spool.put(b"garbage", suffix=suffix, now=NOW)
    world.spool.append("note", {}, now=NOW.replace(year=2027))
    world.ingest.run()
    assert [kind for kind, _ in world.entries] == ["incident", "note"]
    assert world.spool.names() == []


def test_a_spooled_session_event_that_is_none_is_put_aside(world: World) -> None:
    world.spool.append("decision", {"session": "s", "session_event": {"step": "nonsense"}}, now=NOW)
    world.ingest.run()
    assert world.spool.names() == []
