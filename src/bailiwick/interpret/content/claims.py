"""Finds claims without evidence in written text: citations and figures whose paragraph names no source.

Evidence is a marker in the same paragraph, `[VERIFIED: https://...]` or `[MEASURED: make bench]`. It is a statement to
be checked, not a way around a rule: what a rule does about a claim without one is the rule's. Python's patterns for
texts do not depend on the locale.
"""

from __future__ import annotations

import re

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

LEAST_CHARACTERS = 40
"""Shorter texts are notes and names, not claims."""

YEARS = 1000
"""Most years of a paragraph that are looked at; a paragraph with more counts as one that cites."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[a-z]?\)?(?!\d)")
_WINDOW = 100
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'-]{1,40}"
_AUTHORS = re.compile(rf"(?:\b{_NAME}(?: (?:and|&) {_NAME})?,? \(?|\bet al\.?,? \(?)\Z")
"""What stands before the year of a citation; without `et al.` the year must close a parenthesis."""

_VOLUME = re.compile(r"\b\d{1,4} ?\(\d{1,3}\) ?[,:] ?\d{1,5} ?[-\u2013] ?\d{1,5}|\b[Vv]ol(?:\.|ume) ?\d{1,4}\b")
"""Volume and issue with pages, or a volume."""

_FIGURES = (
    re.compile(
        r"\d ?(?:(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?"
        r"|[kKMGT]i?B|bytes?|percent|USD|EUR|GBP|dollars?|euros?|pounds?)\b|%)"
    ),
    re.compile(r"[$€£] ?\d"),
    re.compile(r"(?:takes?|took|costs?) (?:about|around|roughly|approximately)\b"),
    re.compile(r"ETA\b"),
)
"""Durations, sizes and shares; money; what a figure is announced by."""

_CITATION_EVIDENCE = re.compile(r"\[(?:VERIFIED|SOURCE): ?[^\]\s][^\]]*\]|\[UNVERIFIED\]|\b(?:retracted|withdrawn)\b")
_NUMBER_EVIDENCE = re.compile(r"\[(?:REAL|MEASURED|SOURCE|FROM-JOURNAL|ESTIMATE|ESTIMATE-HTC): ?[^\]\s][^\]]*\]")

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def unsourced_claims(text: str, *, before: str = "") -> tuple[str, ...]:
    """Kinds of claims (`citation`, `number`) in paragraphs without evidence; paragraphs of `before` do not count.

    Raises:
        BoundError: the text is longer than `bounds.CONTENT_BYTES` characters.
    """
    if len(text) > bounds.CONTENT_BYTES:
        raise BoundError(f"expected a content of at most {bounds.CONTENT_BYTES} characters, got {len(text)}")
    if len(text) < LEAST_CHARACTERS:
        return ()
    found: set[str] = set()
    for paragraph in _PARAGRAPH.split(text):
        if before and paragraph in before:
            continue
        if "citation" not in found and _cites(paragraph) and not _CITATION_EVIDENCE.search(paragraph):
            found.add("citation")
        if "number" not in found and _states_figure(paragraph) and not _NUMBER_EVIDENCE.search(paragraph):
            found.add("number")
    return tuple(sorted(found))


def _cites(paragraph: str) -> bool:
    for number, year in enumerate(_YEAR.finditer(paragraph)):
        start = year.start()
        authors = _AUTHORS.search(paragraph[max(0, start - _WINDOW) : start])
        if number >= YEARS or (authors and (year[0].endswith(")") or "et al" in authors[0])):
            return True
    return _VOLUME.search(paragraph) is not None


def _states_figure(paragraph: str) -> bool:
    return any(pattern.search(paragraph) for pattern in _FIGURES)
