"""`bailiwick doctor`: find what is wrong; `--live` proves on the installed client that calls are blocked."""

from __future__ import annotations

import os

from bailiwick.adapters import live_proof
from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.doctor import extensions, ground, service, transcripts, wiring
from bailiwick.apps.doctor.causes import DAEMON
from bailiwick.apps.doctor.check import Level, bad, ok
from bailiwick.apps.live.client import client_version, find_client
from bailiwick.apps.setup import carrier_of, settings_files
from bailiwick.ledger.entry import format_time
from bailiwick.model.errors import BailiwickError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bailiwick.apps.doctor.check import Check

EXAMPLES = """\
examples:
  bailiwick doctor           looks at files, sends canary calls through the installed hook, verifies the log
  bailiwick doctor --live    also drives the installed client, headless, against a scripted model on loopback

A canary is judged and never run. Each line is ok, warn or bad; the exit code is 1 when one is bad.
"""

_STYLES = {Level.OK: "ok", Level.WARN: "ask", Level.BAD: "bad"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("--live", action="store_true", help="prove it with the installed client (about ten seconds)")
    parser.add_argument("--claude", metavar="PROGRAM", help="the client to prove it with (default: `claude` on PATH)")


def run(arguments: argparse.Namespace) -> int:
    """Check everything; 1 when anything is bad."""
    home = Home(default_root(os.environ))
    found = []
    for check in _checks(arguments, home):
        found.append(check)
        if not arguments.json:
            _show(check)
    worst = max((list(Level).index(check.level) for check in found), default=0)
    if arguments.json:
        checks = [
            {"name": check.name, "level": check.level.value, "seen": check.seen, "remedy": check.remedy}
            for check in found
        ]
        document({"healthy": worst < 2, "checks": checks})
    elif worst < 2:
        say("healthy" if worst == 0 else "works, with warnings")
    else:
        say(style("not healthy", "bad"))
    return 1 if worst == 2 else 0


def _checks(arguments: argparse.Namespace, home: Home) -> Iterator[Check]:
    project = os.path.realpath(os.getcwd())
    yield from ground.checks(home, project)
    if not os.path.isdir(home.root):
        return
    claude = find_client(arguments.claude, os.environ.get("PATH", os.defpath))
    parts = {
        "wiring": wiring.checks(home, project, claude),
        "extensions": extensions.checks(project, os.environ),
        "service": service.checks(home, project, os.environ),
        "transcripts": transcripts.check(home, os.environ),
    }
    if arguments.live:
        parts = {"live": _live(home, project, claude), **parts}
    for name, checks in parts.items():
        try:
            yield from checks
        except BailiwickError as error:
            yield bad(name, str(error), error.remedy or DAEMON)


def _live(home: Home, project: str, claude: str | None) -> Iterator[Check]:
    from bailiwick.apps.live import proof

    files = settings_files(project)
    managed = any(file.ours and file.level == "managed" for file in files)
    settings = carrier_of(project, os.environ)
    failed = []
    for result in proof.prove(claude, settings=settings, home=home, files=files, managed=managed):
        name = f"live: {result.name}"
        yield ok(name, result.seen) if result.holds else bad(name, result.seen, result.remedy)
        if not result.holds:
            failed.append(result.name)
    client = live_proof.client_of(claude) if claude is not None else None
    if claude is not None and client is not None:
        at = format_time(SystemClock().now())
        live_proof.keep_proof(
            home.folder("install"), live_proof.LiveProof(client, client_version(claude), at, tuple(failed))
        )


def _show(check: Check) -> None:
    say(f"{style(check.level.value.ljust(5), _STYLES[check.level])} {check.name}: {check.seen}")
    if check.remedy:
        say(f"      -> {check.remedy}")
