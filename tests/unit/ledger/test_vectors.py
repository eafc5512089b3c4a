"""The published vectors are what the code writes, and the verifier accepts them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bailiwick.crypto.note import parse_verifier_key
from bailiwick_verify import collect, verify_log

VECTORS = Path(__file__).parents[2] / "vectors" / "log"


def test_the_writer_still_makes_every_byte_of_the_vectors() -> None:
    made = subprocess.run([sys.executable, str(VECTORS / "make.py"), "--check"], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()


def test_the_verifier_accepts_the_vectors_under_their_key() -> None:
    proofs = json.loads((VECTORS / "proofs.json").read_bytes())
    _, key = parse_verifier_key(proofs["verifier_key"])
    report = verify_log(collect(str(VECTORS), key=key.raw))
    assert report.findings == ()
    assert (report.size, report.covered) == (7, 4)
    assert report.root == proofs["roots"][-1]
