"""Damage-control files: the original's verdicts by a small evaluator of its rules, ours, and every difference."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from textwrap import dedent

import pytest
import yaml
from importing import ASK, DENY, HOME, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError

SOURCE = r"""
bashToolPatterns:
  - {pattern: '\brm\s+(-[^\s]*)*-[rRf]', reason: rm with recursive or force}
  - {pattern: '\bgit\s+push\s+.*--force(?!-with-lease)', reason: forced push}
  - {pattern: '\bgit\s+branch\s+-D\b', reason: deletes a branch, ask: true}
  - {pattern: '\bgit\s+reset\s+--hard\b', reason: throws work away}
  - {pattern: 'DELETE\s+FROM\s+\w+\s*;', reason: delete without where}
  - {pattern: '\bterraform\s+destroy\b', reason: destroys infrastructure}
zeroAccessPaths: [.env, ~/.ssh/, '*.pem', secrets.yaml]
readOnlyPaths: [/etc/, package-lock.json, dist/]
noDeletePaths: [LICENSE, .git/]
"""

CALLS = [
    ("Bash", "git push origin main --force"),
    ("Bash", "git push origin main --force-with-lease"),
    ("Bash", "GIT PUSH origin main --FORCE"),
    ("Bash", "git branch -D old"),
    ("Bash", "git branch -d old"),
    ("Bash", "git reset --hard HEAD~1"),
    ("Bash", "git reset --soft HEAD~1"),
    ("Bash", "rm -rf build"),
    ("Bash", "rm notes.txt"),
    ("Bash", "terraform destroy"),
    ("Bash", "terraform plan"),
    ("Bash", "psql -c 'DELETE FROM users;'"),
    ("Bash", "cat .env"),
    ("Bash", "cat .environment"),
    ("Bash", "cat $HOME/.ssh/id_rsa"),
    ("Bash", "cat ~/.ssh/id_rsa"),
    ("Bash", "echo x > /etc/hosts"),
    ("Bash", "echo x > dist/app.js"),
    ("Bash", "mv LICENSE /tmp/elsewhere"),
    ("Bash", ": > LICENSE"),
    ("Bash", "rm LICENSE"),
    ("Bash", "rm README.md.bak"),
    ("Bash", "git rm LICENSE"),
    ("Bash", "git rm old/LICENSE.md"),
    ("Bash", "echo see .env"),
    ("Bash", "ls"),
    ("Bash", "find . -name x"),
    ("Grep", {"pattern": "x", "path": PROJECT}),
    ("Read", f"{PROJECT}/.env"),
    ("Read", f"{PROJECT}/app.py"),
    ("Grep", {"pattern": "x", "path": f"{HOME}/.ssh"}),
    ("Write", {"file_path": f"{PROJECT}/secrets.yaml", "content": "x"}),
    ("Write", {"file_path": f"{PROJECT}/secrets.yaml.md", "content": "x"}),
    ("Write", {"file_path": f"{PROJECT}/app.keyboard.ts", "content": "x"}),
    ("Edit", {"file_path": f"{PROJECT}/.env", "old_string": "a", "new_string": "b"}),
    ("Edit", {"file_path": f"{PROJECT}/package-lock.json", "old_string": "a", "new_string": "b"}),
    ("Edit", {"file_path": "/etc/hosts", "old_string": "a", "new_string": "b"}),
    ("Edit", {"file_path": f"{PROJECT}/a.pem", "old_string": "a", "new_string": "b"}),
]

INTENDED = {
    "git branch -d old": "`-d` is not `-D`",
    "echo see .env": "a word that is printed is no access",
    "cat .environment": "an entry is a whole name, not the start of one",
    "cat $HOME/.ssh/id_rsa": "variables are known",
    "echo x > /etc/hosts": "shell writes are writes",
    "echo x > dist/app.js": "shell writes are writes",
    "mv LICENSE /tmp/elsewhere": "moved away is deleted",
    ": > LICENSE": "emptied is deleted",
    f"{PROJECT}/.env": "Read and Edit are looked at, and a name counts anywhere",
    f"{HOME}/.ssh": "Grep is looked at",
    f"{PROJECT}/secrets.yaml": "a name counts anywhere, not only at the start of the path's text",
    f"{PROJECT}/package-lock.json": "a name counts anywhere",
}
"""Calls with another verdict than the original's, and why."""


def original(tool: str, given: object) -> str:
    """The published behaviour, on the text of the call only."""
    rules = yaml.safe_load(SOURCE)
    if tool == "Bash":
        command = str(given)
        for rule in rules["bashToolPatterns"]:
            if re.search(rule["pattern"], command, re.IGNORECASE):
                return ASK if rule.get("ask") else DENY
        if any(entry.replace("~", HOME) in command or entry in command for entry in rules["zeroAccessPaths"]):
            return DENY
        deletes = re.search(r"\b(rm|unlink|rmdir|shred)\b\s+(\S+)", command)
        return DENY if deletes and any(deletes[2].startswith(one) for one in rules["noDeletePaths"]) else PASS
    if tool not in ("Edit", "Write", "MultiEdit"):
        return PASS
    path = given["file_path"]  # type: ignore[index]
    listed = [*rules["zeroAccessPaths"], *rules["readOnlyPaths"]]
    return DENY if any(_starts(path, entry.replace("~", HOME)) for entry in listed) else PASS


def _starts(path: str, entry: str) -> bool:
    if set(entry) & set("*?["):
        return fnmatchcase(path.rpartition("/")[2].lower(), entry) or fnmatchcase(path.lower(), entry)
    return path.startswith(entry)


def key(given: object) -> str:
    if isinstance(given, dict):
        return str(given.get("file_path") or given.get("path"))
    return str(given)


@pytest.mark.parametrize(("tool", "given"), CALLS, ids=lambda value: key(value)[:40])
def test_a_call_gets_the_verdict_of_the_original_or_a_listed_other_one(tool: str, given: object) -> None:
    ours = Governed(imported(SOURCE))(tool, given)  # type: ignore[arg-type]
    assert (ours != original(tool, given)) == (key(given) in INTENDED), (ours, original(tool, given))


@pytest.mark.parametrize(
    ("tool", "given", "verdict"),
    [
        ("Bash", "cat .environment", PASS),
        ("Bash", "git branch -d old", PASS),
        ("Bash", "cat $HOME/.ssh/id_rsa", DENY),
        ("Bash", ": > LICENSE", DENY),
        ("Read", f"{PROJECT}/.env", DENY),
        ("Grep", {"pattern": "x", "path": f"{HOME}/.ssh"}, DENY),
        ("Write", {"file_path": f"{PROJECT}/secrets.yaml", "content": "x"}, DENY),
    ],
)
def test_a_difference_is_the_one_that_is_meant(tool: str, given: str | dict[str, str], verdict: str) -> None:
    assert Governed(imported(SOURCE))(tool, given) == verdict


def test_as_many_rules_come_out_as_entries_go_in_and_each_has_its_line() -> None:
    made = imported(SOURCE)
    origins = {rule["origin"]["id"] for rule in made.document["rules"]}
    assert len(origins) == 6 + 4 + 3 + 2
    assert made.document["rules"][0]["origin"] == {
        "file": "foreign.yaml",
        "line": 3,
        "id": "rm with recursive or force",
        "dialect": "damage-control",
    }


def test_the_notes_name_what_means_something_else() -> None:
    said = notes(imported(SOURCE))
    assert "upper-case option letter" in said
    assert "`secrets.yaml` is this name anywhere" in said
    assert "blocks every `rm`" in said
    assert "look-around is split" in said
    assert "`contexts` is not imported" in notes(imported(SOURCE + "contexts: {documentation: {enabled: true}}\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bashToolPatterns: [{pattern: x, aks: true}]", "did you mean `ask`?"),
        ("bashToolPatterns: [{reason: x}]", "the key `pattern` is missing"),
        ("bashToolPatterns: [{pattern: '(a(?!b)|c)'}]", "no look-around within groups"),
        ("bashToolPatterns: [{pattern: '(a'}]", "regular expression that RE2 takes"),
        ("zeroAccessPaths: ['[a-z].pem']", "write the names out"),
        ("zeroAccesPaths: [a]\nreadOnlyPaths: []", "did you mean `zeroAccessPaths`?"),
    ],
)
def test_what_cannot_be_imported_is_an_error_with_its_place(text: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(dedent(text))
