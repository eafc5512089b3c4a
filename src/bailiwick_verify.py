"""Checks a Bailiwick log, or a receipt of one entry, from the written formats alone.

    python bailiwick_verify.py PATH [--key KEY] [--since CHECKPOINT] [--witness KEY] [--json]

PATH is a home, a log folder, a segment file or a receipt. Exit code 0: everything holds. 1: something is broken.
2: wrong arguments, or nothing to check.

One file on purpose, longer than others here: an auditor copies it, reads it whole and runs it where Bailiwick is not
installed. It needs Python 3.11 and `cryptography`, and shares no code with the writer; `bailiwick verify` runs it too.
The formats are docs/formats/log.md and docs/formats/receipt.md; the steps of a log's verification, as numbered there:

1. Anchor: at least one slot whole.
2. Checkpoint history: each line a checkpoint, sizes growing.
3. Newest checkpoint: the last of the history, or after a crash the one before.
4. Entries: segments without gap from entry 0, or from where a pruned log begins; each line in the grammar, numbered,
   of this log, naming its predecessor's hash; the genesis makes the log id, each `key` entry is signed by the key
   before and by its own; entries that no checkpoint covers are also read in full and must be canonical JSON.
5. Tree: at each checkpoint's size its origin, the signature of the key in force, root, frontier and last leaf hold.
6. Length: as many entries as checkpoints and anchor say, the last anchored one with its hash; what was pruned was
   pruned by the key's owner.

A checkpoint that somebody kept, or that witnesses cosigned, is held against the tree of its size like the others.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import stat
import subprocess
import sys
import time as clock
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, BinaryIO

ENTRY_BYTES = 8 * 1024 * 1024
"""Longest line of a segment, without its line feed."""

RECEIPT_BYTES = 16 * 1024 * 1024
"""Longest receipt file."""

PROOF_HASHES = 64
"""Most hashes of an inclusion proof, and most key changes that a receipt carries."""

SMALL_FILE_BYTES = 64 * 1024
"""Longest key or checkpoint file given on the command line."""

LOOKAHEAD = 2048
"""Lines behind a break that are read to tell an edit from an insertion, a deletion or a swap."""

ATTEMPTS = 5
"""How often the two checkpoint files are read again when they changed meanwhile."""


class CannotVerifyError(Exception):
    """There is nothing to check, or it cannot be read: no statement about the log."""


class NoLogError(CannotVerifyError):
    """There is no log at all."""


class BadReceiptError(Exception):
    """The receipt does not prove what it claims; the text says which part."""


# What is given, and what was found


def _no_anchor() -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name that a note's signature line gives; log keys need no name."""

    raw: bytes
    name: str = ""
    cosigns: bool = False
    """A witness's key (C2SP tlog-cosignature), not a log's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known of one log, as bytes. Read it in the order of the fields: the log may grow meanwhile."""

    history: bytes | None
    """The checkpoint history; None = there is none."""
    newest: bytes | None
    """The newest checkpoint file."""
    anchor: bytes | None
    segments: Iterable[tuple[str, Iterable[bytes]]]
    """File names and their lines (line feed included), in order."""
    anchor_after: Callable[[], bytes | None] = _no_anchor
    """Reads the anchor once more when the segments were read."""
    boot: str = ""
    """The machine's present boot id when the log is this machine's."""
    key: bytes | None = None
    """The public key that the caller trusts; None = take the log's own word."""
    at_home: bool = True
    """The log lies where its writer left it: history and anchor must be there."""
    part: bool = False
    """Only one segment is given, which may begin anywhere."""
    earlier: tuple[str, ...] = ()
    """Checkpoints of this log that somebody kept elsewhere: the log must extend them."""
    base: bytes | None = None
    """What a pruned log keeps of the part that is gone."""
    cosigned: bytes | None = None
    """The newest checkpoint that witnesses cosigned."""
    witnesses: tuple[VerifierKey, ...] = ()
    """Witnesses whose cosignature the caller demands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be (`broken`), or that a person should know (not broken)."""

    what: str
    """One of `MEANINGS`."""
    where: str
    message: str
    broken: bool = True
    position: int = -1
    """Sequence of the first entry concerned, -1 when it is about no entry."""


MEANINGS = {
    "edit": "an entry was changed",
    "insert": "an entry was inserted",
    "delete": "entries are missing",
    "reorder": "entries are out of order",
    "swap": "something of another log stands here",
    "head-cut": "the beginning is missing",
    "tail-cut": "the end is missing",
    "gap": "a segment is missing",
    "forged": "a signature is forged",
    "key": "another key stands in for the log's",
    "replay": "a checkpoint was replaced",
    "rewritten": "the log is not the one that was signed then",
    "rollback": "anchor and log are of different ages",
    "genesis": "the first entry is not the log's",
    "checkpoint": "the checkpoints are damaged",
    "anchor": "the anchored head is damaged",
    "pruned": "what was to be compared is pruned",
    "witness": "a witness's cosignature is missing",
    "torn": "the last write is cut",
    "recovery": "the log was mended after a crash",
    "clock": "the clock was set back",
}
"""What `Finding.what` says, for people. The last three are never broken."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found."""

    log: str
    start: int
    """Sequence of the first entry given."""
    size: int
    """Sequence behind the last good entry."""
    covered: int
    """Entries under the last good checkpoint."""
    root: str
    """Recomputed tree head over all good entries, hex; empty for a part."""
    key: str
    """The public key that the log is signed with by now, hex; empty when unknown."""
    findings: tuple[Finding, ...] = ()
    witnessed: int = 0
    """Entries under the newest checkpoint that every demanded witness cosigned."""

    @property
    def good(self) -> bool:
        """Nothing is broken."""
        return not any(finding.broken for finding in self.findings)

    @property
    def first(self) -> Finding | None:
        """The broken finding that concerns the earliest entry."""
        broken = [finding for finding in self.findings if finding.broken]
        return min(broken, key=lambda finding: (finding.position < 0, finding.position), default=None)


# The grammar of a line. In canonical JSON the fields behind the body have fixed places counted from the end, and no
# text inside the body can pass for them, because a quote inside a JSON string is always escaped.

HEAD = b'{"body":{'
TAIL_BYTES = 35  # 27 bytes of time and `","v":1}`
KIND_BYTES = 32
_SUFFIX_BYTES = 300
_SUFFIX = re.compile(
    rb'\},"kind":"([a-z]{1,32})","log":"([0-9a-f]{32})","prev":"([0-9a-f]{64})","seq":(0|[1-9][0-9]{0,15}),'
    rb'"time":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)","v":1\}\Z'
)
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class _Envelope:
    """The fields of a line around its body."""

    kind: bytes
    log: bytes
    sequence: int
    previous: bytes
    time: bytes


def _read_envelope(raw: bytes) -> _Envelope | None:
    """The fields of a line without its line feed, or None when it is not in the grammar."""
    found = _SUFFIX.search(raw, max(0, len(raw) - _SUFFIX_BYTES))
    if found is None or not raw.startswith(HEAD):
        return None
    kind, log, previous, sequence, time = found.groups()
    return _Envelope(kind, log, int(sequence), previous, time)


def _read_next(raw: bytes, log: bytes, size: int, previous: bytes) -> tuple[bytes, bytes] | None:
    """Kind and time of a line that is exactly entry `size` of `log` behind `previous` (hex), else None."""
    middle = b'","log":"%b","prev":"%b","seq":%d,"time":"' % (log, previous, size)
    end = len(raw) - TAIL_BYTES
    kind_end = end - len(middle)
    start = raw.find(b'},"kind":"', max(0, kind_end - KIND_BYTES - 10), kind_end) + 10
    kind, time = raw[start:kind_end], raw[end : end + 27]
    if (
        raw.startswith(middle, max(0, kind_end))
        and raw.endswith(b'","v":1}')
        and raw.startswith(HEAD)
        and start >= 10
        and kind.isalpha()
        and kind.islower()
        and _TIME.fullmatch(time)
    ):
        return kind, time
    return None


# What a break in the chain most likely is


@dataclass(frozen=True, slots=True)
class _Break:
    """The first bad place of a chain, and what was most likely done."""

    what: str
    position: int
    message: str


def _diagnose(
    expected: _Envelope, raw: bytes, following: Sequence[_Envelope | None], *, first: bool, vouched: bytes
) -> _Break:
    """Name what happened at a line that is not the expected entry.

    Args:
        expected: log, sequence and predecessor that the next entry must have.
        raw: the line found instead.
        following: envelopes of some lines behind it.
        first: the line is the first that was given at all.
        vouched: the hash (hex) that the anchor states for the expected entry; empty when it states none.
    """
    size = expected.sequence
    found = _read_envelope(raw)
    if found is None:
        return _Break("edit", size, f"expected an entry in the form of the log, found `{_shown(raw)}`")
    if not first and found.log != expected.log:
        return _Break(
            "swap", size, f"expected an entry of log {expected.log.decode()}, found one of {found.log.decode()}"
        )
    later = following[0] if following else None
    if found.sequence != size:
        return _misnumbered(size, found, later, following)
    stated = later.previous if later is not None and later.sequence == size + 1 else vouched
    if not size or (stated and stated != sha256(b"\x00" + raw).hexdigest().encode()):
        return _Break(
            "edit", size, f"expected it to follow {_short(expected.previous)}, found {_short(found.previous)}"
        )
    message = f"expected the hash {_short(found.previous)} that entry {size} names, found {_short(expected.previous)}"
    return _Break("edit", size - 1, message)


def _misnumbered(size: int, found: _Envelope, later: _Envelope | None, following: Sequence[_Envelope | None]) -> _Break:
    message = f"expected entry {size}, found entry {found.sequence}"
    if later is not None and later.sequence == size + 1 and found.sequence != size + 1:
        return _Break("edit", size, f"{message} in its place")
    elsewhere = any(envelope is not None and envelope.sequence == size for envelope in following)
    if found.sequence < size:
        return _Break("insert", size, f"{message} again")
    if elsewhere:
        return _Break("reorder", size, f"{message}; entry {size} stands further down")
    if not size:
        return _Break("head-cut", 0, f"{message} at the start")
    return _Break("delete", size, f"{message}: {found.sequence - size} entries are missing")


# Notes, checkpoints and keys

_NOTE = re.compile(
    r"((bailiwick/[0-9a-f]{32})\n([1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n"
    r"((?:\u2014 [^\s+]+ [A-Za-z0-9+/]+={0,2}\n){1,16})"
)
_ED25519, _COSIGNATURE = b"\x01", b"\x04"
_PEM_PREFIX = bytes.fromhex("302a300506032b6570032100")  # DER of an Ed25519 SubjectPublicKeyInfo up to the key


@dataclass(frozen=True, slots=True)
class _Signed:
    """A checkpoint; nothing in it is checked yet. The history has the writer's state beside it."""

    text: str
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...]
    """(key name, key id and signature)"""
    note: str
    frontier: tuple[bytes, ...] = ()
    head: bytes = b""
    segment: int = 0
    offset: int = 0

    def made_by(self, key: bytes) -> bool:
        """One of the signatures names this key."""
        return bool(self._signatures(self.origin, _ED25519, key))

    def verifies(self, key: bytes) -> bool:
        """That signature is good."""
        return any(_good(key, blob, self.text.encode()) for blob in self._signatures(self.origin, _ED25519, key))

    def cosigned_by(self, witness: VerifierKey) -> bool:
        """The witness saw this checkpoint: C2SP tlog-cosignature, `cosignature/v1`."""
        for blob in self._signatures(witness.name, _COSIGNATURE, witness.raw):
            seconds = int.from_bytes(blob[:8], "big")
            if _good(witness.raw, blob[8:], f"cosignature/v1\ntime {seconds}\n{self.text}".encode()):
                return True
        return False

    def _signatures(self, name: str, algorithm: bytes, key: bytes) -> list[bytes]:
        wanted = _key_id(name, algorithm, key)
        return [blob[4:] for signer, blob in self.signatures if signer == name and blob[:4] == wanted]


def _key_id(name: str, algorithm: bytes, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + algorithm + key).digest()[:4]


def _good(key: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read_note(note: str) -> _Signed | None:
    """A checkpoint by itself; None when the text is no checkpoint."""
    found = _NOTE.fullmatch(note)
    if found is None:
        return None
    signatures = []
    try:
        for signature in found[5].splitlines():
            _, name, encoded = signature.split(" ")
            signatures.append((name, _base64(encoded)))
        root = _base64(found[4])
    except ValueError:
        return None
    return _Signed(found[1], found[2], int(found[3]), root, tuple(signatures), note)


def _base64(encoded: str) -> bytes:
    """Base64 in its canonical spelling; `ValueError` for any other."""
    decoded = b64decode(encoded, validate=True)
    if b64encode(decoded).decode() != encoded:
        raise ValueError(encoded)
    return decoded


def parse_key(text: str) -> VerifierKey:
    """A public key given as PEM, as a verifier key (`name+id+base64`) or as base64 of its 32 bytes.

    Raises:
        CannotVerifyError: it is none of these.
    """
    text = text.strip()
    try:
        if text.startswith("-----BEGIN PUBLIC KEY-----"):
            der = _base64("".join(line for line in text.splitlines() if not line.startswith("-----")))
            if len(der) == len(_PEM_PREFIX) + 32 and der.startswith(_PEM_PREFIX):
                return VerifierKey(der[len(_PEM_PREFIX) :])
        elif text.endswith("=") or "+" not in text:  # base64 of 32 bytes ends in padding, a verifier key's 33 do not
            raw = _base64(text)
            if len(raw) == 32:
                return VerifierKey(raw)
        else:
            name, stated, encoded = text.split("+", 2)
            blob = _base64(encoded)
            algorithm, raw = blob[:1], blob[1:]
            if name and algorithm in (_ED25519, _COSIGNATURE) and len(raw) == 32:
                if _key_id(name, algorithm, raw).hex() != stated:
                    raise CannotVerifyError(
                        f"expected key id {_key_id(name, algorithm, raw).hex()}, got `{stated[:16]}`"
                    )
                return VerifierKey(raw, name, algorithm == _COSIGNATURE)
    except ValueError:
        pass
    raise CannotVerifyError("expected an Ed25519 public key as PEM, as `name+id+base64` or as base64 of 32 bytes")


@dataclass(frozen=True, slots=True)
class _Handover:
    """A `key` entry: from here on the log is signed with another key."""

    sequence: int
    old: bytes
    new: bytes
    signed: bool
    """By both keys, over this place in this log."""


def _read_handover(raw: bytes) -> _Handover | None:
    envelope = _read_envelope(raw)
    try:
        body = json.loads(raw)["body"]
        old, new = _base64(body["previous"]), _base64(body["key"])
        signature, acceptance = _base64(body["signature"]), _base64(body["acceptance"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if envelope is None or envelope.kind != b"key":
        return None
    words = (envelope.log.decode(), envelope.sequence, envelope.previous.decode(), body["previous"], body["key"])
    statement = "".join(f"{word}\n" for word in ("bailiwick-key/1", *words)).encode()
    return _Handover(
        envelope.sequence, old, new, _good(old, signature, statement) and _good(new, acceptance, statement)
    )


def _log_id(key: bytes, nonce: bytes) -> str:
    digest = sha256(b"bailiwick/log-id/v1\x00")
    for part in (key, nonce):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


# The files of claims: anchor, history, and what a pruned log keeps

_SLOT = 256
_ANCHORED = re.compile(
    rb"(bailiwick-head/1 ([0-9a-f]{32}) ([0-9]{20}) ([0-9a-f]{64}) ([0-9]{20}) (\S{1,64})) ([0-9a-f]{16}) *\n"
)


@dataclass(frozen=True, slots=True)
class _Anchored:
    """The head that an anchor names."""

    log: str
    size: int
    head: bytes
    boot: str


@dataclass(frozen=True, slots=True)
class _Problem:
    """Something wrong with a file of claims."""

    message: str
    broken: bool = True


def _read_anchor(data: bytes) -> tuple[_Anchored | None, list[_Problem]]:
    """The larger whole head of an anchor file."""
    heads = []
    problems = []
    for number, start in enumerate((0, _SLOT)):
        slot = data[start : start + _SLOT]
        found = _ANCHORED.fullmatch(slot)
        if found and sha256(found[1]).hexdigest()[:16].encode() == found[7]:
            heads.append(
                _Anchored(found[2].decode(), int(found[3]), bytes.fromhex(found[4].decode()), found[6].decode())
            )
        elif slot.strip(b"\x00"):
            problems.append(
                _Problem(f"slot {number} is spoilt, as a crash while it was written leaves it", broken=False)
            )
    if len(data) > 2 * _SLOT:
        problems.append(_Problem(f"expected {2 * _SLOT} bytes, found {len(data)}"))
    if not heads:
        problems.append(_Problem("expected a head of the log, no slot is whole"))
    return max(heads, key=lambda head: head.size, default=None), problems


def _read_history(data: bytes) -> tuple[list[_Signed], list[_Problem]]:
    """The checkpoints of a history file in order; stops at the first line that is none."""
    signed: list[_Signed] = []
    problems = []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        if not line.endswith(b"\n"):
            problems.append(_Problem(f"line {number} is cut, as a crash leaves it", broken=False))
            break
        item = _read_signed(line)
        if item is None:
            problems.append(_Problem(f"line {number}: expected a checkpoint, found `{_shown(line)}`"))
            break
        if signed and item.size <= signed[-1].size:
            message = f"line {number}: expected a checkpoint of more than {signed[-1].size} entries, found {item.size}"
            problems.append(_Problem(message))
            break
        signed.append(item)
    return signed, problems


def _read_signed(line: bytes) -> _Signed | None:
    try:
        data = json.loads(line)
        if data.keys() != {"frontier", "head", "note", "offset", "segment"}:
            return None
        head, frontier = bytes.fromhex(data["head"]), tuple(bytes.fromhex(node) for node in data["frontier"])
        segment, offset = int(data["segment"]), int(data["offset"])
        signed = _read_note(data["note"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if signed is None:
        return None
    return replace(signed, frontier=frontier, head=head, segment=segment, offset=offset)


@dataclass(frozen=True, slots=True)
class _Base:
    """What is left of the entries before number `size`."""

    genesis: bytes
    keys: tuple[bytes, ...]
    size: int
    frontier: tuple[bytes, ...]
    head: bytes


def _read_base(data: bytes) -> _Base | None:
    try:
        plain = json.loads(data)
        if plain.keys() != {"frontier", "genesis", "head", "keys", "size"} or type(plain["size"]) is not int:
            return None
        frontier = tuple(bytes.fromhex(node) for node in plain["frontier"])
        keys = tuple(line.encode() for line in plain["keys"])
        base = _Base(plain["genesis"].encode(), keys, plain["size"], frontier, bytes.fromhex(plain["head"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    hashes = [*base.frontier, base.head]
    if base.size < 1 or len(base.frontier) != base.size.bit_count() or any(len(one) != 32 for one in hashes):
        return None
    return base


# The verification of a log


def verify_log(evidence: Evidence) -> Report:
    """Check a whole log. Never raises for what it finds; `Report.good` is the answer."""
    return _Verification(evidence).run()


@dataclass
class _Verification:
    """One run over one log."""

    evidence: Evidence
    findings: list[Finding] = field(default_factory=list)
    log: str = ""
    keys: list[bytes] = field(default_factory=list)
    """The log's keys so far; the last one is in force."""
    start: int = 0
    size: int = 0
    previous: bytes = bytes(32)
    stack: list[bytes] = field(default_factory=list)
    segment: int = 0
    offset: int = 0
    time: bytes = b""
    anchor: _Anchored | None = None
    anchored_leaf: bytes = b""
    signed: dict[int, _Signed] = field(default_factory=dict)
    claimed: int = 0
    covered: int = 0
    mismatch: Finding | None = None
    kept: list[tuple[str, _Signed]] = field(default_factory=list)
    base: _Base | None = None
    prunes: list[tuple[int, bytes]] = field(default_factory=list)
    witnessed: int = 0

    def run(self) -> Report:
        self._read_anchor()
        self._read_checkpoints()
        self._read_kept()
        if self._read_base():
            self._read_segments()
        self._check_key()
        self._check_length()
        self._check_pruning()
        self._check_witnesses()
        root = _fold(self.stack).hex() if self._whole else ""
        key = self._key.hex()
        return Report(
            self.log, self.start, self.size, self.covered, root, key, tuple(self.findings), witnessed=self.witnessed
        )

    def _find(self, what: str, where: str, message: str, *, broken: bool = True, position: int = -1) -> None:
        self.findings.append(Finding(what, where, message, broken, position))

    @property
    def _chain_broken(self) -> bool:
        return any(finding.broken and finding.position >= 0 for finding in self.findings)

    @property
    def _key(self) -> bytes:
        return self.keys[-1] if self.keys else self.evidence.key or b""

    @property
    def _whole(self) -> bool:
        """The tree can be rebuilt: from the first entry, or from what a pruned log keeps."""
        return not self.start or self.base is not None

    # Step 1
    def _read_anchor(self) -> None:
        if self.evidence.anchor is not None:
            self.anchor, problems = _read_anchor(self.evidence.anchor)
            for problem in problems:
                self._find("anchor", "the anchor", problem.message, broken=problem.broken)
        elif self.evidence.at_home:
            self._find("anchor", "the anchor", "expected an anchored head of the log, found none")

    # Steps 2 and 3
    def _read_checkpoints(self) -> None:
        history = self.evidence.history
        if history is None:
            return
        signed, problems = _read_history(history)
        for problem in problems:
            self._find("checkpoint", "the checkpoint history", problem.message, broken=problem.broken)
        self.signed = {item.size: item for item in signed}
        self.claimed = max(self.signed, default=0)
        newest = (self.evidence.newest or b"").decode("utf-8", "replace")
        before = signed[-2].note if len(signed) > 1 else ""
        if signed and newest == before:
            message = "it is one behind the history, as a crash between the two writes leaves it"
            self._find("checkpoint", "the newest checkpoint", message, broken=False)
        elif not signed or newest != signed[-1].note:
            message = f"expected the checkpoint of {self.claimed} entries that ends the history, found another text"
            self._find("replay", "the newest checkpoint", message)

    def _read_kept(self) -> None:
        cosigned = (self.evidence.cosigned or b"").decode("utf-8", "replace")
        notes = [("earlier", note) for note in self.evidence.earlier]
        for what, note in (*notes, ("cosigned", cosigned)):
            if note:
                signed = _read_note(note)
                if signed is None:
                    self._find(
                        "checkpoint", f"the {what} checkpoint", "expected a signed checkpoint, found another text"
                    )
                else:
                    self.kept.append((f"the {what} checkpoint of {signed.size} entries", signed))

    # Step 4
    def _read_base(self) -> bool:
        """Take a pruned log up where it begins; False when that cannot be done."""
        if self.evidence.base is None or self.evidence.part:
            return True
        base = _read_base(self.evidence.base)
        found = base and _read_envelope(base.genesis)
        if base is None or not found or found.sequence or found.kind != b"genesis":
            message = "expected the state that a pruned log begins with, found something else"
            self._find("head-cut", "the base of the pruned log", message, position=0)
            return False
        self._begin(base.genesis)
        for raw in base.keys:
            self._hand_over(raw, "the base of the pruned log", 0)
        self.base, self.start, self.size, self.covered = base, base.size, base.size, base.size
        self.stack, self.previous = list(base.frontier), base.head
        self._compare_kept()
        return True

    def _read_segments(self) -> None:
        first = True
        for name, lines in self.evidence.segments:
            stated = int(name[:20])
            if self.base is not None and stated < self.base.size:
                message = "it is left from a prune that did not end; the next start takes it away"
                self._find("pruned", f"segment {name}", message, broken=False, position=stated)
                continue
            if first and self.evidence.part:
                self.start = self.size = stated
            if stated != self.size:
                message = f"expected a segment that starts with entry {self.size}, found one that starts with {stated}"
                what, position = ("head-cut", self.start) if first else ("gap", self.size)
                self._find(what, f"segment {name}", message, position=position)
                return
            self.segment, self.offset = stated, 0
            if not self._read_lines(name, iter(lines), first=first):
                return
            first = False
        if first and (self.claimed or self.anchor is None or self.anchor.size):
            self._find("head-cut", "the log", "expected at least one segment, found none", position=self.start)

    def _read_lines(self, name: str, lines: Iterator[bytes], *, first: bool) -> bool:
        """True when every line of a segment is the next entry."""
        begins = first and self.base is None
        for number, line in enumerate(lines, 1):
            raw = line[:-1]
            if line[-1:] != b"\n":
                message = f"the last write in {name} is cut after {len(line)} bytes; the next start sets it aside"
                self._find("torn", f"entry {self.size}", message, broken=False, position=self.size)
                return False
            if begins and number == 1:
                self._begin(raw)
            found = _read_next(raw, self.log.encode(), self.size, self.previous.hex().encode())
            if found is None:
                following = [_read_envelope(item[:-1]) for _, item in zip(range(LOOKAHEAD), lines, strict=False)]
                expected = _Envelope(b"", self.log.encode(), self.size, self.previous.hex().encode(), b"")
                anchor = self.anchor
                vouched = anchor.head.hex().encode() if anchor and anchor.size == self.size + 1 else b""
                broken = _diagnose(expected, raw, following, first=begins and number == 1, vouched=vouched)
                self._report_break(name, number, broken)
                return False
            self._examine(raw, *found)
            self.offset += len(line)
            self._take(sha256(b"\x00" + raw).digest())
        return True

    def _begin(self, raw: bytes) -> None:
        """Learn the log's id, and from a genesis entry its key; a part is taken up where it begins."""
        envelope = _read_envelope(raw)
        self.log = envelope.log.decode() if envelope else ""
        if self.start and envelope:
            self.previous = bytes.fromhex(envelope.previous.decode())
        if self.start or not envelope or envelope.sequence:
            return
        try:
            entry = json.loads(raw)
            key, nonce = b64decode(entry["body"]["key"], validate=True), bytes.fromhex(entry["body"]["nonce"])
        except (ValueError, KeyError, TypeError, RecursionError):
            self._find("genesis", "entry 0", "expected a genesis entry with key and nonce, found none", position=0)
            return
        made = _log_id(key, nonce)
        if entry["kind"] != "genesis" or made != self.log:
            self._find(
                "genesis", "entry 0", f"expected the log id {made} of this key and nonce, found {self.log}", position=0
            )
        self.keys = [key]

    def _report_break(self, name: str, number: int, found: _Break) -> None:
        """A break in the chain is exact: it stands for a checkpoint's mismatch over a range that holds it."""
        self.findings = [item for item in self.findings if item is not self.mismatch or item.position > found.position]
        if not self._chain_broken:
            where = f"entry {found.position} (near line {number} of {name})"
            self._find(found.what, where, found.message, position=found.position)

    def _examine(self, raw: bytes, kind: bytes, time: bytes) -> None:
        where = f"entry {self.size}"
        if self.size >= self.claimed and not _is_canonical(raw):
            self._find("edit", where, "expected canonical JSON, found another spelling", position=self.size)
        if kind == b"recovery":
            self._find("recovery", where, _recovery(raw), broken=False, position=self.size)
        elif kind == b"key":
            self._hand_over(raw, where, self.size)
        elif kind == b"prune":
            self.prunes.append((self.size, raw))
        elif kind == b"genesis" and self.size:
            self._find("genesis", where, "expected one genesis entry, found a second", position=self.size)
        if time < self.time:
            message = f"the clock goes back from {self.time.decode()} to {time.decode()}"
            self._find("clock", where, message, broken=False, position=self.size)
        self.time = time

    def _hand_over(self, raw: bytes, where: str, position: int) -> None:
        """Follow the log to its next key."""
        handover = _read_handover(raw)
        if handover is None or not handover.signed or (self.keys and handover.old != self.keys[-1]):
            message = "expected a new key signed by the key before and by itself, found a change that is not"
            self._find("key", where, message, position=position)
        else:
            self.keys.append(handover.new)

    def _take(self, leaf: bytes) -> None:
        """Add one leaf to the tree: merge as many pairs as the old size has trailing one bits."""
        self.previous = leaf
        node, rest = leaf, self.size
        self.size += 1
        if self._whole:
            while rest & 1:
                node = sha256(b"\x01" + self.stack.pop() + node).digest()
                rest >>= 1
            self.stack.append(node)
        if self.anchor is not None and self.size == self.anchor.size:
            self.anchored_leaf = leaf
        if self.size in self.signed:
            self._check_signed(self.signed[self.size])
        if self.kept:
            self._compare_kept()

    def _compare_kept(self) -> None:
        """Hold the checkpoints that somebody kept against the tree of their size."""
        for where, kept in self.kept:
            if kept.size != self.size:
                continue
            root = _fold(self.stack)
            if kept.origin != f"bailiwick/{self.log}":
                self._find("swap", where, f"expected the origin bailiwick/{self.log}, found {kept.origin}", position=0)
            elif not kept.verifies(self._key):
                self._find("forged", where, "expected a good signature of the log's key, found none", position=0)
            elif kept.root != root:
                message = f"expected the root {kept.root.hex()} that was signed then, the log now has {root.hex()}"
                self._find("rewritten", where, message, position=0)

    # Step 5
    def _check_signed(self, signed: _Signed) -> None:
        where = f"the checkpoint of {signed.size} entries"
        since, root, key = self.covered, _fold(self.stack), self._key
        if signed.origin != f"bailiwick/{self.log}":
            self._find(
                "swap", where, f"expected the origin bailiwick/{self.log}, found {signed.origin}", position=since
            )
        elif not signed.made_by(key):
            self._find("key", where, f"expected a signature by the log's key {key.hex()}, found none", position=since)
        elif not signed.verifies(key):
            self._find("forged", where, "expected a good signature, this one does not verify", position=since)
        elif signed.root != root:
            since = max(since, self._first_difference(signed))
            message = (
                f"expected the signed root {signed.root.hex()}, entries {since} to {self.size - 1} make it {root.hex()}"
            )
            self._find("edit", where, message, position=since)
            self.mismatch = self.findings[-1]
        elif (list(signed.frontier), signed.head) != (self.stack, self.previous):
            self._find("checkpoint", where, "expected the tree's frontier and last hash beside it, found others")
        elif (signed.segment, signed.offset) not in ((self.segment, self.offset), (self.size, 0)):
            ends = f"byte {self.offset} of segment {self.segment}"
            message = f"expected its end at {ends} beside it, found byte {signed.offset} of segment {signed.segment}"
            self._find("checkpoint", where, message)
        else:
            self.covered = signed.size

    def _first_difference(self, signed: _Signed) -> int:
        """The first leaf of the first subtree that differs from the signed ones; 0 when those are not known."""
        if not signed.frontier or _fold(list(signed.frontier)) != signed.root:
            return 0
        first = 0
        for bit, ours, theirs in zip(_subtree_sizes(self.size), self.stack, signed.frontier, strict=False):
            if ours != theirs:
                break
            first += bit
        return first

    # Step 6
    def _check_key(self) -> None:
        trusted = self.evidence.key
        if trusted is not None and self.keys and trusted not in self.keys:
            message = f"expected the log to have the trusted key {trusted.hex()}, it begins with {self.keys[0].hex()}"
            self._find("key", "entry 0", message, position=0)

    def _check_length(self) -> None:
        if self.evidence.part or self._chain_broken:
            return
        for where, kept in self.kept:
            if kept.size > self.size:
                message = f"expected the {kept.size} entries of {where}, found {self.size}"
                self._find("tail-cut", f"entry {self.size}", message, position=self.size)
            elif kept.size < self.start and where.startswith("the earlier"):
                message = f"expected a checkpoint of at least {self.start} entries: those before are pruned"
                self._find("pruned", where, message)
        if self.claimed > self.size:
            message = f"expected the {self.claimed} entries of a checkpoint, found {self.size}"
            self._find("tail-cut", f"entry {self.size}", message, position=self.size)
        if self.evidence.at_home and self.evidence.history is None:
            # The first checkpoint follows the genesis entry at once, but a crash can come between them.
            message = "expected signed checkpoints, found none"
            self._find("checkpoint", "the checkpoint history", message, broken=self.size > 1)
        if self.anchor is not None and (self.anchor.size or self.size):
            self._check_anchor(self.anchor)

    def _check_anchor(self, anchor: _Anchored) -> None:
        if anchor.log != self.log:
            self._find("swap", "the anchor", f"expected log {anchor.log} by the anchor, found {self.log}", position=0)
        elif anchor.size > self.size:
            message = f"expected the {anchor.size} entries that were anchored, found {self.size}"
            self._find("tail-cut", f"entry {self.size}", message, position=self.size)
        elif self.anchored_leaf != anchor.head and anchor.size > self.start:
            last = anchor.size - 1
            message = f"expected the anchored hash {anchor.head.hex()}, found {self.anchored_leaf.hex()}"
            self._find("edit", f"entry {last}", message, position=last)
        else:
            self._check_anchor_age(anchor)

    def _check_anchor_age(self, anchor: _Anchored) -> None:
        """An anchor may lag behind the log only by a write under way, or where the machine went down."""
        later = _read_anchor(self.evidence.anchor_after() or b"")[0] or anchor
        if later.size + 1 < self.size or anchor.size < self.claimed:
            went_down = bool(self.evidence.boot) and later.boot != self.evidence.boot
            message = f"expected an anchor at {self.size} entries, found one at {later.size}"
            self._find("rollback", "the anchor", message, broken=not went_down, position=later.size)

    def _check_pruning(self) -> None:
        """Only the key's owner may take entries away: an entry under a checkpoint says so."""
        if self.base is None or self._chain_broken:
            return
        wanted = {"head": self.base.head.hex(), "root": _fold(list(self.base.frontier)).hex(), "size": self.base.size}
        for position, raw in self.prunes:
            body = json.loads(raw)["body"]
            if position < self.covered and all(body.get(name) == value for name, value in wanted.items()):
                return
        message = f"expected a signed entry that says entries 0 to {self.base.size - 1} were pruned, found none"
        self._find("head-cut", "the base of the pruned log", message, position=0)

    def _check_witnesses(self) -> None:
        notes = [*self.signed.values(), *(kept for where, kept in self.kept if where.startswith("the cosigned"))]
        notes = [note for note in notes if note.size >= self.start]
        sizes = []
        for witness in self.evidence.witnesses:
            seen = max((note.size for note in notes if note.cosigned_by(witness)), default=0)
            sizes.append(seen)
            if not seen:
                message = f"expected a checkpoint cosigned by `{witness.name}`, found none"
                self._find("witness", "the checkpoints", message)
        self.witnessed = min(sizes, default=0)


def _subtree_sizes(size: int) -> list[int]:
    return [1 << bit for bit in reversed(range(size.bit_length())) if size >> bit & 1]


def _fold(stack: list[bytes]) -> bytes:
    if not stack:
        return sha256(b"").digest()
    node = stack[-1]
    for left in reversed(stack[:-1]):
        node = sha256(b"\x01" + left + node).digest()
    return node


def _is_canonical(raw: bytes) -> bool:
    try:
        text = json.dumps(json.loads(raw), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode() == raw
    except (ValueError, RecursionError):
        return False


def _recovery(raw: bytes) -> str:
    try:
        body = json.loads(raw)["body"]
        torn, lost, saved = body["torn_bytes"], body["lost_entries"], body["saved_as"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "the log was recovered after a crash"
    parts = []
    if torn:
        parts.append(f"{torn} bytes of a torn write were set aside in {saved}")
    if lost:
        parts.append(f"{lost} acknowledged entries were lost when the machine went down")
    return "; ".join(parts) or "the log was recovered after a crash"


# The verification of a receipt


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt that holds proves."""

    entry: dict[str, Any]
    """The entry as data."""
    leaf: str
    """Its leaf hash, hex."""
    size: int
    """Entries of the signed tree."""
    root: str
    key: str
    """The key that signed the tree, hex."""
    cosigned: tuple[str, ...] = ()
    """Names of the demanded witnesses; all of them cosigned."""


_PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\n(?:extra [^\n]*\n)?index (0|[1-9][0-9]{0,18})\n"
    rf"((?:[A-Za-z0-9+/]{{43}}=\n){{0,{PROOF_HASHES}}})\n"
)


def looks_like_receipt(text: str) -> bool:
    """Whether a file that starts with `text` means to be a receipt."""
    return '"bailiwick-receipt/' in text[:200]


def check_receipt(text: str, key: bytes | None = None, witnesses: Sequence[VerifierKey] = ()) -> Receipt:
    """What the receipt in `text` proves, under `key` or, without one, under the key that it names itself.

    Raises:
        BadReceiptError: it proves nothing; the text says which step of docs/formats/receipt.md fails.
    """
    plain = _read_receipt(text)
    proof = _PROOF.match(plain["proof"])
    signed = _read_note(plain["proof"][proof.end() :]) if proof else None
    line = plain["entry"].encode("utf-8", "surrogatepass")
    envelope = _read_envelope(line)
    try:
        entry, signer = json.loads(line), parse_key(plain["key"])
        hashes = [_base64(one) for one in proof[2].split()] if proof else []
    except (ValueError, RecursionError, CannotVerifyError) as error:
        raise BadReceiptError(f"expected entry, proof and key in their forms: {error}") from error
    if proof is None or signed is None or envelope is None or signer.cosigns:
        raise BadReceiptError("expected an entry, a tlog-proof with a checkpoint and a key, found something else")
    keys = _chain_of_keys(plain.get("handovers", []), signer.raw, envelope.log)
    if key is not None and key not in keys:
        raise BadReceiptError("expected a receipt signed by the trusted key, it names another key")
    if not signer.name == signed.origin == f"bailiwick/{envelope.log.decode()}":
        names = f"`bailiwick/{envelope.log.decode()}`, `{signed.origin}` and `{signer.name}`"
        raise BadReceiptError(f"expected entry, checkpoint and key of one log, found {names}")
    if not signed.verifies(signer.raw):
        raise BadReceiptError("expected the checkpoint to be signed by the key, its signature is missing or forged")
    index = int(proof[1])
    if envelope.sequence != index:
        raise BadReceiptError(f"expected the entry with the number {index} of the proof, found {envelope.sequence}")
    leaf = sha256(b"\x00" + line).digest()
    if not verify_inclusion(leaf, index, signed.size, hashes, signed.root):
        raise BadReceiptError("expected the entry to be in the signed tree, the proof does not lead to its root")
    for witness in witnesses:
        if not signed.cosigned_by(witness):
            raise BadReceiptError(f"expected a cosignature of the witness `{witness.name}`, found none that is good")
    names_seen = tuple(witness.name for witness in witnesses)
    return Receipt(entry, leaf.hex(), signed.size, signed.root.hex(), signer.raw.hex(), names_seen)


def _read_receipt(text: str) -> dict[str, Any]:
    if len(text) > RECEIPT_BYTES:
        raise BadReceiptError(f"expected a receipt of at most {RECEIPT_BYTES} bytes, got {len(text)}")
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadReceiptError("expected a receipt as a JSON object") from error
    if not isinstance(plain, dict) or plain.get("format") != "bailiwick-receipt/1":
        raise BadReceiptError("expected a receipt of the format `bailiwick-receipt/1`")
    handovers = plain.get("handovers", [])
    texts = [value for name, value in plain.items() if name != "handovers"]
    if plain.keys() - {"handovers"} != {"entry", "format", "key", "proof"} or not isinstance(handovers, list):
        raise BadReceiptError("expected a receipt with the texts entry, format, key and proof, found other fields")
    if len(handovers) > PROOF_HASHES or not all(isinstance(value, str) for value in (*texts, *handovers)):
        raise BadReceiptError(f"expected texts, and at most {PROOF_HASHES} changes of the key")
    return plain


def _chain_of_keys(lines: list[str], signer: bytes, log: bytes) -> list[bytes]:
    """The keys from the one before the first change to the signer's."""
    keys: list[bytes] = []
    for line in lines:
        raw = line.encode("utf-8", "surrogatepass")
        handover, envelope = _read_handover(raw), _read_envelope(raw)
        if handover is None or envelope is None or not handover.signed or envelope.log != log:
            raise BadReceiptError("expected each change of the key to be signed by both keys, one is not")
        if keys and keys[-1] != handover.old:
            raise BadReceiptError("expected each change of the key to begin with the key before, one does not")
        keys += [handover.new] if keys else [handover.old, handover.new]
    if keys and keys[-1] != signer:
        raise BadReceiptError("expected the last change of the key to lead to the key that signed, it does not")
    return keys or [signer]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """True when `proof` shows that `leaf` is number `index` of the tree (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, position, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = sha256(b"\x01" + sibling + node).digest()
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            node = sha256(b"\x01" + node + sibling).digest()
        position >>= 1
        last >>= 1
    return last == 0 and node == root


# Reading files. Order matters on a live log: claims (checkpoints, anchor) are read before the entries, so that the
# entries can only be more than claimed, never fewer.

_SEGMENT = re.compile(r"[0-9]{20}\.jsonl")


def collect(path: str, *, key: bytes | None = None) -> Evidence:
    """The evidence at `path`: a home (with `log/` and `anchors/` in it), a log folder, or one segment file.

    Raises:
        CannotVerifyError: there is no log at `path`, or it cannot be read.
    """
    if os.path.isfile(path):
        name = os.path.basename(path)
        if not _SEGMENT.fullmatch(name):
            raise CannotVerifyError(
                f"expected a log folder, a receipt or a segment file (20 digits and .jsonl), got `{path}`"
            )
        return Evidence(None, None, None, [(name, _lines(path))], key=key, at_home=False, part=True)
    at_home = os.path.isdir(f"{path}/log")
    folder = f"{path}/log" if at_home else path
    anchor = f"{path}/anchors/log.head"
    history, newest = _checkpoints(folder)
    base, cosigned = _content(f"{folder}/pruned"), _content(f"{folder}/cosigned")
    anchored = _content(anchor) if at_home else None
    try:
        names = sorted(name for name in os.listdir(folder) if _SEGMENT.fullmatch(name))
    except OSError as error:
        raise CannotVerifyError(f"cannot read the log `{folder}`: {error.strerror}") from error
    if not names and history is None and anchored is None:
        raise NoLogError(f"expected a log at `{path}`, found none")
    return Evidence(
        history,
        newest,
        anchored,
        ((name, _lines(f"{folder}/{name}")) for name in names),
        anchor_after=lambda: _content(anchor) if at_home else None,
        boot=_boot_id() if at_home else "",
        key=key,
        at_home=at_home,
        base=base,
        cosigned=cosigned,
    )


def _checkpoints(folder: str) -> tuple[bytes | None, bytes | None]:
    """History and newest checkpoint of one moment, also while a writer adds to both."""
    newest = _content(f"{folder}/checkpoint")
    history = None
    for _ in range(ATTEMPTS):
        history = _content(f"{folder}/checkpoints.jsonl")
        before, newest = newest, _content(f"{folder}/checkpoint")
        if before == newest:
            break
    return history, newest


def _opened(path: str) -> BinaryIO:
    """A regular file of a log; a pipe in its place is refused and not waited for. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EINVAL, "it is not a regular file", path)


def _lines(path: str) -> Iterator[bytes]:
    try:
        with _opened(path) as file:
            while line := file.readline(ENTRY_BYTES + 1):
                yield line
    except OSError as error:
        raise CannotVerifyError(f"cannot read `{path}`: {error.strerror}") from error


def _content(path: str) -> bytes | None:
    try:
        with _opened(path) as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotVerifyError(f"cannot read `{path}`: {error.strerror}") from error


def _boot_id() -> str:
    """The running boot of this machine; empty where it has no name."""
    try:
        if sys.platform == "darwin":
            command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
            return subprocess.run(command, capture_output=True, check=True, timeout=5).stdout.decode().strip()  # noqa: S603 - fixed words
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def read_receipt(path: str) -> str | None:
    """The text of a file that means to be a receipt; None for everything else that can be verified.

    Raises:
        CannotVerifyError: it cannot be read.
    """
    if not os.path.isfile(path):
        return None
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            start = file.read(200)
            return start + file.read(RECEIPT_BYTES) if looks_like_receipt(start) else None
    except OSError as error:
        raise CannotVerifyError(f"cannot read `{path}`: {error.strerror}") from error


def read_text(path: str) -> str:
    """A key or checkpoint file.

    Raises:
        CannotVerifyError: it cannot be read.
    """
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(SMALL_FILE_BYTES)
    except OSError as error:
        raise CannotVerifyError(f"cannot read `{path}`: {error.strerror}") from error


def read_key(given: str) -> VerifierKey:
    """A key given as text, or as the path of a file that has it.

    Raises:
        CannotVerifyError: it is no key.
    """
    return parse_key(read_text(given) if os.path.isfile(given) else given)


# Saying it

OWN_WORD = "the log itself"
"""Where a key comes from that nobody gave."""


def report_as_data(report: Report, path: str, source: str, seconds: float) -> dict[str, object]:
    """The report for programs."""
    first, key = report.first, report.key
    return {
        "good": report.good,
        "path": path,
        "log": report.log,
        "start": report.start,
        "size": report.size,
        "covered": report.covered,
        "not_covered": report.size - report.covered if report.root else 0,
        "witnessed": report.witnessed,
        "root": report.root,
        "key": _verifier_key(f"bailiwick/{report.log}", bytes.fromhex(key)) if len(key) == 64 else None,
        "key_from": source,
        "seconds": round(seconds, 3),
        "first_bad": _finding_as_data(first) if first else None,
        "findings": [_finding_as_data(finding) for finding in report.findings],
    }


def _finding_as_data(finding: Finding) -> dict[str, object]:
    return {
        "what": finding.what,
        "where": finding.where,
        "position": finding.position if finding.position >= 0 else None,
        "message": finding.message,
        "broken": finding.broken,
    }


def _verifier_key(name: str, key: bytes) -> str:
    return f"{name}+{_key_id(name, _ED25519, key).hex()}+{b64encode(_ED25519 + key).decode()}"


def report_as_text(report: Report, path: str, source: str, seconds: float) -> list[str]:
    """The report for people, line by line."""
    first = report.first
    if first is None:
        lines = [f"good  {path}: {_praise(report)}"]
    else:
        lines = [f"BROKEN  {path}: {MEANINGS[first.what]} at {first.where}", f"  {first.message}"]
        others = [finding for finding in report.findings if finding.broken and finding is not first]
        lines += [f"  also {other.where}: {other.message}" for other in others]
        sound = min(report.size, first.position) if first.position >= 0 else report.size
        hold = f"  entries {report.start} to {sound - 1} hold"
        lines.append(hold if sound > report.start else "  no entry can be relied on")
    lines += [f"  note, {one.where}: {one.message}" for one in report.findings if not one.broken]
    lines.append(
        f"  log {report.log or 'unknown'}, key {report.key[:16] or 'unknown'}... from {source}, {seconds:.2f} s"
    )
    if source == OWN_WORD and first is None:
        lines.append("  give --key to be sure that it was not written anew by somebody else")
    return [printable(line) for line in lines]


def _praise(report: Report) -> str:
    entries = report.size - report.start
    if not report.root or not report.covered:
        return f"{entries} entries chained; no checkpoint was checked"
    parts = [f"{entries} entries chained, {report.covered - report.start} under a signed checkpoint"]
    if report.start:
        parts.append(f"{report.start} before them pruned by its owner")
    if report.size > report.covered:
        parts.append(f"{report.size - report.covered} not yet covered by one")
    if report.witnessed:
        parts.append(f"cosigned up to entry {report.witnessed - 1}")
    return ", ".join(parts)


def receipt_as_data(receipt: Receipt | None, path: str, source: str, problem: str) -> dict[str, object]:
    """A checked receipt, or why it does not hold, for programs."""
    plain: dict[str, object] = {"good": receipt is not None, "path": path, "problem": problem}
    if receipt is not None:
        entry = receipt.entry
        plain |= {
            "log": entry["log"],
            "entry": entry["seq"],
            "leaf": receipt.leaf,
            "tree_size": receipt.size,
            "root": receipt.root,
            "key": receipt.key,
            "key_from": source,
            "cosigned": list(receipt.cosigned),
            "time": entry["time"],
            "kind": entry["kind"],
            "body": entry["body"],
        }
    return plain


def receipt_as_text(receipt: Receipt | None, path: str, source: str, problem: str) -> list[str]:
    """The same for people, line by line."""
    if receipt is None:
        lines = [f"BROKEN  {path}: the receipt does not hold", f"  {problem}"]
    else:
        entry, body = receipt.entry, receipt.entry["body"]
        lines = [f"good  {path}: entry {entry['seq']} is in the signed tree of {receipt.size} entries"]
        lines.append(f"  {entry['time']}  {entry['kind']}  {body.get('summary', body.get('what', ''))}")
        names = ("verdict", "answered", "agent", "session", "policy")
        lines += [f"  {name}: {body[name]}" for name in names if body.get(name)]
        lines += [f"  cosigned by {name}" for name in receipt.cosigned]
        lines.append(f"  log {entry['log']}, key {receipt.key[:16]}... from {source}")
        if source == OWN_WORD:
            lines.append(
                "  give --key to be sure whose log this is: anybody can sign a receipt with a key of their own"
            )
    return [printable(line) for line in lines]


def printable(text: str) -> str:
    """`text` without what a terminal would act on."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _shown(raw: bytes) -> str:
    return raw[:60].decode("utf-8", "replace").strip()


def _short(digest: bytes) -> str:
    return digest[:16].decode() + "..."


# The command


def main(argv: Sequence[str] | None = None) -> int:
    """Check what the arguments name; returns the exit code."""
    parser = argparse.ArgumentParser(description="Check a Bailiwick log or receipt from the written formats alone.")
    parser.add_argument("path", metavar="PATH", help="a home, a log folder, a segment file or a receipt")
    parser.add_argument("--key", help="the trusted public key: PEM, `name+id+base64` or base64, or a file of it")
    parser.add_argument("--since", metavar="CHECKPOINT", help="also: the log extends this older signed checkpoint")
    parser.add_argument("--witness", metavar="KEY", action="append", default=[], help="also: this witness cosigned it")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args(argv)
    try:
        key = read_key(arguments.key).raw if arguments.key else None
        witnesses = tuple(read_key(given) for given in arguments.witness)
        since = (read_text(arguments.since),) if arguments.since else ()
        good, data, lines = check(arguments.path, key, "--key" if key else OWN_WORD, since=since, witnesses=witnesses)
    except CannotVerifyError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        return 2
    sys.stdout.write(json.dumps(data, indent=1) + "\n" if arguments.json else "".join(f"{line}\n" for line in lines))
    return 0 if good else 1


def check(
    path: str, key: bytes | None, source: str, *, since: tuple[str, ...] = (), witnesses: tuple[VerifierKey, ...] = ()
) -> tuple[bool, dict[str, object], list[str]]:
    """Check what lies at `path`: whether it holds, the answer for programs, and the answer for people.

    Raises:
        CannotVerifyError: there is nothing to check.
    """
    text = read_receipt(path)
    if text is None:
        started = clock.perf_counter()
        evidence = collect(path, key=key)
        report = verify_log(replace(evidence, earlier=since, witnesses=witnesses))
        seconds = clock.perf_counter() - started
        data, lines = report_as_data(report, path, source, seconds), report_as_text(report, path, source, seconds)
        return report.good, data, lines
    receipt, problem = None, ""
    try:
        receipt = check_receipt(text, key, witnesses)
    except BadReceiptError as error:
        problem = str(error)
    data = receipt_as_data(receipt, path, source, problem)
    return receipt is not None, data, receipt_as_text(receipt, path, source, problem)


if __name__ == "__main__":
    sys.exit(main())
