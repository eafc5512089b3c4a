"""How one rule, check or topic looks to a person, and to a program."""

from __future__ import annotations

from bailiwick.apps.cli.output import style
from bailiwick.policy.in_words import effects, sentence
from bailiwick.policy.inventory import GRANT, guard
from bailiwick.policy.topics import asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bailiwick.apps.authoring.overview import Overview
    from bailiwick.policy.inventory import Item
    from bailiwick.policy.topics import Topic

_STYLES = {"deny": "deny", "ask": "ask", "allow": "allow"}
_ABOUT = ("severity", "maturity", "tags", "doc", "remedy")


def verdict_word(word: str, width: int = 5) -> str:
    """A verdict in its colour."""
    return style(f"{word:<{width}}", _STYLES.get(word, "dim"))


def details(seen: Overview, item: Item) -> dict[str, Any]:
    """One rule or check as JSON data."""
    return {
        "id": item.id,
        "sort": _sort(item),
        "verdict": item.verdict,
        "written": guard(item.written),
        "place": seen.place(item),
        "chosen_by": list(item.chosen_by),
        "overridden_by": item.overridden_by,
        "words": _words(item),
        "rule": dict(item.effective or item.written),
    }


def lines(seen: Overview, item: Item) -> Iterator[str]:
    """One rule or check for a person: in words, with everything that is known of it."""
    rule = item.effective or item.written
    sort = "" if _sort(item) == "rule" else f"  ({_sort(item)})"
    yield f"{verdict_word(item.verdict)}  {style(item.id, 'bold')}{sort}"
    yield f"  {_words(item)}"
    yield from (f"  Also, {effect}." for effect in effects(rule))
    if "reason" in rule:
        yield f"  why: {rule['reason']}"
    if item.check:
        yield f"  pinned by SHA-256 {rule['sha256']}"
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


def topic_details(seen: Overview, topic: Topic) -> dict[str, Any]:
    """One topic as JSON data, with the rules it is about."""
    return {
        "id": topic.name,
        "sort": "topic",
        "words": topic.words,
        "rules": [details(seen, one) for one in topic.items],
    }


def topic_lines(topic: Topic) -> Iterator[str]:
    """One topic for a person: what it is, and the rules it is about in words."""
    yield style(topic.name, "bold")
    yield f"  {topic.words}"
    for item in topic.items:
        yield f"  {verdict_word(item.verdict)}  {item.id}"
        yield f"         {_words(item)}"
        yield from (f"         Also, {effect}." for effect in effects(item.effective or item.written))


def _sort(item: Item) -> str:
    if item.check:
        return "check"
    return "grant" if item.local.startswith(GRANT) else "rule"


def _words(item: Item) -> str:
    rule = item.effective or item.written
    return asked(rule) if item.check else sentence(rule)
