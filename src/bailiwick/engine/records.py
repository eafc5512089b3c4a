"""Bodies of log entries: canonical-JSON data with redacted strings, as `docs/formats/log.md` says."""

from __future__ import annotations

import json

from bailiwick.crypto.hashing import content_hash
from bailiwick.engine.redact import redacted
from bailiwick.model.fact import CheckQuery, ConfinementQuery, ObjectionQuery, TreeQuery
from bailiwick.session.event import to_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.engine.judge import Judgement
    from bailiwick.model.event import BatchEnded, ModelCalled, SubagentStarted, ToolOutcome
    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request, Subject
    from bailiwick.model.value import Value
    from bailiwick.model.verdict import Decision
    from bailiwick.session.event import SessionEvent
    from bailiwick.session.state import DecidedCall

STRING_CHARACTERS = 2000
"""Longest string of an input that is recorded; the hash covers the whole."""

SUMMARY_CHARACTERS = 160
RECORDED_OPERATIONS = 64
"""Operations that an entry lists; those that rules spoke about are always among them."""
RECORDED_FACTS = 64
POLICY_CHARACTERS = 2_000_000
"""Longest text of an effective policy that an entry keeps."""

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode

_DECISIVE = (CheckQuery, ConfinementQuery, ObjectionQuery, TreeQuery)
"""Facts that a decision asks for and that only the host of that moment could answer."""

_SUMMARY_FIELDS = ("command", "file_path", "notebook_path", "path", "url", "query", "pattern", "prompt", "description")


def input_hash(request: Request) -> str:
    """Hash of the full tool input, before redaction and cutting."""
    return content_hash(input_text(request))


def input_text(request: Request) -> str:
    """The full tool input as the text that `input_hash` is over."""
    return _encode(request.input)


def subject_body(subject: Subject) -> dict[str, Any]:
    """Who acted."""
    return {"agent": subject.agent, "session": subject.session, "subagent": subject.subagent, "role": subject.role}


def decision_body(
    request: Request, judgement: Judgement, *, event: SessionEvent | None, answered: str, micros: int
) -> dict[str, Any]:
    """Body of a `decision` entry.

    Args:
        request: the call.
        judgement: what was decided, and why.
        event: what it means for the session; None when the call is counted elsewhere.
        answered: what the agent was told, `allow`, `ask`, `deny` or `none`. When it never asked: `refused` if it
            refused the call by itself, `unchecked` if it did not, and so has run the call.
        micros: time from the question to the decision.
    """
    decision = judgement.decision
    executed = judgement.executed
    body = {
        **subject_body(request.subject),
        "tool": request.tool,
        "call": request.call,
        "project": request.place.project,
        "cwd": request.cwd,
        "summary": summary(request),
        "input": _cut(request.input),
        "rules": _rules(decision),
        "operations": _operations(decision),
        "facts": [fact_plain(query, fact) for query, fact in _bounded(judgement.facts)],
        **({} if executed is None else {"executed": _cut(executed.input)}),
        **({} if judgement.asked is None else {"asked": _asked(judgement.asked)}),
        **({"obligations": obligations_plain(decision)} if decision.obligations else {}),
    }
    return {
        **redacted(body),
        "input_sha256": input_hash(request) if event is None or executed is not None else event.input,
        **({} if executed is None else {"executed_sha256": input_hash(executed)}),
        "verdict": decision.verdict.value,
        "mode": decision.mode.value,
        "answered": answered,
        **_whereabouts(request),
        **_cuts(judgement),
        "unanswerable": decision.unanswerable,
        "policy": decision.policy,
        **_circumstances(decision),
        "session_event": None if event is None else to_plain(event),
        "micros": micros,
    }


def _whereabouts(request: Request) -> dict[str, Any]:
    """What rules may know of the call besides: enough to decide on it again."""
    plain: dict[str, Any] = {"home": request.place.home, "user": request.subject.user or request.place.user}
    if not request.answerable:
        plain["answerable"] = False
    if not request.attended:
        plain["attended"] = False
    return plain


def _cuts(judgement: Judgement) -> dict[str, int]:
    """How many operations there are, where the entry does not list all."""
    lists = [judgement.decision.operations, *([judgement.asked.operations] if judgement.asked is not None else [])]
    most = max(map(len, lists))
    return {"operations_in_all": most} if most > RECORDED_OPERATIONS else {}


def _circumstances(decision: Decision) -> dict[str, Any]:
    """When and for whom it was decided, as rules saw it."""
    plain: dict[str, Any] = {}
    if decision.now is not None:
        plain["now"] = decision.now.isoformat()
    if decision.agent:
        plain["profile"] = _plain(decision.agent)
    return plain


def policy_body(digest: str, problem: str, project: str, text: str) -> dict[str, Any]:
    """Body of a `policy` entry.

    Args:
        digest: hash of the policy in force, empty when there is none.
        problem: what is wrong with its files, if anything is.
        project: the project that it is in force for.
        text: the effective policy; kept unless it is too long or has a credential in it.
    """
    body = {"hash": digest, "problem": problem, "project": project}
    kept = 0 < len(text) <= POLICY_CHARACTERS and redacted({"text": text})["text"] == text
    return {**body, "effective": text} if kept else body


def outcome_body(
    outcome: ToolOutcome, *, decided: DecidedCall | None, executed: str, changed: bool, event: SessionEvent
) -> dict[str, Any]:
    """Body of an `outcome` entry."""
    request = outcome.request
    return {
        **subject_body(request.subject),
        "call": request.call,
        "tool": request.tool,
        "decision": decided.decision if decided is not None else "",
        "status": outcome.status.value,
        "duration_ms": outcome.duration_ms,
        "input_sha256": executed,
        "changed": changed,
        "result_bytes": len(outcome.result.encode("utf-8", "surrogatepass")),
        "result_sha256": content_hash(outcome.result),
        "session_event": to_plain(event),
    }


def batch_body(batch: BatchEnded, *, event: SessionEvent) -> dict[str, Any]:
    """Body of the `note` entry of a batch that ended."""
    return {
        **subject_body(batch.subject),
        "name": "BatchEnded",
        "attributes": {"count": len(batch.calls) + batch.unreadable},
        "session_event": to_plain(event),
    }


def subagent_body(started: SubagentStarted, *, depth: int, event: SessionEvent) -> dict[str, Any]:
    """Body of the `note` entry of a subagent that started."""
    return {
        **subject_body(started.subject),
        "name": "SubagentStart",
        "attributes": {"depth": depth},
        "session_event": to_plain(event),
    }


def model_body(called: ModelCalled, *, event: SessionEvent) -> dict[str, Any]:
    """Body of a `model` entry: who was called for how much, and nothing of what was said."""
    told = {
        "message": called.message,
        "model": called.model,
        "stop_reason": called.stop_reason,
        "tools": list(called.tools),
        "time": called.at,
    }
    return {
        **subject_body(called.subject),
        "project": called.project,
        **redacted(told),
        "usage": dict(called.usage),
        "session_event": to_plain(event),
    }


def summary(request: Request) -> str:
    """One line that names the call for people."""
    for field in _SUMMARY_FIELDS:
        value = request.input.get(field)
        if isinstance(value, str) and value:
            line = " ".join(value[: 2 * SUMMARY_CHARACTERS].split())
            return line if len(line) <= SUMMARY_CHARACTERS else line[: SUMMARY_CHARACTERS - 3] + "..."
    return request.tool


def _cut(value: object) -> object:
    if isinstance(value, str):
        if len(value) <= STRING_CHARACTERS:
            return value
        return f"{value[:STRING_CHARACTERS]} [{len(value) - STRING_CHARACTERS} more characters]"
    if isinstance(value, dict):
        return {str(key): _cut(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cut(item) for item in value]
    # Canonical entries have no fractions; the hash covers the exact value.
    return str(value) if isinstance(value, float) else value


def _rules(decision: Decision) -> list[dict[str, Any]]:
    places = {id(operation): index for index, operation in enumerate(_shown_operations(decision))}
    return [
        {
            "rule": ruling.rule,
            "verdict": ruling.verdict.value,
            "reason": ruling.reason,
            "remedy": ruling.remedy,
            "severity": ruling.severity.value,
            "operation": None if ruling.operation is None else places.get(id(ruling.operation)),
            **({"cause": ruling.cause} if ruling.cause else {}),
        }
        for ruling in decision.rulings
    ]


def _shown_operations(decision: Decision) -> Sequence[Operation]:
    if len(decision.operations) <= RECORDED_OPERATIONS:
        return decision.operations
    spoken = {id(ruling.operation): ruling.operation for ruling in decision.rulings if ruling.operation is not None}
    others = [operation for operation in decision.operations if id(operation) not in spoken]
    return [*spoken.values(), *others][: max(RECORDED_OPERATIONS, len(spoken))]


def _operations(decision: Decision) -> list[dict[str, Any]]:
    return [operation_plain(operation) for operation in _shown_operations(decision)]


def operation_plain(operation: Operation) -> dict[str, Any]:
    """JSON data of one operation; empty parts are left out."""
    plain: dict[str, Any] = {"kind": operation.kind.value}
    resource = operation.resource
    if resource is not None:
        plain["resource"] = resource.value
        plain["type"] = resource.type.value
        if resource.given:
            plain["given"] = resource.given
        if resource.written:
            plain["written"] = resource.written
        if resource.classes:
            plain["classes"] = sorted(one.value for one in resource.classes)
    if operation.attributes:
        plain["attributes"] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in operation.attributes.items()
        }
    if operation.certainty.value != "certain":
        plain["certainty"] = operation.certainty.value
    if operation.source:
        plain["source"] = operation.source
    if operation.path:
        plain["path"] = list(operation.path)
    return plain


def _asked(decision: Decision) -> dict[str, Any]:
    """What was decided about the call before obligations changed its input."""
    return {"verdict": decision.verdict.value, "operations": _operations(decision)}


def obligations_plain(decision: Decision) -> list[dict[str, Any]]:
    """JSON data of the obligations of a decision."""
    return [_plain(one) for one in decision.obligations]


def _bounded(facts: Mapping[FactQuery, Fact]) -> list[tuple[FactQuery, Fact]]:
    """The facts that are recorded: those that decisions rest on before those that operations do."""
    decisive = [item for item in facts.items() if isinstance(item[0], _DECISIVE)]
    others = [item for item in facts.items() if not isinstance(item[0], _DECISIVE)]
    return [*decisive, *others][: max(RECORDED_FACTS, len(decisive))]


def fact_plain(query: FactQuery, fact: Fact) -> dict[str, Any]:
    """JSON data of one fact; of a text only size and hash, of a configuration only the keys."""
    return {"query": type(query).__name__.removesuffix("Query").lower(), **_plain(query), "answer": _plain(fact)}


def _plain(value: Value) -> dict[str, Any]:
    cls = type(value)
    plain: dict[str, Any] = {}
    for field in cls._fields:
        item = getattr(value, field)
        if item == cls._defaults.get(field, _NO_DEFAULT):
            continue
        if field == "text" and isinstance(item, str):
            plain["text_sha256"] = content_hash(item)
            plain["text_bytes"] = len(item.encode("utf-8", "surrogatepass"))
        elif field == "config":
            plain["config_keys"] = [key for key, _ in item]
        elif isinstance(item, tuple):
            plain[field] = [list(part) if isinstance(part, tuple) else part for part in item]
        else:
            plain[field] = str(item) if isinstance(item, str) else item  # an enumeration's member becomes plain text
    return plain


_NO_DEFAULT = object()
