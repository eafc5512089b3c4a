"""Judging calls without a client, a daemon or a log: what `decide` and `explain` and the corpora use.

Calls with the same session are one session in order. A call counts as executed, and well, unless it was
denied or the line says otherwise. Nothing is recorded. External checks run only when the caller gives what runs them.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.session_files import SessionMemory
from bailiwick.apps.compose import confinement
from bailiwick.engine import suspicion, wording
from bailiwick.engine.judge import judge
from bailiwick.engine.planner import Planner
from bailiwick.engine.records import fact_plain, operation_plain
from bailiwick.model.errors import InputError
from bailiwick.model.event import (
    Envelope,
    OutcomeStatus,
    PermissionAsked,
    SessionStarted,
    SubagentStarted,
    ToolCall,
    ToolOutcome,
)
from bailiwick.model.request import Governed, Place, Request, Subject
from bailiwick.model.value import Value
from bailiwick.model.verdict import Verdict
from bailiwick.pdp.consequences import attempt, outcome
from bailiwick.pdp.recollection import needed_scopes
from bailiwick.pep.dialects import claude_code
from bailiwick.pep.dialects.strict_json import read_object
from bailiwick.session.event import SessionEvent, Step
from bailiwick.session.fold import fold
from bailiwick.session.state import NOTHING, SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.apps.compose import Checks
    from bailiwick.engine.judge import Judgement
    from bailiwick.engine.ports import Clock, FactSource
    from bailiwick.interpret.content.injection import Injection
    from bailiwick.model.event import Event
    from bailiwick.policy.compiled import CompiledPolicy

_INPUT_FIELDS = {
    "Bash": "command",
    "PowerShell": "command",
    "Monitor": "command",
    "Read": "file_path",
    "Write": "file_path",
    "Edit": "file_path",
    "MultiEdit": "file_path",
    "NotebookEdit": "notebook_path",
    "Glob": "pattern",
    "Grep": "pattern",
    "WebFetch": "url",
    "WebSearch": "query",
}
_UNSAID: Mapping[str, Mapping[str, object]] = {
    "Write": {"content": ""},
    "Edit": {"old_string": "", "new_string": ""},
    "NotebookEdit": {"new_source": ""},
}
"""What such a call must have besides its main field."""


class _Recorded(Value):
    """The place in the log of what is not logged."""

    sequence: int = 0
    reference: str = ""


_UNRECORDED = _Recorded()


class Setting(Value):
    """Whose machine is judged for; the paths need not exist."""

    home: str
    project: str = ""
    """Empty: for each session, the repository or directory of its first call."""
    temps: tuple[str, ...] = ("/tmp", "/var/tmp")  # noqa: S108 - the vocabulary of temporary places
    path: tuple[str, ...] = ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
    bailiwick: str = ""
    """`BAILIWICK_HOME`."""


class Judge:
    """Judges calls in memory, one after the other."""

    def __init__(
        self,
        policy: CompiledPolicy,
        setting: Setting,
        *,
        facts: FactSource | None = None,
        clock: Clock | None = None,
        checks: Checks | None = None,
    ) -> None:
        self._policy = policy
        self._setting = setting
        self._planner = Planner(facts or HostFacts(home=setting.home, checks=checks, confinement=confinement()))
        self._clock = clock or SystemClock()
        self._sessions = SessionMemory()
        self._projects: dict[str, str] = {}
        self._calls = 0

    def line(self, data: bytes, *, explain: bool = False) -> dict[str, Any]:
        """The answer to one line of a batch; a line that cannot be read is denied, with an error."""
        self._calls += 1
        identity: object = self._calls
        try:
            fields = read_object(data, what="line")
            identity = fields.get("id", fields.get("tool_use_id", identity))
            if "hook_event_name" in fields:
                return {"id": identity, **self._native(data, explain=explain)}
            return {"id": identity, **self._plain(fields, explain=explain)}
        except InputError as error:
            return {"id": identity, **_failed(str(error))}
        except Exception as error:  # noqa: BLE001 - one line must not end a batch; what failed is denied
            return {"id": identity, **_failed(f"the call cannot be judged ({type(error).__name__}: {error})")}

    def request(self, tool: str, tool_input: Mapping[str, object], *, cwd: str = "", session: str = "") -> Request:
        """The request of one call; `cwd` defaults to the project."""
        cwd = os.path.normpath(cwd or self._setting.project or os.getcwd())
        return Request(
            subject=Subject(agent="decide", session=session),
            place=self._place(self._project(session, cwd)),
            tool=tool,
            input=tool_input,
            cwd=cwd,
        )

    def judge(self, request: Request) -> Judgement:
        """Judge one request in its session, which stays as it is."""
        return judge(request, self._state(request), self._policy, self._planner, now=self._clock.now())

    def _plain(self, fields: Mapping[str, object], *, explain: bool) -> dict[str, Any]:
        tool, tool_input = fields.get("tool"), fields.get("input")
        cwd, session = fields.get("cwd", ""), fields.get("session", "")
        if not isinstance(tool, str) or not tool:
            raise InputError("expected `tool` to name a tool")
        if isinstance(tool_input, str):
            tool_input = input_of(tool, tool_input)
        if not isinstance(tool_input, dict):
            raise InputError("expected `input` to be an object")
        if not isinstance(cwd, str) or not isinstance(session, str):
            raise InputError("expected `cwd` and `session` to be texts")
        own = session or f"call {self._calls}"
        request = self.request(tool, tool_input, cwd=cwd, session=own)
        request = _acting(request.replace(call=f"line {self._calls}"), fields)
        judgement = self._judged(request)
        found = self._end(request, judgement, fields)
        return answer_of(judgement, explain=explain) | _told(found)

    def _end(self, request: Request, judgement: Judgement, fields: Mapping[str, object]) -> Sequence[Injection]:
        """Take the outcome that a line tells, or that its decision suggests."""
        executed, result = fields.get("executed"), fields.get("result", "")
        if not isinstance(executed, bool):
            executed = judgement.decision.verdict not in (Verdict.DENY, Verdict.INDETERMINATE)
        status, text, answers = _result(result)
        if not executed:
            status = OutcomeStatus.REFUSED
        return self._take(ToolOutcome(request, status, result=text, answers=answers))

    def _native(self, data: bytes, *, explain: bool) -> dict[str, Any]:
        event = claude_code.parse(data, self._envelope(), self._governed())
        if isinstance(event, ToolCall):
            self._end_pending(event.request)
            return answer_of(self._judged(event.request), explain=explain)
        if isinstance(event, PermissionAsked):
            return answer_of(self.judge(event.request), explain=explain)
        return {"verdict": Verdict.ABSTAIN.value, "reason": "", "rules": []} | _told(self._take(event))

    def _take(self, event: Event) -> Sequence[Injection]:
        """Fold an event that decides nothing; returns the instructions to the agent that a result holds."""
        if isinstance(event, ToolOutcome):
            found = suspicion.injections(event)
            step = outcome(event, suspicion.labelled(NOTHING, event, found))
            self._save(event.request, fold(self._state(event.request), step))
            return found
        elif isinstance(event, SessionStarted):
            step = SessionEvent(step=Step.RESET if event.source == "clear" else Step.START, project=event.project)
            state = self._sessions.load(event.subject.session) or SessionState(project=event.project)
            self._sessions.save(event.subject.session, fold(state, step), 0)
        elif isinstance(event, SubagentStarted):
            state = self._sessions.load(event.subject.session) or SessionState(project=event.project)
            step = SessionEvent(step=Step.SPAWN, subagent=event.subject.subagent)
            self._sessions.save(event.subject.session, fold(state, step), 0)
        return ()

    def _judged(self, request: Request) -> Judgement:
        judgement = self.judge(request)
        state = self._state(request)
        decision = judgement.decision
        denied = decision.verdict in (Verdict.DENY, Verdict.INDETERMINATE)
        step = attempt(request, decision, state, self._policy, denied=denied)
        self._sessions.spread(step, state.project, _UNRECORDED)
        self._save(request, fold(state, step))
        return judgement

    def _end_pending(self, request: Request) -> None:
        """Native events without an outcome: calls before this one have ended well."""
        for call in self._state(request).pending:
            self._take(ToolOutcome(request.replace(call=call), OutcomeStatus.DONE))

    def _state(self, request: Request) -> SessionState:
        project = request.place.project
        known = self._sessions.load(request.subject.session)
        if known is None:
            known = SessionState(project=project, marks=self._sessions.marks(project))
        scopes = needed_scopes(self._policy, request)
        return known.replace(shared={scope: self._sessions.shared(scope) for scope in scopes}) if scopes else known

    def _save(self, request: Request, state: SessionState) -> None:
        self._sessions.save(request.subject.session, state, 0)

    def _project(self, session: str, cwd: str) -> str:
        if self._setting.project:
            return self._setting.project
        if session not in self._projects:
            self._projects[session] = project_of(cwd)
        return self._projects[session]

    def _place(self, project: str) -> Place:
        setting = self._setting
        governed = self._governed()
        return Place(
            project=os.path.realpath(project),
            home=os.path.realpath(setting.home),
            temps=setting.temps,
            user=os.path.basename(setting.home),
            path=setting.path,
            governed=governed.directories,
            keys=governed.keys,
        )

    def _governed(self) -> Governed:
        home = self._setting.home
        roots = tuple(dict.fromkeys(root for root in (self._setting.bailiwick, f"{home}/.bailiwick") if root))
        keys = tuple(f"{root}/{name}" for root in roots for name in ("keys", "log", "anchors", "run", "spool", "state"))
        return Governed(directories=roots, keys=keys, home=home, user=os.path.basename(home))

    def _envelope(self) -> Envelope:
        return Envelope(
            dialect="claude-code",
            fail_mode="closed",
            project=self._setting.project,
            home=self._setting.home,
            temp=self._setting.temps[0],
            path=":".join(self._setting.path),
        )


def _acting(request: Request, fields: Mapping[str, object]) -> Request:
    """`request` by whom a line says: `agent`, `role` of a subagent, whether somebody can be asked.

    Raises:
        InputError: a field has another type.
    """
    agent, role = fields.get("agent", request.subject.agent), fields.get("role", "")
    answerable, attended = fields.get("answerable", True), fields.get("attended", True)
    if not isinstance(agent, str) or not isinstance(role, str):
        raise InputError("expected `agent` and `role` to be texts")
    if not isinstance(answerable, bool) or not isinstance(attended, bool):
        raise InputError("expected `answerable` and `attended` to be true or false")
    subject = request.subject.replace(agent=agent, role=role, subagent=role)
    return request.replace(subject=subject, answerable=answerable, attended=attended)


def _result(result: object) -> tuple[OutcomeStatus, str, tuple[str, ...]]:
    """Status, text and answers of the `result` of a line.

    Raises:
        InputError: it is neither a text nor an object with `status`, `text` and `answers`.
    """
    if isinstance(result, str):
        return OutcomeStatus.DONE, result, (result,) if result else ()
    if not isinstance(result, dict) or not result.keys() <= {"status", "text", "answers"}:
        raise InputError("expected `result` to be a text or an object with `status`, `text` and `answers`")
    status, text, answers = result.get("status", "done"), result.get("text", ""), result.get("answers", ())
    if status not in ("done", "failed", "refused"):
        raise InputError(f"expected the `status` of the result to be done, failed or refused, got `{status}`")
    if not isinstance(text, str):
        raise InputError("expected the `text` of the result to be a text")
    given = tuple(answers.values()) if isinstance(answers, dict) else (text,) if not answers and text else answers
    if not isinstance(given, (list, tuple)) or not all(isinstance(answer, str) for answer in given):
        raise InputError("expected the `answers` of the result to be texts")
    return OutcomeStatus(status), text, tuple(given)


def input_of(tool: str, text: str) -> Mapping[str, object]:
    """The tool input that a person means by one text: the tool's main field, all else empty, or a JSON object.

    Raises:
        InputError: the tool has no main field, and the text is no JSON object.
    """
    if text.lstrip().startswith("{") and _INPUT_FIELDS.get(tool) != "command":
        return read_object(text.encode(), what="input")
    field = _INPUT_FIELDS.get(tool)
    if field is None:
        raise InputError(f"expected the input of `{tool}` as a JSON object, got `{text[:40]}`")
    return {field: text, **_UNSAID.get(tool, {})}


def project_of(cwd: str) -> str:
    """The repository that holds `cwd`, or `cwd` itself."""
    folder = os.path.realpath(cwd)
    while True:
        if os.path.exists(f"{folder}/.git"):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return os.path.realpath(cwd)
        folder = parent


def answer_of(judgement: Judgement, *, explain: bool) -> dict[str, Any]:
    """The JSON data of one answer; with `explain` also operations and facts."""
    decision = judgement.decision
    indeterminate = decision.verdict is Verdict.INDETERMINATE
    answer: dict[str, Any] = {
        "verdict": Verdict.DENY.value if indeterminate else decision.verdict.value,
        "reason": wording.reason_of(decision),
        "rules": [
            {"rule": ruling.rule, "verdict": ruling.verdict.value, "severity": ruling.severity.value}
            for ruling in decision.rulings
        ],
        "remedy": decision.rulings[0].remedy if decision.rulings else "",
        "mode": decision.mode.value,
    }
    if indeterminate:
        answer["indeterminate"] = True
        answer["error"] = decision.rulings[0].reason
    if decision.approve:
        answer["approved"] = True
    if decision.unanswerable:
        answer["unanswerable"] = True
    if judgement.executed is not None:
        answer["executed"] = dict(judgement.executed.input)
    if explain:
        answer["operations"] = [operation_plain(operation) for operation in decision.operations]
        answer["facts"] = [fact_plain(query, fact) for query, fact in judgement.facts.items()]
    return answer


def _told(found: Sequence[Injection]) -> dict[str, Any]:
    return {"injections": suspicion.to_plain(found)} if found else {}


def _failed(error: str) -> dict[str, Any]:
    return {
        "verdict": Verdict.DENY.value,
        "reason": f"cannot decide: {error}",
        "rules": [],
        "indeterminate": True,
        "error": error,
    }


def to_line(answer: Mapping[str, Any]) -> str:
    """One line of a batch's answers."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
