"""`policy-chain.toml`: scripts become checks of the same calls, pinned, with their origin."""

from __future__ import annotations

import re

import pytest
from importing import imported, notes

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import to_yaml
from bailiwick.policy.schema import read_policy

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
