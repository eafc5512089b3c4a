"""How one rule looks to a person, and to a program."""

from __future__ import annotations

from bailiwick.apps.cli.output import style
from bailiwick.policy.in_words import effects, sentence
from bailiwick.policy.inventory import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bailiwick.apps.authoring.overview import Overview
    from bailiwick.policy.inventory import Item

_STYLES = {"deny": "deny", "ask": "ask", "allow": "allow"}
_ABOUT = ("severity", "maturity", "tags", "doc", "remedy")


def verdict_word(word: str, width: int = 5) -> str:
    """A verdict in its colour."""
    return style(f"{word:<{width}}", _STYLES.get(word, "dim"))


def details(seen: Overview, item: Item) -> dict[str, Any]:
    """One rule as JSON data."""
    return {
        "id": item.id,
        "verdict": item.verdict,
        "written": guard(item.written),
        "place": seen.place(item),
        "chosen_by": list(item.chosen_by),
        "overridden_by": item.overridden_by,
        "words": sentence(item.effective or item.written),
        "rule": dict(item.effective or item.written),
    }


def lines(seen: Overview, item: Item) -> Iterator[str]:
    """One rule for a person: in words, with everything that is known of it."""
    rule = item.effective or item.written
    yield f"{verdict_word(item.verdict)}  {style(item.id, 'bold')}"
    yield f"  {sentence(rule)}"
    yield from (f"  Also, {effect}." for effect in effects(rule))
    yield f"  why: {rule.get('reason', '')}"
    for name in _ABOUT:
        value = rule.get(name)
        if value:
            yield f"  {name}: {', '.join(value) if isinstance(value, list) else value}"
    yield f"  stands in {seen.place(item)}"
    if item.chosen_by:
        yield f"  the pack is chosen by: {', '.join(item.chosen_by)}"
    if item.overridden_by:
        yield f"  written as {guard(item.written)}, overridden to {item.verdict} by the {item.overridden_by} policy"
    elif item.effective is None:
        yield "  not in force (`bailiwick policy check` says why)"
    origin = rule.get("origin")
    if origin:
        where = ":".join(str(origin[key]) for key in ("file", "line") if key in origin)
        named = f" as `{origin['id']}`" if "id" in origin else ""
        yield f"  imported from {where or 'elsewhere'}{named} ({origin.get('dialect', 'unknown dialect')})"
