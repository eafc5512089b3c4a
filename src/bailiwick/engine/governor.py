"""`Governor`: every event of every agent ends here: judge, record, fold, answer.

What it guarantees:
- an answer that lets a call pass is given only after its decision is in the log;
- a failure to decide is a denial when the mode binds (or the fail mode is closed and no mode is known);
- in observe mode the answer says nothing and the entry says what it would have said;
- one call at a time per governor: callers serialise.

What it leaves to the caller: `EnvironmentFault` and defects propagate, and the gate turns them into denials.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import content_hash
from bailiwick.engine import wording
from bailiwick.engine.judge import judge
from bailiwick.engine.records import decision_body, input_hash, outcome_body, subject_body
from bailiwick.model.event import (
    Answer,
    ConfigChanged,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    SessionEnded,
    SessionStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.verdict import FailMode, Mode, Severity, Verdict
from bailiwick.pdp.consequences import attempt, consequences
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.event import to_plain as event_plain
from bailiwick.session.fold import fold
from bailiwick.session.state import NOTHING, Brings, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import Any

    from bailiwick.engine.judge import Judgement
    from bailiwick.engine.ports import (
        Clock,
        FactSource,
        PolicyInForce,
        PolicySource,
        Recorded,
        Recorder,
        SessionStore,
        Wiring,
    )
    from bailiwick.model.event import Event
    from bailiwick.model.request import Request, Subject
    from bailiwick.model.verdict import Decision

REWRITTEN = "rewritten"
"""Session label: another hook executed something else than what was judged."""


class Governor:
    """The use cases of the engine, one method per event."""

    def __init__(
        self,
        *,
        clock: Clock,
        facts: FactSource,
        recorder: Recorder,
        policies: PolicySource,
        sessions: SessionStore,
        wiring: Wiring | None = None,
        tier: str = "",
    ) -> None:
        self._clock = clock
        self._facts = facts
        self._recorder = recorder
        self._policies = policies
        self._sessions = sessions
        self._wiring = wiring
        self._tier = tier
        self._handlers: Mapping[type, Callable[[Any, FailMode], Answer]] = {
            ToolCall: self._tool_call,
            PermissionAsked: self._permission_asked,
            ToolOutcome: self._tool_outcome,
            SessionStarted: self._session_started,
            SessionEnded: self._session_ended,
            PromptSubmitted: self._prompt_submitted,
            ConfigChanged: self._config_changed,
            Noted: self._noted,
        }

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        """Judge, record and answer one event.

        Raises:
            EnvironmentFault: the log or the facts cannot be reached; nothing was answered.
        """
        return self._handlers[type(event)](event, fail_mode)

    def _tool_call(self, event: ToolCall, fail_mode: FailMode) -> Answer:
        request = event.request
        started = self._clock.now()
        policy, warning = self._policy(request.place.project, request.subject, started)
        state = self._state(request.subject.session, request.place.project)
        judgement = judge(
            request,
            state,
            policy.policy,
            self._facts,
            mode_without_policy=_mode_of(fail_mode),
            problem=policy.problem,
        )
        step = attempt(request, judgement.decision, state, policy.policy, judged=input_hash(request))
        recorded = self._record_decision(request, judgement, step, started=started, fail_mode=fail_mode)
        self._fold(request.subject.session, state, step.replace(reference=recorded.reference), recorded)
        return self._answer(event, judgement.decision, recorded, fail_mode, context=warning)

    def _permission_asked(self, event: PermissionAsked, fail_mode: FailMode) -> Answer:
        request = event.request
        started = self._clock.now()
        policy, warning = self._policy(request.place.project, request.subject, started)
        state = self._state(request.subject.session, request.place.project)
        judgement = judge(
            request,
            state,
            policy.policy,
            self._facts,
            mode_without_policy=_mode_of(fail_mode),
            problem=policy.problem,
        )
        recorded = self._record_decision(request, judgement, None, started=started, fail_mode=fail_mode)
        answer = self._answer(event, judgement.decision, recorded, fail_mode, context=warning)
        return answer.replace(ask="")  # the agent is asking already

    def _tool_outcome(self, event: ToolOutcome, fail_mode: FailMode) -> Answer:
        request = event.request
        now = self._clock.now()
        state = self._state(request.subject.session, request.place.project)
        awaited = state.pending.get(request.call)
        executed = input_hash(request)
        refused = event.status is OutcomeStatus.REFUSED
        changed = awaited is not None and awaited.input != executed and not refused
        brings = NOTHING
        judgement = None
        if changed:
            judgement, brings = self._rejudge(request, state, fail_mode)
        step = SessionEvent(step=Step.OUTCOME, call=request.call, denied=refused, brings=brings)
        body = outcome_body(event, awaited=awaited, executed=executed, event=step)
        recorded = self._recorder.append("outcome", body, now=now)
        self._fold(request.subject.session, state, step, recorded)
        if judgement is None:
            return Answer(event, reference=recorded.reference)
        details = {
            **subject_body(request.subject),
            "call": request.call,
            "decision": awaited.decision if awaited is not None else "",
            "outcome": recorded.reference,
            "verdict": judgement.decision.verdict.value,
            "reason": wording.reason_of(judgement.decision),
        }
        incident = self._incident("input-rewritten", Severity.HIGH, details, now)
        warning = (
            "Bailiwick: another hook changed the input of this call after it was judged; "
            f"the executed input would be judged {judgement.decision.verdict} (bailiwick why {incident.reference})"
        )
        return Answer(event, reference=recorded.reference, context=warning)

    def _session_started(self, event: SessionStarted, fail_mode: FailMode) -> Answer:
        now = self._clock.now()
        policy, _ = self._policy(event.project, event.subject, now)
        state = self._state(event.subject.session, event.project)
        step = SessionEvent(
            step=Step.RESET if event.source == "clear" else Step.START, project=event.project, at=_rfc3339(now)
        )
        mode = policy.policy.mode if policy.policy is not None else _mode_of(fail_mode)
        body = {
            **subject_body(event.subject),
            "event": "started",
            "source": event.source,
            "project": event.project,
            "cwd": event.cwd,
            "model": event.model,
            "mode": mode.value,
            "policy": policy.policy.hash if policy.policy is not None else "",
            "tier": self._tier,
            "session_event": event_plain(step),
        }
        recorded = self._recorder.append("session", body, now=now)
        self._fold(event.subject.session, state, step, recorded)
        text = wording.banner(event, policy.policy, tier=self._tier, problem=policy.problem)
        return Answer(event, reference=recorded.reference, context=text)

    def _session_ended(self, event: SessionEnded, _fail_mode: FailMode) -> Answer:
        body = {**subject_body(event.subject), "event": "ended", "reason": event.reason}
        return Answer(event, reference=self._recorder.append("session", body, now=self._clock.now()).reference)

    def _prompt_submitted(self, event: PromptSubmitted, _fail_mode: FailMode) -> Answer:
        size = len(event.text.encode("utf-8", "surrogatepass"))
        body = {
            **subject_body(event.subject),
            "bytes": size,
            "sha256": content_hash(event.text),
            "expansion": event.expansion,
        }
        return Answer(event, reference=self._recorder.append("prompt", body, now=self._clock.now()).reference)

    def _config_changed(self, event: ConfigChanged, fail_mode: FailMode) -> Answer:
        now = self._clock.now()
        if self._wiring is None:
            body = {**subject_body(event.subject), "name": "ConfigChange", "source": event.source, "path": event.path}
            return Answer(event, reference=self._recorder.append("note", body, now=now).reference)
        verdict = self._wiring.review(event)
        body = {**subject_body(event.subject), "source": event.source, "path": event.path, **verdict.details}
        if not verdict.refused:
            recorded = self._recorder.append("note", {"name": "ConfigChange", **body}, now=now)
            return Answer(event, reference=recorded.reference)
        recorded = self._incident(
            "wiring-attacked", Severity.CRITICAL, {**body, "restored": verdict.restored, "reason": verdict.refused}, now
        )
        policy = self._policies.current(event.project).policy
        mode = policy.mode if policy is not None else _mode_of(fail_mode)
        refused = f"{verdict.refused} (bailiwick why {recorded.reference})" if mode is Mode.ENFORCE else ""
        return Answer(event, reference=recorded.reference, refused=refused)

    def _noted(self, event: Noted, _fail_mode: FailMode) -> Answer:
        body = {**subject_body(event.subject), "name": event.name, "attributes": dict(event.attributes)}
        return Answer(event, reference=self._recorder.append("note", body, now=self._clock.now()).reference)

    def _policy(self, project: str, subject: Subject, now: datetime) -> tuple[PolicyInForce, str]:
        """The policy in force and a warning for the model; a change or a problem is recorded once."""
        current = self._policies.current(project)
        if not current.changed:
            return current, ""
        digest = current.policy.hash if current.policy is not None else ""
        self._recorder.append("policy", {"hash": digest, "problem": current.problem, "project": project}, now=now)
        if not current.problem:
            return current, ""
        details = {**subject_body(subject), "hash": digest, "problem": current.problem}
        recorded = self._incident("policy-broken", Severity.HIGH, details, now)
        kept = "the last good policy stays in force" if digest else "no policy is in force"
        return current, f"Bailiwick: {current.problem}; {kept} (bailiwick why {recorded.reference})"

    def _state(self, session: str, project: str) -> SessionState:
        state = self._sessions.load(session)
        return state if state is not None else SessionState(project=project, marks=self._sessions.marks(project))

    def _fold(self, session: str, state: SessionState, step: SessionEvent, recorded: Recorded) -> None:
        self._sessions.save(session, fold(state, step), recorded.sequence)

    def _rejudge(self, request: Request, state: SessionState, fail_mode: FailMode) -> tuple[Judgement, Brings]:
        policy = self._policies.current(request.place.project).policy
        judgement = judge(request, state, policy, self._facts, mode_without_policy=_mode_of(fail_mode))
        brings = NOTHING if policy is None else consequences(request, judgement.decision, state, policy)
        return judgement, brings.replace(labels={**brings.labels, REWRITTEN: request.call})

    def _record_decision(
        self,
        request: Request,
        judgement: Judgement,
        step: SessionEvent | None,
        *,
        started: datetime,
        fail_mode: FailMode,
    ) -> Recorded:
        now = self._clock.now()
        micros = max(0, round((now - started).total_seconds() * 1_000_000))
        answered = _answered(judgement.decision, fail_mode)
        body = decision_body(request, judgement, event=step, answered=answered, micros=micros)
        return self._recorder.append("decision", body, now=now)

    def _answer(
        self, event: Event, decision: Decision, recorded: Recorded, fail_mode: FailMode, *, context: str
    ) -> Answer:
        answered = _answered(decision, fail_mode)
        return Answer(
            event,
            decision=decision,
            reference=recorded.reference,
            refused=wording.refusal(decision, recorded.reference) if answered == "deny" else "",
            ask=wording.question(decision, recorded.reference) if answered == "ask" else "",
            approve=answered == "allow",
            context=context,
        )

    def _incident(self, what: str, severity: Severity, details: Mapping[str, object], now: datetime) -> Recorded:
        body = {"what": what, "severity": severity.value, "details": dict(details)}
        return self._recorder.append("incident", body, now=now)


def _mode_of(fail_mode: FailMode) -> Mode:
    return Mode.ENFORCE if fail_mode is FailMode.CLOSED else Mode.OBSERVE


def _answered(decision: Decision, fail_mode: FailMode) -> str:
    """What the agent is told: `deny`, `ask`, `allow` or `none`."""
    if not decision.binds:
        return "none"
    if decision.verdict is Verdict.INDETERMINATE:
        return "deny" if fail_mode is FailMode.CLOSED else "none"
    if decision.verdict is Verdict.DENY:
        return "deny"
    if decision.verdict is Verdict.ASK:
        return "ask"
    return "allow" if decision.approve else "none"


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
