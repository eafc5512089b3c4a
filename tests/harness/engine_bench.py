"""A governor on an in-memory log, with a host of a few paths."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bailiwick.adapters.policy_files import InForce, Sources, compile_sources
from bailiwick.adapters.session_files import SessionMemory
from bailiwick.engine.governor import Governor
from bailiwick.model.event import BatchCall, BatchEnded, OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.fact import (
    AddressFact,
    AddressQuery,
    CheckFact,
    CheckQuery,
    CheckResult,
    ConfinementFact,
    ConfinementQuery,
    GlobFact,
    GlobQuery,
    ObjectionFact,
    ObjectionQuery,
    PathFact,
    PathQuery,
    ProgramFact,
    ProgramQuery,
    RepositoryFact,
    RepositoryQuery,
    TextFact,
    TextQuery,
    TrackedFact,
    TrackedQuery,
    TreeFact,
    TreeQuery,
)
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.value import Value
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from bailiwick.model.fact import Fact, FactQuery

LAUNCHER = ("/usr/bin/python3", "-I", "-m", "bailiwick", "confine")
PLACE = Place(project="/home/dev/proj", home="/home/dev")


class Ticking:
    """A clock that goes on by a millisecond whenever it is read."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now


class Recorded(Value):
    sequence: int
    reference: str


class MemoryRecorder:
    """A log in memory."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, Mapping[str, Any]]] = []

    def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Recorded:
        self.entries.append((kind, body))
        return Recorded(len(self.entries) - 1, f"ref{len(self.entries) - 1}")

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.entries]

    def last(self, kind: str) -> Mapping[str, Any]:
        return next(body for name, body in reversed(self.entries) if name == kind)


class EmptyHost:
    """A host where nothing exists."""

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        return {query: self._answer(query) for query in queries}

    def _answer(self, query: FactQuery) -> Fact:
        if isinstance(query, PathQuery):
            return PathFact(query.path)
        answers: dict[type, Fact] = {
            TextQuery: TextFact(None),
            GlobQuery: GlobFact(),
            ProgramQuery: ProgramFact(),
            RepositoryQuery: RepositoryFact(),
            TrackedQuery: TrackedFact(),
            AddressQuery: AddressFact(),
            TreeQuery: TreeFact(),
            ObjectionQuery: ObjectionFact(),
            CheckQuery: CheckFact(CheckResult.FAILED, "there are no programs here"),
            ConfinementQuery: ConfinementFact(LAUNCHER),
        }
        return answers[type(query)]


class Policies:
    """A policy source that says what a test tells it."""

    def __init__(self, text: str) -> None:
        self._next = InForce(None)
        self.set(text)

    def set(self, text: str) -> None:
        self._next = InForce(from_plain(compile_sources(Sources(user=text))), changed=True)

    def break_it(self, problem: str, *, keep: bool) -> None:
        self._next = InForce(self._next.policy if keep else None, problem=problem, changed=True)

    def current(self, project: str) -> InForce:
        current = self._next
        self._next = current.replace(changed=False)
        return current


class Bench:
    """A governor and what it stands on."""

    def __init__(self, text: str = "version: 1\npacks: [baseline]\n", *, facts: EmptyHost | None = None) -> None:
        self.recorder = MemoryRecorder()
        self.policies = Policies(text)
        self.sessions = SessionMemory()
        self.governor = Governor(
            clock=Ticking(),
            facts=facts or EmptyHost(),
            recorder=self.recorder,
            policies=self.policies,
            sessions=self.sessions,
            tier="1",
        )

    def request(
        self, tool: str, call: str = "c1", *, answerable: bool = True, session: str = "s", **given: Any
    ) -> Request:
        return Request(
            subject=Subject(agent="test", session=session),
            place=PLACE,
            tool=tool,
            input=given,
            cwd=PLACE.project,
            call=call,
            answerable=answerable,
        )

    def call(self, tool: str, call: str = "c1", *, answerable: bool = True, **given: Any) -> ToolCall:
        return ToolCall(self.request(tool, call, answerable=answerable, **given))

    def outcome(
        self, tool: str, call: str = "c1", *, status: OutcomeStatus = OutcomeStatus.DONE, **given: Any
    ) -> ToolOutcome:
        return ToolOutcome(self.request(tool, call, **given), status, 5, "text")

    def batch(self, *calls: BatchCall) -> BatchEnded:
        return BatchEnded(Subject(agent="test", session="s"), calls, project=PLACE.project)
