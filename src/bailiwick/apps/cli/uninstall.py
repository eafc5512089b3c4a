"""`bailiwick uninstall`: take our part out of the agent's settings again."""

from __future__ import annotations

import os
import shutil

from bailiwick.adapters.home import Home, default_root
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.person import confirm, require_person
from bailiwick.apps.setup import note_for_log
from bailiwick.pep.install import installer, locations, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.pep.install.installer import Change

EXAMPLES = """\
examples:
  bailiwick uninstall              settings as they were before; policy, keys and log stay
  bailiwick uninstall --dry-run    show what would be taken out
  bailiwick uninstall --purge      remove the Bailiwick home as well, the log included

Only a person can do this: not an agent, and without a terminal only with --yes.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--keep-state", action="store_true", help="keep policy, keys and log (the default)")
    state.add_argument("--purge", action="store_true", help="remove the Bailiwick home with policy, keys and log")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and stop")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> int:
    """Remove; 0 also when nothing was installed, 1 when the person said no."""
    home = Home(default_root(os.environ))
    changes = _changes(home)
    if not arguments.dry_run:
        require_person("removing Bailiwick's hooks", confirmed=arguments.yes)
        if not arguments.yes and not _agreed(home, changes, purge=arguments.purge):
            return 1
        _remove(home, changes, purge=arguments.purge)
    if arguments.json:
        document(
            {
                "removed_from": [change.path for change in changes],
                "purged": arguments.purge and not arguments.dry_run,
                "done": not arguments.dry_run,
                "diff": "".join(change.diff() for change in changes),
            }
        )
        return 0
    if arguments.dry_run:
        say("".join(change.diff() for change in changes) or "nothing of ours is installed")
        return 0
    for change in changes:
        say(f"{change.path}: {_result(change)}")
    if not changes:
        say("nothing of ours was installed")
    say(f"{home.root}: {'removed' if arguments.purge else 'kept (policy, keys, log)'}")
    return 0


def _changes(home: Home) -> list[Change]:
    """What to take out: every recorded settings file, and hooks of ours that no record knows."""
    folder = home.folder("install")
    paths = [known.path for known in record.load_all(folder)]
    here = (locations.user_file(os.environ), locations.project_file(os.getcwd()), locations.local_file(os.getcwd()))
    found = (installer.plan_removal(folder, path) for path in dict.fromkeys((*paths, *here)))
    return [change for change in found if change is not None]


def _agreed(home: Home, changes: list[Change], *, purge: bool) -> bool:
    for change in changes:
        say(change.diff())
    question = f"take this out of the settings{f' and remove {home.root} with the log' if purge else ''}?"
    return confirm(question)


def _remove(home: Home, changes: list[Change], *, purge: bool) -> None:
    folder = home.folder("install")
    for change in changes:
        installer.remove(folder, change)
        if not purge and os.path.isdir(home.folder("spool")):
            note_for_log(home, "install", {"event": "removed", "path": change.path})
    if purge and os.path.isdir(home.root):
        from bailiwick.apps.daemon.control import stop

        stop(home)
        shutil.rmtree(home.root)


def _result(change: Change) -> str:
    if change.before is None:
        return "was gone already"
    if change.after is None:
        return "removed, it held nothing but our hooks"
    if change.record is not None and change.after == change.record.original:
        return "as it was before, byte for byte"
    return "our part is out, your changes stay"
