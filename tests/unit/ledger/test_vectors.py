"""The published vectors are what the code writes, and the verifier accepts them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bailiwick.crypto.note import parse_verifier_key
from bailiwick_verify import check, collect, parse_key, verify_log

VECTORS = Path(__file__).parents[2] / "vectors" / "log"
CASES = VECTORS.parent / "cases"


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


def test_the_writer_still_makes_every_byte_of_the_cases() -> None:
    made = subprocess.run([sys.executable, str(CASES / "make.py"), "--check"], capture_output=True, check=False)
    assert made.returncode == 0, made.stderr.decode()


@pytest.mark.parametrize("case", json.loads((CASES / "cases.json").read_bytes()), ids=lambda case: case["name"])
def test_the_verifier_says_of_each_case_what_the_matrix_says(case: dict[str, Any], tmp_path: Path) -> None:
    files = case.get("files") or {"given.receipt": case["receipt"]}
    for name, text in files.items():
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    path = tmp_path / "home" / ("" if "files" in case else "given.receipt")
    witnesses = (parse_key(case["witness"]),) if "witness" in case else ()
    good, data, lines = check(
        str(path),
        parse_key(case["key"]).raw,
        "--key",
        since=(case["since"],) if "since" in case else (),
        witnesses=witnesses,
    )
    assert good == case["good"], lines
    if "what" in case:
        first = data["first_bad"]
        assert isinstance(first, dict)
        assert (first["what"], first["position"]) == (case["what"], case["position"]), lines
