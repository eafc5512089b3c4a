"""What the in-process evaluator imports stays light: a heavy module on the hot path fails here, not in production."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    *("dataclasses", "typing", "inspect", "pathlib", "logging", "asyncio", "subprocess", "socket", "yaml", "sqlite3"),
    *("cryptography", "argparse", "tempfile", "urllib.request", "http", "email", "ssl", "multiprocessing", "ast"),
    *("hashlib", "_hashlib", "bisect", "base64", "struct", "bailiwick.adapters.git_facts", "bailiwick.interpret.files"),
}


def imported(statement: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    site = [path for path in sys.path if path]
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {site!r}; {code}"]
    return set(subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "bailiwick.model.event",
        "bailiwick.interpret",
        "bailiwick.session.state",
        "bailiwick.policy.compiled",
        "bailiwick.pdp",
        "bailiwick.engine.governor",
        "bailiwick.apps.evaluator",
    ],
)
def test_nothing_heavy_is_imported_on_the_hot_path(module: str) -> None:
    assert imported(f"import {module}") & HEAVY == set()


def test_the_gate_sees_a_heavy_import() -> None:
    assert {"dataclasses", "inspect"} <= imported("import dataclasses")
