"""Documents do not lie: their commands run, their links lead somewhere, their index names real places."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bailiwick.apps.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NOT_RUN = "<!-- not run:"
FILE = re.compile(r"<!-- file: (\S+) -->")


def console_blocks() -> list[tuple[Path, int, str, dict[str, str]]]:
    """Every ```console block that is not marked as not run: page, line, text, and the files that the page has shown."""
    blocks = []
    for page in PAGES:
        lines = page.read_text().splitlines()
        files: dict[str, str] = {}
        start = None
        for number, line in enumerate(lines):
            if start is None and line.strip().startswith("```"):
                start = number
            elif line.strip() == "```" and start is not None:
                text, before = "\n".join(lines[start + 1 : number]), lines[start - 1] if start else ""
                file = FILE.fullmatch(before)
                if file:
                    files = {**files, file[1]: f"{text}\n"}
                elif lines[start].strip() == "```console" and not before.startswith(NOT_RUN):
                    blocks.append((page, start + 1, text, files))
                start = None
    return blocks


def steps(block: str) -> list[tuple[str, list[str]]]:
    """(command, expected output lines) pairs; `...` in an expected line stands for anything."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip() and found:
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize(
    ("page", "line", "block", "files"),
    console_blocks(),
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_the_commands_of_a_document_do_what_it_shows(
    page: Path, line: int, block: str, files: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    project = home / "project"
    project.mkdir(parents=True)
    for name, text in files.items():
        (project / name).write_text(text)
    subprocess.run(["git", "init", "-q", str(project)], check=True, timeout=20)
    environment = {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "TMPDIR": str(tmp_path),
    }
    try:
        for command, expected in steps(block):
            outcome = subprocess.run(
                ["bash", "-c", command],
                cwd=project,
                env=environment,
                capture_output=True,
                text=True,
                timeout=90,
                check=False,
            )
            shown = outcome.stdout + outcome.stderr
            for wanted in expected:
                pattern = ".*".join(re.escape(piece.strip()) for piece in wanted.split("..."))
                assert re.search(pattern, shown), (
                    f"{page.name}:{line}: `{command}` printed:\n{shown}\nexpected: {wanted}"
                )
    finally:
        subprocess.run(["bailiwick", "daemon", "stop"], env=environment, capture_output=True, timeout=30, check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_find_a_change_index_names_real_places() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    index = text.split("## Find a change", 1)[1].split("\n## ", 1)[0]
    places = re.findall(r"`((?:src|tests|docs|benchmarks)/[^`]*)`", index)
    assert len(places) > 20
    for place in places:
        assert list(ROOT.glob(place)), f"the index names {place}, which does not exist"


def test_the_readme_is_short_and_shows_a_real_denial_early() -> None:
    lines = (ROOT / "README.md").read_text().splitlines()
    assert len(lines) <= 150
    assert any("DENIED" in line or "deny" in line for line in lines[:30])


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_teaches_with_help(command: str) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "bailiwick", command, "--help"], capture_output=True, text=True, timeout=60, check=False
    )
    assert outcome.returncode == 0
    assert "usage: bailiwick" in outcome.stdout
    assert len(outcome.stdout.splitlines()) > 5


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text()
    for command in COMMANDS:
        assert f"`bailiwick {command}" in text


def test_lock_files_pin_hashes_and_name_no_address() -> None:
    locks = [*(ROOT / "requirements").glob("*.lock"), ROOT / "tests" / "e2e" / "package-lock.json"]
    for lock in locks:
        text = lock.read_text()
        assert "sha256:" in text or '"integrity"' in text
        assert "resolved" not in text
        assert not re.search(
            r"https?://(?!(www\.)?(opencollective|github|tidelift|patreon|paypal|buymeacoffee|ko-fi))", text
        )
