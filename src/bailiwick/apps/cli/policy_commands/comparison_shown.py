"""How the outcome of a replay looks to a person, and what `replay` and `simulate` read."""

from __future__ import annotations

import os

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.log_reader import read_entries
from bailiwick.apps.authoring.comparing import compare
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.log import parse_since
from bailiwick.apps.cli.output import say, style
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from bailiwick.apps.authoring.comparing import Comparison, Group
    from bailiwick.apps.authoring.replaying import Replay, Replayed
    from bailiwick.ledger.entry import Entry

_SHOWN_GROUPS = 40


def declare_window(parser: argparse.ArgumentParser) -> None:
    """Declare which decisions are wanted."""
    parser.add_argument("--since", default="", metavar="WHEN", help="`90s`, `2h`, `3d`, or a date or time in UTC")
    parser.add_argument("--until", default="", metavar="WHEN", help="decisions before then")
    parser.add_argument("--session", default="", metavar="ID", help="only the session whose id begins so")
    parser.add_argument("--limit", "-n", type=int, default=0, metavar="N", help="only the newest N decisions")


def replayed(arguments: argparse.Namespace, make: Callable[..., Replay]) -> Comparison:
    """Run the log of this home through a replay that `make` makes for the wanted decisions.

    Raises:
        UsageError: an argument is wrong.
        EnvironmentFault: the log cannot be read.
    """
    if arguments.limit < 0:
        raise UsageError(f"expected --limit of at least 1, got {arguments.limit}")
    home = Home(default_root(os.environ))
    home.check()
    now = SystemClock().now()
    query = LogQuery(
        session=arguments.session,
        kind="decision",
        since=parse_since(arguments.since, now=now) if arguments.since else "",
        until=parse_since(arguments.until, now=now) if arguments.until else "",
    )
    first = 0
    if arguments.limit:
        with LogIndex(home) as index:
            newest = list(index.find(query, limit=arguments.limit))
        first = newest[-1].entry.sequence if newest else 0

    def wanted(entry: Entry) -> bool:
        return entry.sequence >= first and query.admits(entry)

    return compare(_taken(home.folder("log"), make(admits=wanted)))


def _taken(folder: str, replay: Replay) -> Iterator[Replayed]:
    for placed in read_entries(folder):
        found = replay.take(placed.entry, placed.reference)
        if found is not None:
            yield found


def show_groups(comparison: Comparison) -> None:
    """Print what changes, and what is not certain."""
    for group in comparison.groups[:_SHOWN_GROUPS]:
        _group(group)
    if len(comparison.groups) > _SHOWN_GROUPS:
        say(f"and {len(comparison.groups) - _SHOWN_GROUPS} more groups (--json shows all)")
    for gap, count in sorted(comparison.gaps.items(), key=lambda item: -item[1]):
        say(style(f"not certain for {count}: {gap}", "dim"))


def _group(group: Group) -> None:
    names = {"deny": "deny", "ask": "ask", "allow": "allow", "approve": "allow"}
    after = style(group.after, names.get(group.after, "dim"))
    weaker = style("  weaker", "deny") if group.weaker else ""
    rule = printable(group.rule) or "no rule"
    sessions = "1 session" if group.sessions == 1 else f"{group.sessions} sessions"
    say(f"{group.count:>7}  {group.before} -> {after}  {rule}{weaker}  ({sessions})")
    if group.reason:
        say(f"           {style(printable(group.reason), 'dim')}")
    for example in group.examples:
        say(f"           {example['id']}  {printable(example['tool'])}  {printable(example['summary'])}")
