"""Claude Code's own ask and deny rules: what may match keeps a call from being approved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bailiwick.adapters.native_settings import NativeSettings
from bailiwick.model.fact import ObjectionQuery
from bailiwick.pep.native.claude_code import UnreadableError, may_match, objecting_rules

P = "/home/dev/proj"


def shell(command: str, *reads: str, trees: tuple[str, ...] = ()) -> ObjectionQuery:
    return query("Bash", {"command": command}, *reads, trees=trees)


def query(tool: str, given: dict[str, str], *reads: str, trees: tuple[str, ...] = ()) -> ObjectionQuery:
    return ObjectionQuery("claude-code", tool, json.dumps(given), P, P, "/home/dev", "/home/dev/.claude", reads, trees)


@pytest.mark.parametrize(
    ("rule", "call", "expected"),
    [
        ("Bash", shell("ls"), True),
        ("Bash(git log:*)", shell("git log -3"), True),
        ("Bash(git log:*)", shell("git status && git  log"), True),
        ("Bash(git log:*)", shell("git 'log'"), True),
        ("Bash(git log:*)", shell("git status"), False),
        ("Bash(git * main)", shell("git diff main"), True),
        ("Bash(git * main)", shell("git diff other"), False),
        ("Bash(ls)", shell("ls -la"), True),
        ("Bash(*)", shell("ls"), True),
        ("Monitor", shell("ls"), True),
        ("Read", query("Read", {"file_path": f"{P}/a"}, f"{P}/a"), True),
        ("Read(./.env)", query("Read", {"file_path": f"{P}/a.py"}, f"{P}/a.py"), False),
        ("Read(./.env)", query("Read", {"file_path": f"{P}/.env"}, f"{P}/.env"), True),
        ("Read(./.env.*)", shell("cat README.md", f"{P}/README.md"), False),
        ("Read(./.env.*)", shell("cat .env.local", f"{P}/.env.local"), True),
        ("Read(./.env.*)", shell("grep -r x src", trees=(f"{P}/src",)), False),
        ("Read(./.env.*)", shell("grep -r x .", trees=(P,)), True),
        ("Read(.env)", shell("cat src/.env", f"{P}/src/.env"), True),
        ("Read(./secrets/**)", shell("cat secrets/a/b", f"{P}/secrets/a/b"), True),
        ("Read(./secrets/**)", shell("cat src/a", f"{P}/src/a"), False),
        ("Read(**/*.pem)", shell("cat src/x.pem", f"{P}/src/x.pem"), True),
        ("Read(**/*.pem)", shell("cat src/x.py", f"{P}/src/x.py"), False),
        ("Read(**/*.pem)", shell("grep -r x src", trees=(f"{P}/src",)), True),
        ("Read(//etc/**)", shell("cat a", f"{P}/a"), False),
        ("Read(~/notes/**)", shell("cat a", f"{P}/a"), False),
        ("Read(//home/dev/**)", shell("cat a", f"{P}/a"), True),
        ("Read(./src)", shell("cat src/a", f"{P}/src/a"), True),
        ("Edit(./src/**)", shell("cat src/a", f"{P}/src/a"), False),
        ("Edit", query("Write", {"file_path": f"{P}/a"}), True),
        ("WebFetch", query("Read", {"file_path": f"{P}/a"}, f"{P}/a"), False),
        ("mcp__notes", query("mcp__notes__save", {}), True),
        ("mcp__notes__*", query("mcp__notes__save", {}), True),
        ("mcp__other", query("mcp__notes__save", {}), False),
        ("Task", query("Agent", {}), True),
        ("*", query("Read", {"file_path": f"{P}/a"}, f"{P}/a"), True),
        ("not a rule (", query("Read", {"file_path": f"{P}/a"}, f"{P}/a"), True),
    ],
)
def test_a_rule_that_may_match_counts_as_one_that_does(rule: str, call: ObjectionQuery, expected: bool) -> None:
    assert may_match(rule, call, base=P) is expected


def test_only_ask_and_deny_object() -> None:
    permissions = {"allow": ["Bash"], "ask": ["Read"], "deny": ["Edit"], "defaultMode": "plan"}
    assert objecting_rules({"permissions": permissions}) == {"Read": False, "Edit": True}
    assert objecting_rules({}) == {}


@pytest.mark.parametrize("permissions", ["all", {"ask": "Bash"}, {"deny": [1]}])
def test_rules_that_cannot_be_read_are_not_passed_over(permissions: object) -> None:
    with pytest.raises(UnreadableError):
        objecting_rules({"permissions": permissions})


def native(path: Path) -> NativeSettings:
    return NativeSettings(
        files=lambda _query: [(str(path), P)],
        rules=objecting_rules,
        matches=lambda rule, query, base: may_match(rule, query, base=base),
        ours=["Bash(sudo:*)"],
    )


def test_settings_are_read_again_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    settings = native(path)
    assert not settings.objection(shell("ls")).objection
    path.write_text(json.dumps({"permissions": {"ask": ["Bash(ls)"], "deny": ["Bash(sudo:*)"]}}))
    assert "Bash(ls)" in settings.objection(shell("ls")).objection
    assert not settings.objection(shell("sudo x")).objection
    path.write_text(json.dumps({"permissions": {}}))
    assert not settings.objection(shell("ls")).objection


@pytest.mark.parametrize("text", ["{", "[]", '{"permissions": {"ask": 1}}'])
def test_settings_that_cannot_be_read_object_to_everything(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert "cannot be read" in native(path).objection(shell("ls")).objection


def test_a_rule_that_denies_counts_before_one_that_asks_in_whatever_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(json.dumps({"permissions": {"ask": ["Bash(ls)"]}}))
    settings = NativeSettings(
        files=lambda _query: [(str(first), P), (str(second), P)],
        rules=objecting_rules,
        matches=lambda rule, query, base: may_match(rule, query, base=base),
    )
    assert not settings.objection(shell("ls")).denies
    second.write_text(json.dumps({"permissions": {"deny": ["Bash(l*)"]}}))
    assert settings.objection(shell("ls")).denies
    first.write_text("{")
    assert settings.objection(shell("ls")).denies
