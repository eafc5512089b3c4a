"""`bailiwick policy`: the tools of a policy's author, one module per subcommand."""

from __future__ import annotations

import argparse
import importlib

EXAMPLES = """\
examples:
  bailiwick policy check                      do all policy files parse and fit together?
  bailiwick policy lint --strict              rules that cannot speak, contradict or widen
  bailiwick policy test tests/policy.yaml     cases with the verdicts they should get
  bailiwick policy simulate new.yaml --since 7d
                                              which recorded decisions another policy would change
  bailiwick policy SUBCOMMAND --help          more about one of them
"""

SUBCOMMANDS = {
    "check": "do all policy files parse and fit together?",
    "show": "the policy in force, rule by rule, with where each comes from",
    "schema": "the JSON Schema of policy files, for editors",
    "pack": "the packs of rules that come with Bailiwick",
    "import": "policies of other systems into a policy file of ours",
    "simulate": "which recorded decisions another policy would change",
    "replay": "do the recorded decisions come out again?",
    "would-deny": "what observe mode only recorded, by rule, and how to change each",
    "test": "cases with the verdicts that they should get",
    "lint": "rules that never decide, contradict, widen, or could be said better",
    "diff": "what changes in meaning between two policies",
    "explain": "one rule in plain words, with where it comes from and calls that it spoke about",
    "format": "a policy file in its canonical layout",
}
"""Subcommand, which is also the name of its module, to what it is for."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands."""
    parser.epilog = EXAMPLES
    commands = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", required=True)
    for name, summary in SUBCOMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.set_defaults(subcommand_module=module_of(name))
        importlib.import_module(module_of(name)).configure(command)
        command.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document instead of text"
        )


def run(arguments: argparse.Namespace) -> int:
    """Run the subcommand."""
    return int(importlib.import_module(arguments.subcommand_module).run(arguments))


def module_of(subcommand: str) -> str:
    """The module of a subcommand; `import` is no name for one, so each ends in what it serves."""
    return f"bailiwick.apps.cli.policy_commands.{subcommand.replace('-', '_')}_policy"
