"""What every real-client test needs: the client, and a throw-away world that `bailiwick init` has wired."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.apps.live.throwaway import ThrowAway

PINNED = Path(__file__).parents[2] / ".e2e" / "node_modules" / ".bin" / "claude"


@pytest.fixture(scope="session")
def claude() -> str:
    """The client's program: `$CLAUDE_BIN`, else the one that `make client` installs."""
    program = os.environ.get("CLAUDE_BIN") or str(PINNED)
    if not os.access(program, os.X_OK):
        pytest.skip(f"`{program}` is missing: run `make client`")
    return program


@pytest.fixture
def world() -> Iterator[ThrowAway]:
    """A throw-away home whose user lets the agent do everything natively, under Bailiwick's user-level hooks."""
    with ThrowAway() as made:
        allowed = ["Bash", "Read", "Write", "Edit", "Agent", "mcp__notes__*"]
        made.write(made.user_settings, json.dumps({"permissions": {"allow": allowed}}))
        made.git("init", "-q")
        made.write("README.md", "# a project\n")
        made.git("add", ".")
        made.git("commit", "-q", "-m", "first")
        made.govern()
        yield made
