"""`bailiwick policy show`: the policy in force, rule by rule and check by check, with where each comes from."""

from __future__ import annotations

from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.cli.policy_commands.rule_shown import details, lines, verdict_word
from bailiwick.model.errors import UsageError
from bailiwick.policy.topics import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from bailiwick.apps.authoring.overview import Overview
    from bailiwick.policy.inventory import Item

EXAMPLES = """\
examples:
  bailiwick policy show                        all rules in force here, and those that are off
  bailiwick policy show --verdict deny --json
  bailiwick policy show --rule work.force-push  one rule: where it stands, what overrides it, its plain form
  bailiwick policy show --policy new.yaml      a file alone

exit codes: 0 done; 2 there is no such rule; 6 the policy is broken
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("file", nargs="?", default="", help="the same as --policy")
    parser.add_argument(
        "--policy", default="", metavar="FILE", help="a policy file (default: the policy in force here)"
    )
    parser.add_argument("--rule", default="", metavar="ID", help="only this rule, in full")
    parser.add_argument("--verdict", default="", metavar="WORD", help="only rules that say deny, ask, allow, note, off")


def run(arguments: argparse.Namespace) -> int:
    """Show all rules, or one."""
    if arguments.file and arguments.policy:
        raise UsageError("expected the policy file once", remedy="bailiwick policy show --policy FILE")
    seen = overview(arguments.policy or arguments.file)
    if arguments.rule:
        item = seen.find(arguments.rule)
        if isinstance(item, Topic):
            raise UsageError(
                f"expected the name of a rule, `{item.name}` is none", remedy=f"bailiwick policy explain {item.name}"
            )
        if arguments.json:
            document(details(seen, item))
        else:
            for line in lines(seen, item):
                say(line)
        return 0
    items = [item for item in seen.items if arguments.verdict in ("", item.verdict)]
    if arguments.json:
        settings = {name: seen.plain[name] for name in ("mode", "fail_mode", "pack_versions", "packs", "hash", "notes")}
        asked = [details(seen, item) for item in seen.checks]
        document({**settings, "rules": [details(seen, item) for item in items], "checks": asked})
        return 0
    _head(seen)
    for item in (*items, *(check for check in seen.checks if arguments.verdict in ("", check.verdict))):
        say(_row(item))
    for note in seen.plain["notes"]:
        say(style(f"note: {note}", "dim"))
    return 0


def _head(seen: Overview) -> None:
    plain = seen.plain
    packs = ", ".join(f"{name} {version}" for name, version in plain["pack_versions"].items())
    say(f"mode {plain['mode']}, fail mode {plain['fail_mode']}, packs {packs or 'none'}")
    say(style(f"policy {plain['hash'][:16]}, {len(plain['rules'])} rules in force", "dim"))
    for level, read in seen.levels.named:
        say(style(f"  {level}: {read.source}", "dim"))


def _row(item: Item) -> str:
    by = f"  (overridden by the {item.overridden_by} policy)" if item.overridden_by else ""
    about = f"asks {item.written['run'][0]}" if item.check else str(item.written.get("reason", ""))
    return f"{verdict_word(item.verdict)}  {item.id}{by}  {style(about, 'dim')}"
