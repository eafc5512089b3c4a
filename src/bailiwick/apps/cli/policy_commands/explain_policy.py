"""`bailiwick policy explain`: one rule in plain words, with where it comes from and calls that it spoke about."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.authoring.would_deny import change_of
from bailiwick.apps.cli.entries import label, printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.policy_commands.rule_shown import details, lines
from bailiwick.policy.inventory import guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick policy explain git.push-force
  bailiwick policy explain user/no-prod --policy new.yaml

The rule in words, where it stands and what overrides it, what of another system it was imported from, how to change
it, and the latest calls in the log that it spoke about.

exit codes: 0 done; 2 there is no such rule; 6 the policy is broken
"""

_EXAMPLES = 5
_LOOKED_AT = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("rule", help="its id; what stands behind the slash is enough when it is the only one")
    parser.add_argument(
        "--policy", default="", metavar="FILE", help="a policy file (default: the policy in force here)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Explain one rule."""
    seen = overview(arguments.policy)
    item = seen.find(arguments.rule)
    examples = _examples(item.id)
    change = change_of(item.id, (item.effective or item.written)["verdict"]) if guard(item.written) != "note" else ""
    if arguments.json:
        document({**details(seen, item), "change": change, "examples": examples})
        return 0
    for line in lines(seen, item):
        say(line)
    if change:
        say(f"  to change it: {change}")
    say("  spoke lately about:" if examples else "  spoke about no call in the log of this home")
    for example in examples:
        say(f"    {style(example['id'], 'dim')}  {example['outcome']:<10}  {example['tool']}  {example['summary']}")
    return 0


def _examples(rule: str) -> list[dict[str, str]]:
    home = Home(default_root(os.environ))
    if not os.path.isdir(home.folder("log")):
        return []
    found: list[dict[str, str]] = []
    with LogIndex(home) as index:
        for placed in index.find(LogQuery(kind="decision", rule=rule), limit=_LOOKED_AT):
            body = placed.entry.body
            spoke = body["rules"] if isinstance(body["rules"], list) else []
            if any(one.get("rule") == rule for one in spoke) and len(found) < _EXAMPLES:
                found.append(
                    {
                        "id": placed.reference,
                        "outcome": label("decision", body),
                        "tool": printable(str(body.get("tool", ""))),
                        "summary": printable(str(body.get("summary", ""))),
                    }
                )
    return found
