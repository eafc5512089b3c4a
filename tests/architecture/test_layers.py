"""The import contract holds, and it bites: a seeded violation breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--no-cache",
        "--config",
        str(tree / ".importlinter"),
    ]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, timeout=100, check=False)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the source tree in which a violation can be planted."""
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    shutil.copy(root / ".importlinter", tmp_path)
    return tmp_path


def test_imports_go_down_only(root: Path) -> None:
    outcome = lint(root)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("place", "statement"),
    [
        ("model/seeded.py", "import bailiwick.engine.governor"),
        ("policy/seeded.py", "import bailiwick.session.state"),
        ("interpret/seeded.py", "import bailiwick.adapters.home"),
        ("pep/seeded.py", "import bailiwick.adapters.home"),
        ("engine/seeded.py", "import bailiwick.apps.cli.main"),
    ],
)
def test_a_seeded_upward_or_sideways_import_breaks_the_contract(copy: Path, place: str, statement: str) -> None:
    (copy / "src" / "bailiwick" / place).write_text(f"{statement}\n")
    outcome = lint(copy)
    assert outcome.returncode != 0
    assert "BROKEN" in outcome.stdout
    assert "seeded" in outcome.stdout


def test_a_package_that_nobody_placed_breaks_the_contract(copy: Path) -> None:
    stranger = copy / "src" / "bailiwick" / "stranger"
    stranger.mkdir()
    (stranger / "__init__.py").write_text("")
    outcome = lint(copy)
    assert outcome.returncode != 0
    assert "stranger" in outcome.stdout + outcome.stderr
