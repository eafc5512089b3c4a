"""`TESTS`: the tests of conditions and rules beyond the plain ones, by the key of the plain form.

Each entry builds its test from the plain condition when a rule with that key is first asked for,
and imports what it needs then: a policy pays only for the keys that it uses.

`safe` is what a test must return when it cannot tell: a guard that cannot tell speaks, and a rule
that allows is silent. In exceptions (`unless`) it is the other way round.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    from bailiwick.model.operation import Operation
    from bailiwick.policy.situation import Situation

    Test: TypeAlias = Callable[[Operation, Situation], bool]
    Builder: TypeAlias = Callable[..., Test]


def _tool(plain: Mapping[str, Any], **_safe: bool) -> Test:
    from bailiwick.policy.calls import tool

    return tool(plain)


def _arguments(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.calls import arguments

    return arguments(plain, safe=safe)


def _text(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.calls import words

    return words(plain, safe=safe)


def _content(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.calls import content

    return content(plain, safe=safe)


def _agents(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.agents import selector

    return selector(plain, safe=safe)


def _during(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.during import during

    return during(plain, safe=safe)


def _when(plain: Mapping[str, Any], *, safe: bool) -> Test:
    from bailiwick.policy.expression import when

    return when(plain, safe=safe)


TESTS: Mapping[str, Builder] = {
    "tool": _tool,
    "args": _arguments,
    "text": _text,
    "content": _content,
    "agents": _agents,
    "during": _during,
    "when": _when,
}
"""Key of the plain form to the builder of its test: `(plain condition, *, safe) -> (operation, situation) -> bool`."""


def tests(plain: Mapping[str, Any], *, safe: bool) -> tuple[Test, ...]:
    """The tests that a plain condition or rule asks for."""
    return tuple(TESTS[key](plain, safe=safe) for key in plain if key in TESTS)
