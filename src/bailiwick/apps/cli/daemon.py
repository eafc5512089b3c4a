"""`bailiwick daemon`: run, start, stop or inspect the decision service."""

from __future__ import annotations

import argparse
import os
import sys

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.recorder import Durability
from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.apps.daemon import control, units
from bailiwick.apps.daemon.run import run as run_daemon
from bailiwick.model.errors import UsageError

EXAMPLES = """\
The hook client starts the daemon when it needs it, so none of this is necessary in daily use.

examples:
  bailiwick daemon status            is it running, and does it answer?
  bailiwick daemon stop              end it; the next tool call starts a fresh one
  bailiwick daemon run --idle 0      run it in this terminal until Ctrl-C
  bailiwick daemon unit --systemd > ~/.config/systemd/user/bailiwick.service
  bailiwick daemon unit --launchd > ~/Library/LaunchAgents/dev.bailiwick.daemon.plist
"""

_ACTIONS = {
    "run": "be the daemon in this terminal",
    "start": "start it in the background, wait until it answers",
    "stop": "end it: replies under way are finished, sessions are saved, the log is signed",
    "status": "is it running, and does it answer? exit code 1 when not",
    "unit": "print a service definition",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, summary in _ACTIONS.items():
        action = actions.add_parser(name, help=summary, description=summary)
        action.add_argument("--home", help="the Bailiwick home (default: BAILIWICK_HOME, else ~/.bailiwick)")
        if name in ("run", "unit"):
            action.add_argument(
                "--idle",
                type=float,
                default=None if name == "run" else 0.0,
                metavar="SECONDS",
                help="end after so long without a request; 0 is never "
                + ("(default: `bailiwick config`)" if name == "run" else "(default: 0)"),
            )
            action.add_argument(
                "--durability",
                choices=[one.value for one in Durability],
                help="what an answered call's entry survives: the end of the process, or the loss of power "
                "(default: `bailiwick config`)",
            )
        if name == "unit":
            kind = action.add_mutually_exclusive_group(required=True)
            kind.add_argument("--systemd", action="store_true", help="a systemd user unit")
            kind.add_argument("--launchd", action="store_true", help="a launchd agent")
        else:
            action.add_argument(
                "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document"
            )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked for."""
    home = Home(os.path.realpath(arguments.home) if arguments.home else default_root(os.environ))
    match arguments.action:
        case "run":
            return _run(home, arguments.idle, arguments.durability)
        case "start":
            return _report(control.start(home), json_wanted=arguments.json)
        case "stop":
            return _stopped(ended=control.stop(home), json_wanted=arguments.json)
        case "status":
            return _report(control.status(home), json_wanted=arguments.json)
        case _:
            return _unit(home, arguments.idle, arguments.durability, systemd=arguments.systemd)


def _run(home: Home, idle: float | None, durability: str | None) -> int:
    if idle is not None and idle < 0:
        raise UsageError(f"expected --idle to be 0 or more seconds, got {idle:g}")
    note(f"serving {home.socket}; end it with Ctrl-C")
    if not run_daemon(home, idle_seconds=idle, durability=Durability(durability) if durability else None):
        note("another daemon serves this home already")
        return 1
    return 0


def _report(status: control.DaemonStatus, *, json_wanted: bool) -> int:
    if json_wanted:
        document({field: getattr(status, field) for field in type(status)._fields})
    elif not status.running:
        say("daemon: not running (the next tool call starts it)")
    else:
        memory = f", {status.resident_kib // 1024} MiB" if status.resident_kib else ""
        state = style("answering", "ok") if status.answering else style("running, but it does not answer", "bad")
        say(f"daemon: {state} (process {status.pid}{memory})")
    return 0 if status.answering else 1


def _stopped(*, ended: bool, json_wanted: bool) -> int:
    if json_wanted:
        document({"stopped": ended})
    else:
        say("daemon: stopped" if ended else "daemon: was not running")
    return 0


def _unit(home: Home, idle: float, durability: str | None, *, systemd: bool) -> int:
    command = [sys.executable, "-I", "-m", "bailiwick", "daemon", "run", "--home", home.root, "--idle", f"{idle:g}"]
    command += ["--durability", durability] if durability else []
    text = units.systemd_unit(command) if systemd else units.launchd_plist(command, f"{home.root}/run/daemon.log")
    sys.stdout.write(text)
    return 0
