"""`bailiwick tiles`: the log for a static web server."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.log_index import LogIndex
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.receipts import covering_checkpoint
from bailiwick.apps.static_log import publish

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick tiles /srv/log               hashes and the signed head; nothing of what was decided
  bailiwick tiles /srv/log --entries     the entries too, as bundles: everything that the log holds becomes readable

The folder has the layout of C2SP tlog-tiles, so witnesses, monitors and other tools read it. Run it again to bring
it up to date: full tiles never change, the checkpoint is replaced last. A bundle with an entry of more than 65,535
bytes cannot be written in that form and is left out.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("folder", metavar="DIR", help="where to write")
    parser.add_argument("--entries", action="store_true", help="publish the entries, not only their hashes")


def run(arguments: argparse.Namespace) -> int:
    """Write the folder."""
    home = Home(default_root(os.environ))
    home.check()
    with LogIndex(home) as index:
        note = covering_checkpoint(home, index.size - 1)
        index.catch_up()
        done = publish(index, home.folder("log"), note, os.path.abspath(arguments.folder), entries=arguments.entries)
    if arguments.json:
        document({"size": done.size, "tiles": done.tiles, "bundles": done.bundles, "left_out": done.left_out})
    else:
        say(f"{arguments.folder}: a log of {done.size} entries; written: tiles {done.tiles}, bundles {done.bundles}")
        if done.left_out:
            say(f"  {done.left_out} bundles left out: an entry in each is longer than 65,535 bytes")
    return 0
