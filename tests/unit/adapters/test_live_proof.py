"""A proof speaks for the client that it was made with, and for no other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bailiwick.adapters.live_proof import LiveProof, client_of, doubt, installed_client, keep_proof, last_proof

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-01-05T12:00:00.000000Z"


def install(folder: Path, version: str) -> str:
    """A client in a place of its own, and the link on the search path that leads to it."""
    program = folder / version / "cli.js"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    link = folder / "bin" / "claude"
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(program)
    return str(link)


def proof(program: str, *failed: str) -> LiveProof:
    client = client_of(program)
    assert client is not None
    return LiveProof(client, "2.1.0", AT, failed)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    assert last_proof(str(tmp_path)) is None
    made = proof(install(tmp_path, "2.1.0"), "a denied call does not run")
    keep_proof(str(tmp_path), made)
    assert last_proof(str(tmp_path)) == made
    (tmp_path / "proof.json").write_text("[]")
    assert last_proof(str(tmp_path)) is None


def test_an_update_puts_the_proof_in_doubt(tmp_path: Path) -> None:
    link = install(tmp_path, "2.1.0")
    before = proof(link)
    assert doubt(before, installed_client([str(tmp_path / "bin")])) == ""
    install(tmp_path, "2.2.0")
    after = installed_client(["/nonexistent", str(tmp_path / "bin")])
    assert doubt(before, after, version="2.2.0") == (
        "claude 2.2.0 is not the client that `bailiwick doctor --live` tried last (2.1.0 on 2026-01-05)"
    )


def test_a_program_that_is_written_over_is_another_client(tmp_path: Path) -> None:
    link = install(tmp_path, "2.1.0")
    before = proof(link)
    with open(os.path.realpath(link), "a", encoding="utf-8") as file:
        file.write("# newer\n")
    assert "the installed claude is not the client" in doubt(before, client_of(link))


def test_a_proof_that_failed_is_none(tmp_path: Path) -> None:
    link = install(tmp_path, "2.1.0")
    assert doubt(proof(link, "a denied call does not run"), client_of(link)) == (
        "the last `bailiwick doctor --live` (2.1.0 on 2026-01-05) failed: a denied call does not run"
    )


def test_without_a_proof_or_a_client_nothing_is_in_doubt(tmp_path: Path) -> None:
    link = install(tmp_path, "2.1.0")
    assert doubt(None, client_of(link)) == ""
    assert doubt(proof(link), installed_client([str(tmp_path)])) == ""
