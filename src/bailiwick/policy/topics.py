"""What a policy holds besides single rules, under the names that people know it by.

A taint label, a gate, a budget, an obligation, a parameter, a pack, an agent and a setting stand in no single rule. A
topic says in words what it is, and which rules it is about. `Overview.find` gives one for a name that is no rule's.
"""

from __future__ import annotations

from bailiwick.model.tracker import HUMAN
from bailiwick.model.value import Value
from bailiwick.policy.in_words import condition, value_words
from bailiwick.policy.inventory import guard
from bailiwick.policy.schema.taint import label_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.policy.inventory import Item
    from bailiwick.policy.levels import Levels
    from bailiwick.policy.schema import Document

_SETTINGS = ("mode", "fail_mode", "durability", "stop_after_denials")
_BECOMES = {"deny": "denied", "ask": "asked about", "note": "noted", "off": "let pass"}
_MAY = {"deny": "deny it", "ask": "have a person asked about it", "note": "have it noted"}


class Topic(Value):
    """One thing that a policy holds, and the rules it is about."""

    name: str
    """Qualified: `taint.customer`, `gate.human`, `usage.total_tokens`, `pack.baseline`, `stop_after_denials`."""
    words: str
    items: tuple[Item, ...] = ()

    @property
    def own(self) -> str:
        """The name without its sort; of a sum of usage the whole."""
        return self.name if self.name.startswith("usage.") else self.name.partition(".")[2] or self.name


def topics(
    levels: Levels, packs: Mapping[str, Document], plain: Mapping[str, Any], items: Sequence[Item]
) -> list[Topic]:
    """All topics of a policy by name.

    Args:
        levels: the documents of all levels.
        packs: those that they name.
        plain: what `bailiwick.policy.levels.combine` makes of both.
        items: its rules and checks.
    """
    words: dict[str, str] = {}
    rules: dict[str, list[Item]] = {}
    for item in items:
        for sort, name in dict.fromkeys(_named(item)):
            rules.setdefault(f"{sort}.{name}", []).append(item)
    for qualified, found in rules.items():
        sort, _, name = qualified.partition(".")
        words[qualified] = _WORDS[sort](name, found)
    words |= {f"pack.{name}": _pack(name, pack, levels) for name, pack in packs.items()}
    words |= {f"parameter.{name}": said for pack in packs.values() for name, said in _parameters(pack, levels)}
    words |= {f"agent.{entry['name']}": _agent(entry) for entry in plain["agents"] if "name" in entry}
    words |= {name: f"`{name}` is `{plain[name]}`{_said_by(name, levels)}." for name in _SETTINGS}
    return [Topic(name, words[name], tuple(rules.get(name, ()))) for name in sorted(words)]


def asked(check: Mapping[str, Any]) -> str:
    """One sentence that says what a plain check does."""
    program = " ".join(map(str, check["run"]))
    return (
        f"A call that {condition(check)} is shown to `{program}`, which may {_MAY[guard(check)]} within "
        f"{check['milliseconds']} ms; without its answer the call is not decided."
    )


def _named(item: Item) -> Iterator[tuple[str, str]]:
    """Sort and name of each topic that a rule is about."""
    rule = item.effective or item.written
    if item.source.startswith("pack "):
        yield "pack", item.source.removeprefix("pack ")
    if label := label_of(item.local):
        yield "taint", label
    else:
        for name in (*_texts(rule, "brings"), *_texts(rule, "mark"), *rule.get("labels", ()), *rule.get("clears", ())):
            yield "label", name
        for name in _found(rule, "marks"):
            yield "label", name
    for test in rule.get("history", ()):
        if "gate" in test:
            yield "gate", test["gate"]
        if "sum" in test:
            yield "usage", test["sum"]
    for obligation in rule.get("obligations", ()):
        for name in obligation:
            yield "obligation", name
    for name in _found(item.written, "parameter"):
        yield "parameter", name


def _texts(rule: Mapping[str, Any], key: str) -> list[str]:
    return [rule[key]] if isinstance(rule.get(key), str) else []


def _found(value: object, key: str) -> Iterator[str]:
    """The texts under a key, at any depth."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            here = one.get(key, ())
            yield from [here] if isinstance(here, str) else [text for text in here if isinstance(text, str)]
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)


def _taint(label: str, found: Sequence[Item]) -> str:
    sinks = {item.verdict for item in found if ".sink" in item.local}
    sources = [item for item in found if ".source" in item.local]
    says = " or ".join(sorted(_BECOMES[one] for one in sinks))
    through = " Files that it writes from then on carry the label, and reading one brings it back." if any(
        item.local.endswith(".marked") for item in found
    ) else ""  # fmt: skip
    count = "a source gives" if len(sources) == 1 else f"{len(sources)} sources give"
    return f"Data flow: {count} a session the label `{label}`; what its sinks match is then {says}.{through}"


def _gate(name: str, _found: Sequence[Item]) -> str:
    if name == HUMAN:
        return "A plain yes of a person to a question of the agent opens this gate; these rules wait for it."
    return f"Nothing opens the gate `{name}` yet: these rules speak as long as they wait for it."


_WORDS: Mapping[str, Callable[[str, Sequence[Item]], str]] = {
    "taint": _taint,
    "label": lambda name, _found: f"These rules give, take away, or ask for the label `{name}` of a session or a file.",
    "gate": _gate,
    "usage": lambda name, _found: f"A budget: the sum of `{name}` that models used, which these rules limit.",
    "obligation": lambda name, _found: f"These rules let a call run only with the obligation `{name}` carried out.",
    "parameter": lambda name, _found: f"These rules use the parameter `{name}`.",
    "pack": lambda name, _found: f"The rules of the pack `{name}`.",
}


def _pack(name: str, pack: Document, levels: Levels) -> str:
    chosen = ", ".join(level for level, document in levels.named if name in document.packs)
    return f"Version {pack.version}. {pack.doc} Chosen by: {chosen or 'nobody'}."


def _parameters(pack: Document, levels: Levels) -> Iterator[tuple[str, str]]:
    for name, default in pack.parameters.items():
        chosen = [
            (level, document.parameters[name]) for level, document in levels.trusted if name in document.parameters
        ]
        held = f"; the {chosen[0][0]} policy sets {value_words(chosen[0][1])}" if chosen else ""
        yield name, f"A parameter of the pack `{pack.name}`: {value_words(default)} by default{held}."


def _agent(entry: Mapping[str, Any]) -> str:
    match = [f"{name} {value_words(value)}" for name, value in entry.get("match", {}).items()]
    says = [f"{name} {value_words(value)}" for name, value in entry.items() if name not in ("match", "name")]
    who = f"Who matches {' and '.join(match)}" if match else "Everybody"
    return f"{who} is the agent `{entry['name']}`{f', with {chr(44).join(says)}' if says else ''}."


def _said_by(name: str, levels: Levels) -> str:
    said = [level for level, document in levels.named if getattr(document, name)]
    return f", said by: {', '.join(said)}" if said else " (nobody says otherwise)"
