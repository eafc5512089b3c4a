"""Bodies of `decision` entries back to values: what a decision can be made again from, without the host.

The inverse of `bailiwick.engine.records` as far as the log keeps things. What it does not keep whole (a redacted
credential, a text that was cut) is named by `gaps`.
"""

from __future__ import annotations

from collections.abc import Mapping

from bailiwick.crypto.hashing import content_hash
from bailiwick.engine.records import input_hash
from bailiwick.model.fact import CheckFact, CheckQuery, CheckResult
from bailiwick.model.operation import EMPTY, Certainty, Kind, Operation, Resource, ResourceClass, ResourceType
from bailiwick.model.request import Place, Request, Subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from bailiwick.model.fact import Fact, FactQuery

REDACTED = "[redacted "
"""How the replacement of a credential begins (`bailiwick.interpret.content.redaction`)."""

OLD_ENTRY = "the entry is of an older version and does not say for whom and where it was decided"
CUT_INPUT = "the input is recorded redacted or cut"
CUT_OPERATIONS = "not all operations are recorded"
REDACTED_OPERATION = "an operation is recorded redacted"

_CLASSES = {one.value: one for one in ResourceClass}
_KINDS = {one.value: one for one in Kind}
_TYPES = {one.value: one for one in ResourceType}


def request_of(body: Mapping[str, Any], *, tool_input: Mapping[str, object] | None = None) -> Request:
    """The call of a `decision` entry.

    Args:
        body: of the entry.
        tool_input: another input than the recorded one: what was executed.
    """
    return Request(
        subject=Subject(
            user=body.get("user", ""),
            agent=body["agent"],
            session=body["session"],
            subagent=body["subagent"],
            role=body["role"],
        ),
        place=Place(project=body["project"], home=body.get("home", "")),
        tool=body["tool"],
        input=body["input"] if tool_input is None else tool_input,
        cwd=body["cwd"],
        call=body["call"],
        answerable=body.get("answerable", "home" in body or not body.get("unanswerable")),
        attended=body.get("attended", True),
    )


def operations_of(plain: Sequence[Mapping[str, Any]]) -> tuple[Operation, ...]:
    """The operations of their JSON data."""
    return tuple(map(_operation, plain))


def _operation(plain: Mapping[str, Any]) -> Operation:
    get = plain.get
    resource = None
    if "resource" in plain:
        classes = get("classes")
        resource = Resource(
            _TYPES[plain["type"]],
            plain["resource"],
            get("given", ""),
            frozenset([_CLASSES[one] for one in classes]) if classes else frozenset(),
            get("written", ""),
        )
    attributes = get("attributes")
    return Operation(
        _KINDS[plain["kind"]],
        resource,
        {name: tuple(value) if type(value) is list else value for name, value in attributes.items()}
        if attributes
        else EMPTY,
        Certainty(get("certainty", "certain")),
        get("source", ""),
        tuple(get("path", ())),
    )


def gaps(body: Mapping[str, Any], request: Request, *, reads_input: bool) -> Iterator[str]:
    """What the entry lacks to be decided on again with certainty.

    Args:
        body: of the entry.
        request: its call.
        reads_input: the policy looks at the call's input itself.
    """
    if "home" not in body:
        yield OLD_ENTRY
    if reads_input and input_hash(request) != body.get("input_sha256"):
        yield CUT_INPUT
    if "operations_in_all" in body:
        yield CUT_OPERATIONS
    if any(REDACTED in str(operation) for operation in body["operations"]):
        yield REDACTED_OPERATION


def launcher_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that start a confined command, as the call of an entry was confined; none when it was not."""
    facts = (plain["answer"] for plain in body.get("facts", ()) if plain.get("query") == "confinement")
    return next((tuple(answer.get("launcher", ())) for answer in facts), ())


class RecordedAnswers(Mapping["FactQuery", "Fact"]):
    """What external checks answered, as an entry keeps it; other facts only say that they are not known."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._checks = [plain for plain in body.get("facts", ()) if plain.get("query") == "check"]

    def __getitem__(self, query: FactQuery) -> Fact:
        if not isinstance(query, CheckQuery) or not self._checks:
            raise KeyError(query)
        same = [
            plain
            for plain in self._checks
            if (plain["check"], plain["sha256"], plain["run"]) == (query.check, query.sha256, list(query.run))
        ]
        told = [plain for plain in same if plain.get("text_sha256") == content_hash(query.text)]
        found = told or (same if len(same) == 1 else [])
        if not found:
            raise KeyError(query)
        answer = found[0]["answer"]
        return CheckFact(CheckResult(answer["result"]), answer.get("reason", ""))

    def __iter__(self) -> Iterator[FactQuery]:
        return iter(())

    def __len__(self) -> int:
        return len(self._checks)
