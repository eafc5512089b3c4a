"""The verifier is one file that runs where nothing of ours is installed."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reference_tree import inclusion_proof, tree_root

import bailiwick_verify
from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.apps.receipts import receipt_of
from bailiwick.crypto.hashing import LeafHash, leaf_hash

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOURCE = Path(bailiwick_verify.__file__)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(str(tmp_path_factory.mktemp("home")))
    made.create()
    with SegmentRecorder(made, now=NOW, background=False) as recorder:
        for number in range(5):
            recorder.append("decision", {"number": number, "verdict": "deny", "summary": "git push"}, now=NOW)
    return made


def alone(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of the file, outside of our tree and without our path."""
    copy = shutil.copy(SOURCE, folder)
    command = [sys.executable, "-I", str(copy), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env={"PATH": os.defpath})


def test_it_imports_the_standard_library_and_cryptography_and_nothing_else() -> None:
    names = set()
    for node in ast.walk(ast.parse(SOURCE.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level
            names.add(str(node.module).partition(".")[0])
    assert names - sys.stdlib_module_names == {"cryptography"}


def test_a_copy_of_the_file_verifies_a_home_a_folder_a_segment_and_a_receipt(home: Home, tmp_path: Path) -> None:
    given = tmp_path / "given.receipt"
    given.write_text(receipt_of(home, "3").text(), encoding="utf-8")
    segment = next(Path(home.folder("log")).glob("0*.jsonl"))
    for path in (home.root, home.folder("log"), str(segment), str(given)):
        done = alone(tmp_path, path, "--key", f"{home.root}/keys/log.pub")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("good")


def test_a_broken_log_gives_exit_code_1_and_names_the_entry(home: Home, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(home.root, tmp_path / "home"))
    segment = next((copy / "log").glob("0*.jsonl"))
    segment.write_bytes(segment.read_bytes().replace(b'"number":2', b'"number":7'))
    done = alone(tmp_path, str(copy), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["first_bad"]["position"] == 3


@pytest.mark.parametrize("words", [("/nowhere",), ("{home}", "--key", "no key"), ("{home}", "--witness", "x+y+z")])
def test_what_cannot_be_checked_gives_exit_code_2(home: Home, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = alone(tmp_path, *(word.replace("{home}", home.root) for word in words))
    assert done.returncode == 2
    assert done.stderr.strip()


def test_a_key_of_somebody_else_is_not_the_log_s(home: Home, tmp_path: Path) -> None:
    theirs = bailiwick_verify.parse_key("A" * 43 + "=")
    good, _, lines = bailiwick_verify.check(home.root, theirs.raw, "--key")
    assert not good
    assert "trusted key" in "\n".join(lines)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 200])
def test_a_proof_leads_to_the_root_from_its_own_leaf_and_place_only(size: int) -> None:
    leaves: list[LeafHash] = [leaf_hash(bytes([number])) for number in range(size)]
    root = tree_root(leaves)
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        assert bailiwick_verify.verify_inclusion(leaves[index], index, size, proof, root)
        assert not bailiwick_verify.verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
        assert not bailiwick_verify.verify_inclusion(leaves[index], index + 1, size, proof, root)


def test_what_a_terminal_would_act_on_is_not_printed() -> None:
    assert "\x1b" not in bailiwick_verify.printable("\x1b[2J")
