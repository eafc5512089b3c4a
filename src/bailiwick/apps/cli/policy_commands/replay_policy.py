"""`bailiwick policy replay`: do the recorded decisions come out again?"""

from __future__ import annotations

from bailiwick.apps.authoring.replaying import Reproduction, rules_of
from bailiwick.apps.authoring.sources import plain_of
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.policy_commands.comparison_shown import declare_window, replayed, show_groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from bailiwick.apps.authoring.replaying import Replay
    from bailiwick.ledger.entry import Entry

EXAMPLES = """\
examples:
  bailiwick policy replay                   every decision of the log
  bailiwick policy replay --since 1d --json

Each decision is made again under the policy that made it (its text is in the log) and in its session as recorded.
The same outcome, the same rules, and the same consequences for the session must come out. What another policy would
decide is the question of `bailiwick policy simulate`.

exit codes: 0 everything that can be replayed comes out as recorded; 1 something does not; 2 wrong arguments
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    declare_window(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the recorded decisions again."""
    known = rules_of(plain_of(""))

    def make(*, admits: Callable[[Entry], bool]) -> Replay:
        return Reproduction(admits=admits, known=known)

    comparison = replayed(arguments, make)
    good = not (comparison.certain_changed or comparison.certain_other)
    if arguments.json:
        document({"ok": good, **comparison.plain()})
    else:
        differs = comparison.changed + comparison.other_rules
        say(
            f"{style('good', 'ok') if good else style('bad', 'bad')}  {comparison.decisions} decisions, "
            f"{comparison.decisions - differs} come out as recorded, {comparison.uncertain} not certain"
        )
        show_groups(comparison)
    return 0 if good else 1
