"""Recorded decisions made again: under the policies that made them, or under another one. No host is asked.

The log is read in order, and sessions are folded from it, so each call is judged in the session as it was. Under
another policy a session goes on as that policy would have it: its labels and counts, and without what it denies. What
it lets pass and the recorded policy denied counts as having ended well; what is asked, as what came of it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime

from bailiwick.adapters.session_files import SessionMemory
from bailiwick.engine.recorded import request_of
from bailiwick.engine.replay import again
from bailiwick.model.errors import PolicyError
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.value import Value
from bailiwick.model.verdict import Mode, Verdict
from bailiwick.pdp import profile_of
from bailiwick.pdp.consequences import attempt, usage
from bailiwick.pdp.recollection import agent_of, needed_scopes
from bailiwick.policy.compiled import PLAIN_VERSION, from_plain
from bailiwick.policy.effective import plain_of, reads_input
from bailiwick.session import event as events
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.engine.replay import Again
    from bailiwick.ledger.entry import Entry
    from bailiwick.policy.compiled import CompiledPolicy

NO_TEXT = "the text of the policy that decided is not in the log"
BESIDE = "decided by a process without the daemon, which may not have seen what went on beside it"
PRUNED = "the session may have begun before the part of the log that is left"
NOT_JUDGED = "the call could not be judged, whatever the policy"
WORDS = {"abstain": "pass", "indeterminate": "deny"}
"""What a verdict comes to; a call without a verdict is denied."""


class Replayed(Value):
    """One recorded decision and what came out this time."""

    reference: str
    body: Mapping[str, Any]
    before: str
    """`deny`, `ask`, `allow`, `pass`, or `approve` (allowed without the agent's own prompt)."""
    after: str
    before_rules: tuple[tuple[str, str], ...]
    """Rules that spoke, with their verdicts, the strongest first."""
    after_rules: tuple[tuple[str, str], ...]
    reason: str = ""
    """Of the strongest rule of the two sides that differ."""
    gaps: tuple[str, ...] = ()
    """What keeps the result from being certain."""
    same_consequences: bool = True
    """What the call means for its session came out as well."""

    @property
    def same(self) -> bool:
        """True when everything came out as recorded."""
        return self.before == self.after and self.before_rules == self.after_rules and self.same_consequences


class Rules(Value):
    """A policy that judges recorded calls."""

    policy: CompiledPolicy
    reads_input: bool
    """Some rule of it looks at the input of calls."""


def rules_of(plain: Mapping[str, Any]) -> Rules:
    """The policy of a plain form."""
    return Rules(from_plain(plain), reads_input(plain))


class _Place(Value):
    sequence: int
    reference: str


class Replay(ABC):
    """Takes the entries of a log in order. Subclasses say which policy judges and which session goes on."""

    def __init__(self, *, admits: Callable[[Entry], bool]) -> None:
        """Judge the decisions that `admits` lets through; the others only count as history."""
        self._admits = admits
        self._sessions = SessionMemory()
        self._first: int | None = None
        """Sequence of the first entry."""
        self._begun: set[str] = set()
        """Sessions whose beginning was seen."""

    def take(self, entry: Entry, reference: str) -> Replayed | None:
        """Take the next entry; what came out when it is a decision that is wanted."""
        place = _Place(entry.sequence, reference)
        self._first = entry.sequence if self._first is None else self._first
        if entry.kind == "decision" and self._admits(entry):
            found = self._decision(entry, place)
            cut = self._first > 0 and entry.body["session"] not in self._begun
            return found.replace(gaps=(*found.gaps, PRUNED)) if cut else found
        self._other(entry, place)
        return None

    @abstractmethod
    def _decision(self, entry: Entry, place: _Place) -> Replayed:
        """Judge a recorded decision again, and go on with the session."""

    def _other(self, entry: Entry, place: _Place) -> None:
        event = _event(entry.body, place)
        if event is not None:
            self._fold(entry.body, event, place)

    def _state(self, body: Mapping[str, Any]) -> SessionState:
        known = self._sessions.load(str(body.get("session", "")))
        if known is not None:
            return known
        project = str(body.get("project", ""))
        return SessionState(project=project, marks=self._sessions.marks(project))

    def _again(self, entry: Entry, rules: Rules) -> tuple[Again, SessionState]:
        state = self._state(entry.body)
        scopes = needed_scopes(rules.policy, request_of(entry.body)) if rules.policy.watches is not None else ()
        if scopes:
            state = state.replace(shared={scope: self._sessions.shared(scope) for scope in scopes})
        return again(entry.body, entry.time, state, rules.policy, reads_input=rules.reads_input), state

    def _fold(self, body: Mapping[str, Any], event: SessionEvent, place: _Place) -> None:
        state = self._state(body)
        if event.step in (Step.START, Step.RESET):
            self._begun.add(str(body.get("session", "")))
        self._sessions.spread(event, state.project, place)
        self._sessions.save(str(body.get("session", "")), fold(state, event), place.sequence)


class Reproduction(Replay):
    """Each decision again under the policy that made it, whose text the log has, in the session as recorded."""

    def __init__(self, *, admits: Callable[[Entry], bool], known: Rules | None = None) -> None:
        """`known` is a policy whose text the log may lack: the one in force."""
        super().__init__(admits=admits)
        self._policies: dict[str, Rules] = {} if known is None else {known.policy.hash: known}

    def _other(self, entry: Entry, place: _Place) -> None:
        text = entry.body.get("effective")
        if entry.kind == "policy" and isinstance(text, str):
            self._learn(text, str(entry.body.get("hash")))
        super()._other(entry, place)

    def _learn(self, text: str, digest: str) -> None:
        if digest in self._policies:
            return
        try:
            plain = plain_of(text)
        except PolicyError:
            return
        if plain["hash"] == digest and plain.get("plain_version") == PLAIN_VERSION:
            self._policies[digest] = rules_of(plain)

    def _decision(self, entry: Entry, place: _Place) -> Replayed:
        rules = self._policies.get(str(entry.body["policy"]))
        if rules is None:
            found = _unjudged(entry, place, NO_TEXT if entry.body["policy"] else NOT_JUDGED)
        else:
            outcome, state = self._again(entry, rules)
            found = _replayed(entry, place, outcome)
            event = _event(entry.body, place)
            if event is not None and outcome.decision is not None:
                step = attempt(
                    outcome.request, outcome.decision, state, rules.policy, denied=event.denied, judged=event.input
                )
                step = step.replace(settled=event.settled, reference=event.reference)
                found = found.replace(same_consequences=events.to_plain(step) == entry.body["session_event"])
        self._other(entry, place)
        if "spooled" in entry.body and not found.same:
            return found.replace(gaps=(*found.gaps, BESIDE))
        return found


class Simulation(Replay):
    """Each decision again under another policy, which is in force from the first decision that is wanted on."""

    def __init__(self, rules: Rules, *, admits: Callable[[Entry], bool]) -> None:
        """Judge by `rules`."""
        super().__init__(admits=admits)
        self._rules = rules
        self._policy = rules.policy
        self._stopped: set[tuple[str, str]] = set()
        """Calls that ran and would not have run."""

    def _decision(self, entry: Entry, place: _Place) -> Replayed:
        outcome, state = self._again(entry, self._rules)
        recorded = _event(entry.body, place)
        if recorded is not None:
            self._go_on(entry, place, recorded, outcome, state)
        return _replayed(entry, place, outcome)

    def _go_on(self, entry: Entry, place: _Place, recorded: SessionEvent, outcome: Again, state: SessionState) -> None:
        body, decision = entry.body, outcome.decision
        if decision is None:
            self._fold(body, recorded, place)
            return
        denied = body["answered"] == "refused"
        if body["answered"] not in ("refused", "unchecked"):
            blocks = decision.verdict in (Verdict.DENY, Verdict.INDETERMINATE)
            denied = blocks and self._policy.mode is Mode.ENFORCE
        event = attempt(outcome.request, decision, state, self._policy, denied=denied, judged=recorded.input)
        self._fold(body, event.replace(settled=recorded.settled, reference=recorded.reference), place)
        if denied and not recorded.denied:
            self._stopped.add((str(body["session"]), recorded.call))
        elif recorded.denied and not denied:
            self._fold(body, SessionEvent(step=Step.OUTCOME, call=recorded.call), place)

    def _other(self, entry: Entry, place: _Place) -> None:
        event = _event(entry.body, place)
        if event is None:
            return
        if event.step is Step.OUTCOME and (str(entry.body.get("session")), event.call) in self._stopped:
            return
        if event.step is Step.USAGE:
            event = self._counted(event, entry)
        self._fold(entry.body, event, place)

    def _counted(self, event: SessionEvent, entry: Entry) -> SessionEvent:
        body: Mapping[str, Any] = entry.body
        subject = Subject(agent=body.get("agent", ""), session=body.get("session", ""), role=body.get("role", ""))
        place = Place(project=self._state(body).project, home=body.get("home", ""))
        request = Request(subject=subject, place=place, tool="")
        agent = agent_of(profile_of(self._policy, request), request)
        return usage(event.usage, agent, place.project, self._policy, now=datetime.fromisoformat(entry.time)).replace(
            reference=event.reference
        )


def _event(body: Mapping[str, Any], place: _Place) -> SessionEvent | None:
    plain = body.get("session_event")
    return events.from_plain(plain, reference=place.reference) if isinstance(plain, dict) else None


def _recorded_rules(body: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((rule["rule"], rule["verdict"]) for rule in body["rules"])


def _word(verdict: str, *, approved: bool) -> str:
    return "approve" if approved else WORDS.get(verdict, verdict)


def _unjudged(entry: Entry, place: _Place, why: str) -> Replayed:
    body: Mapping[str, Any] = entry.body
    rules = _recorded_rules(body)
    word = _word(body["verdict"], approved=body["answered"] == "allow")
    return Replayed(place.reference, body, word, word, rules, rules, gaps=(why,))


def _replayed(entry: Entry, place: _Place, outcome: Again) -> Replayed:
    body: Mapping[str, Any] = entry.body
    decision = outcome.decision
    if decision is None:
        return _unjudged(entry, place, NOT_JUDGED)
    before = _word(body["verdict"], approved=body["answered"] == "allow")
    rules = tuple((ruling.rule, ruling.verdict.value) for ruling in decision.rulings)
    reason = decision.rulings[0].reason if decision.rulings else ""
    return Replayed(
        place.reference,
        body,
        before,
        _word(decision.verdict.value, approved=decision.approve),
        _recorded_rules(body),
        rules,
        reason,
        outcome.gaps,
    )
