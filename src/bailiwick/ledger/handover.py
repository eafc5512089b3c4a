"""`Handover`: the entry `key`, with which a log goes over to another signing key (docs/formats/log.md).

Both keys sign the place of the entry and, through its predecessor's hash, all that came before: the old one says
who follows it, the new one that it takes this log over as it stands.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from bailiwick.crypto.signing import PublicKey
from bailiwick.model.errors import InputError, TrustError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.signing import SigningKey
    from bailiwick.ledger.entry import Entry

KIND = "key"


class Handover(Value):
    """A change of the key that both keys signed."""

    sequence: int
    old: PublicKey
    new: PublicKey


def handover_body(log: str, sequence: int, previous: str, old: SigningKey, new: SigningKey) -> dict[str, object]:
    """The body of entry `sequence` of `log`, behind the leaf hash `previous` (hex), that makes `new` the log's key."""
    statement = _statement(log, sequence, previous, old.public(), new.public())
    return {
        "previous": _text(old.public().raw),
        "key": _text(new.public().raw),
        "signature": _text(old.sign(statement)),
        "acceptance": _text(new.sign(statement)),
    }


def read_handover(entry: Entry) -> Handover:
    """The change of the key that an entry `key` makes.

    Raises:
        TrustError: it is none, or one of the signatures is missing or forged.
    """
    names = ("previous", "key", "signature", "acceptance")
    try:
        old, new, signature, acceptance = (b64decode(str(entry.body[name]), validate=True) for name in names)
        found = Handover(entry.sequence, PublicKey(old), PublicKey(new))
    except (KeyError, ValueError, InputError) as error:
        raise TrustError(f"expected entry {entry.sequence} to name the next key of the log, it does not") from error
    statement = _statement(entry.log, entry.sequence, entry.previous, found.old, found.new)
    if not (found.old.verifies(signature, statement) and found.new.verifies(acceptance, statement)):
        raise TrustError(f"expected the new key in entry {entry.sequence} to be signed by both keys, it is not")
    return found


def _statement(log: str, sequence: int, previous: str, old: PublicKey, new: PublicKey) -> bytes:
    words = ("bailiwick-key/1", log, str(sequence), previous, _text(old.raw), _text(new.raw))
    return "".join(f"{word}\n" for word in words).encode()


def _text(data: bytes) -> str:
    return b64encode(data).decode()
