"""`bailiwick policy diff`: what changes in meaning between two policies."""

from __future__ import annotations

from bailiwick.apps.authoring.sources import IN_FORCE, plain_of
from bailiwick.apps.cli.output import document, say, style
from bailiwick.policy.difference import OTHER, STRONGER, WEAKER, WORDING, differences
from bailiwick.policy.in_words import sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.policy.difference import Change

EXAMPLES = """\
examples:
  bailiwick policy diff old.yaml new.yaml
  bailiwick policy diff in-force new.yaml          what the new file would change here, as the only one
  bailiwick policy diff old.yaml new.yaml --weaker exit 1 only when something gets weaker, for reviews

Packs are followed, parameters put in, overrides carried out: what is compared are the rules that decide. The layout and
the order of a file mean nothing. `stronger` keeps more from happening, `weaker` less; `other` means that neither
could be proven. For the effect on real work: `bailiwick policy simulate`.

exit codes: 0 the same meaning; 1 another meaning (with --weaker: something is weaker, or neither); 6 a policy is broken
"""

_SIGNS = {STRONGER: "+", WEAKER: "-", OTHER: "~", WORDING: " "}
_STYLES = {STRONGER: "ok", WEAKER: "deny", OTHER: "ask", WORDING: "dim"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("before", help=f"a policy file, or `{IN_FORCE}`")
    parser.add_argument("after", help="the same")
    parser.add_argument("--weaker", action="store_true", help="what is only stronger or worded differently is fine")


def run(arguments: argparse.Namespace) -> int:
    """Show the changes."""
    changes = differences(plain_of(arguments.before), plain_of(arguments.after))
    matters = (WEAKER, OTHER) if arguments.weaker else (STRONGER, WEAKER, OTHER)
    counts = {effect: sum(change.effect == effect for change in changes) for effect in _SIGNS}
    if arguments.json:
        document({"counts": counts, "changes": [change.plain() for change in changes]})
    else:
        for change in changes:
            _show(change)
        say(", ".join(f"{count} {effect}" for effect, count in counts.items()))
    return 1 if any(change.effect in matters for change in changes) else 0


def _show(change: Change) -> None:
    sign = style(f"{_SIGNS[change.effect]} {change.effect:<8}", _STYLES[change.effect])
    say(f"{sign}  {change.what} {change.rule}: {change.detail}")
    if change.effect != WORDING:
        for name, rule in (("was", change.before), ("now", change.after)):
            if rule is not None:
                say(style(f"             {name}: {sentence(rule)}", "dim"))
