"""`bailiwick policy pack`: the packs that come with Bailiwick."""

from __future__ import annotations

from bailiwick.adapters.policy_files import pack_folder, pack_texts
from bailiwick.apps.cli.output import document, say, style
from bailiwick.model.errors import PolicyError, UsageError
from bailiwick.policy.schema import read_pack
from bailiwick.policy.schema.rules import MATURITIES
from bailiwick.policy.schema.taint import label_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

EXAMPLES = """\
examples:
  bailiwick policy pack list              names, versions, numbers of rules by maturity, grants, taints, checks
  bailiwick policy pack show baseline     its parameters with defaults, and its rules
  bailiwick policy pack path baseline     the file, to read or to copy from

A policy chooses packs by name (`packs: [baseline]`), sets their `parameters`, and may override single rules.

exit codes: 0 done; 2 there is no such pack
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=("list", "show", "path"), help="what to do")
    parser.add_argument("name", nargs="?", default="", help="the pack, for `show` and `path`")


def run(arguments: argparse.Namespace) -> int:
    """List packs, show one, or say where it is."""
    texts = pack_texts()
    if arguments.action == "list":
        packs = [_described(name, text) for name, text in texts.items()]
        if arguments.json:
            document({"packs": [{key: pack[key] for key in pack if key != "rules"} for pack in packs]})
        else:
            for pack in packs:
                _line(pack)
        return 0
    if arguments.name not in texts:
        raise UsageError(
            f"expected the name of a pack, got `{arguments.name}`", remedy=f"the packs are {', '.join(texts)}"
        )
    if arguments.action == "path":
        path = f"{pack_folder()}/{arguments.name}.yaml"
        document({"path": path}) if arguments.json else say(path)
        return 0
    pack = _described(arguments.name, texts[arguments.name])
    if arguments.json:
        document(pack)
    else:
        _show(pack)
    return 0


def _described(name: str, text: str) -> dict[str, Any]:
    pack, problems = read_pack(text, f"pack {name}")
    if pack is None:
        raise PolicyError("\n".join(map(str, problems)), remedy="reinstall bailiwick: a pack in it is damaged")
    counts = dict.fromkeys(MATURITIES, 0)
    tainted = {rule["id"]: label_of(rule["id"]) for rule in pack.rules}
    for rule in (one for one in pack.rules if not tainted[one["id"]]):
        counts[rule.get("maturity", "incubating")] += 1
    return {
        "name": name,
        "version": pack.version,
        "doc": pack.doc,
        "maturity": counts,
        "grants": len(pack.capabilities.get("grants", ())),
        "taints": len({*tainted.values()} - {""}),
        "checks": len(pack.checks),
        "parameters": dict(pack.parameters),
        "rules": [
            {key: rule[key] for key in ("id", "verdict", "severity", "maturity", "reason") if key in rule}
            for rule in pack.rules
        ],
    }


def _line(pack: dict[str, Any]) -> None:
    rules = ", ".join(f"{count} {maturity}" for maturity, count in pack["maturity"].items() if count)
    counts = {name: pack[name] for name in ("grants", "taints", "checks") if pack[name]}
    others = [f"{count} {name if count > 1 else name[:-1]}" for name, count in counts.items()]
    said = "; ".join([f"rules: {rules}"] * bool(rules) + others)
    say(f"{style(pack['name'], 'bold')}  version {pack['version']}; {said}")
    say(f"  {pack['doc']}")


def _show(pack: dict[str, Any]) -> None:
    _line(pack)
    for name, value in pack["parameters"].items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        say(f"  parameter {name}: {shown}")
    for rule in pack["rules"]:
        word = "note" if rule["verdict"] == "abstain" else rule["verdict"]
        colour = word if word in ("deny", "ask", "allow") else "dim"
        say(f"  {style(f'{word:<5}', colour)} {pack['name']}/{rule['id']}  {style(rule['reason'], 'dim')}")
