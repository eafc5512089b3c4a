"""In words: how hooks of ours in a settings file differ from what this installation would write. Pure."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHOWN = 200
"""Longest value that is shown, in characters."""


def differences(found: Mapping[str, Sequence[object]], expected: Mapping[str, object]) -> tuple[str, ...]:
    """One sentence per difference, with the events where it was seen.

    Args:
        found: per event, the groups that hold hooks of ours.
        expected: per event, the one group that belongs there.
    """
    events: dict[str, list[str]] = {}
    for event, groups in found.items():
        for sentence in _event(groups, expected.get(event)):
            events.setdefault(sentence, []).append(event)
    return tuple(f"{sentence} ({_names(names)})" for sentence, names in events.items())


def _names(events: Sequence[str]) -> str:
    return ", ".join(events) if len(events) < 4 else f"{events[0]} and {len(events) - 1} more"


def _event(groups: Sequence[object], expected: object) -> Iterator[str]:
    if not groups or (len(groups) == 1 and groups[0] == expected):
        return
    if not isinstance(expected, dict):
        yield "a hook of ours is not expected there"
        return
    if len(groups) > 1:
        yield f"it is there {len(groups)} times"
    for group in groups:
        if isinstance(group, dict):
            yield from _group(group, expected)


def _group(group: Mapping[str, object], expected: Mapping[str, object]) -> Iterator[str]:
    for key in group.keys() - expected.keys():
        why = ", which hides other tools from it" if key == "matcher" else ""
        yield f"`{key}` is {_shown(group[key])}, expected none{why}"
    hooks, wanted = group.get("hooks"), expected.get("hooks")
    if not isinstance(hooks, list) or not isinstance(wanted, list):
        return
    if len(hooks) != len(wanted):
        yield "it shares its group with other hooks"
    for hook in hooks:
        if isinstance(hook, dict) and isinstance(hook.get("args"), list):
            yield from _hook(hook, wanted[0])


def _hook(hook: Mapping[str, object], expected: Mapping[str, object]) -> Iterator[str]:
    for key in sorted(hook.keys() | expected.keys()):
        has, wants = hook.get(key), expected.get(key)
        if has == wants and type(has) is type(wants):
            continue
        if key == "args" and isinstance(has, list) and isinstance(wants, list):
            yield from _arguments(has, wants)
        else:
            seen = f"is {_shown(has)}" if key in hook else "is missing"
            yield f"`{key}` {seen}, expected {_shown(wants) if key in expected else 'none'}"


def _arguments(found: Sequence[object], expected: Sequence[object]) -> Iterator[str]:
    if len(found) != len(expected):
        yield f"`args` has {len(found)} words, expected {len(expected)}"
        return
    for position, (has, wants) in enumerate(zip(found, expected, strict=True)):
        if has != wants:
            option = f"the argument {found[position - 1]}" if position else "the first argument"
            yield f"{option} is {_shown(has)}, expected {_shown(wants)}"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f"`{text[:_SHOWN]}`"
