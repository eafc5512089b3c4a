"""`Receipt`: one entry with everything that a stranger needs to check it (docs/formats/receipt.md).

The entry's exact line, the proof that it is in a tree, the signed head of that tree and the
key's name travel together. What a receipt cannot say is whose key it is: that takes a trusted key.
"""

from __future__ import annotations

import json

from bailiwick.crypto.hashing import leaf_hash
from bailiwick.crypto.note import parse_note, parse_verifier_key
from bailiwick.ledger.checkpoint import origin_of, parse_checkpoint
from bailiwick.ledger.entry import parse_entry
from bailiwick.ledger.proofs import verify_inclusion
from bailiwick.ledger.tlog_proof import parse_tlog_proof
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.signing import PublicKey
    from bailiwick.ledger.checkpoint import Checkpoint
    from bailiwick.ledger.entry import Entry

FORMAT = "bailiwick-receipt/1"
_FIELDS = {"entry", "format", "key", "proof"}


class Receipt(Value):
    """A receipt as it was read; nothing of it is checked."""

    entry: str
    """The entry's line in the log, without line feed."""
    proof: str
    """A C2SP tlog-proof, which ends in the signed checkpoint."""
    key: str
    """Verifier key (`name+id+base64`) that the receipt claims to be signed by."""

    def text(self) -> str:
        """The written form: one JSON object, indented for people."""
        plain = {"format": FORMAT, "key": self.key, "entry": self.entry, "proof": self.proof}
        return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


class Checked(Value):
    """What a receipt proves."""

    entry: Entry
    leaf: str
    """Leaf hash, hex."""
    checkpoint: Checkpoint
    key: PublicKey


def looks_like_receipt(text: str) -> bool:
    """Whether a file that starts with `text` means to be a receipt."""
    return f'"{FORMAT.partition("/")[0]}/' in text[:200]


def parse_receipt(text: str) -> Receipt:
    """The receipt in `text`.

    Raises:
        InputError: it is not a receipt of this version.
        BoundError: it is longer than `bounds.RECEIPT_BYTES`.
    """
    if len(text) > bounds.RECEIPT_BYTES:
        raise BoundError(f"expected a receipt of at most {bounds.RECEIPT_BYTES} bytes, got {len(text)}")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("expected a receipt as a JSON object") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(f"expected a receipt of the format `{FORMAT}`")
    if data.keys() != _FIELDS or not all(isinstance(value, str) for value in data.values()):
        raise InputError(f"expected a receipt with the texts {', '.join(sorted(_FIELDS))}, got other fields")
    return Receipt(data["entry"], data["proof"], data["key"])


def check_receipt(receipt: Receipt, trusted: PublicKey | None = None) -> Checked:
    """What `receipt` proves, under `trusted` or, without one, under the key that it names itself.

    Raises:
        InputError: a part is not of its form.
        TrustError: a part does not prove what it claims; the message says which.
    """
    proof = parse_tlog_proof(receipt.proof)
    note = parse_note(proof.checkpoint)
    checkpoint = parse_checkpoint(note.text)
    name, key = parse_verifier_key(receipt.key)
    line = receipt.entry.encode("utf-8", "surrogatepass")
    entry, leaf = parse_entry(line), leaf_hash(line)
    if trusted is not None and trusted != key:
        raise TrustError("expected a receipt signed by the trusted key, it names another key")
    if checkpoint.origin != name or origin_of(entry.log) != name:
        names = f"`{origin_of(entry.log)}`, `{checkpoint.origin}` and `{name}`"
        raise TrustError(f"expected entry, checkpoint and key of one log, got {names}")
    if not note.signed_by(name, key):
        raise TrustError("expected the checkpoint to be signed by the key, its signature is missing or forged")
    if entry.sequence != proof.index:
        raise TrustError(f"expected the entry with the number {proof.index} of the proof, got number {entry.sequence}")
    if not verify_inclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        raise TrustError("expected the entry to be in the signed tree, the proof does not lead to its root")
    return Checked(entry, leaf.hex(), checkpoint, key)
