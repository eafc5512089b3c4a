"""`bailiwick log`: read, filter and follow the record."""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import UTC, datetime, timedelta

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.log_reader import follow
from bailiwick.apps.cli.entries import heading, row
from bailiwick.apps.cli.log_export import export
from bailiwick.apps.cli.log_prune import prune_log
from bailiwick.apps.cli.log_summary import plain, show
from bailiwick.apps.cli.output import document, note, say
from bailiwick.apps.log_statistics import GROUPS, statistics
from bailiwick.ledger.entry import format_time
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.adapters.log_reader import Placed

EXAMPLES = """\
examples:
  bailiwick log                              the last 40 entries
  bailiwick log --follow                     and every new one as it comes
  bailiwick log --verdict deny --since 2h    what was denied in the last two hours
  bailiwick log --session 3f2a --tool Bash   shell calls of one session (the id's beginning is enough)
  bailiwick log --rule git --text "reset"    by part of a rule's id and part of the summary
  bailiwick log --stats --by rule --since 7d which rules spoke how often, and how long decisions took
  bailiwick log --format csv --since 30d -o month.csv
  bailiwick log --json | jq '.entries[].body.summary'
  bailiwick log prune --older-than 180d      remove what is older, as far as whole segments are

`bailiwick why ID` explains one entry; ID is its number or its 12-digit id.
Times are UTC. With --json --follow each entry is one line. CSV and Parquet hold every entry that matches
unless --limit says otherwise; Parquet needs the extra `parquet`.

Pruning is for a person: not for an agent, and without a terminal only with --yes. A signed entry says what went; the
rest of the log still verifies, and receipts of its entries can still be made. It ends the daemon; the next call starts
it again. A segment stays as long as an entry of it is young, and until every sink has taken it.
"""

LIMIT = 40
"""Entries or groups that are shown when nobody says how many."""

_SPAN = re.compile(r"(\d{1,6})\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", nargs="?", choices=("prune",), help="remove old entries instead of showing some")
    parser.add_argument("--older-than", default="", metavar="DAYS", help="with prune: `180d`")
    parser.add_argument("--yes", action="store_true", help="with prune: do not ask for a terminal")
    parser.add_argument("--follow", "-f", action="store_true", help="go on with each new entry")
    parser.add_argument("--session", default="", metavar="ID", help="beginning of a session id")
    parser.add_argument("--tool", default="", metavar="NAME", help="`Bash`, `Write`, `mcp__server__tool` ...")
    parser.add_argument(
        "--verdict", default="", choices=["", "allow", "ask", "deny", "abstain", "indeterminate"], metavar="VERDICT",
        help="allow, ask, deny, abstain or indeterminate",
    )  # fmt: skip
    parser.add_argument("--kind", default="", metavar="KIND", help="decision, outcome, session, incident, policy ...")
    parser.add_argument("--rule", default="", metavar="TEXT", help="part of the id of a rule that spoke")
    parser.add_argument("--text", default="", metavar="TEXT", help="part of the summary")
    parser.add_argument("--since", default="", metavar="WHEN", help="`90s`, `2h`, `3d`, or a date or time in UTC")
    parser.add_argument("--until", default="", metavar="WHEN", help="entries before then")
    parser.add_argument("--agent", default="", metavar="NAME", help="`claude-code` ...")
    parser.add_argument("--limit", "-n", type=int, metavar="N", help=f"at most N entries or groups (default {LIMIT})")
    parser.add_argument("--stats", action="store_true", help="counts instead of entries")
    parser.add_argument("--by", choices=GROUPS, default="tool", help="with --stats: what to count by (default tool)")
    parser.add_argument("--format", choices=("table", "json", "csv", "parquet"), default="table", help="what to print")
    parser.add_argument("--output", "-o", default="", metavar="FILE", help="with csv and parquet: write to this file")


def run(arguments: argparse.Namespace) -> int:
    """Print the entries that are asked for, or counts of them; or remove old ones."""
    home = Home(default_root(os.environ))
    home.check()
    if arguments.action == "prune":
        return prune_log(home, arguments.older_than, confirmed=arguments.yes, as_json=arguments.json)
    return _print(home, arguments)


def _print(home: Home, arguments: argparse.Namespace) -> int:
    limit = LIMIT if arguments.limit is None else arguments.limit
    if limit < 1:
        raise UsageError(f"expected --limit of at least 1, got {limit}")
    query = _query(arguments)
    as_json = arguments.json or arguments.format == "json"
    with LogIndex(home) as index:
        if arguments.stats:
            found = statistics(index, query, by=arguments.by)
            if as_json:
                document(plain(found, arguments.by))
            else:
                show(found, arguments.by, limit=limit)
            return 0
        if arguments.format in ("csv", "parquet"):
            every = index.find(query, limit=arguments.limit or sys.maxsize, newest_first=arguments.limit is not None)
            export(every, form=arguments.format, path=arguments.output)
            return 0
        entries = list(index.find(query, limit=limit))[::-1]
        end = index.end
    if as_json and not arguments.follow:
        document({"entries": [placed.plain() for placed in entries]})
        return 0
    if not as_json:
        say(heading())
    for placed in entries:
        _show(placed, as_json=as_json)
    if arguments.follow:
        for placed in follow(home.folder("log"), end):
            if query.admits(placed.entry):
                _show(placed, as_json=as_json)
    elif not entries:
        note("no entry matches")
    return 0


def _query(arguments: argparse.Namespace) -> LogQuery:
    now = SystemClock().now()
    return LogQuery(
        session=arguments.session,
        tool=arguments.tool,
        verdict=arguments.verdict,
        kind=arguments.kind,
        rule=arguments.rule,
        text=arguments.text,
        since=parse_since(arguments.since, now=now) if arguments.since else "",
        until=parse_since(arguments.until, now=now) if arguments.until else "",
        agent=arguments.agent,
    )


def parse_since(text: str, *, now: datetime) -> str:
    """A time as the log writes it, from a span back from `now` or a date or time (UTC unless it says otherwise).

    Raises:
        UsageError: it is neither.
    """
    span = _SPAN.fullmatch(text.strip())
    try:
        if span:
            return format_time(now - timedelta(**{_UNITS[span[2]]: int(span[1])}))
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return format_time(moment)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"expected `90s`, `2h`, `3d`, `2026-11-20` or `2026-11-20T14:00`, got `{text}`") from error


def _show(placed: Placed, *, as_json: bool) -> None:
    say(json.dumps(placed.plain(), ensure_ascii=False) if as_json else row(placed))
    sys.stdout.flush()
