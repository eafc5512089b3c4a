"""`TlogProof`: a C2SP tlog-proof, the text form of an inclusion proof that other tools read.

c2sp.org/tlog-proof@v1
index 41
<base64 of each hash of the proof, from the leaf upwards>
                                              <- an empty line
<signed checkpoint>
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from bailiwick.crypto.hashing import HASH_BYTES
from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

HEADER = "c2sp.org/tlog-proof@v1"


class TlogProof(Value):
    """The claim that leaf `index` is in the tree of `checkpoint`; nothing is checked by reading it."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    """A signed note."""

    def text(self) -> str:
        """The written form."""
        hashes = "".join(f"{b64encode(one).decode()}\n" for one in self.hashes)
        return f"{HEADER}\nindex {self.index}\n{hashes}\n{self.checkpoint}"


def parse_tlog_proof(text: str) -> TlogProof:
    """The proof in `text`; an `extra` line, which vouches for nothing, is passed over.

    Raises:
        InputError: it is not a tlog-proof.
    """
    head, separator, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != HEADER:
        raise InputError(f"expected a proof that starts with `{HEADER}`, got `{lines[0][:60]}`")
    rest = lines[1:]
    if rest and rest[0].startswith("extra "):
        rest = rest[1:]
    if not rest or not rest[0].startswith("index "):
        raise InputError("expected the line `index N` in a proof")
    digits = rest[0].removeprefix("index ")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 19 or (digits != "0" and digits.startswith("0")):
        raise InputError(f"expected the index of a proof in decimal digits, got `{digits[:40]}`")
    if len(rest) - 1 > bounds.PROOF_HASHES:
        raise InputError(f"expected at most {bounds.PROOF_HASHES} hashes in a proof, got {len(rest) - 1}")
    return TlogProof(int(digits), tuple(_hash(line) for line in rest[1:]), checkpoint)


def _hash(line: str) -> bytes:
    try:
        decoded = b64decode(line, validate=True)
    except (Base64Error, ValueError) as error:
        raise InputError(f"expected a hash of a proof in base64, got `{line[:60]}`") from error
    if len(decoded) != HASH_BYTES or b64encode(decoded).decode() != line:
        raise InputError(f"expected a hash of {HASH_BYTES} bytes in canonical base64, got `{line[:60]}`")
    return decoded
