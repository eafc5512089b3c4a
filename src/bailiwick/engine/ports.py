"""Ports: what the engine needs from the world, owned by the engine (style rule 6).

Adapters implement them; `apps` composes. Every method may raise `EnvironmentFault`; nothing else escapes,
but `engine.deferral.Deferred` from a source of facts that was composed so.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from typing import Protocol

    from bailiwick.model.drift import Drift
    from bailiwick.model.event import Answer, ConfigChanged, Event
    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.model.tracker import Cell
    from bailiwick.model.verdict import FailMode
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.session.event import SessionEvent
    from bailiwick.session.state import SessionState

    class Engine(Protocol):
        """What judges, records and answers: a governor, or one with something around it."""

        def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
            """Raises `EnvironmentFault` when nothing was answered."""
            ...

    class Contents(Protocol):
        """Where full inputs and results go when they are to be kept."""

        def keep(self, text: str) -> None:
            """Keep a text under its SHA-256."""
            ...

    class Clock(Protocol):
        """The time, always UTC and aware."""

        def now(self) -> datetime:
            """The time now."""
            ...

    class FactSource(Protocol):
        """Answers fact queries from the host. Never raises for a thing that is missing."""

        def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
            """An answer to each query."""
            ...

    class Recorder(Protocol):
        """The log. One writer; an entry is part of the log when `append` returns."""

        def append(self, kind: str, body: Mapping[str, object], *, now: datetime) -> Recorded:
            """Append one entry of `kind`; the body is canonical-JSON data (str, int, bool, None, lists, maps)."""
            ...

    class Recorded(Protocol):
        """Position of an appended entry."""

        @property
        def sequence(self) -> int:
            """Leaf index."""
            ...

        @property
        def reference(self) -> str:
            """Short id for people: the first 12 hex digits of the entry's leaf hash."""
            ...

    class PolicySource(Protocol):
        """The policy in force for a project, reloaded when its files change."""

        def current(self, project: str) -> PolicyInForce:
            """The policy for calls of `project`, as the files are now."""
            ...

    class PolicyInForce(Protocol):
        """A usable policy, or None, and what is wrong with the files if anything is."""

        @property
        def policy(self) -> CompiledPolicy | None:
            """None: no usable policy at all; the engine is then INDETERMINATE."""
            ...

        @property
        def problem(self) -> str:
            """Non-empty: the files on disk are broken and `policy` is the last good one (or None)."""
            ...

        @property
        def changed(self) -> bool:
            """True once after each reload, so that the engine records the new policy."""
            ...

        @property
        def text(self) -> str:
            """The effective policy as the text that its hash is over, once after each reload; empty when not told."""
            ...

    class SessionStore(Protocol):
        """Session states by session id; durable, and caught up from the log after a crash."""

        def load(self, session: str) -> SessionState | None:
            """The state of a known session."""
            ...

        def marks(self, project: str) -> Mapping[str, tuple[str, ...]]:
            """Marks that all sessions of `project` have left on files, for a new session to start with."""
            ...

        def shared(self, scope: str) -> Mapping[str, Cell]:
            """Trackers that sessions share, by scope (`project:/p`, `agent:claude-code`)."""
            ...

        def spread(self, event: SessionEvent, project: str, recorded: Recorded) -> None:
            """Keep what `event` of a session of `project` means beyond its session; called before `save`."""
            ...

        def save(self, session: str, state: SessionState, sequence: int) -> None:
            """Keep `state`, which includes everything up to log `sequence`."""
            ...

    class Wiring(Protocol):
        """The agent's settings that carry our hooks."""

        def review(self, change: ConfigChanged) -> WiringVerdict:
            """Judge a settings change; when it removes or disables our hooks, put the file back first."""
            ...

    class WiringVerdict(Protocol):
        """What `Wiring.review` found."""

        @property
        def refused(self) -> str:
            """Non-empty: refuse the change, for this reason."""
            ...

        @property
        def restored(self) -> bool:
            """The file was put back."""
            ...

        @property
        def details(self) -> Mapping[str, str]:
            """What changed, for the record."""
            ...

    class Integrity(Protocol):
        """The files that govern agents, against what a person has signed."""

        def drifts(self, project: str) -> Sequence[Drift]:
            """What of the user and of `project` differs; nothing when nobody has signed anything."""
            ...

        def difference(self, drift: Drift) -> str:
            """The changed lines; may hold credentials."""
            ...

        def seen(self, drift: Drift) -> str:
            """The entry that reported this very change already; empty when none did."""
            ...

        def remember(self, drift: Drift, reference: str) -> None:
            """Keep that the entry `reference` reports this change, over restarts."""
            ...
