"""Signed notes (C2SP signed-note): text that people can read, with signatures below it.

    text, one or more lines
                                                  <- an empty line
    (em dash) <key name> <base64 of key id and signature>

A key id is four bytes: the start of SHA-256 over key name, line feed, algorithm byte and public key.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256

from bailiwick.crypto.signing import SIGNATURE_BYTES, PublicKey
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.crypto.signing import SigningKey

ED25519 = b"\x01"
"""Algorithm byte of Ed25519 notes."""

COSIGNATURE = b"\x04"
"""Algorithm byte of timestamped Ed25519 cosignatures (C2SP tlog-cosignature)."""

SIGNATURES = 16
"""Most signature lines of one note (C2SP allows readers a bound; witnesses add one each)."""

_DASH = "\u2014 "


class KeyId(bytes):
    """The four bytes that name a key in a note."""

    __slots__ = ()


class NoteSignature(Value):
    """One signature line."""

    name: str
    key: KeyId
    signature: bytes


class Note(Value):
    """A text (ending in a line feed) and the signatures over it, not yet checked."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def names(self, name: str, key: PublicKey) -> bool:
        """True when one of the signatures claims to be by `key` under `name`; nothing is checked."""
        wanted = key_id(name, key)
        return any(item.name == name and item.key == wanted for item in self.signatures)

    def signed_by(self, name: str, key: PublicKey) -> bool:
        """True when one of the signatures is by `key` under `name`."""
        wanted = key_id(name, key)
        return any(
            item.name == name
            and item.key == wanted
            and len(item.signature) == SIGNATURE_BYTES
            and key.verifies(item.signature, self.text.encode())
            for item in self.signatures
        )


def key_id(name: str, key: PublicKey, algorithm: bytes = ED25519) -> KeyId:
    """The id of an Ed25519 key under a key name, for signatures of notes or for cosignatures."""
    return KeyId(sha256(name.encode() + b"\n" + algorithm + key.raw).digest()[:4])


def verifier_key(name: str, key: PublicKey, algorithm: bytes = ED25519) -> str:
    """The key in the one-line text form of note tools: `name+id+base64`."""
    return f"{name}+{key_id(name, key, algorithm).hex()}+{b64encode(algorithm + key.raw).decode()}"


def parse_verifier_key(text: str, algorithm: bytes = ED25519) -> tuple[str, PublicKey]:
    """Name and key from the form that `verifier_key` writes.

    Raises:
        InputError: it is not of that form, or its id does not belong to the key.
    """
    name, _, rest = text.strip().partition("+")
    claimed, _, encoded = rest.partition("+")
    blob = _decode(encoded)
    if not name or blob[:1] != algorithm:
        raise InputError(f"expected a verifier key of the form `name+id+base64`, algorithm {algorithm[0]}")
    key = PublicKey(blob[1:])
    true = key_id(name, key, algorithm).hex()
    if true != claimed:
        raise InputError(f"expected key id {true} for this key and name, got `{claimed[:16]}`")
    return name, key


def sign_note(text: str, name: str, key: SigningKey) -> str:
    """`text` as a note with one signature.

    Raises:
        InputError: the text does not end in a line feed, or the name has a space or plus in it.
    """
    if not text.endswith("\n"):
        raise InputError("expected the text of a note to end in a line feed")
    return f"{text}\n{signature_line(name, key.public(), key.sign(text.encode()))}"


def signature_line(name: str, key: PublicKey, signature: bytes, algorithm: bytes = ED25519) -> str:
    """The line of a note that holds a signature by `key` under `name`.

    Raises:
        InputError: the name has a space or plus in it.
    """
    if not name or "+" in name or any(character.isspace() for character in name):
        raise InputError(f"expected a key name without spaces and plus signs, got `{name}`")
    return f"{_DASH}{name} {b64encode(key_id(name, key, algorithm) + signature).decode()}\n"


def parse_note(note: str) -> Note:
    """A note's text and signatures, unchecked.

    Raises:
        InputError: it is not a note, or has more than `SIGNATURES` signatures.
    """
    head, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise InputError("expected a signed note: text, an empty line, signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > SIGNATURES:
        raise InputError(f"expected at most {SIGNATURES} signatures on a note, got {len(lines)}")
    return Note(head + "\n", tuple(_parse_signature(line) for line in lines))


def _parse_signature(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    blob = _decode(encoded)
    if not line.startswith(_DASH) or not name or len(blob) <= 4:
        raise InputError(f"expected a signature line of a note, got `{line[:80]}`")
    return NoteSignature(name, KeyId(blob[:4]), blob[4:])


def _decode(encoded: str) -> bytes:
    """Base64 in its one canonical spelling, so that a note has no second form."""
    try:
        decoded = b64decode(encoded, validate=True)
    except (Base64Error, ValueError) as error:
        raise InputError(f"expected base64, got `{encoded[:40]}`") from error
    if b64encode(decoded).decode() != encoded:
        raise InputError(f"expected base64 without stray bits, got `{encoded[:40]}`")
    return decoded
