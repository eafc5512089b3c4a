"""Witnesses: others who sign that they saw a log only grow (C2SP tlog-cosignature and tlog-witness).

A witness keeps the last checkpoint that it saw of each log. It signs a newer one when a proof shows that it extends
that one, so the log's owner cannot show different logs to different people without being found.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from bailiwick.crypto.hashing import HASH_BYTES
from bailiwick.crypto.note import COSIGNATURE, SIGNATURES, key_id, parse_note, parse_verifier_key, signature_line
from bailiwick.crypto.signing import PublicKey
from bailiwick.ledger.checkpoint import parse_checkpoint
from bailiwick.ledger.proofs import verify_consistency
from bailiwick.model.errors import InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.note import NoteSignature
    from bailiwick.crypto.signing import SigningKey

CONSISTENCY_HASHES = 63
"""Most hashes of a consistency proof in a request (C2SP tlog-witness)."""

_TIME_BYTES = 8


class Witness(Value):
    """A witness as others know it."""

    name: str
    key: PublicKey

    def saw(self, note: str) -> bool:
        """Whether the note carries a good cosignature of this witness."""
        parsed = parse_note(note)
        return any(self._made(one, parsed.text) for one in parsed.signatures)

    def _made(self, one: NoteSignature, text: str) -> bool:
        if one.name != self.name or one.key != key_id(self.name, self.key, COSIGNATURE):
            return False
        seconds = int.from_bytes(one.signature[:_TIME_BYTES], "big")
        return self.key.verifies(one.signature[_TIME_BYTES:], _message(text, seconds))


class AddRequest(Value):
    """The body of a tlog-witness `add-checkpoint` request: a checkpoint, and the proof that it extends an older one."""

    old: int
    """Size of the older checkpoint; 0 when the witness knows none."""
    proof: tuple[bytes, ...]
    checkpoint: str
    """A signed note."""

    def text(self) -> str:
        """The written form."""
        hashes = "".join(f"{b64encode(one).decode()}\n" for one in self.proof)
        return f"old {self.old}\n{hashes}\n{self.checkpoint}"


def parse_witness(text: str) -> Witness:
    """The witness that a verifier key (`name+id+base64`, algorithm 4) names.

    Raises:
        InputError: it is none.
    """
    name, key = parse_verifier_key(text, COSIGNATURE)
    return Witness(name, key)


def parse_add_request(text: str) -> AddRequest:
    """The request in `text`.

    Raises:
        InputError: it is none.
    """
    head, separator, checkpoint = text.partition("\n\n")
    first, *lines = head.split("\n")
    digits = first.removeprefix("old ")
    if not separator or digits == first or not (digits.isascii() and digits.isdigit()) or len(digits) > 19:
        raise InputError(f"expected a request that starts with `old N`, got `{first[:40]}`")
    if len(lines) > CONSISTENCY_HASHES:
        raise InputError(f"expected at most {CONSISTENCY_HASHES} hashes in a request, got {len(lines)}")
    try:
        proof = tuple(b64decode(line, validate=True) for line in lines)
    except (Base64Error, ValueError) as error:
        raise InputError("expected the hashes of a request in base64") from error
    if any(len(one) != HASH_BYTES for one in proof):
        raise InputError(f"expected hashes of {HASH_BYTES} bytes in a request")
    return AddRequest(int(digits), proof, checkpoint)


def check_request(request: AddRequest, seen: str, log: PublicKey) -> None:
    """Refuse a request that a witness must not sign.

    Args:
        request: what was asked.
        seen: the note that this witness signed last of this log; empty when none.
        log: the log's key.

    Raises:
        InputError: checkpoint or note is none.
        TrustError: it is not the log's, not behind what was seen, or does not extend it.
    """
    note = parse_note(request.checkpoint)
    new = parse_checkpoint(note.text)
    if not note.signed_by(new.origin, log):
        raise TrustError(f"expected a checkpoint of `{new.origin}` signed by the log's key, its signature is not good")
    old = parse_checkpoint(parse_note(seen).text) if seen else None
    size = old.size if old else 0
    if request.old != size:
        raise TrustError(
            f"expected a request from size {size}, which was seen last, got one from {request.old}",
            remedy=f"`bailiwick witness request --old {size}`",
        )
    if old is None:
        if request.proof:
            raise InputError("expected no proof for a log that was never seen")
    elif not verify_consistency(old.size, old.root, new.size, new.root, request.proof):
        raise TrustError(
            f"expected the log of {new.size} entries to extend the one of {old.size} that was seen, the proof does "
            "not show it: keep both checkpoints, together they show that the log was rewritten"
        )


def cosign(note: str, name: str, key: SigningKey, *, seconds: int) -> str:
    """The cosignature line over the checkpoint in `note`, seen `seconds` after the epoch.

    Raises:
        InputError: it is no note, or the name cannot be one.
    """
    signature = seconds.to_bytes(_TIME_BYTES, "big") + key.sign(_message(parse_note(note).text, seconds))
    return signature_line(name, key.public(), signature, COSIGNATURE)


def add_cosignature(note: str, line: str, witness: Witness) -> str:
    """`note` with one more line, unless it has one of this witness.

    Raises:
        InputError: the line is no signature line, or the note has as many as it may.
        TrustError: it is not a good cosignature of `witness` over this note.
    """
    line = line.strip("\n") + "\n"
    if not witness.saw(f"{parse_note(note).text}\n{line}"):
        raise TrustError(f"expected a cosignature of `{witness.name}` over this checkpoint, it is not one")
    if witness.saw(note):
        return note
    if len(parse_note(note).signatures) >= SIGNATURES:
        raise InputError(f"expected at most {SIGNATURES} signatures on a note")
    return note + line


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
