"""Values of PowerShell while a text is interpreted, and what operators make of known ones."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import NO_LABELS, Label, Text, join, literal, unknown
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from bailiwick.interpret.powershell.syntax import Block

ITEMS = 256
"""Most items of a range, or copies of a text, that are told apart."""


class Array(Value):
    """Several values."""

    items: tuple[Datum, ...]
    either: bool = False
    """One of them, by the branch that was taken."""


class Hash(Value):
    """Values by lower-case key."""

    items: Mapping[str, Datum]


class Closure(Value):
    """A script block."""

    block: Block


class Object(Value):
    """An object of .NET or COM; what it was made with."""

    type: str
    arguments: tuple[Datum, ...] = ()


if TYPE_CHECKING:
    Datum: TypeAlias = Text | Array | Hash | Closure | Object

NULL = Text()


def items_of(value: Datum) -> tuple[Datum, ...]:
    """The values that go through a pipeline one by one."""
    if isinstance(value, Array):
        return value.items
    return () if value is NULL else (value,)


def text_of(value: Datum, separator: str = " ") -> Text:
    """The value as a string."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Array):
        if value.either:
            return unknown("one of several values", labels_of(value))
        return joined(value.items, separator)
    if isinstance(value, Hash):
        return joined(value.items.values(), separator)
    if isinstance(value, Closure):
        return literal(value.block.source)
    return joined(value.arguments, separator) if value.arguments else unknown(value.type)


def joined(values: Iterable[Datum], separator: str) -> Text:
    """The strings of all values, one after the other."""
    pieces: list[Text] = []
    for value in values:
        if pieces:
            pieces.append(literal(separator))
        pieces.append(text_of(value, separator))
    return join(*pieces)


def labels_of(*values: Datum) -> frozenset[Label]:
    """Where the values came from."""
    labels = NO_LABELS
    for value in values:
        if isinstance(value, Array):
            labels |= labels_of(*value.items)
        elif isinstance(value, Hash):
            labels |= labels_of(*value.items.values())
        elif isinstance(value, Text):
            labels |= value.labels
        elif isinstance(value, Object):
            labels |= labels_of(*value.arguments)
    return labels


def number_of(value: Datum) -> int | None:
    """The integer that a value is written as."""
    known = value.known if isinstance(value, Text) else None
    if known is None or len(known) > 18:
        return None
    try:
        return int(known, 16) if known[:2].lower() == "0x" else int(known)
    except ValueError:
        return None


def character(value: Datum) -> Datum:
    """`[char] n`, `[char[]] (n, m)`: letters by number hide what they spell."""
    if isinstance(value, Array):
        return Array(tuple(character(item) for item in value.items))
    number = number_of(value)
    if number is None or not 9 <= number < 0x110000:
        return value
    return literal(chr(number), labels_of(value) | {Label.DECODED})


def operate(operator: str, left: Datum | None, right: Datum) -> Datum:
    """`left operator right`, as far as it can be computed."""
    made = _OPERATIONS.get(operator)
    if made is not None:
        return made(left if left is not None else NULL, right)
    labels = labels_of(right) if left is None else labels_of(left, right)
    return unknown(f"result of -{operator}", labels & {Label.SECRET, Label.ENVIRONMENT})


def _add(left: Datum, right: Datum) -> Datum:
    if isinstance(left, Array) or (isinstance(right, Array) and left is NULL):
        return Array((*items_of(left), *items_of(right)))
    if isinstance(left, Hash) and isinstance(right, Hash):
        return Hash({**left.items, **right.items})
    one, two = number_of(left), number_of(right)
    if one is not None and two is not None:
        return literal(str(one + two))
    return join(text_of(left), text_of(right))


def _subtract(left: Datum, right: Datum) -> Datum:
    one, two = number_of(left) if left is not NULL else 0, number_of(right)
    return literal(str(one - two)) if one is not None and two is not None else unknown("difference")


def _multiply(left: Datum, right: Datum) -> Datum:
    one, two = number_of(left), number_of(right)
    if one is not None and two is not None:
        return literal(str(one * two))
    if isinstance(left, Text) and two is not None and 0 < two <= ITEMS:
        return join(*[left] * two)
    return unknown("product", labels_of(left))


def _join(left: Datum, right: Datum) -> Datum:
    if left is NULL:
        return joined(items_of(right), "")
    separator = text_of(right).known
    return joined(items_of(left), separator if separator is not None else " ")


def _split(left: Datum, right: Datum) -> Datum:
    known = text_of(right if left is NULL else left)
    separator = " " if left is NULL else text_of(right).known
    if known.known is None or not separator:
        return unknown("part of a text", known.labels)
    plain = separator.replace("\\", "") if re.fullmatch(r"(?:\\?[^\w\s\\]|\w|\s)+", separator) else ""
    if not plain:
        return unknown("part of a text", known.labels)
    return Array(tuple(literal(part, known.labels) for part in known.known.split(plain)[:ITEMS]))


def replaced(text: Text, old: Datum, new: Datum) -> Datum:
    """`text` with one literal text for another."""
    before, after = text_of(old).known, text_of(new)
    if not before or after.known is None or text.known is None:
        if text.known is None and text.labels.isdisjoint({Label.NETWORK, Label.DECODED}):
            return text
        return unknown("replaced text", labels_of(text, old, new))
    return literal(text.known.replace(before, after.known), labels_of(text, new))


def _replace(left: Datum, right: Datum) -> Datum:
    pair = items_of(right)
    if isinstance(left, Array):
        return Array(tuple(_replace(item, right) for item in left.items), left.either)
    old = text_of(pair[0]) if pair else NULL
    new = pair[1] if len(pair) > 1 else NULL
    known = old.known
    if known is not None and any(letter in known for letter in "\\^$.|?*+()[]{"):
        plain = known.replace("\\", "")
        if any(letter in plain for letter in "^$|?*+()[]{") or ("." in plain and "\\." not in known):
            return unknown("replaced text", labels_of(left))
        old = literal(plain)
    return replaced(text_of(left), old, new)


def _format(left: Datum, right: Datum) -> Datum:
    pattern, values = text_of(left).known, items_of(right) if isinstance(right, Array) else (right,)
    if pattern is None:
        return unknown("formatted text", labels_of(left, right))
    pieces: list[Text] = []
    at = 0
    for found in re.finditer(r"\{(\d{1,2})[^{}]*\}", pattern):
        pieces.append(literal(pattern[at : found.start()]))
        number = int(found[1])
        pieces.append(text_of(values[number]) if number < len(values) else NULL)
        at = found.end()
    return join(*pieces, literal(pattern[at:]))


def _range(left: Datum, right: Datum) -> Datum:
    one, two = number_of(left), number_of(right)
    if one is None or two is None or abs(two - one) > ITEMS:
        return unknown("number")
    step = 1 if two >= one else -1
    return Array(tuple(literal(str(number)) for number in range(one, two + step, step)))


def indexed(value: Datum, index: Datum) -> Datum:
    """`value[index]`."""
    if isinstance(value, Hash):
        return value.items.get((text_of(index).known or "").lower(), unknown("element", labels_of(value)))
    if isinstance(index, Array):
        return Array(tuple(indexed(value, one) for one in index.items))
    number = number_of(index)
    if isinstance(value, Array) and number is not None and -len(value.items) <= number < len(value.items):
        return value.items[number]
    known = value.known if isinstance(value, Text) else None
    if known and number is not None and -len(known) <= number < len(known):
        return literal(known[number], labels_of(value) | {Label.DECODED})
    return value if isinstance(value, Text) else unknown("element", labels_of(value))


def either(one: Datum | None, two: Datum | None, name: str) -> Datum:
    """The value of a variable after two branches."""
    left = one if one is not None else unknown(f"${name}")
    right = two if two is not None else unknown(f"${name}")
    if isinstance(left, Array | Text) and isinstance(right, Array | Text):
        choices: dict[Datum, None] = {}
        for value in (left, right):
            choices.update(dict.fromkeys(value.items if isinstance(value, Array) and value.either else (value,)))
        return Array(tuple(choices)[:ITEMS], either=True)
    return right


_OPERATIONS: dict[str, Callable[[Datum, Datum], Datum]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "join": _join,
    "split": _split,
    "replace": _replace,
    "f": _format,
    "..": _range,
}
