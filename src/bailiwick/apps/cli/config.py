"""`bailiwick config`: how the daemon runs, each setting with its value and where that comes from."""

from __future__ import annotations

import os

from bailiwick.adapters.config import KEYS, config_path, read_config, write_config
from bailiwick.adapters.home import Home, default_root
from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.daemon import control
from bailiwick.apps.setup import mode_of, note_for_log
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

EXAMPLES = """\
examples:
  bailiwick config                          every setting, its value and its origin
  bailiwick config get durability
  bailiwick config set durability disk      an answered call's entry survives the loss of power too; slower
  bailiwick config set idle_seconds 0       the daemon never ends by itself
  bailiwick config unset durability         back to the default

A running daemon is ended, so that the next call starts one with the new setting. What is permitted is not set here
but in the policy (bailiwick.yaml), and how hooks fail follows the mode (`bailiwick mode`).
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", nargs="?", choices=("list", "get", "set", "unset"), default="list")
    parser.add_argument("key", nargs="?", metavar="KEY", help="; ".join(f"{key}: {text}" for key, text in KEYS.items()))
    parser.add_argument("value", nargs="?", metavar="VALUE")
    parser.add_argument("--yes", action="store_true", help="do not ask for a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Show or change settings; 1 when the file has something that does not count."""
    home = Home(default_root(os.environ))
    given = sum(word is not None for word in (arguments.key, arguments.value))
    expected = {"list": 0, "get": 1, "set": 2, "unset": 1}[arguments.action]
    if given != expected:
        raise UsageError(f"expected {expected} words after `{arguments.action}`, got {given}", remedy=EXAMPLES)
    if arguments.action in ("set", "unset"):
        _change(arguments, home)
    return _show(arguments, home)


def _change(arguments: argparse.Namespace, home: Home) -> None:
    require_person("changing how the daemon runs", confirmed=arguments.yes)
    home.check()
    before = _rows(home).get(arguments.key, {}).get("value")
    write_config(home, arguments.key, arguments.value if arguments.action == "set" else None)
    after = _rows(home).get(arguments.key, {}).get("value")
    if before != after:
        attributes = {"key": arguments.key, "from": str(before), "to": str(after)}
        note_for_log(home, "note", {"name": "Configured", "attributes": attributes})
    if control.stop(home):
        note("the daemon was ended; the next call starts one with the new setting")


def _show(arguments: argparse.Namespace, home: Home) -> int:
    rows = _rows(home)
    if arguments.key is not None:
        if arguments.key not in rows and arguments.action == "get":
            raise UsageError(f"there is no key `{arguments.key}`", remedy=f"the keys are {', '.join(rows)}")
        rows = {key: row for key, row in rows.items() if key == arguments.key}
    problems = read_config(home).problems
    if arguments.json:
        document({"settings": rows, "problems": list(problems)})
    else:
        for key, row in rows.items():
            say(f"{key.ljust(13)} {style(str(row['value']), 'bold')}  ({row['origin']})")
        for problem in problems:
            say(f"{style('problem', 'bad')}       {problem}")
    return 1 if problems else 0


def _rows(home: Home) -> dict[str, dict[str, Any]]:
    config = read_config(home)
    file = config_path(home)
    policy = f"policy; change it with `bailiwick mode`, file {home.policy}"
    return {
        "home": {"value": home.root, "origin": "BAILIWICK_HOME" if os.environ.get("BAILIWICK_HOME") else "default"},
        "mode": {"value": mode_of(home).value, "origin": policy},
        **{key: {"value": getattr(config, key), "origin": file if key in config.chosen else "default"} for key in KEYS},
    }
