"""`bailiwick policy would-deny`: what enforcing would have denied or asked, and how to change each."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.authoring.would_deny import grouped
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.log import parse_since
from bailiwick.apps.cli.output import document, say, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bailiwick.adapters.log_reader import Placed
    from bailiwick.apps.authoring.would_deny import RuleGroup

EXAMPLES = """\
examples:
  bailiwick policy would-deny                what was only recorded in observe mode, by rule
  bailiwick policy would-deny --since 7d
  bailiwick policy would-deny --enforced     the same for what was really denied and asked

For each rule: how many calls it would have stopped, for how many of them it is the only rule, and the line of
`bailiwick.yaml` that changes it. `bailiwick policy simulate` shows what a changed policy then decides.

exit codes: 0 done
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("--since", default="", metavar="WHEN", help="`90s`, `2h`, `3d`, or a date or time in UTC")
    parser.add_argument("--session", default="", metavar="ID", help="only the session whose id begins so")
    parser.add_argument("--enforced", action="store_true", help="what was denied and asked in enforce mode")


def run(arguments: argparse.Namespace) -> int:
    """Group what would have been stopped by rule."""
    home = Home(default_root(os.environ))
    home.check()
    since = parse_since(arguments.since, now=SystemClock().now()) if arguments.since else ""
    mode = "enforce" if arguments.enforced else "observe"
    with LogIndex(home) as index:
        found = grouped(
            {**placed.entry.body, "reference": placed.reference}
            for placed in _decisions(index, since, arguments.session)
            if placed.entry.body.get("mode") == mode
        )
    if arguments.json:
        document({"mode": mode, "rules": [group.plain() for group in found]})
        return 0
    if not found:
        say(f"nothing was recorded in {mode} mode that a rule denies or asks about")
    for group in found:
        _show(group)
    return 0


def _decisions(index: LogIndex, since: str, session: str) -> Iterator[Placed]:
    for verdict in ("deny", "ask", "indeterminate"):
        query = LogQuery(kind="decision", verdict=verdict, since=since, session=session)
        yield from index.find(query, limit=sys.maxsize, newest_first=False)


def _show(group: RuleGroup) -> None:
    word = style(group.verdict, group.verdict)
    sessions = "1 session" if group.sessions == 1 else f"{group.sessions} sessions"
    say(f"{group.count:>7}  {word}  {printable(group.rule)}  ({sessions}, alone in {group.alone})")
    say(f"           {style(printable(group.reason), 'dim')}")
    for example in group.examples:
        say(f"           {example['id']}  {printable(example['tool'])}  {printable(example['summary'])}")
    say(f"           to change it: {group.change}")
