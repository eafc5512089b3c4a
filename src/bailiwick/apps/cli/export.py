"""`bailiwick export`: copies of the log elsewhere."""

from __future__ import annotations

import os
import signal
import threading

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.outbox import forget_cursor, read_cursor
from bailiwick.adapters.sinks.settings import read_sinks
from bailiwick.apps.cli.output import document, note, say
from bailiwick.apps.exporting.run import drain
from bailiwick.apps.exporting.run import run as run_exporter
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.apps.exporting.run import Outcome

EXAMPLES = """\
examples:
  bailiwick export status            each sink and how many entries it still waits for
  bailiwick export once              hand over everything that there is, then end
  bailiwick export once archive      to one sink only
  bailiwick export run               keep handing over until told to end; the daemon starts this by itself
  bailiwick export reset archive     begin anew with one sink

Sinks are declared in `sinks.yaml` in BAILIWICK_HOME:

  version: 1
  sinks:
    - {name: archive, type: file, path: /var/log/agents.jsonl, rotate_bytes: 100000000, keep: 10}
    - {name: siem, type: syslog, transport: tcp, address: "127.0.0.1:6514", only: {severity: high}}
    - {name: alarms, type: webhook, url: "https://example.org/hook", secret_file: ~/.hook, only: {kinds: incident}}

Types: file, http, ocsf, kyvvu, loki, webhook, syslog, otlp-traces, otlp-logs. Every entry arrives in order and at least
once, also after days without a network. Exit code 1: a sink failed; it is tried again from where it was.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=("status", "once", "run", "reset"), help="what to do")
    parser.add_argument("names", nargs="*", metavar="SINK", help="names of sinks (default: all)")


def run(arguments: argparse.Namespace) -> int:
    """Look at the sinks or hand the log over."""
    home = Home(default_root(os.environ))
    home.check()
    known = [sink.name for sink in read_sinks(home)]
    for name in arguments.names:
        if name not in known:
            raise UsageError(f"expected a sink of `sinks.yaml` ({', '.join(known) or 'there is none'}), got `{name}`")
    if arguments.action == "once":
        return _once(home, arguments.names, as_json=arguments.json)
    if arguments.action == "run":
        return _run(home)
    if arguments.action == "reset":
        return _reset(home, arguments.names, as_json=arguments.json)
    return _status(home, arguments.names or known, as_json=arguments.json)


def _status(home: Home, names: list[str], *, as_json: bool) -> int:
    with LogIndex(home) as index:
        size = index.size
    waiting = {name: max(0, size - read_cursor(home, name).sequence) for name in names}
    if as_json:
        document({"entries": size, "waiting": waiting})
        return 0
    for name, count in waiting.items():
        say(f"{name:<20} {'up to date' if not count else f'{count} of {size} entries wait'}")
    if not names:
        say("no sinks: declare some in sinks.yaml (bailiwick export --help)")
    return 0


def _once(home: Home, names: list[str], *, as_json: bool) -> int:
    outcomes = drain(home, names)
    if as_json:
        document({"sinks": [{"name": one.name, "passed": one.passed, "problem": one.problem} for one in outcomes]})
    else:
        for one in outcomes:
            say(f"{one.name:<20} {one.passed} entries" + (f", then: {one.problem}" if one.problem else ""))
    return 1 if any(one.problem for one in outcomes) else 0


def _run(home: Home) -> int:
    ended = threading.Event()
    parent = os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    run_exporter(home, wanted=lambda: not ended.is_set() and os.getppid() == parent, report=_report)
    return 0


def _report(outcome: Outcome) -> None:
    note(f"bailiwick export: {outcome.name}: {outcome.problem or 'works again'}")


def _reset(home: Home, names: list[str], *, as_json: bool) -> int:
    if not names:
        raise UsageError("expected the names of the sinks that begin anew")
    begun = {name: forget_cursor(home, name) for name in names}
    if as_json:
        document({"reset": begun})
    else:
        for name in begun:
            say(f"{name}: begins with the first entry")
    return 0
