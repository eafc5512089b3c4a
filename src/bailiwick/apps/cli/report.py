"""`bailiwick report`: a period of the log as one page, with proofs when somebody else must believe it."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.keys import public_key_path
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.cli.log import parse_since
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.policy_commands import would_deny_policy
from bailiwick.apps.receipts import receipt_of
from bailiwick.apps.report.duties import duties
from bailiwick.apps.report.facts import gather
from bailiwick.apps.report.page import Record, render
from bailiwick.apps.verification import verify_home
from bailiwick.model.errors import EnvironmentFault, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.apps.report.facts import Facts

EXAMPLES = """\
examples:
  bailiwick report -o week.html     the last seven days as one page for any browser; it fetches nothing
  bailiwick report --since 30d --agent claude-code -o month.html
  bailiwick report would-deny --since 7d    what enforcing would have denied or asked, and how to change each
  bailiwick report --for eu-ai-act --since 2026-01-01 --proofs audit/ -o audit/report.html

The page says whether the log verifies. --proofs writes, beside it, the public key, the newest checkpoint and a
receipt of every denied or asked call and of every incident that the page lists: `bailiwick verify FILE --key log.pub`
checks each of them on another machine.
"""

PURPOSES = ("overview", "eu-ai-act")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    about = "the same as `bailiwick policy would-deny`, which takes --since, --session and --enforced"
    parser.add_argument("what", nargs="?", choices=("would-deny",), help=about)
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write here instead of to standard output")
    parser.add_argument(
        "--since",
        default="",
        metavar="WHEN",
        help="`90s`, `2h`, `7d`, or a date (default 7d; of would-deny: everything)",
    )
    parser.add_argument("--until", default="", metavar="WHEN", help="entries before then")
    parser.add_argument("--agent", default="", metavar="NAME", help="one agent only")
    parser.add_argument("--session", default="", metavar="ID", help="one session only (the id's beginning)")
    parser.add_argument(
        "--for", dest="purpose", choices=PURPOSES, default="overview", help="add what an auditor looks for"
    )
    parser.add_argument("--proofs", default="", metavar="DIR", help="write receipts of the listed entries here")
    parser.add_argument("--enforced", action="store_true", help="with would-deny: what was denied and asked")


def run(arguments: argparse.Namespace) -> int:
    """Write the report; 1 when the log behind it does not verify."""
    if arguments.what is not None:
        _refuse(arguments, ("output", "until", "agent", "proofs"))
        return would_deny_policy.run(arguments)
    _refuse(arguments, ("enforced",))
    now = SystemClock().now()
    home = Home(default_root(os.environ))
    home.check()
    query = LogQuery(
        agent=arguments.agent,
        session=arguments.session,
        since=parse_since(arguments.since or "7d", now=now),
        until=parse_since(arguments.until, now=now) if arguments.until else "",
    )
    record = _record(home)
    with LogIndex(home) as index:
        facts = gather(index, query)
    page = render(
        facts,
        record,
        title="Agent decisions" if arguments.purpose == "overview" else "Record of agent decisions, EU AI Act",
        written=f"{now:%Y-%m-%d %H:%M}",
        duties=duties(facts, record, now=now) if arguments.purpose == "eu-ai-act" else (),
    )
    if arguments.proofs:
        _prove(home, facts, arguments.proofs)
    if arguments.output:
        _write(arguments.output, page.encode())
    if arguments.json:
        document(
            {
                "file": arguments.output or None,
                "page": None if arguments.output else page,
                "log_good": record.good,
                "problem": record.problem,
                "entries": facts.totals.entries,
                "verdicts": dict(facts.totals.verdicts),
                "incidents": len(facts.incidents),
            }
        )
    elif arguments.output:
        say(f"{arguments.output}: {sum(facts.totals.verdicts.values())} decisions, {len(facts.incidents)} incidents")
    else:
        sys.stdout.write(page)
    return 0 if record.good else 1


def _refuse(arguments: argparse.Namespace, names: tuple[str, ...]) -> None:
    given = [name for name in names if getattr(arguments, name)]
    if given:
        what = "the page" if arguments.what is None else f"`{arguments.what}`"
        raise UsageError(f"--{given[0]} means nothing for {what}", remedy="bailiwick report --help")


def _record(home: Home) -> Record:
    report = verify_home(home)
    first = report.first
    return Record(
        log=report.log,
        size=report.size,
        covered=report.covered,
        root=report.root,
        good=report.good,
        problem=f"{first.message} ({first.where})" if first else "",
    )


def _prove(home: Home, facts: Facts, folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder `{folder}`: {error.strerror}") from error
    for placed in (*facts.stopped, *facts.incidents):
        name = f"{placed.entry.sequence:08d}-{placed.reference}.receipt"
        _write(f"{folder}/{name}", receipt_of(home, str(placed.entry.sequence)).text().encode())
    for source, name in ((public_key_path(home), "log.pub"), (f"{home.folder('log')}/checkpoint", "checkpoint")):
        _write(f"{folder}/{name}", _bytes(source))


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error


def _write(path: str, data: bytes) -> None:
    try:
        replace_file(os.path.abspath(path), data, mode=0o644)
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{path}`: {error.strerror}") from error
