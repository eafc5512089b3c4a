"""`policy-chain.toml`: scripts become checks of the same calls, pinned, with their origin."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from importing import ASK, DENY, PASS, imported, notes

from bailiwick.adapters.check_runner import CheckRunner
from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.cli.main import main
from bailiwick.engine.judge import judge
from bailiwick.engine.planner import Planner
from bailiwick.model.errors import PolicyError
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import Verdict
from bailiwick.policy.compiled import from_plain
from bailiwick.policy.importers import to_yaml
from bailiwick.policy.schema import read_policy
from bailiwick.session.state import SessionState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SOURCE = """
[bash]
chain = ["destructive-guard.sh", "remote-push.sh"]

[edit]
chain = ["numeric-claims.sh"]

[write]
chain = ["/opt/checks/evidence.sh"]
"""


def test_each_script_of_each_section_is_a_check_in_its_place() -> None:
    made = imported(SOURCE, "policy-chain.toml")
    checks = made.document["checks"]
    assert [check["id"] for check in checks] == [
        "bash.destructive-guard.sh",
        "bash.remote-push.sh",
        "edit.numeric-claims.sh",
        "write.-opt-checks-evidence.sh",
    ]
    assert checks[0]["run"] == ["~/.claude/hooks/destructive-guard.sh"]
    assert checks[3]["run"] == ["/opt/checks/evidence.sh"]
    assert checks[1]["origin"] == {
        "file": "policy-chain.toml",
        "line": 3,
        "id": "bash.remote-push.sh",
        "dialect": "kei",
    }
    document, problems = read_policy(to_yaml(made), "p")
    assert document is not None
    assert not problems
    assert [check["kinds"] for check in document.checks] == [["exec.run"], ["exec.run"], ["file.write"], ["file.write"]]


def test_a_check_is_pinned_to_no_program_until_a_person_pins_it() -> None:
    assert {check["sha256"] for check in imported(SOURCE, "c.toml").document["checks"]} == {"0" * 64}


def test_the_notes_that_a_chain_deserves_are_there() -> None:
    said = notes(imported(SOURCE, "c.toml"))
    for part in (
        "3 seconds instead of 60",
        "prints `ask`",
        "`remote-push.sh` may not be needed",
        "the pack `evidence`",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[bahs]\nchain = []\n[edit]\nchain = []", "did you mean `bash`?"),
        ("[bash]\nchian = []", "did you mean `chain`?"),
        ("[bash]\nchain = []", "expected a section with a `chain`"),
        ("[bash", "expected TOML"),
    ],
)
def test_what_cannot_be_imported_is_an_error(source: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(source, "c.toml", dialect="kei")


SCRIPTS = {
    "pass.sh": "exit 0",
    "deny.sh": "echo not this >&2; exit 2",
    "ask.sh": """echo '{"hookSpecificOutput": {"permissionDecision": "ask", "permissionDecisionReason": "sure?"}}'""",
    "crash.sh": "echo oops >&2; exit 1",
    "killed.sh": "kill -9 $$",
    "words.sh": "if grep -q forbidden; then exit 2; fi",
    "environment.sh": 'if [ -n "$KEI_STRICT" ]; then exit 2; fi',
    "edited.sh": "exit 2",
}
"""Scripts of a chain; `edited.sh` becomes one that passes after the import, and `gone.sh` is not there at all."""

LS, FORBIDDEN = ("Bash", {"command": "ls"}), ("Bash", {"command": "echo forbidden"})
WRITE = ("Write", {"file_path": "a.txt", "content": "forbidden"})
EDIT = ("Edit", {"file_path": "a.txt", "old_string": "a", "new_string": "forbidden"})
REDIRECT = ("Bash", {"command": "echo forbidden > a.txt"})
CHAINS: list[tuple[str, str, tuple[str, Any]]] = [
    ("bash", "pass.sh", LS),
    ("bash", "deny.sh", LS),
    ("bash", "ask.sh", LS),
    ("bash", "crash.sh", LS),
    ("bash", "killed.sh", LS),
    ("bash", "gone.sh", LS),
    ("bash", "edited.sh", LS),
    ("bash", "environment.sh", LS),
    ("bash", "pass.sh words.sh", LS),
    ("bash", "pass.sh words.sh", FORBIDDEN),
    ("bash", "deny.sh ask.sh", LS),
    ("bash", "ask.sh deny.sh", LS),
    ("bash", "gone.sh deny.sh", LS),
    ("write", "words.sh", WRITE),
    ("write", "deny.sh", EDIT),
    ("write", "words.sh", REDIRECT),
    ("edit", "words.sh", EDIT),
    ("edit", "deny.sh", WRITE),
]

INTENDED = {
    "ask.sh": (ASK, "a script that ends with 0 and prints `ask` asks a person; the original leaves that to its host"),
    "gone.sh": (DENY, "a script that is not there denies; the original warns and lets pass"),
    "edited.sh": (DENY, "a script runs as it was pinned; another content is looked at first"),
    "environment.sh": (PASS, "a script sees nothing of the environment, so none of it decides"),
}
"""Chains with another verdict than the original's: ours, and why."""


def original(folder: Path, section: str, chain: str, call: tuple[str, Any]) -> str:
    """The published rules: one script after the other; the first that does not end with 0 blocks."""
    if call[0].lower() != section:
        return PASS
    told = json.dumps({"tool_name": call[0], "tool_input": call[1]})
    present = [folder / name for name in chain.split() if (folder / name).exists()]
    ends = (subprocess.run([path], input=told, capture_output=True, text=True, check=False) for path in present)
    return DENY if any(end.returncode != 0 for end in ends) else PASS


def ours(home: Path, policy: str, call: tuple[str, Any]) -> str:
    compiled = from_plain(compile_sources(Sources(user=policy)))
    runner = CheckRunner(str(home / "cache"), home=str(home))
    project = home / "project"
    request = Request(
        Subject(agent="test", session="s"), Place(project=str(project), home=str(home)), *call, str(project)
    )
    facts = HostFacts(home=str(home), checks=runner.run)
    judgement = judge(request, SessionState(), compiled, Planner(facts), now=datetime(2026, 1, 5, tzinfo=UTC))
    names = {Verdict.ABSTAIN: PASS, Verdict.ASK: ASK, Verdict.DENY: DENY, Verdict.INDETERMINATE: DENY}
    return names[judgement.decision.verdict]


@pytest.mark.parametrize(("section", "chain", "call"), CHAINS)
def test_a_chain_gets_the_verdict_of_the_original_or_a_listed_other_one(
    section: str, chain: str, call: tuple[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KEI_STRICT", "1")
    folder = tmp_path / ".claude" / "hooks"
    folder.mkdir(parents=True)
    (tmp_path / "project").mkdir()
    for name, script in SCRIPTS.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    source, made = tmp_path / "policy-chain.toml", tmp_path / "bailiwick.yaml"
    source.write_text(f"[{section}]\nchain = {json.dumps(chain.split())}\n")
    assert main(["policy", "import", str(source), "--out", str(made)]) == 0
    (folder / "edited.sh").write_text("#!/bin/sh\nexit 0\n")

    theirs, answer = original(folder, section, chain, call), ours(tmp_path, made.read_text(), call)
    assert answer == INTENDED.get(chain, (theirs,))[0]
    assert (answer != theirs) == (chain in INTENDED)
