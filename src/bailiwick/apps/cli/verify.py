"""`bailiwick verify`: check the whole record, offline, with code that did not write it."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.keys import public_key_path
from bailiwick.apps.cli.output import document, say, style
from bailiwick.apps.verification import kept_in_keyring, verifying
from bailiwick_verify import OWN_WORD, check, read_key, read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick verify                              this machine's log: chain, tree, signatures, length
  bailiwick verify /backup/log --key audit.pub  a copy, against a key that you got another way
  bailiwick verify 00000000000000000000.jsonl   one segment file: its chain only
  bailiwick verify decision.receipt --key audit.pub   one entry that somebody gave you (`bailiwick receipt`)
  bailiwick verify --since monday.checkpoint    also: nothing that was signed on Monday was changed or removed since
  bailiwick verify --witness witness.vkey       also: this witness cosigned a checkpoint of the log
  bailiwick verify --json

Finds an edit, an insertion, a deletion, a reordering, a swap with another log, a cut at the
head or the tail, a rollback, and forged or replayed checkpoints, and names the first bad
entry. Exit code 0: everything holds. 1: something is broken. No daemon is asked.
A copy of log/ alone has no anchored head: a cut behind its last checkpoint cannot be seen there.

The same check is one Python file that needs nothing of ours: `python -m bailiwick_verify PATH --key KEY`.
"""

_STYLES = {"good": "ok", "BROKEN": "bad"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("path", nargs="?", metavar="FILE|DIR", help="a home, a log folder, a segment file or a receipt")
    parser.add_argument(
        "--since", metavar="CHECKPOINT", help="also: the log extends this older signed checkpoint, with a proof"
    )
    parser.add_argument(
        "--key", metavar="PUBKEY", help="the trusted public key: a PEM file, or a verifier key (`name+id+base64`)"
    )
    parser.add_argument(
        "--witness", metavar="PUBKEY", action="append", default=[], help="also: this witness cosigned it (repeatable)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify; 0 when everything holds, 1 when something is broken."""
    home = Home(default_root(os.environ))
    path = os.path.realpath(arguments.path) if arguments.path else home.root
    with verifying():
        key, source = _trusted_key(arguments.key, home, own=path == home.root)
        witnesses = tuple(read_key(given) for given in arguments.witness)
        since: tuple[str, ...] = (read_text(arguments.since),) if arguments.since else ()
        if path == home.root:
            since += kept_in_keyring(home)
        good, data, lines = check(path, key, source, since=since, witnesses=witnesses)
    if arguments.json:
        document(data)
    else:
        for line in lines:
            first, gap, rest = line.partition("  ")
            say(style(first, _STYLES[first]) + gap + rest if first in _STYLES else line)
    return 0 if good else 1


def _trusted_key(given: str | None, home: Home, *, own: bool) -> tuple[bytes | None, str]:
    """The key to check against, and where it comes from."""
    if given:
        return read_key(given).raw, given if os.path.isfile(given) else "--key"
    path = public_key_path(home)
    if own and os.path.exists(path):
        return read_key(path).raw, path
    return None, OWN_WORD
