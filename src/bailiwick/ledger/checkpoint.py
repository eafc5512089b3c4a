"""`Checkpoint`: a tree head in the C2SP tlog-checkpoint form, and the name a log signs under."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from bailiwick.crypto.hashing import HASH_BYTES, RootHash
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value


class Checkpoint(Value):
    """The claim that the log named `origin` has `size` entries with this tree head."""

    origin: str
    size: int
    root: RootHash

    def text(self) -> str:
        """The text that is signed: origin, size, base64 of the root, each on its line."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def origin_of(log: str) -> str:
    """The checkpoint origin and note key name of the log with this id."""
    return f"bailiwick/{log}"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; extension lines after the root are ignored, as C2SP asks.

    Raises:
        InputError: it is not a checkpoint.
    """
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0]:
        raise InputError("expected a checkpoint of three lines: origin, size, root")
    origin, size, encoded = lines[:3]
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")) or len(size) > 19:
        raise InputError(f"expected the size of a checkpoint in decimal digits, got `{size[:40]}`")
    try:
        root = b64decode(encoded, validate=True)
    except (Base64Error, ValueError) as error:
        raise InputError(f"expected the root of a checkpoint in base64, got `{encoded[:60]}`") from error
    if len(root) != HASH_BYTES:
        raise InputError(f"expected a root of {HASH_BYTES} bytes, got {len(root)}")
    return Checkpoint(origin, int(size), RootHash(root))
