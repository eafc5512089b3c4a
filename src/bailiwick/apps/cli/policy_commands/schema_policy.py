"""`bailiwick policy schema`: the JSON Schema of policy files."""

from __future__ import annotations

from bailiwick.apps.cli.output import document
from bailiwick.policy.json_schema import pack_schema, policy_schema

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick policy schema > bailiwick.schema.json
  bailiwick policy schema --pack                   of packs

An editor that speaks YAML takes it from the first line of a policy file:
  # yaml-language-server: $schema=./bailiwick.schema.json

exit codes: 0 done
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("--pack", action="store_true", help="the schema of packs instead")


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    document(pack_schema() if arguments.pack else policy_schema())
    return 0
