"""What the in-process evaluator imports stays light: a heavy module on the hot path fails here, not in production."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.home import Home
from bailiwick.model.event import Envelope
from bailiwick.pep.hook.frames import encode_request

if TYPE_CHECKING:
    from pathlib import Path

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


MODULES = 180
"""Most modules of ours that an evaluator may load for a simple call: each costs a tenth of a millisecond."""


def test_a_simple_call_loads_few_modules(tmp_path: Path) -> None:
    home = Home(str(tmp_path / "home"))
    home.create()
    (tmp_path / "home" / "bailiwick.yaml").write_text("version: 1\nmode: enforce\npacks: [baseline]\n")
    event = {
        "session_id": "s",
        "cwd": str(tmp_path),
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": "git status"},
    }
    frame = encode_request(Envelope("claude-code", "closed"), json.dumps(event).encode())
    answer = (
        "from bailiwick.apps.evaluator import answer; from bailiwick.adapters.home import Home; "
        f"answer(Home({home.root!r}), {frame!r})"
    )
    imported(answer)  # compiles the policy
    modules = imported(answer)
    assert "bailiwick.interpret.shell.parser" in modules
    assert modules & HEAVY == set()
    assert len([name for name in modules if name.startswith("bailiwick")]) <= MODULES
