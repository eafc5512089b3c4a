"""`CompiledPolicy`: all rules in force, indexed so that a decision asks only the few that can speak.

A rule is filed once under each kind it names, by the most telling thing it requires (`bailiwick.policy.shelf`). So cost
grows with the rules about what the call does, not with all rules.

The plain form (`from_plain`) is JSON data; compiling policy files to it is `bailiwick.policy.levels`.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind
from bailiwick.model.value import Value
from bailiwick.model.verdict import FailMode, Mode
from bailiwick.policy.check import check as check_of
from bailiwick.policy.rule import rule as rule_of
from bailiwick.policy.shelf import Shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from bailiwick.model.operation import Operation
    from bailiwick.policy.check import Check
    from bailiwick.policy.rule import Rule
    from bailiwick.policy.situation import Situation
    from bailiwick.policy.watches import Watches

PLAIN_VERSION = 2
"""Version of the plain form; a cached policy of another version is compiled anew."""


class RuleBook:
    """Rules by qualified id, each built when it is first asked for: one decision asks for few."""

    __slots__ = ("_built", "_plain")

    def __init__(self, plain: Iterable[Mapping[str, Any]]) -> None:
        self._plain = {item["id"]: item for item in plain}
        self._built: dict[str, Rule] = {}

    def __len__(self) -> int:
        return len(self._plain)

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def get(self, name: str) -> Rule | None:
        """The rule of this id, or None."""
        rule = self._built.get(name)
        if rule is None:
            plain = self._plain.get(name)
            if plain is None:
                return None
            rule = self._built[name] = rule_of(plain)
        return rule

    def values(self) -> list[Rule]:
        """All rules."""
        return [rule for name in self._plain if (rule := self.get(name)) is not None]


class CompiledPolicy(Value):
    """The policy in force for one project."""

    mode: Mode
    rules: RuleBook
    shelves: Mapping[Kind, Shelf]
    hash: str = ""
    """SHA-256 of the effective policy, hex."""
    fail_mode: FailMode = FailMode.CLOSED
    notes: tuple[str, ...] = ()
    """What is inert or deserves a person's eye, for `status` and `doctor`."""
    packs: tuple[str, ...] = ()
    agents: tuple[Mapping[str, Any], ...] = ()
    """Who is who, the entry that counts first in front."""
    durability: str = "process"
    stop_after_denials: int = 0
    """From which denial of a task on a denial also ends the agent's turn; 0: never."""
    """What an entry must survive before a call is answered: the end of the `process`, or a power cut (`disk`)."""
    checks: tuple[Check, ...] = ()
    """External checks of all levels, by id."""
    watches: Watches | None = None
    """What calls are watched for by rules about the past; None when there are none."""

    def candidates(self, operation: Operation, situation: Situation) -> list[str]:
        """Ids of the rules that may speak about `operation`; one may come twice."""
        shelf = self.shelves.get(operation.kind)
        return shelf.candidates(operation, situation) if shelf is not None else []


def from_plain(plain: Mapping[str, Any]) -> CompiledPolicy:
    """The policy of plain data that `bailiwick.policy.levels.combine` made."""
    shelves: dict[Kind, Shelf] = {kind: Shelf() for kind in Kind}
    by_name = {kind.value: shelf for kind, shelf in shelves.items()}
    for item in plain["rules"]:
        for kind in item.get("kinds", by_name):
            by_name[kind].file(item)
    rules = RuleBook(plain["rules"])
    return CompiledPolicy(
        mode=Mode(plain["mode"]),
        rules=rules,
        shelves=shelves,
        hash=plain["hash"],
        fail_mode=FailMode(plain["fail_mode"]),
        notes=tuple(plain.get("notes", ())),
        packs=tuple(plain.get("packs", ())),
        agents=tuple(plain.get("agents", ())),
        durability=plain.get("durability", "process"),
        stop_after_denials=plain.get("stop_after_denials", 0),
        checks=tuple(map(check_of, plain.get("checks", ()))),
        watches=_watches(plain["rules"], rules),
    )


def _watches(plain: Iterable[Mapping[str, Any]], rules: RuleBook) -> Watches | None:
    about_the_past = [rule for rule in plain if "history" in rule]
    if not about_the_past:
        return None
    from bailiwick.policy.watches import Watches

    return Watches(about_the_past, shelf=Shelf, rule_of=rules.get, kinds=[kind.value for kind in Kind])
