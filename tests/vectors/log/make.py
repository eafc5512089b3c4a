"""Makes the test vectors of docs/formats/log.md: a small log with fixed key, nonce and times, and proofs over it.

python tests/vectors/log/make.py           write them
python tests/vectors/log/make.py --check   compare, exit code 1 when a byte differs
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bailiwick.adapters.anchors import Head
from bailiwick.adapters.checkpoints import ChainState, SignedState
from bailiwick.crypto.hashing import NO_LEAF, LeafHash, leaf_hash
from bailiwick.crypto.note import sign_note, verifier_key
from bailiwick.crypto.signing import SigningKey
from bailiwick.ledger.checkpoint import Checkpoint, origin_of
from bailiwick.ledger.entry import Entry, format_time, log_id
from bailiwick.ledger.proofs import consistency_path, inclusion_path
from bailiwick.ledger.tree import Frontier

FOLDER = Path(__file__).parent
KEY = SigningKey(bytes(range(32)))
NONCE = bytes(range(16))
START = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
CHECKPOINTS = (1, 4)
BODIES: list[tuple[str, dict[str, object]]] = [
    ("session", {"agent": "claude-code", "session": "s1", "source": "startup"}),
    ("decision", {"session": "s1", "summary": 'echo "caf\u00e9" \u2028 \\ \x01 \U0001f600', "verdict": "abstain"}),
    ("decision", {"count": -(2**53) + 1, "list": [[], {}, None, True, False, 0], "verdict": "deny"}),
    ("outcome", {"changed": False, "decision": "000000000000", "duration_ms": 12, "status": "done"}),
    ("note", {}),
    ("note", {"": "", "a": {"b": {"c": "\x7f\ud7ff"}}}),
]


def make() -> dict[str, bytes]:
    """The files by name."""
    public = KEY.public()
    log = log_id(public.raw, NONCE)
    genesis: dict[str, object] = {"key": b64encode(public.raw).decode(), "nonce": NONCE.hex(), "software": "vectors"}
    tree, head, segment, history, leaves = Frontier(), NO_LEAF, b"", b"", list[LeafHash]()
    note = ""
    for number, (kind, body) in enumerate([("genesis", genesis), *BODIES]):
        now = format_time(START + timedelta(seconds=number))
        line = Entry(log, number, head.hex(), now, kind, body).encode()
        head = leaf_hash(line)
        leaves.append(head)
        tree = tree.append(head)
        segment += line + b"\n"
        if tree.size in CHECKPOINTS:
            note = sign_note(Checkpoint(origin_of(log), tree.size, tree.root()).text(), origin_of(log), KEY)
            history += SignedState(note, ChainState(tree, head, 0, len(segment))).encode() + b"\n"
    heads = sorted(
        (Head(log, tree.size - 1, leaves[-2], 4), Head(log, tree.size, head, 4)), key=lambda head: head.size & 1
    )

    def subtree(start: int, end: int) -> bytes:
        return _root(leaves[start:end])

    proofs = {
        "verifier_key": verifier_key(origin_of(log), public),
        "leaves": [leaf.hex() for leaf in leaves],
        "roots": [_root(leaves[:size]).hex() for size in range(len(leaves) + 1)],
        "inclusion": [
            [node.hex() for node in inclusion_path(len(leaves), index, subtree)] for index in range(len(leaves))
        ],
        "consistency": [
            [node.hex() for node in consistency_path(len(leaves), first, subtree)]
            for first in range(1, len(leaves) + 1)
        ],
    }  # fmt: skip
    return {
        "log/00000000000000000000.jsonl": segment,
        "log/checkpoints.jsonl": history,
        "log/checkpoint": note.encode(),
        "anchors/log.head": b"".join(head.encode() for head in heads),
        "proofs.json": json.dumps(proofs, indent=1).encode() + b"\n",
    }


def _root(leaves: list[LeafHash]) -> bytes:
    tree = Frontier()
    for leaf in leaves:
        tree = tree.append(leaf)
    return tree.root()


def main() -> int:
    """Write or compare."""
    differing = []
    for name, data in make().items():
        path = FOLDER / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data:
                differing.append(name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
    if differing:
        sys.stderr.write(f"these vectors differ from what the code makes: {', '.join(differing)}\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
