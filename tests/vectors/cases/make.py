"""Makes `cases.json`: whole logs and receipts, good and tampered, with what a verifier must say of each.

python tests/vectors/cases/make.py           write it
python tests/vectors/cases/make.py --check   compare, exit code 1 when a byte differs

Keys, nonces and times are fixed. What is expected is written here by hand, from docs/formats/tampering.md. A case has
`files` (path in a home to its text), `key` (the trusted key), perhaps `since` (a checkpoint kept elsewhere) and
`witness` (a demanded one); or `receipt` in place of files. Expected: `good`, and if not `what` and `position`.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from bailiwick.adapters.anchors import Head
from bailiwick.adapters.checkpoints import ChainState, SignedState
from bailiwick.crypto.hashing import NO_LEAF, LeafHash, leaf_hash
from bailiwick.crypto.note import COSIGNATURE, sign_note, verifier_key
from bailiwick.crypto.signing import SigningKey
from bailiwick.ledger.checkpoint import Checkpoint, origin_of
from bailiwick.ledger.entry import Entry, format_time, log_id
from bailiwick.ledger.handover import handover_body
from bailiwick.ledger.proofs import inclusion_path
from bailiwick.ledger.receipt import Receipt
from bailiwick.ledger.tlog_proof import TlogProof
from bailiwick.ledger.tree import Frontier
from bailiwick.ledger.witness import cosign

TARGET = Path(__file__).parent / "cases.json"
FIRST, SECOND, STRANGER, WITNESS = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3, 4))
WITNESS_NAME = "example.org/witness"
START = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
Files = dict[str, str]
Case = dict[str, Any]
ANCHOR, HISTORY, NEWEST = "anchors/log.head", "log/checkpoints.jsonl", "log/checkpoint"


class Log:
    """A log in memory, written by the book."""

    def __init__(self, key: SigningKey = FIRST) -> None:
        self.key = key
        public = key.public().raw
        nonce = bytes(range(16))
        self.id = log_id(public, nonce)
        self.lines: list[str] = []
        self.state = ChainState(Frontier(), NO_LEAF, 0, 0)
        self.segments: dict[int, list[str]] = {0: []}
        self.history: list[SignedState] = []
        self.keys: list[str] = []
        self.append("genesis", {"key": b64encode(public).decode(), "nonce": nonce.hex(), "software": "vectors"})
        self.sign()

    def append(self, kind: str, body: dict[str, object]) -> None:
        now = format_time(START + timedelta(seconds=self.state.size))
        entry = Entry(self.id, self.state.size, self.state.head.hex(), now, kind, body)
        line = entry.encode().decode()
        head = leaf_hash(line.encode())
        end = self.state.offset + len(line.encode()) + 1
        self.lines.append(line)
        self.segments[self.state.segment].append(line)
        self.state = ChainState(self.state.frontier.append(head), head, self.state.segment, end)

    def decide(self, count: int) -> None:
        for _ in range(count):
            self.append("decision", {"summary": f"caf\u00e9 {self.state.size}", "verdict": "deny"})

    def roll(self) -> None:
        self.state = self.state.replace(segment=self.state.size, offset=0)
        self.segments[self.state.size] = []

    def sign(self) -> None:
        text = Checkpoint(origin_of(self.id), self.state.size, self.state.frontier.root()).text()
        self.history.append(SignedState(sign_note(text, origin_of(self.id), self.key), self.state))

    def rotate(self, key: SigningKey) -> None:
        self.append("key", handover_body(self.id, self.state.size, self.state.head.hex(), self.key, key))
        self.keys.append(self.lines[-1])
        self.key = key
        self.sign()

    def base(self, size: int) -> dict[str, object]:
        tree, head = Frontier(), NO_LEAF
        for line in self.lines[:size]:
            head = leaf_hash(line.encode())
            tree = tree.append(head)
        keys = [line for line in self.keys if line in self.lines[:size]]
        return {
            "frontier": tree.encode(), "genesis": self.lines[0], "head": head.hex(), "keys": keys, "size": size,
        }  # fmt: skip

    def files(self) -> Files:
        size = self.state.size
        heads = {
            count & 1: Head(self.id, count, leaf_hash(self.lines[count - 1].encode()), 1) for count in (size - 1, size)
        }
        made = {f"log/{first:020d}.jsonl": _text(lines) for first, lines in self.segments.items()}
        made[HISTORY] = "".join(f"{signed.encode().decode()}\n" for signed in self.history)
        made[NEWEST] = self.history[-1].note
        made[ANCHOR] = "".join(heads[slot].encode().decode() for slot in (0, 1))
        return made

    def receipt(self, index: int, *, note: str = "") -> Receipt:
        leaves: list[LeafHash] = [leaf_hash(line.encode()) for line in self.lines[: self.history[-1].state.size]]
        path = inclusion_path(len(leaves), index, lambda start, end: _tree_root(leaves[start:end]))
        proof = TlogProof(index, path, note or self.history[-1].note).text()
        key = verifier_key(origin_of(self.id), self.key.public())
        return Receipt(self.lines[index], proof, key, tuple(self.keys))


def _tree_root(leaves: list[LeafHash]) -> bytes:
    tree = Frontier()
    for leaf in leaves:
        tree = tree.append(leaf)
    return tree.root()


def honest() -> Log:
    """Twelve entries in two segments: three checkpoints, the last two entries behind them."""
    log = Log()
    log.decide(4)
    log.sign()
    log.decide(2)
    log.roll()
    log.decide(3)
    log.sign()
    log.decide(2)
    return log


def make() -> list[Case]:
    """All cases."""
    return [*log_cases(), *key_cases(), *prune_cases(), *witness_cases(), *receipt_cases()]


def log_cases() -> list[Case]:
    log, other = honest(), Log(STRANGER)
    other.decide(4)
    files = log.files()
    one, two = "log/00000000000000000000.jsonl", "log/00000000000000000007.jsonl"
    oldest = log.history[1].note

    def lines(change: Any) -> Files:
        """The files with the entries changed, put back into the two segments."""
        every = change(list(log.lines))
        return {**files, one: _text(every[:7]), two: _text(every[7:])}

    def tampered(name: str, changed: Files, what: str, position: int | None, **more: Any) -> Case:
        return _case(name, changed, what, position, **more)

    def swapped(every: list[str]) -> list[str]:
        return [*every[:2], every[3], every[2], *every[4:]]

    edits = {number: _edited(number) for number in (2, 8, 11)}
    cases = [
        _case("the log as it was written", files),
        _case("an older checkpoint that was kept", files, since=oldest),
        *(tampered(f"edit of entry {number}", lines(edits[number]), "edit", number) for number in edits),
        tampered("edit of entry 2, everything behind it chained anew", lines(_rechained(edits[2])), "edit", 1),
        tampered(
            "field shift in entry 3", lines(_replaced(3, '3","verdict":"deny"', '","verdict":"3deny"')), "edit", 3
        ),
        tampered("another spelling of entry 11", lines(_replaced(11, '"seq":', '"seq": ')), "edit", 11),
        tampered("reorder of entries 2 and 3", lines(swapped), "reorder", 2),
        tampered("entry 4 twice", lines(lambda every: [*every[:5], every[4], *every[5:]]), "insert", 5),
        tampered("entry 3 deleted", lines(lambda every: [*every[:3], *every[4:]]), "delete", 3),
        tampered("head cut within a segment", lines(lambda every: every[2:]), "head-cut", 0),
        tampered("head cut of a segment", _without(files, one), "head-cut", 0),
        tampered("tail cut behind the last checkpoint", lines(lambda every: every[:11]), "tail-cut", 11),
        tampered("tail cut of a segment", _without(files, two), "tail-cut", 7),
        tampered("an entry of another log", lines(lambda every: [*every[:3], other.lines[3], *every[4:]]), "swap", 3),
        tampered("a log of another key", other.files(), "key", 0),
        tampered("replay of an older checkpoint", {**files, NEWEST: log.history[0].note}, "replay", None),
        tampered("the history is cut", {**files, HISTORY: files[HISTORY].splitlines()[0] + "\n"}, "replay", None),
        tampered("a forged signature", _forged(files, log), "forged", 5),
        tampered("no anchor", _without(files, ANCHOR), "anchor", None),
        tampered("no checkpoints", _without(files, HISTORY, NEWEST), "checkpoint", None),
        _case("a torn write that nobody acknowledged", {**files, two: files[two] + log.lines[11][:50]}),
        tampered("a torn write that was acknowledged", {**files, two: files[two][:-1]}, "tail-cut", 11),
    ]
    anew = honest()
    anew.append("decision", {"verdict": "allow"})
    anew.sign()
    longer = honest()
    longer.append("decision", {"verdict": "deny"})
    longer.sign()
    kept = longer.history[-1].note
    cases.append(_case("the owner wrote the end anew", anew.files(), "rewritten", 0, since=kept))
    cases.append(_case("everything rolled back together", files, "tail-cut", 12, since=kept))
    return cases


def key_cases() -> list[Case]:
    log = honest()
    log.sign()
    log.rotate(SECOND)
    log.decide(2)
    log.sign()
    files = log.files()
    stolen = honest()
    stolen.append("key", {**json.loads(log.lines[12])["body"], "key": b64encode(STRANGER.public().raw).decode()})
    return [
        _case("a changed key, the old one trusted", files),
        _case("a changed key, the new one trusted", files, key=SECOND),
        _case("a changed key, a third one trusted", files, "key", 0, key=STRANGER),
        _case("a new key that nobody signed", stolen.files(), "key", 12),
    ]


def prune_cases() -> list[Case]:
    log = honest()
    base = log.base(7)
    log.append("prune", {
        "before": format_time(START), "entries": 7, "head": base["head"], "root": _root(log, 7), "segments": 1, "size": 7,
    })  # fmt: skip
    log.sign()
    unsigned = honest()
    one = "log/00000000000000000000.jsonl"
    pruned = {**_without(log.files(), one), "log/pruned": _line(base)}
    return [
        _case("a pruned log", pruned),
        _case("a pruned log, a segment left by a crash", {**log.files(), "log/pruned": _line(base)}),
        _case("a made-up base", {**_without(unsigned.files(), one), "log/pruned": _line(base)}, "head-cut", 0),
        _case("a pruned log without its base", _without(pruned, "log/pruned"), "head-cut", 0),
        _case("a base of another hash", {**pruned, "log/pruned": _line({**base, "head": "00" * 32})}, "edit", 6),
        _case("compared with what is pruned", pruned, "pruned", None, since=log.history[1].note),
    ]


def witness_cases() -> list[Case]:
    log = honest()
    note = log.history[-1].note
    line = cosign(note, WITNESS_NAME, WITNESS, seconds=1767323045)
    files = {**log.files(), "log/cosigned": note + line}
    key = verifier_key(WITNESS_NAME, WITNESS.public(), COSIGNATURE)
    later = cosign(note, WITNESS_NAME, WITNESS, seconds=1767323046).split(" ")[-1]
    mixed = note + line.replace(line.split(" ")[-1][:20], later[:20])  # the time of one, the signature of the other
    return [
        _case("a cosigned log", files, witness=key),
        _case("no cosignature", log.files(), "witness", None, witness=key),
        _case("a cosignature of another time", {**files, "log/cosigned": mixed}, "witness", None, witness=key),
    ]


def receipt_cases() -> list[Case]:
    log = honest()
    log.sign()
    log.rotate(SECOND)
    true = log.receipt(3)
    lone = true.replace(handovers=())
    line = cosign(log.history[-1].note, WITNESS_NAME, WITNESS, seconds=1767323045)
    key = verifier_key(WITNESS_NAME, WITNESS.public(), COSIGNATURE)
    wrong = {
        "the entry says allow": true.replace(entry=true.entry.replace("deny", "allow")),
        "another entry": true.replace(entry=log.lines[4]),
        "another place": true.replace(proof=true.proof.replace("index 3", "index 4")),
        "no change of the key, the old key trusted": lone,
        "a change of the key that leads elsewhere": true.replace(
            key=verifier_key(origin_of(log.id), STRANGER.public())
        ),
    }
    cases = [
        {"name": "a receipt, the old key trusted", "receipt": true.text(), "key": _key(FIRST), "good": True},
        {"name": "a receipt, the new key trusted", "receipt": lone.text(), "key": _key(SECOND), "good": True},
        {"name": "a cosigned receipt", "receipt": log.receipt(3, note=log.history[-1].note + line).text(),
         "key": _key(SECOND), "witness": key, "good": True},
        {"name": "a receipt without the cosignature", "receipt": true.text(), "key": _key(SECOND), "witness": key,
         "good": False},
    ]  # fmt: skip
    for name, receipt in wrong.items():
        cases.append({"name": f"a receipt: {name}", "receipt": receipt.text(), "key": _key(FIRST), "good": False})
    return cases


def _case(
    name: str, files: Files, what: str = "", position: int | None = None, *, key: SigningKey = FIRST, **more: Any
) -> Case:
    case: Case = {"name": name, "files": files, "key": _key(key), **more, "good": not what}
    return {**case, "what": what, "position": position} if what else case


def _key(key: SigningKey) -> str:
    return b64encode(key.public().raw).decode()


def _edited(number: int) -> Any:
    return _replaced(number, '"deny"', '"allow"')


def _replaced(number: int, old: str, new: str) -> Any:
    def change(lines: list[str]) -> list[str]:
        assert old in lines[number]
        return [*lines[:number], lines[number].replace(old, new), *lines[number + 1 :]]

    return change


def _rechained(change: Any) -> Any:
    def rechain(lines: list[str]) -> list[str]:
        previous, made = "00" * 32, []
        for line in change(lines):
            made.append(_line({**json.loads(line), "prev": previous})[:-1])
            previous = sha256(b"\x00" + made[-1].encode()).hexdigest()
        return made

    return rechain


def _forged(files: Files, log: Log) -> Files:
    """The signature of another key under the log's key id, in the last checkpoint of the history and the newest."""
    note = log.history[-1].note
    text = note[: note.index("\n\n") + 1]
    log_key = verifier_key(origin_of(log.id), log.key.public()).split("+")[1]
    blob = bytes.fromhex(log_key) + STRANGER.sign(text.encode())
    forged = f"{text}\n\u2014 {origin_of(log.id)} {b64encode(blob).decode()}\n"
    last = log.history[-1].replace(note=forged).encode().decode()
    history = [*files[HISTORY].splitlines()[:-1], last]
    return {**files, HISTORY: _text(history), NEWEST: forged}


def _root(log: Log, size: int) -> str:
    tree = Frontier()
    for line in log.lines[:size]:
        tree = tree.append(leaf_hash(line.encode()))
    return tree.root().hex()


def _without(files: Files, *names: str) -> Files:
    return {name: text for name, text in files.items() if name not in names}


def _line(plain: object) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"


def _text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def main() -> int:
    """Write or compare."""
    made = (json.dumps(make(), indent=1, ensure_ascii=False) + "\n").encode()
    if "--check" not in sys.argv:
        TARGET.write_bytes(made)
    elif not TARGET.exists() or TARGET.read_bytes() != made:
        sys.stderr.write("cases.json differs from what the code makes\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
