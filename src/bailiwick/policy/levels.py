"""Levels: managed, organisation, user and project policies and their packs, combined into one compiled form.

Order-free by construction. Guards of all levels unite, capabilities intersect, the strictest mode wins.
Only trusted levels choose mode, parameters and overrides, say who is who, and allow. A project's file is
trusted when a person has pinned it; until then it may add guards and narrow capabilities, and everything
in it that would widen is inert and noted.
"""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.compiled import PLAIN_VERSION
from bailiwick.policy.effective import hash_of, text_of
from bailiwick.policy.history import keyed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from bailiwick.policy.schema import Document

_STRENGTH = {"off": -1, "abstain": 0, "allow": 1, "ask": 2, "deny": 3}
_COMPILED = frozenset(("regex", "cidr"))
"""Operators whose texts can be wrong."""
_CHOICES = ("mode", "fail_mode", "parameters", "overrides", "agents")
"""Fields that only a trusted level may have."""


class Levels(Value):
    """The documents in force; at least one of managed, organisation and user is needed for a policy."""

    user: Document | None = None
    managed: Document | None = None
    project: Document | None = None
    organisation: Document | None = None
    project_trusted: bool = False
    """A person has pinned the project's file as it is."""

    @property
    def named(self) -> list[tuple[str, Document]]:
        """All levels by name, the stronger first."""
        levels = (
            ("managed", self.managed),
            ("organisation", self.organisation),
            ("user", self.user),
            ("project", self.project),
        )
        return [(name, document) for name, document in levels if document is not None]

    @property
    def trusted(self) -> list[tuple[str, Document]]:
        """Levels that may choose, by name, the stronger first."""
        return [(name, document) for name, document in self.named if name != "project" or self.project_trusted]

    @property
    def untrusted(self) -> Document | None:
        """The project's document while nobody has pinned it."""
        return None if self.project_trusted else self.project


class _Override(Value):
    verdict: str
    by: str
    """Name of the level."""
    place: str
    """Where it stands."""


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
        qualified = _qualified(name, packs[name])
        if not any(name in document.packs for _, document in levels.trusted):
            qualified = list(_harmless(qualified, name, notes))
        for rule in qualified:
            rules.extend(_overridden(rule, overrides, notes, holder=_holder(levels, name)))
    for name, document in levels.named:
        rules.extend(_qualified(name, _narrowing(document, notes) if document is levels.untrusted else document))
    known = {rule["id"] for rule in rules} | {f"{name}/{rule['id']}" for name in chosen for rule in packs[name].rules}
    notes.extend(
        f"{overrides[name].place}: override of `{name}` does nothing: no such rule{_meant(name, known)}"
        for name in sorted(overrides)
        if name not in known
    )
    notes.extend(note for _, document in levels.named for note in document.notes)
    if levels.project is not None and levels.project.durability:
        notes.append(f"{levels.project.source}: `durability` is inert, one log serves all projects")
    notes.extend(
        f"{document.source}: `serial` is inert, only an organisation's policy has one"
        for document in (levels.managed, levels.user, levels.project)
        if document is not None and document.serial
    )
    if len(rules) > bounds.POLICY_RULES:
        raise PolicyError(f"expected at most {bounds.POLICY_RULES} rules, got {len(rules)}")
    tests = sum(len(rule.get("history", ())) for rule in rules)
    if tests > bounds.HISTORY_TESTS:
        raise PolicyError(f"expected at most {bounds.HISTORY_TESTS} tests of the past in all rules, got {tests}")
    effective = {
        "plain_version": PLAIN_VERSION,
        "mode": _mode(levels),
        "fail_mode": _fail_mode(levels),
        "durability": "disk"
        if any(one.durability == "disk" for name, one in levels.named if name != "project")
        else "process",
        "stop_after_denials": min((n for _, one in levels.named if (n := one.stop_after_denials)), default=0),
        "packs": chosen,
        "pack_versions": {name: packs[name].version for name in chosen},
        "agents": [dict(entry) for _, document in levels.trusted for entry in document.agents],
        "rules": sorted((keyed(_substituted(rule, parameters)) for rule in rules), key=lambda rule: str(rule["id"])),
        "checks": sorted(_checks(levels, parameters, notes), key=lambda check: str(check["id"])),
    }
    return {**effective, "notes": notes, "hash": hash_of(text_of(effective))}


def _packs(levels: Levels, packs: Mapping[str, Document]) -> list[str]:
    chosen: set[str] = set()
    for _, level in levels.named:
        for name in level.packs:
            if name not in packs:
                problem = f"expected a known pack (`bailiwick policy pack list` shows them), got `{name}`"
                raise PolicyError(f"{level.where(f'packs.{name}')}: {problem}{_meant(name, packs)}")
            chosen.add(name)
    return sorted(chosen)


def _mode(levels: Levels) -> str:
    said = {level.mode for _, level in levels.trusted if level.mode}
    return "observe" if said == {"observe"} else "enforce"


def _fail_mode(levels: Levels) -> str:
    above = [level for name, level in levels.trusted if name != "project"]
    is_open = all(level.fail_mode == "open" for level in above)
    return "open" if is_open and all(level.fail_mode != "closed" for _, level in levels.trusted) else "closed"


def _parameters(levels: Levels, packs: list[Document]) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for pack in packs:
        parameters.update(pack.parameters)
    for _, level in reversed(levels.trusted):
        for name, value in level.parameters.items():
            if name not in parameters:
                meant = _meant(name, parameters) or f" (they have {', '.join(sorted(parameters)) or 'none'})"
                problem = f"expected a parameter of a chosen pack, got `{name}`{meant}"
                raise PolicyError(f"{level.where(f'parameters.{name}')}: {problem}")
            if _shape(value) != _shape(parameters[name]):
                problem = f"expected `{name}` to be {_shape(parameters[name])}, got {_shape(value)}"
                raise PolicyError(f"{level.where(f'parameters.{name}')}: {problem}")
            parameters[name] = value
    return parameters


def _meant(name: str, known: Iterable[str]) -> str:
    """What was probably meant by an unknown name, as the end of a message; empty when nothing is close."""
    from bailiwick.policy.schema.reader import suggestion

    return suggestion(name, sorted(known))


def _shape(value: object) -> str:
    if isinstance(value, list):
        return "a list of texts" if all(isinstance(item, str) for item in value) else "a list"
    if isinstance(value, bool):
        return "true or false"
    return "a whole number" if isinstance(value, int) else "a text"


def _overrides(levels: Levels, notes: list[str]) -> dict[str, _Override]:
    """Overrides by rule id; what a stronger level says stands."""
    overrides: dict[str, _Override] = {}
    for level, document in reversed(levels.trusted):
        for name, verdict in document.overrides.items():
            overrides[name] = _Override(
                "abstain" if verdict == "note" else verdict, level, document.where(f"overrides.{name}")
            )
    inert = levels.untrusted
    if inert is not None:
        notes.extend(
            f"{inert.source}: `{field}` is inert, a project cannot choose it until a person runs `bailiwick trust`"
            for field in _CHOICES
            if getattr(inert, field)
        )
    return overrides


def _holder(levels: Levels, pack: str) -> str:
    """The strongest level above the user's that chose the pack; empty when there is none."""
    above = (name for name, document in levels.named if name in ("managed", "organisation") and pack in document.packs)
    return next(above, "")


def _overridden(
    rule: dict[str, Any], overrides: Mapping[str, _Override], notes: list[str], *, holder: str
) -> Iterator[dict[str, Any]]:
    override = overrides.get(rule["id"])
    if override is None:
        yield rule
        return
    weaker = holder and override.by not in (holder, "managed")
    if weaker and _STRENGTH[override.verdict] < _STRENGTH[rule["verdict"]]:
        notes.append(f"override of `{rule['id']}` is inert: the {holder} policy holds this rule")
        yield rule
    elif override.verdict != "off":
        yield {**rule, "verdict": override.verdict}


def _qualified(level: str, document: Document) -> list[dict[str, Any]]:
    """All rules of a level or pack under their qualified ids, its capabilities among them."""
    rules: list[dict[str, Any]] = [{**rule, "id": f"{level}/{rule['id']}"} for rule in document.rules]
    if any("otherwise" in rule for rule in rules):
        rules = [_grouped(rule, level) for rule in rules]
    if document.capabilities:
        rules.extend(_capabilities(level, document.capabilities))
    return rules


def _grouped(rule: dict[str, Any], group: str) -> dict[str, Any]:
    if "otherwise" in rule:
        return {**rule, "otherwise": group}
    return {**rule, "group": group} if rule["verdict"] == "allow" else rule


def _capabilities(level: str, capabilities: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Grants as rules that allow, and one rule that speaks about what none of them allows."""
    group = f"{level}/capabilities"
    grants = capabilities["grants"]
    for grant in grants:
        yield {
            "reason": f"granted by the {level} policy",
            **grant,
            "id": f"{level}/capability.{grant['id']}",
            "verdict": "allow",
            "group": group,
        }
    yield {
        "id": group,
        "verdict": capabilities["otherwise"],
        "kinds": capabilities["kinds"],
        "otherwise": group,
        "reason": capabilities.get("reason", f"no capability of the {level} policy grants this"),
        "remedy": capabilities.get("remedy", _remedy(grants)),
    }


def _remedy(grants: Iterable[Mapping[str, Any]]) -> str:
    names = [grant["id"] for grant in grants]
    shown = ", ".join(names[:8]) + (" ..." if len(names) > 8 else "")
    return f"stay within what is granted ({shown})" if names else "nothing is granted here; ask a person"


def _harmless(rules: Iterable[dict[str, Any]], pack: str, notes: list[str]) -> Iterator[dict[str, Any]]:
    """What holds of a pack that only an untrusted project has chosen: nothing that widens."""
    inert = 0
    for rule in rules:
        if rule["verdict"] == "allow" and "group" not in rule:
            inert += 1
            continue
        yield {name: value for name, value in rule.items() if name not in ("auto_approve", "clears")}
    if inert:
        notes.append(f"{inert} rules of the pack `{pack}` that allow are inert: only the project has chosen it")


def _narrowing(project: Document, notes: list[str]) -> Document:
    """What of a project's document holds while nobody has pinned it."""
    kept = []
    for rule in project.rules:
        if rule["verdict"] not in ("deny", "ask"):
            notes.append(f"project rule `{rule['id']}` is inert: a project can only deny or ask")
            continue
        for field, why in (("clears", "takes no label away"), ("obligations", "changes no call")):
            if field in rule:
                notes.append(f"`{field}` of the project rule `{rule['id']}` is inert: a project {why}")
                rule = {name: value for name, value in rule.items() if name != field}  # noqa: PLW2901
        kept.append(rule)
    return project.replace(rules=tuple(kept))


def _checks(levels: Levels, parameters: Mapping[str, Any], notes: list[str]) -> Iterator[dict[str, Any]]:
    """The external checks of the levels that may run programs."""
    for level, document in levels.trusted:
        for check in document.checks:
            yield {**_substituted(check, parameters), "id": f"{level}/{check['id']}"}
    for check in levels.untrusted.checks if levels.untrusted is not None else ():
        notes.append(f"project check `{check['id']}` is inert: a project cannot make programs run")


def _usable(operator: str, texts: Any, parameter: str) -> None:
    """A parameter is known only now, so what a reader would have refused is refused here."""
    from bailiwick.policy.constraints import check

    for text in texts if isinstance(texts, list) else [texts]:
        try:
            check(operator, str(text))
        except PolicyError as error:
            raise PolicyError(f"the parameter `{parameter}`: {error}", remedy=error.remedy) from error


def _substituted(value: Any, parameters: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"parameter"}:
            name = value["parameter"]
            if name not in parameters:
                raise PolicyError(f"a rule asks for the parameter `{name}`, which no chosen pack has")
            return parameters[name]
        found = {key: _substituted(item, parameters) for key, item in value.items()}
        for operator in _COMPILED & found.keys():
            if isinstance(value[operator], dict) and value[operator].keys() == {"parameter"}:
                _usable(operator, found[operator], value[operator]["parameter"])
        return found
    if isinstance(value, list):
        return [_substituted(item, parameters) for item in value]
    return value
