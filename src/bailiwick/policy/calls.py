"""Tests on the call around an operation: its tool, its arguments, the words of its commands, the text it writes."""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.operation import Kind
from bailiwick.model.vocabulary import DERIVED_ATTRIBUTES
from bailiwick.policy import glob
from bailiwick.policy.predicates import predicate
from bailiwick.policy.words import texts_of, was_cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.model.request import Request
    from bailiwick.policy.extension import Test
    from bailiwick.policy.predicates import Predicate
    from bailiwick.policy.situation import Situation

_NEW_TEXT = ("content", "new_string", "new_source", "new_text", "insert_text", "text", "body", "message", "prompt")
"""Input fields of tools that hold what is written or sent, as far as their names tell."""


def tool(plain: Mapping[str, Any]) -> Test:
    """The call's tool has one of these names (globs)."""
    patterns: list[str] = plain["tool"]
    return lambda _operation, situation: any(glob.matches(one, situation.request.tool) for one in patterns)


def arguments(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """Arguments of the call pass their tests; with `only_args` there are no others."""
    tests = [(name.split("."), predicate(test, safe=safe)) for name, test in plain.get("args", {}).items()]
    known = {path[0] for path, _ in tests} if plain.get("only_args") else None

    def test(_operation: Operation, situation: Situation) -> bool:
        given = situation.request.input
        if known is not None and not known.issuperset(given):
            return False
        return all(passes(_argument(given, path)) for path, passes in tests)

    return test


def words(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """The words of a simple command, or the text of the whole shell call, pass the test.

    Words that were cut are not all known: a guard then looks at the whole text as well, and a rule
    that allows does not hold.
    """
    passes = predicate(plain["text"], safe=safe)

    def test(operation: Operation, situation: Situation) -> bool:
        if operation.kind is not Kind.EXEC_RUN or (was_cut(operation) and not safe):
            return False
        return any(passes(text) for text in texts_of(operation, situation.request))

    return test


def content(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """The text that the call writes or sends passes the test, as far as the call shows it.

    It is not part of operations, which stay small: it is looked up in the call's input. Of a tool
    these are the new texts; of a shell call the whole text, which holds what `echo` and here-documents write.
    """
    passes = predicate(plain["content"], safe=safe)
    kinds = DERIVED_ATTRIBUTES["content"]
    return lambda operation, situation: (
        operation.kind in kinds and _passes_on_text(passes, operation, situation.request)
    )


def _passes_on_text(passes: Predicate, operation: Operation, request: Request) -> bool:
    command = request.input.get("command")
    if "tool" not in operation.attributes and isinstance(command, str):
        return passes(command)
    return any(passes(text) for text in _written(request.input))


def _written(tool_input: Mapping[str, object]) -> Iterator[str]:
    """New texts of a tool's input: its fields for such, or all texts of a tool that has none of them."""
    edits = tool_input.get("edits")
    parts = (
        [tool_input, *(edit for edit in edits if isinstance(edit, dict))] if isinstance(edits, list) else [tool_input]
    )
    found = [text for part in parts for name in _NEW_TEXT if isinstance(text := part.get(name), str)]
    return iter(found) if found else _texts(tool_input)


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    seen = 0
    while waiting and seen < bounds.ARGUMENT_VALUES:
        seen += 1
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)


def _argument(given: object, path: list[str]) -> object:
    for name in path:
        if not isinstance(given, dict):
            return None
        given = given.get(name)
    return given
