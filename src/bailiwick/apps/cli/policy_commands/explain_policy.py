"""`bailiwick policy explain`: whatever a policy holds in plain words; a rule with calls that it spoke about."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.authoring.would_deny import change_of
from bailiwick.apps.cli.entries import label, printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.policy_commands.rule_shown import details, lines, topic_details, topic_lines
from bailiwick.policy.inventory import GRANT, guard
from bailiwick.policy.topics import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.apps.authoring.overview import Overview

EXAMPLES = """\
examples:
  bailiwick policy explain work.force-push
  bailiwick policy explain user/no-prod --policy new.yaml
  bailiwick policy explain taint.customer      a taint label with its sources and sinks
  bailiwick policy explain gate.human          a gate, and the rules that wait for it

A rule, grant or check in words: where it stands and what overrides it, what of another system it was imported from,
how to change it, and the latest calls in the log that it spoke about. A taint or label, gate, budget (usage.NAME),
obligation, parameter, pack, agent or setting: what it is, and the rules it is about. Sorts may be left out
(`customer`) where the rest is the name of one thing.

exit codes: 0 done; 2 there is no such name; 6 the policy is broken
"""

_EXAMPLES = 5
_LOOKED_AT = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("name", help="of a rule, grant, check, or anything else that the policy holds")
    parser.add_argument(
        "--policy", default="", metavar="FILE", help="a policy file (default: the policy in force here)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Explain what the policy holds under a name."""
    seen = overview(arguments.policy)
    item = seen.find(arguments.name)
    if isinstance(item, Topic):
        _show_topic(seen, item, as_json=arguments.json)
        return 0
    examples = _examples(item.id)
    fixed = guard(item.written) == "note" or item.local.startswith(GRANT)
    change = "" if fixed else change_of(item.id, (item.effective or item.written)["verdict"])
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


def _show_topic(seen: Overview, topic: Topic, *, as_json: bool) -> None:
    if as_json:
        document(topic_details(seen, topic))
        return
    for line in topic_lines(topic):
        say(line)


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
