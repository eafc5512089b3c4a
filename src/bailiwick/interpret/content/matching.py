"""Running many patterns over one text in linear time.

With google-re2, one automaton says which rules match anywhere, and only those run to find
where. Short texts are first searched for the rules' literals, so that a process which looks at
one command never builds the automaton. Without google-re2 (no wheel for musl and Windows),
Python's `re` runs on a bounded window around each literal: the bound keeps it from running away.
"""

from __future__ import annotations

from functools import cache

from bailiwick.interpret.content.secret_rules import RULES
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from bailiwick.interpret.content.secret_rules import Rule

SHORT = 2048
"""Texts up to this many characters are searched for literals before the automaton is built."""

_AUTOMATON_BYTES = 256 * 1024 * 1024
"""Memory bound of RE2 for the automaton; its default is too small for these rules."""

_BEFORE = 256
"""How far before a literal a match may begin, where `re` stands in."""

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


_LITERALS = tuple((literal, number) for number, rule in enumerate(RULES) for literal in rule.literals)


class Match(Value):
    """One match of one rule."""

    rule: Rule
    start: int
    """Where the rule's whole match starts; what names a generic credential stands here."""
    value_start: int
    value_end: int


def matches(text: str) -> Iterator[Match]:
    """All matches of all rules in `text`, rule by rule."""
    text = _scalar(text)
    built = _automaton.cache_info().currsize > 0
    numbers = _named(text) if len(text) <= SHORT and not built else None
    if numbers is not None and not numbers:
        return
    if _re2() is None:
        yield from _windowed(text)
        return
    for number in sorted(numbers if numbers is not None else _automaton()(text) or ()):
        rule = RULES[number]
        for found in _linear(rule.pattern).finditer(text):
            yield _match(rule, found, 0)


def _named(text: str) -> set[int]:
    """Numbers of the rules of which a literal is in `text`."""
    lowered = _lower(text)
    return {number for literal, number in _LITERALS if literal in lowered}


def prepare() -> None:
    """Build the automaton now rather than at the first long text; takes tens of milliseconds."""
    if _re2() is not None:
        _automaton()


@cache
def _re2() -> Any:
    from importlib import import_module

    try:
        return import_module("re2")  # 8 ms, without type information, and not on every platform
    except ImportError:
        return None


@cache
def _automaton() -> Callable[[str], list[int] | None]:
    engine = _re2()
    options = engine.Options()
    options.max_mem = _AUTOMATON_BYTES
    union = engine.Set.SearchSet(options)
    for rule in RULES:
        union.Add(rule.pattern)
    union.Compile()
    match: Callable[[str], list[int] | None] = union.Match
    return match


@cache
def _linear(pattern: str) -> Any:
    return _re2().compile(pattern)


@cache
def _backtracking(pattern: str) -> Any:
    import re

    return re.compile(pattern, re.ASCII)


def _windowed(text: str) -> Iterator[Match]:
    lowered = _lower(text)
    for rule in RULES:
        behind = 0
        for place in _places(lowered, rule.literals):
            if place < behind:
                continue
            begin = max(behind, place - _BEFORE)
            for found in _backtracking(rule.pattern).finditer(text[begin : place + rule.window]):
                yield _match(rule, found, begin)
                behind = begin + max(found.end(), 1)


def _places(lowered: str, literals: tuple[str, ...]) -> list[int]:
    places: list[int] = []
    for literal in literals:
        place = lowered.find(literal)
        while place >= 0:
            places.append(place)
            place = lowered.find(literal, place + 1)
    return sorted(places)


def _match(rule: Rule, found: Any, base: int) -> Match:
    group = 1 if found.re.groups else 0
    return Match(rule, base + found.start(), base + found.start(group), base + found.end(group))


def _scalar(text: str) -> str:
    """`text` with each lone surrogate, which has no UTF-8 form, as `?`: every character stays at its place."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _lower(text: str) -> str:
    """ASCII lower case: unlike `str.lower`, every character stays at its place."""
    return text.lower() if text.isascii() else text.translate(_LOWER)
