"""Clauses: what makes a foreign rule speak, as a list of alternatives, each a set of keys of one of our rules.

A foreign rule "is violated when A and B, or C" becomes the clauses `[A merged with B, C]`, and each clause
becomes a rule. So `all_of`, `any_of` and `not` of other languages need no counterpart here.
"""

from __future__ import annotations

from bailiwick.model.errors import PolicyError
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    Clause: TypeAlias = Mapping[str, Any]

MOST = 64
"""Clauses of one foreign rule."""
NEVER: list[Clause] = []


def both(*lists: Sequence[Clause]) -> list[Clause]:
    """What holds when a clause of each list does.

    Raises:
        PolicyError: there are more than `MOST`, or two that our rules cannot say together.
    """
    found: list[Clause] = [{}]
    for clauses in lists:
        found = [made for one in found for other in clauses if (made := _merged(one, other)) is not None]
        if len(found) > MOST:
            raise PolicyError(f"expected at most {MOST} alternatives in one rule, got {len(found)}")
    return found


def _merged(one: Clause, other: Clause) -> Clause | None:
    """Both clauses in one; None when nothing can meet them."""
    made = dict(one)
    for key, value in other.items():
        if key not in made:
            made[key] = value
        elif made[key] != value:
            made[key] = _combined(key, made[key], value)
    return None if made.get("on") == [] or made.get("tool") == [] else made


def _combined(key: str, one: Any, other: Any) -> Any:
    if key == "on":
        wanted = set(kinds(other))
        return [kind for kind in kinds(one) if kind in wanted]
    if key == "tool":
        return [tool for tool in one if tool in other]
    if key in ("where", "args"):
        return {**one, **{name: _all(one.get(name), test) for name, test in other.items()}}
    if key == "when":
        return f"({one}) && ({other})"
    if key in ("history", "unless"):
        return [*one, *other]
    if key == "agents" and not one.keys() & other.keys():
        return {**one, **other}
    raise PolicyError(f"expected one condition on `{key}` in one rule, got two")


def _all(one: Any, other: Any) -> Any:
    if one is None or one == other:
        return other
    return {"all": [one, other]}


def kinds(patterns: Any) -> list[str]:
    """The kinds of operation that `on` names."""
    found = [patterns] if isinstance(patterns, str) else patterns
    every = [kind.value for kind in Kind]
    return [
        kind
        for kind in every
        if any(one in ("*", kind) or (one.endswith(".*") and kind.startswith(one[:-1])) for one in found)
    ]


def rule_keys(clause: Clause) -> dict[str, Any]:
    """The keys of a rule for a clause, in the order in which people read them."""
    keys = {key: clause[key] for key in _ORDER if key in clause}
    history = keys.pop("history", [])
    names = [name for test in history for name in test]
    if len(names) == len(set(names)):
        for test in history:
            keys.update(test)
    else:
        keys["history"] = history
    return keys


_ORDER = (
    "on", "tool", "class", "path", "marked", "where", "args", "only_args", "agents", "during", "when",
    "unless", "session", "history",
)  # fmt: skip


def joined(clauses: Iterable[Clause]) -> list[Clause]:
    """The clauses, those that differ in their kinds of operation only as one."""
    found: list[dict[str, Any]] = []
    for clause in clauses:
        rest = {key: value for key, value in clause.items() if key != "on"}
        same = next((one for one in found if rest == {key: one[key] for key in one if key != "on"}), None)
        if same is None or ("on" in same) != ("on" in clause):
            found.append(dict(clause))
        elif "on" in same:
            same["on"] = list(dict.fromkeys([*same["on"], *clause["on"]]))
    return list(found)
