"""Regular expressions of other engines, as tests for ours (RE2, linear time, search anywhere).

RE2 has no look-around. One that stands outside of every group is split off: `A(?!B)C` becomes "`AC` is
found and `AB` is not". Per simple command, as rules look at texts, that is what its author meant.
"""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.policy.constraints import expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_AROUND = {"(?!": (False, True), "(?=": (True, True), "(?<!": (False, False), "(?<=": (True, False)}
"""Opening to (what must be found, looks ahead)."""


def found(pattern: str, *, ignore_case: bool = False, from_start: bool = False, dot_all: bool = False) -> Any:
    """The test that a pattern is found.

    Args:
        pattern: of a backtracking engine.
        ignore_case: the original ignores case.
        from_start: the original matches from the start of the text only.
        dot_all: there `.` is a line end too.

    Raises:
        PolicyError: it cannot be said with RE2.
    """
    flags = ("i" if ignore_case else "") + ("s" if dot_all else "")
    before = (f"(?{flags})" if flags else "") + ("\\A" if from_start else "")
    base, tests = _split(pattern)
    made: list[dict[str, Any]] = []
    for wanted, other in [(True, base), *tests]:
        whole = _whole(before, other, from_start=from_start)
        expression(whole)
        made.append({"regex": whole} if wanted else {"not": {"regex": whole}})
    return made[0] if len(made) == 1 else {"all": made}


def _whole(before: str, pattern: str, *, from_start: bool) -> str:
    return f"{before}(?:{pattern})" if from_start and "|" in pattern else f"{before}{pattern}"


def is_split(test: Any) -> bool:
    """True when a test that `found` made has look-around split off."""
    return isinstance(test, dict) and "all" in test


def _split(pattern: str) -> tuple[str, list[tuple[bool, str]]]:
    """The pattern without its look-arounds, and the patterns that stand for each: (must be found, pattern)."""
    base, parts = "", []
    at = 0
    while at < len(pattern):
        opening = next((one for one in _AROUND if pattern.startswith(one, at)), "")
        if opening:
            end = _closing(pattern, at)
            parts.append((opening, pattern[at + len(opening) : end], len(base)))
            at = end + 1
        else:
            step = 2 if pattern[at] == "\\" else _class_end(pattern, at) - at if pattern[at] == "[" else 1
            base += pattern[at : at + step]
            at += step
    tests = []
    for opening, inner, place in parts:
        wanted, ahead = _AROUND[opening]
        head, tail = base[:place], base[place:]
        if _depth(head) != 0 or "|" in _outer(base):
            raise PolicyError(f"expected no look-around within groups or alternatives, got `{pattern}`")
        tests.append((wanted, f"{head}(?:{inner})" if ahead else f"(?:{inner}){tail}"))
    return base, tests


def _closing(pattern: str, start: int) -> int:
    depth, at = 0, start
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif character == "[":
            at = _class_end(pattern, at) - 1
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at
        at += 1
    raise PolicyError(f"expected balanced parentheses, got `{pattern}`")


def _class_end(pattern: str, start: int) -> int:
    """Where the bracket expression that opens at `start` is over."""
    at = start + 1
    if pattern.startswith("^", at):
        at += 1
    if pattern.startswith("]", at):
        at += 1
    while at < len(pattern) and pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return min(at + 1, len(pattern))


def _depth(text: str) -> int:
    return _outer(text).count("(") - _outer(text).count(")")


def _outer(text: str) -> str:
    """The text without escapes, bracket expressions, and what stands within groups (their parentheses stay)."""
    kept, at, depth = [], 0, 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 2
            continue
        if character == "[":
            at = _class_end(text, at)
            continue
        if character == ")":
            depth -= 1
        if depth <= 0 or character in "()":
            kept.append(character)
        if character == "(":
            depth += 1
        at += 1
    return "".join(kept)
