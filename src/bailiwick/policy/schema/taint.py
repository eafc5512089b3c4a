"""The `taint` section: sugar over rules, so that explanation, overrides and replay know nothing of it.

Each entry becomes up to four rules: `taint.LABEL.source` gives the label, `taint.LABEL.sink` speaks about
what must not happen afterwards (or in the very call that reads the source), and with `through: files`
`taint.LABEL.file` marks files that are written while the label is there and `taint.LABEL.marked` gives the
label to whoever reads one.
"""

from __future__ import annotations

import re

from bailiwick.model.verdict import Severity
from bailiwick.policy.schema.conditions import read_condition
from bailiwick.policy.schema.origin import ORIGIN
from bailiwick.policy.schema.reader import TEXT, Key, one_or_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

DEFAULT_SINKS: tuple[Mapping[str, Any], ...] = (
    {"kinds": ["net.fetch", "net.send", "net.listen", "net.search", "agent.message", "mcp.call"]},
    {"kinds": ["vcs.push", "pkg.publish"]},
    {"kinds": ["file.write"], "any": ["outside"]},
)
"""Where tainted data must not go when `to` does not say: the network, messages, other machines, files outside."""

_WRITES = ["file.write", "file.link"]
_KEYS = ("label", "from", "to", "guard", "through", "reason", "remedy", "severity", "origin")
_GUARDS = {"deny": "deny", "ask": "ask", "note": "abstain"}


_MADE = re.compile(r"taint\.(.+)\.(?:source|sink|file|marked)(?:-\d+)?")


def label_of(rule: str) -> str:
    """The label of the `taint` entry that a rule of this id, in its file, comes from; empty when it is none."""
    made = _MADE.fullmatch(rule)
    return made[1] if made else ""


def _taint(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    rules: list[dict[str, Any]] = []
    seen: set[str] = set()
    for item in reader.sequence(node):
        keys = reader.mapping(item, _KEYS, required=("label", "from"))
        label = reader.text(keys.get("label"))
        if label in seen:
            reader.problem(item, f"the label `{label}` is given twice: write its sources into one entry")
        seen.add(label)
        rules += _rules(reader, keys, label)
    into["rules"] = (*into.get("rules", ()), *rules)


def _rules(reader: Reader, keys: Mapping[str, Node], label: str) -> list[dict[str, Any]]:
    sources = _conditions(reader, keys.get("from"))
    sinks: Sequence[Mapping[str, Any]] = _conditions(reader, keys.get("to")) or DEFAULT_SINKS
    through = reader.choice(keys["through"], ("files", "nothing")) if "through" in keys else "nothing"
    marked = {"kinds": ["file.read"], "marks": [label]}
    tainted = {"is": "tainted", "label": label, "sources": [*sources, *([marked] if through == "files" else [])]}
    reason = reader.text(keys["reason"]) if "reason" in keys else f"the session has taken in `{label}` data"
    said: dict[str, Any] = {"reason": reason, "severity": _severity(reader, keys)}
    if "remedy" in keys:
        said["remedy"] = reader.text(keys["remedy"])
    guard = _GUARDS.get(reader.choice(keys["guard"], _GUARDS) if "guard" in keys else "deny", "deny")
    prefix = f"taint.{label}"
    quiet: dict[str, Any] = {"verdict": "abstain", "severity": Severity.LOW.value, "maturity": "stable"}
    if "origin" in keys:
        for one in (said, quiet):
            ORIGIN.read(reader, keys["origin"], one)
    rules = [
        {**quiet, "id": _named(f"{prefix}.source", number), "reason": f"a source of `{label}`", **source}
        | {"brings": label}
        for number, source in enumerate(sources, 1)
    ]
    rules += [
        {**said, "id": _named(f"{prefix}.sink", number), "verdict": guard, **sink} | {"history": [tainted]}
        for number, sink in enumerate(sinks, 1)
    ]
    if through == "files":
        kept = {"reason": f"written while the session carries `{label}`", "kinds": _WRITES, "mark": label}
        rules.append({**quiet, "id": f"{prefix}.file", **kept, "history": [tainted]})
        rules.append({**quiet, "id": f"{prefix}.marked", "reason": f"carries `{label}`", **marked, "brings": label})
    return rules


def _named(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _severity(reader: Reader, keys: Mapping[str, Node]) -> str:
    words = [one.value for one in Severity]
    return reader.choice(keys["severity"], words) if "severity" in keys else Severity.HIGH.value


def _conditions(reader: Reader, node: Node | None) -> list[dict[str, Any]]:
    return [] if node is None else [read_condition(reader, item) for item in reader.items(node)]


_CONDITIONS = one_or_list({"$ref": "#/$defs/condition"})

TAINT = Key(
    _taint,
    {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "label": TEXT,
                "from": _CONDITIONS,
                "to": _CONDITIONS,
                "guard": {"enum": list(_GUARDS)},
                "through": {"enum": ["files", "nothing"]},
                "reason": TEXT,
                "remedy": TEXT,
                "severity": {"enum": [one.value for one in Severity]},
                "origin": ORIGIN.schema,
            },
            "required": ["label", "from"],
            "additionalProperties": False,
        },
    },
    "Data flow: a call that matches `from` gives the session `label` when it runs; from then on, and in that call "
    "itself, what matches `to` is denied (or `guard: ask`). Without `to`: the network, messages, pushes, and files "
    "outside the project. `through: files`: files written while the label is there carry it, and reading one brings "
    "it back, in later sessions too.",
    "taint:\n  - {label: customer, from: {on: db.read}, through: files}",
)
"""The section."""
