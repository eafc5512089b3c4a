"""`bailiwick mode`: show or change whether verdicts bind."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.setup import choose_mode, mode_of, note_for_log, policy_in_force, rewire
from bailiwick.model.verdict import Mode
from bailiwick.policy.schema import MODES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick mode                                   what is in force
  bailiwick mode enforce                           denials hold
  bailiwick mode observe --reason "new repository" judge and record, block nothing

Changing to observe is for a person: not for an agent, and without a terminal only with --yes.
A managed policy that says enforce stays in force whatever this says.
"""

_MEANING = {
    Mode.ENFORCE: "denials hold; a failure to decide is a denial",
    Mode.OBSERVE: "everything is judged and recorded, nothing is blocked",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("mode", nargs="?", choices=list(MODES), metavar="enforce|observe", help="the mode to change to")
    parser.add_argument("--reason", default="", help="why, for the log")
    parser.add_argument("--yes", action="store_true", help="do not ask for a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Show or change the mode; 1 when a stronger level keeps another one in force."""
    home = Home(default_root(os.environ))
    before = mode_of(home)
    if arguments.mode is None:
        return _show(arguments, home, before)
    wanted = Mode(MODES[arguments.mode])
    if wanted.value != arguments.mode:
        note(f"`{arguments.mode}` is called `{wanted}` here")
    if wanted is Mode.OBSERVE:
        require_person("changing to observe", confirmed=arguments.yes)
    home.check()
    changed = choose_mode(home, wanted)
    rewired = rewire(home)
    now = mode_of(home)
    if changed or rewired:
        body = {"from": before.value, "to": now.value, "wanted": wanted.value, "reason": arguments.reason}
        note_for_log(home, "mode", body)
    if arguments.json:
        document({"mode": now.value, "wanted": wanted.value, "rewired": [known.path for known in rewired]})
    else:
        say(f"{style(now.value, 'bold')}: {_MEANING[now]}")
        for known in rewired:
            say(f"  hooks in {known.path} now follow it")
    if now is not wanted:
        note(f"a managed policy keeps `{now}` in force")
    return 0 if now is wanted else 1


def _show(arguments: argparse.Namespace, home: Home, mode: Mode) -> int:
    in_force = policy_in_force(home)
    if arguments.json:
        document({"mode": mode.value, "policy": home.policy, "problem": in_force.problem})
        return 0
    say(f"{style(mode.value, 'bold')}: {_MEANING[mode]}")
    if in_force.problem:
        say(f"  policy problem: {in_force.problem}")
    return 0
