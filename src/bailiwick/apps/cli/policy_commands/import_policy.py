"""`bailiwick policy import`: policies of other systems into a policy file of ours."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.durable import replace_file
from bailiwick.apps.cli.output import document, note, style
from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.errors import PolicyError, UsageError
from bailiwick.policy.importers import DIALECTS, Foreign, dialect_of, import_policy, to_yaml
from bailiwick.policy.importers.forms import nodes
from bailiwick.policy.syntax import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.policy.importers import Imported

EXAMPLES = """\
examples:
  bailiwick policy import patterns.yaml                     the policy on stdout, notes on stderr
  bailiwick policy import tenuo.yaml tenuo.cloud.yaml --out bailiwick.yaml
                                                            overlays in their order
  bailiwick policy import *.yaml settings.json --out policies/
                                                            one file per dialect
  bailiwick policy import rules.yaml --as meshguard --strict

Every rule keeps where it came from (`origin`). A note says where the original means something else, or where a
rule deserves a decision; read them before you use the policy. What cannot be imported is an error, and then
nothing is. The original files stay as they are.

exit codes: 0 imported, 1 imported with notes under --strict, 2 not importable
"""

_OUT_NAMES = (".yaml", ".yml")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    kinds = "\n".join(f"  {name:<20}{dialect.title}" for name, dialect in DIALECTS.items())
    parser.epilog = f"kinds:\n{kinds}\n\n{EXAMPLES}"
    parser.add_argument("files", nargs="+", metavar="FILE", help="policy files of other systems")
    parser.add_argument(
        "--as", dest="kind", choices=DIALECTS, metavar="KIND", help="what they are (default: as they look)"
    )
    parser.add_argument("--out", metavar="FILE|DIR", help="where the policy goes: a .yaml file, or a directory")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument(
        "--risk",
        choices=("exact", "or-above"),
        help="whom a Kyvvu policy for a risk class is for (default: as its dialect)",
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when there are notes")


def run(arguments: argparse.Namespace) -> int:
    """Import; nothing is written unless everything could be imported."""
    try:
        files = [Foreign(name, _text(name)) for name in arguments.files]
        made = _made(files, arguments)
    except PolicyError as error:
        raise UsageError(str(error), remedy=error.remedy) from error
    there = [target for _, target, _ in made if os.path.lexists(target)]
    if there and not arguments.force:
        raise UsageError(f"`{there[0]}` is there already", remedy="choose another name, or replace it with --force")
    notes = [one for imported, _, _ in made for one in imported.notes]
    if arguments.json:
        document(
            {
                "policies": [{"out": target, "document": imported.document} for imported, target, _ in made],
                "notes": [
                    {"file": one.source, "line": one.line, "column": one.column, "message": one.message}
                    for one in notes
                ],
            }
        )
    for imported, target, text in made:
        if target:
            os.makedirs(os.path.dirname(os.path.abspath(target)), exist_ok=True)
            replace_file(target, text.encode(), mode=0o600)
            _summary(imported, target)
        elif not arguments.json:
            sys.stdout.write(text)
    if not arguments.json:
        for one in notes:
            note(f"{style('note', 'dim')} {one}")
    return 1 if notes and arguments.strict else 0


def _made(files: Sequence[Foreign], arguments: argparse.Namespace) -> list[tuple[Imported, str, str]]:
    """Each policy with its file and text; the file is empty for stdout."""
    out = arguments.out or ""
    if not out or out.endswith(_OUT_NAMES):
        return [_one(files, arguments, out)]
    groups: dict[str, list[Foreign]] = {}
    for file in files:
        name = arguments.kind or dialect_of(nodes(file.text, file.name)) or "unknown"
        groups.setdefault(name, []).append(file)
    return [_one(group, arguments, os.path.join(out, f"{name}.yaml")) for name, group in groups.items()]


def _one(files: Sequence[Foreign], arguments: argparse.Namespace, target: str) -> tuple[Imported, str, str]:
    risk = None if arguments.risk is None else arguments.risk == "or-above"
    imported = import_policy(files, dialect=arguments.kind or "", risk_or_above=risk)
    checks, missing = _pinned(imported)
    if checks:
        imported = imported.replace(document={**imported.document, "checks": checks}, notes=(*imported.notes, *missing))
    head = f"Imported from {', '.join(file.name for file in files)}. Each rule names its origin."
    return imported, target, to_yaml(imported, head=head)


def _pinned(imported: Imported) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    """The external checks with the hash of each program that is there, and a note on each that is not."""
    checks: list[Mapping[str, Any]] = []
    missing: list[Problem] = []
    for check in imported.document.get("checks", ()):
        path = os.path.expanduser(check["run"][0])
        try:
            with open(path, "rb") as file:
                checks.append({**check, "sha256": content_hash(file.read())})
        except OSError:
            message = f"the script `{path}` is not there: its calls are denied until the policy has its SHA-256"
            origin = check["origin"]
            missing.append(Problem(origin["file"], origin["line"], 1, message))
            checks.append(check)
    return checks, missing


def _summary(imported: Imported, target: str) -> None:
    counts = {
        "rules": len(imported.document.get("rules", ())),
        "grants": len(imported.document.get("capabilities", {}).get("grants", ())),
        "taint labels": len(imported.document.get("taint", ())),
        "checks": len(imported.document.get("checks", ())),
        "notes": len(imported.notes),
    }
    shown = ", ".join(f"{count} {name if count > 1 else name[:-1]}" for name, count in counts.items() if count)
    note(f"{style('ok', 'ok')} {target}: {shown or 'no rules'}")


def _text(name: str) -> str:
    try:
        with open(name, encoding="utf-8-sig") as file:
            text = file.read(bounds.POLICY_BYTES + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"`{name}` cannot be read: {error}") from error
    return text
