"""Permission patterns: what the original approves, what is proven, and what is refused."""

from __future__ import annotations

import json
import re

import pytest
from importing import ALLOW, DENY, HOME, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SOURCE = r"""
AUTO_APPROVE_PATTERNS = {
    "Read": {"paths": [r"^\./"]},
    "Write": {"paths": [r"^\./"], "excluded": [r"\.env", r"credentials", r"\.pem$"]},
    "Bash": {"commands": [r"^ls\b", r"^(cat|head)\b", r"^find\b", r"^python\b", r"^npm\b", r"^git\b(?!.*push)", r"^echo\b"],
             "excluded": [r"rm\s+-rf"]},
    "Glob": {"auto_approve": True},
    "WebSearch": {"auto_approve": True},
    "WebFetch": {"urls": [r"^https://github\.com/", r"^https://docs\.", r"^https://.*\.example"]},
    "mcp__tracker__": {"auto_approve": True},
}
DENY_PATTERNS = [r"rm\s+-rf\s+/", (r"id_rsa", "private keys")]
"""

TABLE: list[tuple[str, Any, str, str, str]] = [
    ("Read", f"{PROJECT}/src/a.py", PASS, ALLOW, "`./` means the project"),
    ("Read", f"{PROJECT}/.env", PASS, PASS, ""),
    ("Read", "/etc/passwd", PASS, PASS, ""),
    ("Write", {"file_path": f"{PROJECT}/a.txt", "content": "x"}, PASS, ALLOW, "`./` means the project"),
    ("Write", {"file_path": f"{PROJECT}/aws-credentials.txt", "content": "x"}, PASS, PASS, ""),
    ("Bash", "ls -l", ALLOW, ALLOW, ""),
    ("Bash", "cat src/a.py", ALLOW, ALLOW, ""),
    ("Bash", "git status", ALLOW, PASS, "a repository that cannot be looked at may make git run programs"),
    ("Bash", "cat ~/.ssh/id_ed25519", ALLOW, PASS, "no file outside the project, no credential"),
    ("Bash", "find / -delete", ALLOW, PASS, "this deletes"),
    ("Bash", "git -C x push --force", PASS, PASS, ""),
    ("Bash", "npm publish", ALLOW, PASS, "nothing is proven about npm"),
    ("Bash", "python -c 'import shutil; shutil.rmtree(\"x\")'", ALLOW, PASS, "nothing is proven about python"),
    ("Bash", "ls > out.txt", ALLOW, PASS, "this writes"),
    ("Bash", "cat $(which ls)", ALLOW, PASS, "what is read is not known"),
    ("Bash", "ls && make", ALLOW, PASS, "every command counts"),
    ("Bash", "cat keys/id_rsa", DENY, DENY, ""),
    ("Read", f"{HOME}/id_rsa", DENY, DENY, ""),
    ("Glob", {"pattern": "*", "path": PROJECT}, ALLOW, ALLOW, ""),
    ("Glob", {"pattern": "*", "path": "/etc"}, ALLOW, PASS, "only in the project"),
    ("WebSearch", {"query": "x"}, ALLOW, ALLOW, ""),
    ("WebFetch", {"url": "https://github.com/a", "prompt": "p"}, ALLOW, ALLOW, ""),
    ("WebFetch", {"url": "https://docs.python.org/3", "prompt": "p"}, ALLOW, ALLOW, ""),
    ("WebFetch", {"url": "https://evil.org/?x=.example", "prompt": "p"}, ALLOW, PASS, "a pattern of any host is refused"),
    ("mcp__tracker__list", {}, ALLOW, ALLOW, ""),
]  # fmt: skip
"""Tool, input, the original's answer by its expressions, ours, and why they differ."""


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]} {str(row[1])[:40]}" for row in TABLE])
def test_a_call_gets_the_originals_answer_or_a_listed_other_one(row: tuple[str, Any, str, str, str]) -> None:
    tool, given, theirs, expected, reason = row
    ours = Governed(imported(SOURCE, "patterns.py"))(tool, given)
    assert ours == expected
    assert (ours != theirs) == bool(reason)


def test_a_start_that_is_not_proven_to_read_only_is_refused_with_a_note() -> None:
    said = notes(imported(SOURCE, "patterns.py"))
    assert "begins with `python`" in said
    assert "begins with `npm`" in said
    assert "may fit other hosts" in said
    assert "`./` never fits" in said


def test_json_says_the_same_as_python() -> None:
    source = {"auto_approve": {"Bash": {"commands": ["^ls"]}}, "deny_patterns": ["rm"]}
    governed = Governed(imported(json.dumps(source), "patterns.json"))
    assert [governed("Bash", "ls"), governed("Bash", "rm a")] == [ALLOW, DENY]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("PATTERNS = {'Read': {'path': []}}\nDENY_PATTERNS = []", "neither a tool"),
        ("AUTO_APPROVE = {'Read': {'path': []}}", "did you mean `paths`?"),
        ("AUTO_APPROVE = {'Bash': {'paths': ['x']}}", "has no paths"),
        ("AUTO_APPROVE = {'Bash': {'commands': [open('x')]}}", "expected Python literals"),
        ("DENY_PATTERNS = ['(']", "expected a regular expression that RE2 takes"),
    ],
)
def test_what_cannot_be_imported_is_an_error(source: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(source, "patterns.py")
