"""The whole-log verifier: docs/formats/log.md in code, and nothing else.

It shares no code with the writer: lines are read with its own grammar, the tree is rebuilt on
its own stack, notes are checked from their bytes. It does no I/O; an `Evidence` brings the
bytes. The steps, numbered as in the format document:

1. Anchor: at least one slot whole.
2. Checkpoint history: each line a checkpoint, sizes growing.
3. Newest checkpoint: the last of the history, or after a crash the one before.
4. Entries: segments without gap; each line in the grammar, numbered, of this log, naming its
   predecessor's hash; the genesis makes the log id; entries that no checkpoint covers are
   also read in full and must be canonical JSON.
5. Tree: at each checkpoint's size its origin, signature, root, frontier and last leaf hold.
6. Length: as many entries as checkpoints and anchor say, the last anchored one with its hash.

An earlier checkpoint that somebody kept is held against the tree of its size, like those of the history.
"""

from __future__ import annotations

import json
from base64 import b64decode
from hashlib import sha256

from bailiwick.ledger.verify_chain import Break, Envelope, diagnose, read_envelope, read_next
from bailiwick.ledger.verify_heads import Anchored, Signed, read_anchor, read_history, read_note
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LOOKAHEAD = 2048
"""Lines behind a break that are read to tell an edit from an insertion, a deletion or a swap."""


def _no_anchor() -> bytes | None:
    return None


class Evidence(Value):
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
    earlier: str = ""
    """A checkpoint of this log that somebody kept elsewhere: the log must extend it."""


class Finding(Value):
    """One thing that is not as it must be (`broken`), or that a person should know (not broken)."""

    what: str
    """`edit`, `insert`, `delete`, `reorder`, `swap`, `head-cut`, `tail-cut`, `gap`, `forged`, `key`, `replay`,
    `rewritten`, `rollback`, `genesis`, `checkpoint`, `anchor`; and not broken: `torn`, `recovery`, `clock`."""
    where: str
    message: str
    broken: bool = True
    position: int = -1
    """Sequence of the first entry concerned, -1 when it is about no entry."""


class Report(Value):
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
    """The public key that the log is signed with, hex; empty when unknown."""
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Nothing is broken."""
        return not any(finding.broken for finding in self.findings)

    @property
    def first(self) -> Finding | None:
        """The broken finding that concerns the earliest entry."""
        broken = [finding for finding in self.findings if finding.broken]
        return min(broken, key=lambda finding: (finding.position < 0, finding.position), default=None)


def verify_log(evidence: Evidence) -> Report:
    """Check a whole log. Never raises for what it finds; `Report.good` is the answer."""
    return _Verification(evidence).run()


class _Verification:
    """One run over one log."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.findings: list[Finding] = []
        self.log = ""
        self.key = evidence.key
        self.start = self.size = 0
        self.previous = bytes(32)
        self.stack: list[bytes] = []
        self.segment = self.offset = 0
        self.time = b""
        self.anchor: Anchored | None = None
        self.anchored_leaf = b""
        self.signed: dict[int, Signed] = {}
        self.claimed = self.covered = 0
        self.mismatch: Finding | None = None
        self.earlier: Signed | None = None

    def run(self) -> Report:
        self._read_anchor()
        self._read_checkpoints()
        self._read_earlier()
        self._read_segments()
        self._check_length()
        root = "" if self.start else _fold(self.stack).hex()
        key = self.key.hex() if self.key else ""
        return Report(self.log, self.start, self.size, self.covered, root, key, tuple(self.findings))

    def _find(self, what: str, where: str, message: str, *, broken: bool = True, position: int = -1) -> None:
        self.findings.append(Finding(what, where, message, broken, position))

    @property
    def _chain_broken(self) -> bool:
        return any(finding.broken and finding.position >= 0 for finding in self.findings)

    # Step 1
    def _read_anchor(self) -> None:
        if self.evidence.anchor is not None:
            self.anchor, problems = read_anchor(self.evidence.anchor)
            for problem in problems:
                self._find("anchor", "the anchor", problem.message, broken=problem.broken)
        elif self.evidence.at_home:
            self._find("anchor", "the anchor", "expected an anchored head of the log, found none")

    # Steps 2 and 3
    def _read_checkpoints(self) -> None:
        history = self.evidence.history
        if history is None:
            return
        signed, problems = read_history(history)
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

    def _read_earlier(self) -> None:
        if self.evidence.earlier:
            self.earlier = read_note(self.evidence.earlier)
            if self.earlier is None:
                self._find("checkpoint", "the earlier checkpoint", "expected a signed checkpoint, found another text")

    # Step 4
    def _read_segments(self) -> None:
        first = True
        for name, lines in self.evidence.segments:
            stated = int(name[:20])
            if first and self.evidence.part:
                self.start = self.size = stated
            if stated != self.size:
                message = f"expected a segment that starts with entry {self.size}, found one that starts with {stated}"
                self._find("head-cut" if first else "gap", f"segment {name}", message, position=self.size)
                return
            self.segment, self.offset = stated, 0
            if not self._read_lines(name, iter(lines), first=first):
                return
            first = False
        if first and (self.claimed or self.anchor is None or self.anchor.size):
            self._find("head-cut", "the log", "expected at least one segment, found none", position=0)

    def _read_lines(self, name: str, lines: Iterator[bytes], *, first: bool) -> bool:
        """True when every line of a segment is the next entry."""
        for number, line in enumerate(lines, 1):
            raw = line[:-1]
            if line[-1:] != b"\n":
                message = f"the last write in {name} is cut after {len(line)} bytes; the next start sets it aside"
                self._find("torn", f"entry {self.size}", message, broken=False, position=self.size)
                return False
            if first and number == 1:
                self._begin(raw)
            found = read_next(raw, self.log.encode(), self.size, self.previous.hex().encode())
            if found is None:
                following = [read_envelope(item[:-1]) for _, item in zip(range(LOOKAHEAD), lines, strict=False)]
                expected = Envelope(b"", self.log.encode(), self.size, self.previous.hex().encode(), b"")
                anchor = self.anchor
                vouched = anchor.head.hex().encode() if anchor and anchor.size == self.size + 1 else b""
                broken = diagnose(expected, raw, following, first=first and number == 1, vouched=vouched)
                self._report_break(name, number, broken)
                return False
            self._examine(raw, *found)
            self.offset += len(line)
            self._take(sha256(b"\x00" + raw).digest())
        return True

    def _begin(self, raw: bytes) -> None:
        """Learn the log's id, and from a genesis entry its key; a part is taken up where it begins."""
        envelope = read_envelope(raw)
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
        trusted = self.evidence.key
        if trusted is not None and trusted != key:
            message = f"expected the log to begin with the trusted key {trusted.hex()}, it begins with {key.hex()}"
            self._find("key", "entry 0", message, position=0)
        self.key = trusted or key

    def _report_break(self, name: str, number: int, found: Break) -> None:
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
        if time < self.time:
            message = f"the clock goes back from {self.time.decode()} to {time.decode()}"
            self._find("clock", where, message, broken=False, position=self.size)
        self.time = time

    def _take(self, leaf: bytes) -> None:
        """Add one leaf to the tree: merge as many pairs as the old size has trailing one bits."""
        self.previous = leaf
        node, rest = leaf, self.size
        self.size += 1
        if not self.start:
            while rest & 1:
                node = sha256(b"\x01" + self.stack.pop() + node).digest()
                rest >>= 1
            self.stack.append(node)
        if self.anchor is not None and self.size == self.anchor.size:
            self.anchored_leaf = leaf
        if self.size in self.signed:
            self._check_signed(self.signed[self.size])
        if self.earlier is not None and self.size == self.earlier.size:
            self._check_earlier(self.earlier)

    def _check_earlier(self, earlier: Signed) -> None:
        where, root, key = f"the earlier checkpoint of {earlier.size} entries", _fold(self.stack), self.key or b""
        if earlier.origin != f"bailiwick/{self.log}":
            self._find("swap", where, f"expected the origin bailiwick/{self.log}, found {earlier.origin}", position=0)
        elif not earlier.verifies(key):
            self._find("forged", where, "expected a good signature of the log's key, found none", position=0)
        elif earlier.root != root:
            message = f"expected the root {earlier.root.hex()} that was signed then, the log now has {root.hex()}"
            self._find("rewritten", where, message, position=0)

    # Step 5
    def _check_signed(self, signed: Signed) -> None:
        where = f"the checkpoint of {signed.size} entries"
        since, root, key = self.covered, _fold(self.stack), self.key or b""
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

    def _first_difference(self, signed: Signed) -> int:
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
    def _check_length(self) -> None:
        if self.evidence.part or self._chain_broken:
            return
        if self.earlier is not None and self.earlier.size > self.size:
            message = f"expected the {self.earlier.size} entries of the earlier checkpoint, found {self.size}"
            self._find("tail-cut", f"entry {self.size}", message, position=self.size)
        if self.claimed > self.size:
            message = f"expected the {self.claimed} entries of a checkpoint, found {self.size}"
            self._find("tail-cut", f"entry {self.size}", message, position=self.size)
        if self.evidence.at_home and self.evidence.history is None:
            # The first checkpoint follows the genesis entry at once, but a crash can come between them.
            message = "expected signed checkpoints, found none"
            self._find("checkpoint", "the checkpoint history", message, broken=self.size > 1)
        anchor = self.anchor
        if anchor is None or not (anchor.size or self.size):
            return
        if anchor.log != self.log:
            self._find("swap", "the anchor", f"expected log {anchor.log} by the anchor, found {self.log}", position=0)
        elif anchor.size > self.size:
            message = f"expected the {anchor.size} entries that were anchored, found {self.size}"
            self._find("tail-cut", f"entry {self.size}", message, position=self.size)
        elif self.anchored_leaf != anchor.head and anchor.size:
            last = anchor.size - 1
            message = f"expected the anchored hash {anchor.head.hex()}, found {self.anchored_leaf.hex()}"
            self._find("edit", f"entry {last}", message, position=last)
        else:
            self._check_anchor_age(anchor)

    def _check_anchor_age(self, anchor: Anchored) -> None:
        """An anchor may lag behind the log only by a write under way, or where the machine went down."""
        later = read_anchor(self.evidence.anchor_after() or b"")[0] or anchor
        if later.size + 1 < self.size or anchor.size < self.claimed:
            went_down = bool(self.evidence.boot) and later.boot != self.evidence.boot
            message = f"expected an anchor at {self.size} entries, found one at {later.size}"
            self._find("rollback", "the anchor", message, broken=not went_down, position=later.size)


def _log_id(key: bytes, nonce: bytes) -> str:
    digest = sha256(b"bailiwick/log-id/v1\x00")
    for part in (key, nonce):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


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
