"""`bailiwick status`: mode, policy, hooks and enforcement tier, at a glance."""

from __future__ import annotations

import os

from bailiwick.adapters import live_proof
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.policy_files import FILE_NAME
from bailiwick.adapters.trust_pins import read_pins, real_path
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.daemon import control
from bailiwick.apps.doctor import modes
from bailiwick.apps.doctor.check import Level
from bailiwick.apps.log_facts import log_facts
from bailiwick.apps.setup import mode_of, policy_in_force, settings_files, tier_in
from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.errors import TrustError
from bailiwick.pep.install import claude_code, record, settings_file
from bailiwick.pep.install.claude_code import EVENTS, SWITCH
from bailiwick.pep.install.survey import TIERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from typing import Any

    from bailiwick.adapters.policy_files import InForce
    from bailiwick.pep.install.record import Record
    from bailiwick.pep.install.survey import SettingsFile

SHOWN_NOTES = 20
"""Most notes of the policy that are shown."""

EXAMPLES = """\
examples:
  bailiwick status           run it in a project: its settings can switch your hooks off, and this says so
  bailiwick status --json    one document; exit code 1 when a hook is missing or nothing is governed

`bailiwick doctor` looks deeper, and `bailiwick doctor --live` proves it.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES


def run(arguments: argparse.Namespace) -> int:
    """Show the state; 1 when the agent is not governed as it should be."""
    home = Home(default_root(os.environ))
    project = os.path.realpath(os.getcwd())
    files = settings_files(project)
    records = record.load_all(home.folder("install"))
    in_force = policy_in_force(home, project)
    daemon = control.status(home)
    log = log_facts(home)
    wired = [_wiring(known) for known in records]
    found = tier_in(files)
    problems = [*_problems(wired), *_switches(files)]
    if found == "none" and not problems:
        problems.append("no hooks of ours are installed for Claude Code: run `bailiwick init`")
    if in_force.problem:
        problems.append(f"policy: {in_force.problem}")
    if records and os.path.isdir(home.root):
        problems += [f"{check.seen}: {check.remedy}" for check in modes.checks(home) if check.level is Level.BAD]
    state: dict[str, Any] = {
        "home": home.root,
        "mode": mode_of(home).value,
        "policy": {
            "hash": in_force.policy.hash if in_force.policy is not None else "",
            "rules": len(in_force.policy.rules) if in_force.policy is not None else 0,
            "problem": in_force.problem,
        },
        "agents": [{"agent": claude_code.DIALECT, "tier": found, "meaning": TIERS[found], "settings": wired}],
        "daemon": {"running": daemon.running, "answering": daemon.answering, "pid": daemon.pid},
        "log": {"entries": log.entries, "head": log.head, "unchecked": log.unchecked, "waiting": log.waiting},
        "notes": [*_notes(files, found), *_proof(home), *_policy_notes(home, project, in_force)],
        "problems": problems,
    }
    if arguments.json:
        document(state)
    else:
        _show(state)
    return 1 if problems else 0


def _wiring(known: Record) -> dict[str, Any]:
    text = settings_file.read_text(known.path) or ""
    inspection = claude_code.inspect(text, known.plan)
    return {
        "path": known.path,
        "scope": known.scope,
        "present": [] if inspection.unreadable else [event for event in EVENTS if event not in inspection.missing],
        "missing": list(EVENTS if inspection.unreadable else inspection.missing),
        "changed": list(inspection.changed),
        "invalid": [inspection.unreadable] if inspection.unreadable else list(inspection.problems),
        "holds": inspection.holds,
    }


def _problems(wired: Sequence[dict[str, Any]]) -> Iterator[str]:
    for settings in wired:
        if settings["invalid"]:
            yield f"{settings['path']} is ignored by the client: {settings['invalid'][0]}"
        elif settings["missing"]:
            yield f"{settings['path']} has no hook of ours for {', '.join(settings['missing'])}: run `bailiwick init`"
        if settings["changed"]:
            yield f"{settings['path']} has a changed hook for {', '.join(settings['changed'])}: run `bailiwick init`"


def _switches(files: Sequence[SettingsFile]) -> Iterator[str]:
    """Settings that keep our hooks from running here."""
    for file in files:
        if file.switched_off and not any(other.ours for other in files if other.level == "managed"):
            yield f"{file.path} sets `{SWITCH}`: no hook runs in this project; remove that key"
        if file.managed_only and not file.ours:
            yield f"{file.path} lets only managed hooks run; deploy ours there (`bailiwick init --managed DIR`)"


def _notes(files: Sequence[SettingsFile], found: str) -> Iterator[str]:
    if found == "1":
        yield (
            f"a project's settings can switch these hooks off (`{SWITCH}`), as can flags such as --bare; in a running "
            "session such a change is refused and undone, a session that starts with it is not governed. Only managed "
            "settings hold against that: `bailiwick init --managed DIR`"
        )
    for file in files:
        if file.foreign:
            yield f"{file.path} has other PreToolUse hooks, which could rewrite a call after it was judged"


def _proof(home: Home) -> Iterator[str]:
    """What is not proven of the installed client."""
    client = live_proof.installed_client(os.environ.get("PATH", os.defpath).split(os.pathsep))
    proof = live_proof.last_proof(home.folder("install"))
    if client is not None and proof is None:
        yield f"the gate was never tried on the installed client: {live_proof.REMEDY}"
    elif doubt := live_proof.doubt(proof, client):
        yield f"{doubt}: {live_proof.REMEDY}"


def _policy_notes(home: Home, project: str, in_force: InForce) -> Iterator[str]:
    """What the project's policy may do, and what in the policy deserves a person's eye."""
    path = f"{project}/{FILE_NAME}"
    try:
        known = read_pins(home.pins).files.get(real_path(path))
    except TrustError:
        return  # the policy cannot be loaded either, which is a problem of its own
    if os.path.lexists(path):
        if known is None:
            yield f"{path} only narrows: nobody has trusted it (`bailiwick trust`)"
        elif known != _digest(path):
            yield f"{path} was changed since a person trusted it, so it only narrows (`bailiwick trust`)"
        else:
            yield f"{path} is trusted as it is"
    for note in in_force.policy.notes[:SHOWN_NOTES] if in_force.policy is not None else ():
        yield f"policy: {note}"


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return content_hash(file.read(bounds.POLICY_BYTES + 1))
    except OSError:
        return ""


def _show(state: dict[str, Any]) -> None:
    policy, daemon, log = state["policy"], state["daemon"], state["log"]
    say(f"mode       {style(state['mode'], 'bold')}")
    shown = f"{policy['hash'][:12]}, {policy['rules']} rules" if policy["hash"] else style("none", "bad")
    say(f"policy     {shown}  {state['home']}/bailiwick.yaml")
    for agent in state["agents"]:
        say(f"agent      {agent['agent']}, tier {agent['tier']}: {agent['meaning']}")
        for settings in agent["settings"]:
            count = f"{len(settings['present'])} of {len(EVENTS)} hooks"
            say(f"  hooks    {style(count, 'ok' if settings['holds'] else 'bad')} in {settings['path']}")
    running = f"process {daemon['pid']}" if daemon["answering"] else "not running; the next call starts it"
    say(f"daemon     {running if daemon['answering'] or not daemon['running'] else style('does not answer', 'bad')}")
    say(f"log        {log['entries']} entries, head {log['head'][:12] or 'none'}")
    say(f"unchecked  {log['unchecked']} calls passed without a decision")
    for note in state["notes"]:
        say(f"note       {note}")
    for problem in state["problems"]:
        say(f"{style('problem', 'bad')}    {problem}")
