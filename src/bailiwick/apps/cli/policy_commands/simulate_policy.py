"""`bailiwick policy simulate`: what another policy would have decided."""

from __future__ import annotations

from bailiwick.apps.authoring.replaying import Simulation, rules_of
from bailiwick.apps.authoring.sources import plain_of
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.policy_commands.comparison_shown import declare_window, replayed, show_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from bailiwick.apps.authoring.replaying import Replay
    from bailiwick.ledger.entry import Entry

EXAMPLES = """\
examples:
  bailiwick policy simulate new.yaml                  the whole log, judged by another policy
  bailiwick policy simulate new.yaml --since 7d       the last week
  bailiwick policy simulate --limit 5000 --json       the policy in force as it is now, over what it did not judge yet
  bailiwick policy simulate new.yaml --check          exit 1 when a decision would change

The policy is taken to be in force from the first decision that is wanted on. Calls are judged by what the log has of
them: their operations, the answers of external checks, their session up to then. Nothing is read from this machine
and nothing runs. Where the log lacks what the policy asks for, the decisions concerned are counted with the reason.

exit codes: 0 done; 1 with --check: something would change; 2 wrong arguments; 6 the policy is broken
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="?", default="", help="the policy file (default: the policy in force here)")
    declare_window(parser)
    parser.add_argument("--check", action="store_true", help="exit 1 when a decision would change")


def run(arguments: argparse.Namespace) -> int:
    """Judge the log by another policy, and show what changes."""
    rules = rules_of(plain_of(arguments.file))

    def make(*, admits: Callable[[Entry], bool]) -> Replay:
        return Simulation(rules, admits=admits)

    comparison = replayed(arguments, make)
    if arguments.json:
        document({"policy": rules.policy.hash, **comparison.plain()})
    else:
        say(f"{comparison.decisions} decisions, {comparison.changed} would change")
        show_groups(comparison)
    return 1 if arguments.check and comparison.changed else 0
