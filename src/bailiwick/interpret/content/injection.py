"""Finds instructions to an AI in text that it should only read (prompt injection).

How a place is judged:
1. Forms of *leading* kinds (who is addressed, what replaces earlier instructions, fake turns, what a person must not
   know) are searched in the text and in what is hidden in it. Without one there is no finding.
2. Around each, forms of all kinds are weighed: each kind counts once. `STRONG` and more is an injection, `WEAK` and
   more is recorded.
3. What hides from the reader of a page weighs more. What is quoted in a document about injection is none, what is only
   quoted in a code block, or only stands in such a document, is weak; so is what a program tells a model of its own.

Linear in the length of the text, whatever it holds. The judgement does not depend on the engine: RE2 when it is there,
else Python's `re`, for which every repetition of the forms is bounded.
"""

from __future__ import annotations

import re
from functools import cache

from bailiwick.interpret.content import hidden_text
from bailiwick.interpret.content.injection_context import (
    is_about,
    is_fenced,
    is_prompt_of_a_program,
    is_quoted,
    is_reported,
)
from bailiwick.interpret.content.injection_forms import ENGLISH, STRONG, WEAK
from bailiwick.interpret.content.injection_languages import OTHERS
from bailiwick.model import bounds
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from bailiwick.interpret.content.injection_forms import Form

LEADING = frozenset({"override", "address", "persona", "role-marker", "concealment", "consent", "tool-poisoning"})
"""Kinds that a finding cannot be without: what is to be done is said in every manual."""

_LESSER = frozenset({"reply", "pressure"})
"""Kinds that are no sign by themselves."""

_STRENGTHENED = frozenset({"override", "persona", "tool-poisoning"})
"""The kinds that they add weight to: guides for agents too say who is to answer, and what is important."""

_TELLING = frozenset({"override", "concealment", "persona"})
"""Kinds of which a place that is no injection is recorded."""

_FORMS = (*ENGLISH, *OTHERS)
_LEADING = tuple(form for form in _FORMS if form.kind in LEADING and form.weight > 1)

_REACH = 500
"""How far around a leading form others count, characters."""

_NEIGHBOURS = 250
"""Places of one form that lie closer together are judged once, characters; what is near counts anyway."""

_SET_BYTES = 128 * 1024 * 1024
"""Memory bound of RE2."""


class Injection(Value):
    """Instructions to an AI in a text."""

    kinds: tuple[str, ...]
    """What they are recognised by, sorted."""
    line: int
    """Where they begin, from 1."""
    strong: bool
    """False: only worth recording."""


class _Signal(Value):
    form: Form
    start: int
    end: int


def find_injections(text: str) -> tuple[Injection, ...]:
    """Instructions to an AI in `text`, strong ones first, at most `bounds.INJECTIONS`.

    Of a text with more than `bounds.INJECTION_CHARACTERS` characters the beginning and the end are read.
    """
    if len(text) > bounds.INJECTION_CHARACTERS:
        half = bounds.INJECTION_CHARACTERS // 2
        first, last = text[:half], text[-half:]
        skipped = text.count("\n", half, len(text) - half)
        below = first.count("\n") + skipped
        found = [*_scan(first), *(one.replace(line=one.line + below) for one in _scan(last))]
    else:
        found = _scan(text)
    return tuple(sorted(found, key=lambda one: (not one.strong, one.line))[: bounds.INJECTIONS])


def prepare() -> None:
    """Build the automaton now rather than at the first text; takes tens of milliseconds."""
    if _re2() is not None:
        _set()
        for form in _FORMS:
            _compiled(form.pattern)


def _scan(text: str) -> list[Injection]:
    found = _judged(text)
    for layer in hidden_text.layers(text, _runs):
        line = text.count("\n", 0, layer.start) + 1
        inside = _judged(layer.text, hidden=True)
        if inside:
            kinds = {layer.kind, *(kind for one in inside for kind in one.kinds)}
            strong = any(one.strong for one in inside) and not is_about(text, layer.start, layer.start)
            found.append(Injection(tuple(sorted(kinds)), line, strong))
        elif layer.kind == "invisible-text":
            found.append(Injection((layer.kind,), line, bool(layer.text)))
    return found


def _judged(text: str, *, hidden: bool = False) -> list[Injection]:
    """The findings in one text; places that lie close together are one."""
    found: list[Injection] = []
    text = _plain(text)
    behind = -1
    best: Injection | None = None
    for signal in _leading(text):
        if signal.start > behind:
            found += [best] if best else []
            best, behind = None, signal.end + _REACH
        if best is None or not best.strong:
            judged = _judge(text, signal, hidden=hidden)
            best = judged if judged is not None and (best is None or judged.strong) else best
    return found + ([best] if best else [])


def _leading(text: str) -> list[_Signal]:
    """Signals of leading kinds in the order of the text, at most `bounds.INJECTION_SIGNALS` of one form."""
    signals: list[_Signal] = []
    for form in _present(text):
        behind = -_NEIGHBOURS
        for number, found in enumerate(_compiled(form.pattern).finditer(text)):
            if number >= bounds.INJECTION_SIGNALS:
                break
            start = found.start()
            if (form.weight >= STRONG or start >= behind + _NEIGHBOURS) and not is_reported(text, form.kind, start):
                signals.append(_Signal(form, start, found.end()))
                behind = start
    return sorted(signals, key=lambda signal: signal.start)


def _judge(text: str, leading: _Signal, *, hidden: bool) -> Injection | None:
    weights = _weights(text[max(0, leading.start - _REACH) : leading.end + _REACH], leading.form)
    markup = not hidden and hidden_text.is_hidden_at(text, leading.start)
    weight = sum(weights.values()) + ((markup or hidden) and len(weights.keys() - _LESSER) > 1)
    if weight < WEAK or (weight < STRONG and not weights.keys() & _TELLING):
        return None
    strong = weight >= STRONG
    if not hidden:
        quoted, about = is_quoted(text, leading.start, leading.end), is_about(text, leading.start, leading.end)
        if quoted and about:
            return None
        strong = strong and not about and not is_fenced(text, leading.start)
        strong = strong and not is_prompt_of_a_program(text, leading.start, weights)
    kinds = {*(weights.keys() - _LESSER), *(("hidden-markup",) if markup else ())}
    place = leading.end - len(text[leading.start : leading.end].lstrip())
    return Injection(tuple(sorted(kinds)), text.count("\n", 0, place) + 1, strong)


def _weights(near: str, leading: Form) -> dict[str, int]:
    """What kinds of forms a part of a text has, and their greatest weights."""
    weights = {leading.kind: leading.weight}
    for form in _FORMS:
        if weights.get(form.kind, 0) < form.weight and _speaks(form, near):
            weights[form.kind] = form.weight
    if not weights.keys() & _STRENGTHENED:
        return {kind: weight for kind, weight in weights.items() if kind not in _LESSER}
    return weights


def _speaks(form: Form, near: str) -> bool:
    found = _compiled(form.pattern).search(near)
    return found is not None and not is_reported(near, form.kind, found.start())


_STYLED = re.compile("[\uff21-\uff3a\uff41-\uff5a\u2460-\u24ff\u1d00-\u1dbf\u2070-\u209f\U0001d400-\U0001d7ff]")
"""Letters in another dress: full width, circled, raised, mathematical."""

_MIXED = re.compile(r"[a-zA-Z][\u0400-\u04ff\u0370-\u03ff]|[\u0400-\u04ff\u0370-\u03ff][a-zA-Z]")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏкмтнвАЕОРСУХІЈЅКМТНВαοινρΑΒΕΖΗΙΚΜΝΟΡΤΧ", "aeopcyxijsdhlkmthbAEOPCYXIJSKMTHBaoivpABEZHIKMNOPTX"
)


def _plain(text: str) -> str:
    """`text` as it reads: without invisible characters, in the usual form of each letter; lines stay lines."""
    if "&#" in text and text.count("&#") > hidden_text.LEAST_LETTERS:
        from html import unescape

        text = unescape(text)
    if text.count("%20") > 3:
        text = text.replace("%20", " ")
    if text.isascii():
        return text
    for character in hidden_text.ZERO_WIDTH:
        text = text.replace(character, "")
    if _STYLED.search(text):
        from unicodedata import normalize

        text = normalize("NFKC", text)
    return text.translate(_LOOKALIKES) if _MIXED.search(text) else text


def _runs(pattern: str, text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _compiled(pattern).finditer(text))


def _present(text: str) -> Sequence[Form]:
    """The leading forms that occur in `text`."""
    if _re2() is None:
        return _LEADING
    return [_LEADING[number] for number in sorted(_set().Match(text) or ())]


@cache
def _re2() -> Any:
    from importlib import import_module

    try:
        return import_module("re2")  # without type information, and not on every platform
    except ImportError:
        return None


def _options() -> Any:
    options = _re2().Options()
    options.max_mem = _SET_BYTES
    options.case_sensitive = False
    return options


@cache
def _set() -> Any:
    options = _options()
    union = _re2().Set.SearchSet(options)
    for form in _LEADING:
        union.Add(form.pattern)
    union.Compile()
    return union


@cache
def _compiled(pattern: str) -> Any:
    engine = _re2()
    return re.compile(pattern, re.IGNORECASE) if engine is None else engine.compile(pattern, _options())
