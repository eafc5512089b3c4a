"""`bailiwick verify FILE` where the file is a receipt."""

from __future__ import annotations

import os

from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, say, style
from bailiwick.ledger.receipt import check_receipt, looks_like_receipt, parse_receipt
from bailiwick.model import bounds
from bailiwick.model.errors import BailiwickError, EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.signing import PublicKey
    from bailiwick.ledger.receipt import Checked


def read_receipt(path: str) -> str | None:
    """The text of a file that means to be a receipt; None for everything else that can be verified."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            start = file.read(200)
            return start + file.read(bounds.RECEIPT_BYTES) if looks_like_receipt(start) else None
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error


def check(text: str, path: str, key: PublicKey | None, source: str, *, as_json: bool) -> int:
    """Check a receipt and say what it proves; 0 when it holds, 1 when not."""
    problem = ""
    checked = None
    try:
        receipt = parse_receipt(text)
        checked = check_receipt(receipt, key)
        source = source if key is not None else "the receipt itself"
    except BailiwickError as error:
        problem = str(error)
    if as_json:
        document({"good": checked is not None, "path": path, "problem": problem, **_plain(checked, source)})
    elif checked is None:
        say(style("BROKEN", "bad") + f"  {path}: the receipt does not hold")
        say(f"  {printable(problem)}")
    else:
        _say(checked, path, source)
    return 0 if checked is not None else 1


def _say(checked: Checked, path: str, source: str) -> None:
    entry, body = checked.entry, checked.entry.body
    size = checked.checkpoint.size
    say(style("good", "ok") + f"  {path}: entry {entry.sequence} is in the signed tree of {size} entries")
    say(f"  {entry.time}  {entry.kind}  {printable(str(body.get('summary', body.get('what', ''))))}")
    for name in ("verdict", "answered", "agent", "session", "policy"):
        if body.get(name):
            say(f"  {name}: {printable(str(body[name]))}")
    say(style(f"  log {entry.log}, key {checked.key.raw.hex()[:16]}... from {source}", "dim"))
    if source == "the receipt itself":
        say("  give --key to be sure whose log this is: anybody can sign a receipt with a key of their own")


def _plain(checked: Checked | None, source: str) -> dict[str, object]:
    if checked is None:
        return {}
    entry = checked.entry
    return {
        "log": entry.log,
        "entry": entry.sequence,
        "leaf": checked.leaf,
        "tree_size": checked.checkpoint.size,
        "root": checked.checkpoint.root.hex(),
        "key": checked.key.raw.hex(),
        "key_from": source,
        "time": entry.time,
        "kind": entry.kind,
        "body": entry.body,
    }
