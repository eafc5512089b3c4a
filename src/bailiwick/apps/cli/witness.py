"""`bailiwick witness`: have others sign that the log only grows, or be one of them."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.keys import parse_public_key
from bailiwick.apps.cli.output import document, say
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.receipts import read_text
from bailiwick.apps.witnessing import answer, create_witness, keep, request_for
from bailiwick.ledger.witness import parse_witness
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
examples, on the machine of the log:
  bailiwick witness request --old 0 > request          what to ask; --old is what the witness saw last
  bailiwick witness accept answer --key witness.pub    keep the answer: it travels in receipts from now on
  bailiwick verify --witness witness.pub               a checkpoint must be cosigned

on the machine of the witness:
  bailiwick witness new --state /srv/witness --name example.org/witness
  bailiwick witness cosign request --state /srv/witness --key log.pub > answer

A witness signs a checkpoint when a proof shows that it extends the one that it saw last, and remembers it: a log that
is rewritten or rolled back gets no signature any more. Request and answer are those of C2SP tlog-witness, so public
witnesses take them too (POST to `add-checkpoint`). `-` as a file is standard input.
"""

_CHARACTERS = 65_536
"""Longest request or answer."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=("request", "accept", "new", "cosign"), help="see the examples")
    parser.add_argument("file", nargs="?", default="-", help="the request to cosign or the answer to accept")
    parser.add_argument("--old", type=int, default=0, metavar="N", help="entries that the witness saw last (default 0)")
    parser.add_argument("--key", default="", metavar="PUBKEY", help="accept: the witness's key; cosign: the log's")
    parser.add_argument("--state", default="", metavar="DIR", help="where the witness keeps its key and what it saw")
    parser.add_argument("--name", default="", help="of a new witness; its domain and path")
    parser.add_argument("--yes", action="store_true", help="accept: do not ask for a terminal")


def run(arguments: argparse.Namespace) -> int:
    """Do one of the four."""
    actions = {"request": _request, "accept": _accept, "new": _new, "cosign": _cosign}
    plain, text = actions[arguments.action](arguments)
    if arguments.json:
        document(plain)
    else:
        say(text.rstrip("\n"))
    return 0


def _request(arguments: argparse.Namespace) -> tuple[dict[str, object], str]:
    if arguments.old < 0:
        raise UsageError(f"expected --old of at least 0, got {arguments.old}")
    text = request_for(_home(), arguments.old).text()
    return {"request": text}, text


def _accept(arguments: argparse.Namespace) -> tuple[dict[str, object], str]:
    require_person("accepting a cosignature", confirmed=arguments.yes)
    witness = parse_witness(_key(arguments))
    size = keep(_home(), _content(arguments.file), witness)
    return {"witness": witness.name, "size": size}, f"{witness.name} saw the log of {size} entries"


def _new(arguments: argparse.Namespace) -> tuple[dict[str, object], str]:
    key = create_witness(_state(arguments), arguments.name)
    return {"key": key}, key


def _cosign(arguments: argparse.Namespace) -> tuple[dict[str, object], str]:
    log = parse_public_key(_key(arguments))
    line = answer(_state(arguments), _content(arguments.file), log, now=SystemClock().now())
    return {"line": line}, line


def _home() -> Home:
    home = Home(default_root(os.environ))
    home.check()
    return home


def _state(arguments: argparse.Namespace) -> str:
    if not arguments.state:
        raise UsageError("expected --state DIR, where the witness keeps its key and what it saw")
    folder: str = arguments.state
    return os.path.abspath(folder)


def _key(arguments: argparse.Namespace) -> str:
    if not arguments.key:
        raise UsageError("expected --key: of the witness to accept its answer, of the log to cosign")
    key: str = arguments.key
    return read_text(key) if os.path.isfile(key) else key


def _content(path: str) -> str:
    if path == "-":
        return sys.stdin.read(_CHARACTERS)
    return read_text(path)
