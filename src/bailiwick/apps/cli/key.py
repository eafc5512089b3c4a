"""`bailiwick key`: the key that signs the log, and its change."""

from __future__ import annotations

import os

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.keys import load_public_key
from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.daemon.control import stop
from bailiwick.apps.receipts import handover_lines
from bailiwick.crypto.note import verifier_key
from bailiwick.ledger.checkpoint import origin_of
from bailiwick.ledger.entry import parse_entry
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples:
  bailiwick key              the public key of the log, for whoever verifies it
  bailiwick key rotate       sign with a new key from now on; the old private key is deleted

The change is an entry of the log that both keys sign, so whoever trusts the old key can follow to the new one, and
receipts of both times hold. Rotate at once when somebody else may have read the key; then give the new public key
to those who verify, for whoever has the old one could follow it with a key of their own. Rotating is for a person:
not for an agent, and without a terminal only with --yes. It ends the daemon; the next call starts it again.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", nargs="?", choices=("show", "rotate"), default="show", help="default: show")
    parser.add_argument("--yes", action="store_true", help="do not ask for a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Show or change the key."""
    home = Home(default_root(os.environ))
    home.check()
    if arguments.action == "rotate":
        require_person("changing the key of the log", confirmed=arguments.yes)
        _rotate(home)
    with LogIndex(home) as index:
        if not index.size:
            raise UsageError("the log has no entry yet", remedy="the first call after `bailiwick init` begins it")
        log = next(index.find(LogQuery(), limit=1)).entry.log
        changes = [parse_entry(line.encode()) for line in handover_lines(home, index)]
    key = verifier_key(origin_of(log), load_public_key(home))
    if arguments.json:
        plain = [{"entry": entry.sequence, "time": entry.time} for entry in changes]
        document({"log": log, "key": key, "changes": plain})
        return 0
    say(key)
    for entry in changes:
        say(f"  changed at {entry.time} by entry {entry.sequence}")
    return 0


def _rotate(home: Home) -> None:
    with LogIndex(home) as index:
        changes = len(handover_lines(home, index))
    if changes >= bounds.KEY_CHANGES:
        raise BoundError(
            f"expected at most {bounds.KEY_CHANGES} changes of the key of one log", remedy="begin a new log"
        )
    stop(home)
    now = SystemClock().now()
    with SegmentRecorder(home, now=now, background=False) as recorder:
        recorder.rotate_key(now=now)
