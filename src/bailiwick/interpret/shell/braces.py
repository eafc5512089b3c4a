"""Brace expansion (bash manual 3.5.1): one word becomes several, before every other expansion."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.shell.syntax import Literal, Word
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.syntax import Part

EXPANSIONS = 1024
"""Most words that one word expands to; a longer sequence is cut, and its last member kept."""


def brace_words(word: Word) -> list[Word]:
    """The words that `word` stands for; itself when there is no brace expansion in it.

    Raises:
        BoundError: more than `bounds.BRACE_GROUPS` brace groups.
    """
    units: list[str | Part] = []
    for part in word.parts:
        if isinstance(part, Literal) and not part.quoted:
            units.extend(part.text)
        else:
            units.append(part)
    if "{" not in units:
        return [word]
    groups = len(_pairs(units))
    if groups > bounds.BRACE_GROUPS:
        raise BoundError(f"expected at most {bounds.BRACE_GROUPS} brace groups in one word, got {groups}")
    expanded = _expand(units, EXPANSIONS)
    return [word] if len(expanded) == 1 and expanded[0] == units else [_rebuilt(item) for item in expanded]


def _rebuilt(units: list[str | Part]) -> Word:
    parts: list[Part] = []
    buffer: list[str] = []
    for unit in units:
        if isinstance(unit, str):
            buffer.append(unit)
            continue
        if buffer:
            parts.append(Literal("".join(buffer)))
            buffer.clear()
        parts.append(unit)
    if buffer:
        parts.append(Literal("".join(buffer)))
    return Word(tuple(parts))


def _expand(units: list[str | Part], room: int) -> list[list[str | Part]]:
    """Expand the first valid brace of `units` and what follows it."""
    for start, end in _pairs(units):
        alternatives = _alternatives(units[start + 1 : end], room)
        if alternatives is None:
            continue
        heads = [alternative for choice in alternatives for alternative in _expand(choice, room)][:room]
        tails = _expand(units[end + 1 :], max(room // max(len(heads), 1), 1))
        return [units[:start] + head + tail for head in heads for tail in tails][:room]
    return [units]


def _pairs(units: list[str | Part]) -> list[tuple[int, int]]:
    """Where each brace opens and closes, in the order of opening; braces that are never closed are text."""
    opened: list[int] = []
    pairs = []
    for at, unit in enumerate(units):
        if unit == "{":
            opened.append(at)
        elif unit == "}" and opened:
            pairs.append((opened.pop(), at))
    return sorted(pairs)


def _alternatives(inner: list[str | Part], room: int) -> list[list[str | Part]] | None:
    """What a brace with `inner` in it offers; None when it is not a brace expansion."""
    depth, cuts = 0, [-1]
    for at, unit in enumerate(inner):
        if unit == "{":
            depth += 1
        elif unit == "}":
            depth -= 1
        elif unit == "," and depth == 0:
            cuts.append(at)
    if len(cuts) > 1:
        return [inner[low + 1 : high] for low, high in pairwise([*cuts, len(inner)])]
    members = _sequence("".join(unit for unit in inner if isinstance(unit, str)), room) if _only_text(inner) else None
    return None if members is None else [list(member) for member in members]


def _only_text(units: list[str | Part]) -> bool:
    return all(isinstance(unit, str) for unit in units)


def _sequence(text: str, room: int) -> list[str] | None:
    """Members of `1..9`, `a..e`, `01..10..2`; None when `text` is no sequence."""
    fields = text.split("..")
    if len(fields) not in (2, 3):
        return None
    step = _integer(fields[2]) if len(fields) == 3 else 1
    if step is None:
        return None
    first, last = _integer(fields[0]), _integer(fields[1])
    if first is not None and last is not None:
        width = max(len(fields[0]), len(fields[1])) if _padded(fields[0]) or _padded(fields[1]) else 0
        return [_pad(number, width) for number in _steps(first, last, step, room)]
    if len(fields[0]) == len(fields[1]) == 1 and fields[0].isalpha() and fields[1].isalpha():
        return [chr(code) for code in _steps(ord(fields[0]), ord(fields[1]), step, room)]
    return None


def _steps(first: int, last: int, step: int, room: int) -> list[int]:
    pace = abs(step) or 1
    numbers = range(first, last + 1, pace) if first <= last else range(first, last - 1, -pace)
    members = list(numbers[:room])
    if len(numbers) > room:
        members[-1] = numbers[-1]
    return members


def _integer(text: str) -> int | None:
    digits = text[1:] if text[:1] in ("-", "+") else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _padded(text: str) -> bool:
    digits = text.lstrip("-")
    return len(digits) > 1 and digits.startswith("0")


def _pad(number: int, width: int) -> str:
    return f"{number:0{width}d}" if width else str(number)
