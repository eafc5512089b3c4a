"""Claude Code's permission rules: a table of calls with the client's answer, ours, and every difference."""

from __future__ import annotations

import json
import re

import pytest
from importing import ALLOW, ASK, DENY, HOME, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SETTINGS = {
    "permissions": {
        "allow": [
            "Bash(npm run test:*)", "Bash(git status)", "Bash(pwd)", "Bash(make *)", "Read(src/**)", "Edit(docs/**)", "WebFetch(domain:docs.example)",
            "mcp__tracker", "mcp__db__query", "Agent(reviewer)", "Bash(npm run test:unit)",
        ],
        "ask": ["Bash(git push:*)", "WebSearch", "Edit(src/db/**)"],
        "deny": ["Read(.env)", "Read(~/.ssh/**)", "Edit(//etc/**)", "Bash(curl:*)", "WebFetch(domain:evil.example)", "mcp__db__drop"],
        "defaultMode": "acceptEdits",
    },
    "model": "x",
}  # fmt: skip

TABLE: list[tuple[str, Any, str, str, str]] = [
    ("Bash", "npm run test", ALLOW, ALLOW, ""),
    ("Bash", "npm run test -- --watch", ALLOW, ALLOW, ""),
    ("Bash", "npm run tests", PASS, PASS, ""),
    ("Bash", "npm run test && rm -rf x", PASS, PASS, ""),
    ("Bash", "npm run test $X", ALLOW, PASS, "only a plain command is approved"),
    ("Bash", "git status", ALLOW, PASS, "a repository that cannot be looked at may make git run programs"),
    ("Bash", "pwd", ALLOW, ALLOW, ""),
    ("Bash", "git status -s", PASS, PASS, ""),
    ("Bash", "make all", ALLOW, ALLOW, ""),
    ("Bash", "git push origin main", ASK, ASK, ""),
    ("Bash", "true && git push", ASK, ASK, ""),
    ("Bash", "curl https://x.org", DENY, DENY, ""),
    ("Bash", "bash -c 'curl https://x.org'", PASS, DENY, "a denial holds within other shells"),
    ("Bash", "cat .env", DENY, DENY, ""),
    ("Bash", "cat $HOME/.ssh/id_rsa", PASS, DENY, "variables are known"),
    ("Bash", "python3 -c 'open(\".env\").read()'", PASS, DENY, "files are denied whatever reads them"),
    ("Bash", "ls", PASS, PASS, ""),
    ("Read", f"{PROJECT}/src/a.py", ALLOW, ALLOW, ""),
    ("Read", f"{PROJECT}/a.py", PASS, PASS, ""),
    ("Read", f"{PROJECT}/deploy/.env", DENY, DENY, ""),
    ("Grep", {"pattern": "x", "path": f"{HOME}/.ssh"}, DENY, DENY, ""),
    ("Write", {"file_path": f"{PROJECT}/docs/a.md", "content": "x"}, ALLOW, ALLOW, ""),
    ("Edit", {"file_path": f"{PROJECT}/src/db/a.py", "old_string": "a", "new_string": "b"}, ASK, ASK, ""),
    ("Write", {"file_path": "/etc/motd", "content": "x"}, DENY, DENY, ""),
    ("Bash", "echo x > /etc/motd", PASS, DENY, "shell writes are writes"),
    ("WebFetch", {"url": "https://docs.example/a", "prompt": "p"}, ALLOW, ALLOW, ""),
    ("WebFetch", {"url": "https://a.docs.example/a", "prompt": "p"}, PASS, PASS, ""),
    ("WebFetch", {"url": "https://a.evil.example/a", "prompt": "p"}, PASS, DENY, "a denied domain includes what is below it"),
    ("WebSearch", {"query": "x"}, ASK, ASK, ""),
    ("mcp__tracker__list", {}, ALLOW, ALLOW, ""),
    ("mcp__db__query", {"q": "x"}, ALLOW, ALLOW, ""),
    ("mcp__db__drop", {"q": "x"}, DENY, DENY, ""),
    ("mcp__db__insert", {"q": "x"}, PASS, PASS, ""),
    ("Agent", {"subagent_type": "reviewer", "prompt": "p", "description": "d"}, ALLOW, ALLOW, ""),
]  # fmt: skip
"""Tool, input, the client's answer as documented, ours, and why they differ."""


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]} {str(row[1])[:40]}" for row in TABLE])
def test_a_call_gets_the_clients_answer_or_a_listed_other_one(row: tuple[str, Any, str, str, str]) -> None:
    tool, given, theirs, expected, reason = row
    ours = Governed(imported(json.dumps(SETTINGS), "settings.json"))(tool, given)
    assert ours == expected
    assert (ours != theirs) == bool(reason)


def test_the_notes_that_settings_deserve_are_there() -> None:
    said = notes(imported(json.dumps(SETTINGS), "settings.json"))
    for part in ("only `permissions` is imported, not `model`", "`defaultMode` is not imported", "a plain one"):
        assert part in said
    shadowed = {"permissions": {"allow": ["Bash(git push origin:*)", "Read"], "deny": ["Bash(git push:*)", "Read"]}}
    assert notes(imported(json.dumps(shadowed), "s.json")).count("never decides") == 2
    assert "names no program" in notes(imported('{"permissions": {"allow": ["Bash(* --version)"]}}', "s.json"))


@pytest.mark.parametrize("rule", ["Bash", "Bash(*)"])
def test_a_whole_tool_can_be_denied_or_approved(rule: str) -> None:
    assert Governed(imported(json.dumps({"permissions": {"deny": [rule]}}), "s.json"))("Bash", "ls") == DENY
    assert Governed(imported(json.dumps({"permissions": {"allow": [rule]}}), "s.json"))("Bash", "ls") == ALLOW


@pytest.mark.parametrize(
    ("permissions", "expected"),
    [
        ({"alow": []}, "did you mean `allow`?"),
        ({"allow": ["Bash("]}, "expected `Tool` or `Tool(specifier)`"),
        ({"allow": ["WebSearch(x)"]}, "takes no such specifier"),
    ],
)
def test_what_cannot_be_imported_is_an_error(permissions: dict[str, Any], expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(json.dumps({"permissions": permissions}), "s.json")
