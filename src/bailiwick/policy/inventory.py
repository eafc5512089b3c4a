"""Every rule, grant and check of all levels and packs: where it comes from, and what became of it in combination."""

from __future__ import annotations

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.policy.levels import Levels
    from bailiwick.policy.schema import Document

GRANT = "capability."
"""How the local id of a grant begins."""
WORDS = {"abstain": "note"}
"""Verdicts that a policy file spells otherwise."""


class Item(Value):
    """One rule and its fate."""

    id: str
    """Qualified."""
    source: str
    """The file it stands in, or `pack NAME`."""
    written: Mapping[str, Any]
    """Plain rule as it stands there."""
    effective: Mapping[str, Any] | None
    """Plain rule in force; None when it is off or inert."""
    chosen_by: tuple[str, ...] = ()
    """Of a pack's rule: the levels that name the pack."""
    overridden_by: str = ""
    """The level whose override holds."""
    check: bool = False
    """An external check, no rule."""

    @property
    def local(self) -> str:
        """Its id in its file; a check's begins with `check.`."""
        name = self.id.partition("/")[2]
        return f"check.{name}" if self.check else name

    @property
    def names(self) -> tuple[str, ...]:
        """All names that people may call it by."""
        holder, _, bare = self.id.partition("/")
        return tuple(dict.fromkeys((f"{holder}/{self.local}", self.local, bare, self.local.removeprefix(GRANT))))

    @property
    def verdict(self) -> str:
        """What it says now: `deny`, `ask`, `allow`, `note`, or `off`."""
        return "off" if self.effective is None else guard(self.effective)


def inventory(levels: Levels, packs: Mapping[str, Document], plain: Mapping[str, Any]) -> list[Item]:
    """All rules by id, those that are off or inert among them.

    Args:
        levels: the documents of all levels.
        packs: those that they name.
        plain: what `bailiwick.policy.levels.combine` makes of both.
    """
    effective = {rule["id"]: rule for rule in plain["rules"]}
    found = {item.id: item for item in _of_files(levels, packs, effective)}
    for name, rule in effective.items():
        if name not in found:  # grants and the rule about what they leave open
            holder = name.partition("/")[0]
            source = next((document.source for level, document in levels.named if level == holder), f"pack {holder}")
            found[name] = Item(name, source, rule, rule)
    return [found[name] for name in sorted(found)]


def checks(levels: Levels, plain: Mapping[str, Any]) -> list[Item]:
    """All external checks by id, those that are inert among them."""
    effective = {check["id"]: check for check in plain["checks"]}
    found = {
        f"{level}/{check['id']}": (document.source, check)
        for level, document in levels.named
        for check in document.checks
    }
    return [Item(name, *found[name], effective.get(name), check=True) for name in sorted(found)]


def _of_files(
    levels: Levels, packs: Mapping[str, Document], effective: Mapping[str, Mapping[str, Any]]
) -> Iterator[Item]:
    for name, pack in packs.items():
        choosers = tuple(level for level, document in levels.named if name in document.packs)
        for rule in pack.rules:
            qualified = f"{name}/{rule['id']}"
            now = effective.get(qualified)
            changed = now is None or now["verdict"] != rule["verdict"]
            by = next((level for level, document in levels.trusted if qualified in document.overrides), "")
            yield Item(qualified, f"pack {name}", rule, now, choosers, by if changed else "")
    for level, document in levels.named:
        for rule in document.rules:
            qualified = f"{level}/{rule['id']}"
            yield Item(qualified, document.source, rule, effective.get(qualified))


def guard(rule: Mapping[str, Any]) -> str:
    """The guard of a plain rule, as a policy file spells it."""
    verdict = str(rule["verdict"])
    return WORDS.get(verdict, verdict)
