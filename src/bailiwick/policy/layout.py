"""The canonical layout of a policy file: sections and keys of rules in their order, one empty line between rules.

Whole lines are moved and nothing is written anew, so no comment and no value can be lost: a comment belongs to what
stands below it, but at the top and at the end of a file it stays there. What is written in flow style (`{...}`) stays
as it is.
"""

from __future__ import annotations

from bailiwick.policy.schema.rules import RULE_KEYS
from bailiwick.policy.syntax import Node, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECTIONS = (
    *("pack", "version", "doc", "mode", "fail_mode", "durability", "stop_after_denials", "serial", "packs"),
    *("parameters", "overrides", "agents", "capabilities", "rules", "taint", "checks"),
)
"""Order of sections; others come last, as they stand."""
KEYS = (
    *("id", "guard", "on", "class", "path", "where"),
    *(key for key in RULE_KEYS if key not in ("id", "guard", "on", "class", "path", "where", "reason")),
)
_LAST = ("severity", "maturity", "tags", "reason", "remedy", "doc", "origin")
"""Keys of rules that come at the end."""
ORDER = (*(key for key in KEYS if key not in _LAST), *_LAST)
"""Order of the keys of rules."""
_SEPARATED = ("rules",)
"""Lists whose items are set apart by an empty line, when one of them has several lines."""


def formatted(text: str, source: str) -> str:
    """`text` in canonical layout; a text that is no policy file comes back as it is."""
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    clean = "\n".join(lines) + "\n"
    root, problems = load(clean, source)
    if problems or root is None or not isinstance(root.value, dict) or _is_flow(root, lines):
        return text
    end = len(lines)
    while lines[end - 1].startswith("#") or not lines[end - 1]:
        end -= 1  # what stands at the end stays at the end
    top = next(number for number, line in enumerate(lines) if line and not line.startswith("#"))
    head, blocks = _blocks(root.value, lines, 0, end, skip=top)
    found = {name: _section(root.value[name], block) if name in _SEPARATED else block for name, block in blocks.items()}
    ordered = [found[name] for name in _ordered(found, SECTIONS)]
    body = [_spaced(block, ordered[number - 1] if number else None) for number, block in enumerate(ordered)]
    return "\n".join([*head, *(line for block in body for line in block), *lines[end:]]) + "\n"


def _spaced(block: list[str], before: list[str] | None) -> list[str]:
    """One empty line between blocks of which one has several lines."""
    if before is None or all(sum(not _is_comment(line) for line in one) == 1 for one in (block, before)):
        return block
    return ["", *block]


def _section(node: Node, block: list[str]) -> list[str]:
    items = node.value if isinstance(node.value, list) else []
    start = next((number for number, line in enumerate(block) if not _is_comment(line)), 0)
    if not items or items[0].line <= 0 or "[" in block[start].split("#", 1)[0]:
        return block
    offset = items[0].line - _first_item(block, start) - 1
    starts = [_above(block, item.line - 1 - offset, start + 1) for item in items]
    parts = [_trimmed(block[at:end]) for at, end in zip(starts, [*starts[1:], len(block)], strict=True)]
    rules = [_rule(item, part) for item, part in zip(items, parts, strict=True)]
    several = any(sum(not _is_comment(line) for line in rule) > 1 for rule in rules)
    joined = [*block[: starts[0]]]
    for number, rule in enumerate(rules):
        joined += ["", *rule] if several and number else rule
    return joined


def _first_item(block: Sequence[str], start: int) -> int:
    return next(number for number, line in enumerate(block) if number > start and line.lstrip().startswith("-"))


def _rule(node: Node, part: list[str]) -> list[str]:
    """The lines of one list item with its keys in order."""
    dash = next(number for number, line in enumerate(part) if line.lstrip().startswith("-"))
    first = part[dash]
    indent = len(first) - len(first.lstrip())
    if not isinstance(node.value, dict) or first.lstrip()[1:].lstrip().startswith("{"):
        return part
    inner = indent + len(first[indent:]) - len(first[indent + 1 :].lstrip())
    lines = [*part[:dash], f"{' ' * inner}{first[inner:]}", *part[dash + 1 :]]
    comments, blocks = _blocks(node.value, lines, inner, len(lines), skip=dash)
    if len(blocks) != len(node.value):
        return part
    ordered = [line for name in _ordered(blocks, ORDER) for line in blocks[name]]
    top = next(number for number, line in enumerate(ordered) if line and not _is_comment(line))
    ordered[top] = f"{first[:indent]}-{' ' * (inner - indent - 1)}{ordered[top][inner:]}"
    return [*comments, *ordered[:top], *ordered[top:]]


def _blocks(
    keys: Mapping[str, Node], lines: Sequence[str], indent: int, end: int, *, skip: int = 0
) -> tuple[list[str], dict[str, list[str]]]:
    """The lines in front of the first key with its own comment, and the lines of each key with the comment above it."""
    starts: dict[int, str] = {}
    for number in range(skip, end):
        line = lines[number]
        for key in keys:
            if line.startswith(" " * indent) and _names(line[indent:], key) and key not in starts.values():
                starts[number] = key
    numbers = sorted(starts)
    if not numbers:
        return list(lines[:end]), {}
    begins = [
        _above(lines, number, skip if not place else numbers[place - 1] + 1) for place, number in enumerate(numbers)
    ]
    if skip:
        begins[0] = numbers[0]
    head = list(lines[: begins[0]])
    blocks = {
        starts[number]: _trimmed(list(lines[begins[place] : begins[place + 1] if place + 1 < len(begins) else end]))
        for place, number in enumerate(numbers)
    }
    return head, blocks


def _names(line: str, key: str) -> bool:
    return line.startswith((f"{key}:", f'"{key}":', f"'{key}':"))


def _above(lines: Sequence[str], number: int, floor: int) -> int:
    """The line where the comment right above a line begins."""
    while number > floor and _is_comment(lines[number - 1]):
        number -= 1
    return number


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _ordered(names: Mapping[str, object], order: Sequence[str]) -> list[str]:
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _is_flow(root: Node, lines: Sequence[str]) -> bool:
    return lines[root.line - 1][root.column - 1 : root.column] == "{"
