"""Part of the verifier: what anchor and checkpoints claim, read from their bytes alone."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256

from bailiwick.model.value import Value

_SLOT = 256
_HEAD = re.compile(
    rb"(bailiwick-head/1 ([0-9a-f]{32}) ([0-9]{20}) ([0-9a-f]{64}) ([0-9]{20}) (\S{1,64})) ([0-9a-f]{16}) *\n"
)
_NOTE = re.compile(
    r"((bailiwick/[0-9a-f]{32})\n([1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n"
    r"((?:\u2014 [^\s+]+ [A-Za-z0-9+/]+={0,2}\n){1,16})"
)


class Anchored(Value):
    """The head that an anchor names."""

    log: str
    size: int
    head: bytes
    boot: str


class Signed(Value):
    """One checkpoint of the history with the writer's state beside it; nothing in it is checked yet."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...]
    """(key name, key id and signature)"""
    frontier: tuple[bytes, ...]
    head: bytes
    segment: int
    offset: int
    note: str

    def made_by(self, key: bytes) -> bool:
        """One of the signatures names this key."""
        return self._signature(key) is not None

    def verifies(self, key: bytes) -> bool:
        """That signature is good."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        signature = self._signature(key)
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature or b"", self.text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True

    def _signature(self, key: bytes) -> bytes | None:
        wanted = sha256(self.origin.encode() + b"\n\x01" + key).digest()[:4]
        for name, blob in self.signatures:
            if name == self.origin and blob[:4] == wanted:
                return blob[4:]
        return None


class Problem(Value):
    """Something wrong with a file of claims."""

    message: str
    broken: bool = True


def read_anchor(data: bytes) -> tuple[Anchored | None, list[Problem]]:
    """The larger whole head of an anchor file."""
    heads = []
    problems = []
    for number, start in enumerate((0, _SLOT)):
        slot = data[start : start + _SLOT]
        found = _HEAD.fullmatch(slot)
        if found and sha256(found[1]).hexdigest()[:16].encode() == found[7]:
            heads.append(
                Anchored(found[2].decode(), int(found[3]), bytes.fromhex(found[4].decode()), found[6].decode())
            )
        elif slot.strip(b"\x00"):
            problems.append(
                Problem(f"slot {number} is spoilt, as a crash while it was written leaves it", broken=False)
            )
    if len(data) > 2 * _SLOT:
        problems.append(Problem(f"expected {2 * _SLOT} bytes, found {len(data)}"))
    if not heads:
        problems.append(Problem("expected a head of the log, no slot is whole"))
    return max(heads, key=lambda head: head.size, default=None), problems


def read_history(data: bytes) -> tuple[list[Signed], list[Problem]]:
    """The checkpoints of a history file in order; stops at the first line that is none."""
    signed: list[Signed] = []
    problems = []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            problems.append(Problem(f"line {number} is cut, as a crash leaves it", broken=False))
            break
        item = _read_signed(line)
        if item is None:
            problems.append(Problem(f"line {number}: expected a checkpoint, found `{_shown(line)}`"))
            break
        if signed and item.size <= signed[-1].size:
            message = f"line {number}: expected a checkpoint of more than {signed[-1].size} entries, found {item.size}"
            problems.append(Problem(message))
            break
        signed.append(item)
    return signed, problems


def read_note(note: str) -> Signed | None:
    """A checkpoint by itself, without the writer's state; None when the text is no checkpoint."""
    found = _NOTE.fullmatch(note)
    if found is None:
        return None
    signatures = []
    try:
        for signature in found[5].splitlines():
            _, name, encoded = signature.split(" ")
            signatures.append((name, _decode(encoded)))
        root = _decode(found[4])
    except ValueError:
        return None
    return Signed(found[1], found[2], int(found[3]), root, tuple(signatures), (), b"", 0, 0, note)


def _read_signed(line: bytes) -> Signed | None:
    try:
        data = json.loads(line)
        if data.keys() != {"frontier", "head", "note", "offset", "segment"}:
            return None
        head, frontier = bytes.fromhex(data["head"]), tuple(bytes.fromhex(node) for node in data["frontier"])
        segment, offset = int(data["segment"]), int(data["offset"])
        signed = read_note(data["note"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if signed is None:
        return None
    return signed.replace(frontier=frontier, head=head, segment=segment, offset=offset)


def _decode(encoded: str) -> bytes:
    """Base64 in its canonical spelling; `ValueError` for any other."""
    decoded = b64decode(encoded, validate=True)
    if b64encode(decoded).decode() != encoded:
        raise ValueError(encoded)
    return decoded


def _shown(line: bytes) -> str:
    return line[:60].decode("utf-8", "replace").strip()
