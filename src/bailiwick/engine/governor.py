"""`Governor`: every event of every agent ends here: judge, record, fold, answer.

What it guarantees:
- an answer that lets a call pass is given only after its decision is in the log;
- a failure to decide is a denial when the mode binds (or the fail mode is closed and no mode is known);
- in observe mode the answer says nothing and the entry says what it would have said;
- a call that ended without a decision or without an outcome gets it when its batch ends, and an incident if it ran;
- one call at a time per governor: callers serialise.

What it leaves to the caller: `EnvironmentFault` and defects, which the gate turns into denials, and `Deferred`.
"""

from __future__ import annotations

from bailiwick.crypto.hashing import content_hash
from bailiwick.engine import suspicion, wording
from bailiwick.engine.answering import Decided, answer_to, told
from bailiwick.engine.judge import judge
from bailiwick.engine.planner import Planner
from bailiwick.engine.records import (
    batch_body,
    decision_body,
    input_hash,
    model_body,
    outcome_body,
    policy_body,
    subagent_body,
    subject_body,
)
from bailiwick.model.event import (
    Answer,
    BatchEnded,
    CallFound,
    ConfigChanged,
    ModelCalled,
    Noted,
    OutcomeStatus,
    PermissionAsked,
    PromptSubmitted,
    SessionEnded,
    SessionStarted,
    SubagentStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.request import Place, Request
from bailiwick.model.verdict import FailMode, Mode, Severity, Verdict
from bailiwick.pdp.consequences import attempt, consequences, outcome
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.event import to_plain as event_plain
from bailiwick.session.fold import fold
from bailiwick.session.state import NOTHING, Brings, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
    from bailiwick.interpret.content.injection import Injection
    from bailiwick.model.event import BatchCall, Event
    from bailiwick.model.request import Subject
    from bailiwick.model.verdict import Ruling
    from bailiwick.policy.compiled import CompiledPolicy

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
        catch_up: Callable[[], object] | None = None,
    ) -> None:
        """Compose the engine.

        Args:
            clock: the time.
            facts: what the host knows.
            recorder: the log.
            policies: the policy in force.
            sessions: states of sessions.
            wiring: the agent's settings; None when nobody guards them.
            tier: how strongly the agent is governed, for the banner.
            catch_up: takes decisions that other processes made into log and sessions; called before a call counts
                as undecided. None when this is the only process.
        """
        self._clock = clock
        self._planner = Planner(facts)
        self._recorder = recorder
        self._policies = policies
        self._sessions = sessions
        self._wiring = wiring
        self._tier = tier
        self._catch_up = catch_up or _nothing_to_take
        self._told: set[str] = set()
        """Hashes of policies whose text this process has recorded."""
        self._handlers: Mapping[type, Callable[[Any, FailMode], Answer]] = {
            ToolCall: self._tool_call,
            PermissionAsked: self._permission_asked,
            ToolOutcome: self._tool_outcome,
            BatchEnded: self._batch_ended,
            SubagentStarted: self._subagent_started,
            SessionStarted: self._session_started,
            SessionEnded: self._session_ended,
            PromptSubmitted: self._prompt_submitted,
            ConfigChanged: self._config_changed,
            ModelCalled: self._model_called,
            CallFound: self._call_found,
            Noted: self._noted,
        }

    def handle(self, event: Event, *, fail_mode: FailMode) -> Answer:
        """Judge, record and answer one event.

        Raises:
            EnvironmentFault: the log or the facts cannot be reached; nothing was answered.
        """
        return self._handlers[type(event)](event, fail_mode)

    def _tool_call(self, event: ToolCall, fail_mode: FailMode) -> Answer:
        return answer_to(event, self._decide(event.request, fail_mode))

    def _permission_asked(self, event: PermissionAsked, fail_mode: FailMode) -> Answer:
        decided = self._decide(event.request, fail_mode, counted=False)
        return answer_to(event, decided).replace(ask="")  # the agent is asking already

    def _tool_outcome(self, event: ToolOutcome, fail_mode: FailMode) -> Answer:
        request = event.request
        refused = event.status is OutcomeStatus.REFUSED
        warning = ""
        if request.call and not refused and not self._known(request):
            warning = self._unchecked(request, fail_mode)
        now = self._clock.now()
        state = self._state(request.subject.session, request.place.project)
        decided = state.decided(request.call)
        executed = input_hash(request)
        changed = decided is not None and decided.input != executed and not refused
        brings = NOTHING
        judgement = None
        if changed:
            judgement, brings = self._rejudge(request, state, fail_mode, now)
        found = suspicion.injections(event)
        step = outcome(event, suspicion.labelled(brings, event, found))
        body = outcome_body(event, decided=decided, executed=executed, changed=changed, event=step)
        if found:
            body["injections"] = suspicion.to_plain(found)
        recorded = self._recorder.append("outcome", body, now=now)
        self._fold(request.subject.session, state, step, recorded)
        details = {
            **subject_body(request.subject),
            "call": request.call,
            "decision": decided.decision if decided is not None else "",
            "outcome": recorded.reference,
        }
        if decided is not None and decided.denied and not refused:
            self._incident("denied-call-ran", Severity.CRITICAL, details, now)
        if judgement is not None:
            reason = wording.reason_of(judgement.decision)
            details |= {"verdict": judgement.decision.verdict.value, "reason": reason}
            incident = self._incident("input-rewritten", Severity.HIGH, details, now)
            warning = (
                "Bailiwick: another hook changed the input of this call after it was judged; "
                f"the executed input would be judged {judgement.decision.verdict}{wording.why(incident.reference)}"
            )
        if suspicion.are_strong(found):
            warning = "\n".join(filter(None, (warning, self._suspect(event, found, details, fail_mode, now))))
        return Answer(event, reference=recorded.reference, context=warning)

    def _suspect(
        self,
        event: ToolOutcome,
        found: Sequence[Injection],
        call: Mapping[str, object],
        fail_mode: FailMode,
        now: datetime,
    ) -> str:
        """Raise the alarm about instructions in a result; returns a warning for the model, empty in observe mode."""
        details = {**call, "tool": event.request.tool, "injections": suspicion.to_plain(found)}
        incident = self._incident("prompt-injection", Severity.MEDIUM, details, now)
        policy = self._policy(event.request.place.project, event.request.subject, now)[0].policy
        mode = policy.mode if policy is not None else _mode_of(fail_mode)
        return suspicion.warning(event, found, incident.reference) if mode is Mode.ENFORCE else ""

    def _batch_ended(self, event: BatchEnded, fail_mode: FailMode) -> Answer:
        session = event.subject.session
        for call in event.calls:
            if call.request.call:
                self._settle(call, fail_mode)
        state = self._state(session, event.project)
        step = SessionEvent(step=Step.BATCH, calls=tuple(call.request.call for call in event.calls))
        recorded = self._recorder.append("note", batch_body(event, event=step), now=self._clock.now())
        self._fold(session, state, step, recorded)
        return Answer(event, reference=recorded.reference)

    def _settle(self, call: BatchCall, fail_mode: FailMode) -> None:
        """Give a call of a batch that ended the decision or the outcome that it lacks."""
        request = call.request
        session, project = request.subject.session, request.place.project
        if request.call in self._state(session, project).settled:
            return
        self._catch_up()
        state = self._state(session, project)
        if request.call in state.pending:
            # Agents report an outcome before the end of the batch: without one, a person or the agent's rules refused.
            self._tool_outcome(ToolOutcome(request, OutcomeStatus.REFUSED), fail_mode)
        elif request.call not in state.settled:
            if call.refused:
                self._decide(request, fail_mode, answered="refused")
            else:
                self._unchecked(request, fail_mode)

    def _subagent_started(self, event: SubagentStarted, _fail_mode: FailMode) -> Answer:
        session, subagent = event.subject.session, event.subject.subagent
        step = SessionEvent(step=Step.SPAWN, subagent=subagent)
        state = self._state(session, event.project)
        depth = fold(state, step).depth(subagent) or 0
        recorded = self._recorder.append("note", subagent_body(event, depth=depth, event=step), now=self._clock.now())
        self._fold(session, state, step, recorded)
        return Answer(event, reference=recorded.reference)

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
        now = self._clock.now()
        size = len(event.text.encode("utf-8", "surrogatepass"))
        body = {
            **subject_body(event.subject),
            "bytes": size,
            "sha256": content_hash(event.text),
            "expansion": event.expansion,
        }
        state = self._sessions.load(event.subject.session)
        policy, warning = self._policy(state.project, event.subject, now) if state is not None else (None, "")
        in_force = policy.policy if policy is not None else None
        spent = None if state is None or in_force is None else self._over_budget(event.subject, state, in_force, now)
        if spent is not None:
            body |= {"rule": spent.rule, "verdict": spent.verdict.value}
        recorded = self._recorder.append("prompt", body, now=now)
        binds = in_force is not None and in_force.mode is Mode.ENFORCE
        refused = wording.spent(spent, recorded.reference) if spent is not None and binds else ""
        return Answer(event, reference=recorded.reference, refused=refused, context=warning)

    def _over_budget(
        self, subject: Subject, state: SessionState, policy: CompiledPolicy, now: datetime
    ) -> Ruling | None:
        """The budget that forbids another turn of the session, if one does."""
        if policy.watches is None or not policy.watches.budgets:
            return None
        from bailiwick.pdp.recollection import over_budget

        request = Request(subject, Place(project=state.project, home=""), tool="")
        rulings = over_budget(request, self._lent(state, policy, request), policy, now)
        return rulings[0] if rulings and rulings[0].verdict is Verdict.DENY else None

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
        policy = self._policy(event.project, event.subject, now)[0].policy
        mode = policy.mode if policy is not None else _mode_of(fail_mode)
        refused = f"{verdict.refused}{wording.why(recorded.reference)}" if mode is Mode.ENFORCE else ""
        return Answer(event, reference=recorded.reference, refused=refused)

    def _model_called(self, event: ModelCalled, _fail_mode: FailMode) -> Answer:
        from bailiwick.engine.accounting import accounted

        now = self._clock.now()
        state = self._state(event.subject.session, event.project)
        step = accounted(event, state.project, self._policy(state.project, event.subject, now)[0].policy, now=now)
        recorded = self._recorder.append("model", model_body(event, event=step), now=now)
        self._fold(event.subject.session, state, step, recorded)
        return Answer(event, reference=recorded.reference)

    def _call_found(self, event: CallFound, fail_mode: FailMode) -> Answer:
        if not self._known(event.request):
            self._unchecked(event.request, fail_mode, "mentioned" if event.mentioned else "unchecked")
        return Answer(event)

    def _noted(self, event: Noted, _fail_mode: FailMode) -> Answer:
        body = {**subject_body(event.subject), "name": event.name, "attributes": dict(event.attributes)}
        return Answer(event, reference=self._recorder.append("note", body, now=self._clock.now()).reference)

    def _policy(self, project: str, subject: Subject, now: datetime) -> tuple[PolicyInForce, str]:
        """The policy in force and a warning for the model; a change or a problem is recorded once."""
        current = self._policies.current(project)
        if not current.changed:
            return current, ""
        digest = current.policy.hash if current.policy is not None else ""
        text = "" if digest in self._told else current.text
        self._told.add(digest)
        self._recorder.append("policy", policy_body(digest, current.problem, project, text), now=now)
        if not current.problem:
            return current, ""
        details = {**subject_body(subject), "hash": digest, "problem": current.problem}
        recorded = self._incident("policy-broken", Severity.HIGH, details, now)
        kept = "the last good policy stays in force" if digest else "no policy is in force"
        return current, f"Bailiwick: {current.problem}; {kept}{wording.why(recorded.reference)}"

    def _state(self, session: str, project: str) -> SessionState:
        state = self._sessions.load(session)
        return state if state is not None else SessionState(project=project, marks=self._sessions.marks(project))

    def _fold(self, session: str, state: SessionState, step: SessionEvent, recorded: Recorded) -> None:
        if step.shared:
            self._sessions.spread(step, state.project, recorded)
        self._sessions.save(session, fold(state, step), recorded.sequence)

    def _lent(self, state: SessionState, policy: CompiledPolicy | None, request: Request) -> SessionState:
        """The state with the totals that it shares with other sessions, as far as the policy asks for them."""
        if policy is None or policy.watches is None or not policy.watches.scoped:
            return state
        from bailiwick.pdp.recollection import needed_scopes

        scopes = needed_scopes(policy, request)
        return state.replace(shared={scope: self._sessions.shared(scope) for scope in scopes})

    def _rejudge(
        self, request: Request, state: SessionState, fail_mode: FailMode, now: datetime
    ) -> tuple[Judgement, Brings]:
        policy = self._policy(request.place.project, request.subject, now)[0].policy
        state = self._lent(state, policy, request)
        judgement = judge(request, state, policy, self._planner, now=now, mode_without_policy=_mode_of(fail_mode))
        brings = NOTHING if policy is None else consequences(request, judgement.decision, state, policy)
        return judgement, brings.replace(labels={**brings.labels, REWRITTEN: request.call})

    def _known(self, request: Request) -> bool:
        """Whether the call was decided, here or elsewhere."""
        session, project = request.subject.session, request.place.project
        if self._state(session, project).decided(request.call) is not None:
            return True
        self._catch_up()
        return self._state(session, project).decided(request.call) is not None

    def _decide(self, request: Request, fail_mode: FailMode, *, counted: bool = True, answered: str = "") -> Decided:
        """Judge one call, record the decision and fold what it means for the session.

        Args:
            request: the call.
            fail_mode: of the hook that reports it.
            counted: False for a second question about a call.
            answered: `refused`, `unchecked` or `mentioned` when the call is over already and its agent did not ask.
        """
        started = self._clock.now()
        session, project = request.subject.session, request.place.project
        policy, warning = self._policy(project, request.subject, started)
        state = self._lent(self._state(session, project), policy.policy, request)
        judgement = judge(
            request,
            state,
            # A second question about a call is no second call: rules about the past were heard at the first.
            policy.policy if counted or policy.policy is None else policy.policy.replace(watches=None),
            self._planner,
            now=started,
            mode_without_policy=_mode_of(fail_mode),
            problem=policy.problem,
        )
        decision = judgement.decision
        settled = bool(answered)
        answered = answered or told(decision, fail_mode)
        step = None
        if counted:
            denied = answered in ("deny", "refused")
            executed = input_hash(judgement.executed or request)
            step = attempt(request, decision, state, policy.policy, denied=denied, judged=executed)
            step = step.replace(settled=settled)
        now = self._clock.now()
        micros = max(0, round((now - started).total_seconds() * 1_000_000))
        body = decision_body(request, judgement, event=step, answered=answered, micros=micros)
        recorded = self._recorder.append("decision", body, now=now)
        if step is not None:
            self._fold(session, state, step.replace(reference=recorded.reference), recorded)
        changed = None if judgement.executed is None else judgement.executed.input
        stop = ""
        if step is not None and policy.policy is not None and answered == "deny":
            stop = wording.stop(self._state(session, project).counters["denials"], policy.policy.stop_after_denials)
        return Decided(decision, answered, recorded.reference, warning, changed, stop)

    def _unchecked(self, request: Request, fail_mode: FailMode, answered: str = "unchecked") -> str:
        """Judge a call that ran without a decision, and raise the alarm; returns a warning for the model."""
        decided = self._decide(request, fail_mode, answered=answered)
        if answered == "mentioned" and decided.decision.verdict in (Verdict.ALLOW, Verdict.ABSTAIN):
            return ""
        details = {
            **subject_body(request.subject),
            "call": request.call,
            "tool": request.tool,
            "project": request.place.project,
            "decision": decided.reference,
            "verdict": decided.decision.verdict.value,
            "reason": wording.reason_of(decided.decision),
        }
        incident = self._incident("unchecked-call", Severity.HIGH, details, self._clock.now())
        return (
            "Bailiwick: this call ran although no decision on it was asked for; "
            f"it would have been judged {decided.decision.verdict}{wording.why(incident.reference)}"
        )

    def _incident(self, what: str, severity: Severity, details: Mapping[str, object], now: datetime) -> Recorded:
        body = {"what": what, "severity": severity.value, "details": dict(details)}
        return self._recorder.append("incident", body, now=now)


def _nothing_to_take() -> None:
    """The only process that decides has nothing to catch up with."""


def _mode_of(fail_mode: FailMode) -> Mode:
    return Mode.ENFORCE if fail_mode is FailMode.CLOSED else Mode.OBSERVE


def _rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
