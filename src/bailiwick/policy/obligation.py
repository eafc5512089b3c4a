"""Obligations of rules, from compiled plain data: `[{annotate: TEXT}, {rewrite: {...}}, {confine: {...}}]`."""

from __future__ import annotations

from bailiwick.model.verdict import Obligation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def obligations(rule: Mapping[str, Any]) -> tuple[Obligation, ...]:
    """The obligations of a plain rule, in order."""
    return tuple(_obligation(rule["id"], *item) for one in rule.get("obligations", ()) for item in one.items())


def _obligation(rule: str, kind: str, value: Any) -> Obligation:
    match kind:
        case "annotate":
            return Obligation(kind, rule, text=value)
        case "rewrite":
            replaced = tuple(value.get("replace", {}).items())
            return Obligation(
                kind, rule, program=value["program"], add=tuple(value.get("add", ())), replace_words=replaced
            )
        case "redact":
            return Obligation(kind, rule, what=tuple(value))
        case _:
            return Obligation(
                kind, rule, write=tuple(value["write"]), hide=tuple(value["hide"]), network=value["network"]
            )
