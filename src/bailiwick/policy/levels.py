"""Levels: managed, user and project policies and their packs, combined into one compiled form.

Order-free by construction. Guards of all levels unite. Only the managed and the user level choose
mode, parameters and overrides, and of the two the stricter wins; the project may add guards, and
everything in it that would widen is inert and noted.
"""

from __future__ import annotations

import hashlib
import json

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.compiled import PLAIN_VERSION
from bailiwick.policy.history import keyed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.policy.schema import Document

_STRENGTH = {"off": -1, "abstain": 0, "allow": 1, "ask": 2, "deny": 3}


class Levels(Value):
    """The documents in force; at least one of managed and user is needed for a policy."""

    user: Document | None = None
    managed: Document | None = None
    project: Document | None = None

    @property
    def trusted(self) -> list[Document]:
        """Levels that may choose, the stronger first."""
        return [level for level in (self.managed, self.user) if level is not None]


def combine(levels: Levels, packs: Mapping[str, Document]) -> dict[str, Any]:
    """The compiled plain form of all levels; `packs` are the packs that can be named.

    Raises:
        PolicyError: a pack or parameter is unknown, or there are too many rules.
    """
    notes: list[str] = []
    chosen = _packs(levels, packs)
    parameters = _parameters(levels, [packs[name] for name in chosen])
    overrides = _overrides(levels, notes)
    rules: list[dict[str, Any]] = []
    for name in chosen:
        held = levels.managed is not None and name in levels.managed.packs
        for rule in packs[name].rules:
            qualified = {**rule, "id": f"{name}/{rule['id']}"}
            rules.extend(_overridden(qualified, overrides, notes, held=held))
    rules.extend(_own_rules(levels, notes))
    known = {rule["id"] for rule in rules} | {f"{name}/{rule['id']}" for name in chosen for rule in packs[name].rules}
    notes.extend(f"override of `{name}` does nothing: no such rule" for name in sorted(overrides) if name not in known)
    if len(rules) > bounds.POLICY_RULES:
        raise PolicyError(f"expected at most {bounds.POLICY_RULES} rules, got {len(rules)}")
    effective = {
        "plain_version": PLAIN_VERSION,
        "mode": _mode(levels),
        "fail_mode": "open" if all(level.fail_mode == "open" for level in levels.trusted) else "closed",
        "packs": chosen,
        "rules": sorted((keyed(_substituted(rule, parameters)) for rule in rules), key=lambda rule: str(rule["id"])),
        "checks": sorted(_checks(levels, parameters, notes), key=lambda check: str(check["id"])),
    }
    text = json.dumps(effective, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {**effective, "notes": notes, "hash": hashlib.sha256(text.encode()).hexdigest()}


def _packs(levels: Levels, packs: Mapping[str, Document]) -> list[str]:
    chosen: list[str] = []
    for level in (*levels.trusted, *([levels.project] if levels.project is not None else [])):
        for name in level.packs:
            if name not in packs:
                known = ", ".join(sorted(packs))
                raise PolicyError(f"{level.source}: expected a known pack ({known}), got `{name}`")
            if name not in chosen:
                chosen.append(name)
    return sorted(chosen)


def _mode(levels: Levels) -> str:
    said = {level.mode for level in levels.trusted if level.mode}
    return "observe" if said == {"observe"} else "enforce"


def _parameters(levels: Levels, packs: list[Document]) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for pack in packs:
        parameters.update(pack.parameters)
    for level in reversed(levels.trusted):
        for name, value in level.parameters.items():
            if name not in parameters:
                known = ", ".join(sorted(parameters))
                raise PolicyError(f"{level.source}: expected a parameter of a chosen pack ({known}), got `{name}`")
            if _shape(value) != _shape(parameters[name]):
                raise PolicyError(
                    f"{level.source}: expected `{name}` to be {_shape(parameters[name])}, got {_shape(value)}"
                )
            parameters[name] = value
    return parameters


def _shape(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true or false"
    return "a whole number" if isinstance(value, int) else "a text"


def _overrides(levels: Levels, notes: list[str]) -> dict[str, tuple[str, bool]]:
    """Rule id to (verdict, whether the managed level said it)."""
    overrides: dict[str, tuple[str, bool]] = {}
    for level in reversed(levels.trusted):
        for name, verdict in level.overrides.items():
            overrides[name] = ("abstain" if verdict == "note" else verdict, level is levels.managed)
    if levels.project is not None:
        project = levels.project
        for field in ("mode", "fail_mode", "parameters", "overrides"):
            if getattr(project, field):
                notes.append(f"{project.source}: `{field}` is inert, a project cannot choose it")
    return overrides


def _overridden(
    rule: dict[str, Any], overrides: Mapping[str, tuple[str, bool]], notes: list[str], *, held: bool
) -> Iterator[dict[str, Any]]:
    override = overrides.get(rule["id"])
    if override is None:
        yield rule
        return
    verdict, managed = override
    if held and not managed and _STRENGTH[verdict] < _STRENGTH[rule["verdict"]]:
        notes.append(f"override of `{rule['id']}` is inert: the managed policy holds this rule")
        yield rule
    elif verdict != "off":
        yield {**rule, "verdict": verdict}


def _own_rules(levels: Levels, notes: list[str]) -> Iterator[dict[str, Any]]:
    named = (("managed", levels.managed), ("user", levels.user), ("project", levels.project))
    for level, document in named:
        for rule in document.rules if document is not None else ():
            if level == "project" and rule["verdict"] not in ("deny", "ask"):
                notes.append(f"project rule `{rule['id']}` is inert: a project can only deny or ask")
            else:
                if level == "project" and "clears" in rule:
                    notes.append(f"`clears` of the project rule `{rule['id']}` is inert: a project takes no label away")
                    rule = {name: value for name, value in rule.items() if name != "clears"}  # noqa: PLW2901
                yield {**rule, "id": f"{level}/{rule['id']}"}


def _checks(levels: Levels, parameters: Mapping[str, Any], notes: list[str]) -> Iterator[dict[str, Any]]:
    """The external checks of the levels that may run programs."""
    for level, document in (("managed", levels.managed), ("user", levels.user)):
        for check in document.checks if document is not None else ():
            yield {**_substituted(check, parameters), "id": f"{level}/{check['id']}"}
    for check in levels.project.checks if levels.project is not None else ():
        notes.append(f"project check `{check['id']}` is inert: a project cannot make programs run")


def _substituted(value: Any, parameters: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"parameter"}:
            name = value["parameter"]
            if name not in parameters:
                raise PolicyError(f"a rule asks for the parameter `{name}`, which no chosen pack has")
            return parameters[name]
        return {key: _substituted(item, parameters) for key, item in value.items()}
    if isinstance(value, list):
        return [_substituted(item, parameters) for item in value]
    return value
