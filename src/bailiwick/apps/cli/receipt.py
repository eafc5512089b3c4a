"""`bailiwick receipt`: one entry of the log as a file that anybody can check without the log."""

from __future__ import annotations

import os

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.home import Home, default_root
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.receipts import receipt_of
from bailiwick.model.errors import EnvironmentFault
from bailiwick_verify import check_receipt

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick receipt 3fa9c1d2e4b5 -o decision.receipt   the entry with its proof, signed head and key
  bailiwick receipt 41 --form tlog-proof               the proof alone, in the form of C2SP tools
  bailiwick receipt 41 --form entry                    the entry's exact line, which that proof is about

Whoever has the file and your public key checks it on any machine:
  bailiwick verify decision.receipt --key log.pub

`bailiwick log` shows ids. The entry is given as it was recorded: credentials redacted, everything else readable.
"""

FORMS = ("receipt", "tlog-proof", "entry")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("id", metavar="ID", help="number of an entry, or the beginning of its id")
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="write here instead of to standard output")
    parser.add_argument("--form", choices=FORMS, default="receipt", help="what to write (default: receipt)")


def run(arguments: argparse.Namespace) -> int:
    """Write the receipt of one entry."""
    home = Home(default_root(os.environ))
    home.check()
    receipt = receipt_of(home, arguments.id)
    checked = check_receipt(receipt.text())
    text = {"receipt": receipt.text(), "tlog-proof": receipt.proof, "entry": receipt.entry}[arguments.form]
    if arguments.output:
        try:
            replace_file(os.path.abspath(arguments.output), text.encode(), mode=0o644)
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{arguments.output}`: {error.strerror}") from error
    if arguments.json:
        document(
            {
                "entry": checked.entry["seq"],
                "leaf": checked.leaf,
                "tree_size": checked.size,
                "key": receipt.key,
                "file": arguments.output or None,
                "text": None if arguments.output else text,
            }
        )
    elif arguments.output:
        say(f"{arguments.output}: entry {checked.entry['seq']} in a signed tree of {checked.size}")
        say(f"  check it anywhere: bailiwick verify {arguments.output} --key '{receipt.key}'")
    else:
        say(text.rstrip("\n"))
    return 0
