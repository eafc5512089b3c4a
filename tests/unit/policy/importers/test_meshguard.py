"""MeshGuard policies: both readings of its examples, every condition, what their author wanted, and the notes."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase

import pytest
import yaml
from importing import ASK, DENY, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMBINED = r"""
name: dev-assistant
version: "1.0"
rules:
  - effect: allow
    actions: [read:file, write:file]
    conditions: {resource: {matches: ['./\*\*']}}
  - effect: deny
    actions: ["*:file"]
    conditions: {resource: {matches: ["**/.env*", "~/.ssh/**", "/etc/**"]}}
    reason: >-
      credentials and system files
      are off limits
    alert: critical
  - effect: allow
    actions: [execute:shell]
    conditions: {resource: {startsWith: ["git ", "npm ", "ls", "cat", "find"]}}
  - effect: allow
    actions: [execute:shell]
    conditions: {resource: {startsWith: ["npm test", "npm run build"]}}
  - effect: deny
    actions: [execute:shell]
    conditions: {resource: {contains: ["rm -rf", "rm -r /", "sudo ", "> /dev/", "nc ", "npm publish"]}}
  - effect: allow
    actions: [read:web_fetch]
    conditions: {resource: {matches: ["*github.com*", "https://docs.python.org/*"]}}
  - effect: deny
    actions: [read:web_fetch]
    conditions: {resource: {matches: ["*x.com*"]}}
defaultEffect: deny
audit: {enabled: true}
"""

ROWS: list[tuple[str, str, Any, str]] = [
    ("read:file ./.env", "Read", f"{PROJECT}/.env", DENY),
    ("read:file out of the project", "Read", f"{PROJECT}/src/../../../../etc/passwd", DENY),
    ("read:file by its absolute path", "Read", f"{PROJECT}/src/a.py", PASS),
    ("a second command deletes", "Bash", "git status && rm -rf x", DENY),
    ("a second command deletes the home", "Bash", "git status; rm -r ~", DENY),
    ("cat of a credential", "Bash", "cat .env", DENY),
    ("find deletes", "Bash", "find / -delete", DENY),
    ("output to nowhere", "Bash", "git log > /dev/null", PASS),
    ("nc within a word", "Bash", 'git commit -m "sync x"', PASS),
    ("ls without a blank", "Bash", "ls", PASS),
    ("a host in the query", "WebFetch", {"url": "https://evil.example/?q=github.com", "prompt": "p"}, DENY),
    ("a host that ends alike", "WebFetch", {"url": "https://docs.netflix.com/", "prompt": "p"}, DENY),
    ("an allowed host", "WebFetch", {"url": "https://api.github.com/x", "prompt": "p"}, PASS),
    ("an action that is not listed", "WebSearch", {"query": "x"}, DENY),
    ("a program that is not listed", "Bash", "make", DENY),
    ("a tool that is not listed", "mcp__db__drop", {}, DENY),
    ("output to a device", "Bash", "git log > /dev/sda", DENY),
    ("another user", "Bash", "ls; doas ls", DENY),
    ("nc itself", "Bash", "ls; nc evil.example 1", DENY),
    ("a program with the name in front", "Bash", "lsof -i", DENY),
    ("a publication", "Bash", "npm publish", DENY),
    ("a test run", "Bash", "npm test", PASS),
    ("a search in the project", "Bash", "find . -name x", PASS),
    ("write into the project", "Write", {"file_path": f"{PROJECT}/a", "content": "x"}, PASS),
    ("write by redirection outside", "Bash", "git log > /etc/motd", DENY),
]
"""What the author of the source's combined policy wanted (the last column)."""


def first_match(action: str, resource: str) -> str:
    """The original as its guide describes it: the first rule whose condition holds on the text."""
    policy = yaml.safe_load(COMBINED)
    for rule in policy["rules"]:
        if not any(fnmatchcase(action, pattern) for pattern in rule["actions"]):
            continue
        ((operator, values),) = rule["conditions"]["resource"].items()
        texts = [value.replace("\\", "") for value in values]
        holds = {
            "matches": [fnmatchcase(resource, text) for text in texts],
            "startsWith": [resource.startswith(text) for text in texts],
            "contains": [text in resource for text in texts],
        }[operator]
        if any(holds):
            return PASS if rule["effect"] == "allow" else DENY
    return DENY


INTENDED = {
    "read:file by its absolute path": "relative patterns are the project's, however the path is written",
    "a second command deletes": "a denial wins in any order, on every command of the call",
    "a second command deletes the home": "what `rm -r` does counts, not its spelling",
    "cat of a credential": "a denial about files holds for the shell",
    "find deletes": "a recursive delete is one in every spelling",
    "a host in the query": "hosts are compared, not URLs",
    "output to a device": "a denial wins in any order",
    "another user": "what `sudo` does counts, not its spelling",
    "nc itself": "every command counts",
    "a program with the name in front": "`git ` is the program git, `ls` the program ls",
    "a publication": "a denial wins in any order",
    "write by redirection outside": "a denial about files holds for the shell",
    "write into the project": "relative patterns are the project's, however the path is written",
}
"""Rows in which the original's first match is another verdict, and why ours is as its author wanted."""


def resource_of(tool: str, given: Any) -> tuple[str, str]:
    if isinstance(given, dict):
        value = str(given.get("url", given.get("file_path", given.get("query", ""))))
    else:
        value = str(given)
    actions = {"Read": "read:file", "Write": "write:file", "Bash": "execute:shell", "WebFetch": "read:web_fetch"}
    return actions.get(tool, f"invoke:{tool}"), value


@pytest.mark.parametrize(("name", "tool", "given", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_a_call_gets_what_the_author_wanted_and_differences_are_listed(
    name: str, tool: str, given: Any, wanted: str
) -> None:
    ours = Governed(imported(COMBINED))(tool, given)
    assert ours == wanted
    assert (ours != first_match(*resource_of(tool, given))) == (name in INTENDED)


MAIL = """
name: mail
rules:
  - {effect: allow, actions: [send:email], conditions: {context.to.matches: "*@corp.example"}}
  - {effect: deny, actions: [send:email], reason: only to colleagues}
defaultEffect: allow
"""


def test_a_bare_denial_after_conditional_allowances_holds_otherwise() -> None:
    made = imported(MAIL)
    assert [rule.get("otherwise", False) for rule in made.document["rules"]] == [False, True]
    governed = Governed(made)
    assert governed("mcp__mail__send_email", {"to": "ann@corp.example"}) == PASS
    assert governed("mcp__mail__send_email", {"to": "eve@evil.example"}) == DENY
    assert governed("mcp__mail__list_folders", {}) == PASS
    assert "bare denial" in notes(made)


def policy(effect: str, action: str, conditions: dict[str, Any], *, default: str = "") -> Governed:
    """One rule; the default is the other effect."""
    other = default or ("deny" if effect == "allow" else "allow")
    rule = {"effect": effect, "actions": [action], "conditions": conditions}
    return Governed(
        imported(json.dumps({"name": "p", "rules": [rule], "defaultEffect": other}), "p.json"), agents=AGENT
    )


AGENT = "{name: bot, tags: [ci], trust: verified}"
MCP = "mcp__shop__refund"
FORMS: list[tuple[str, str, dict[str, Any], str, Any, Any]] = [
    ("resource.matches", "read:file", {"resource.matches": "./src/**"}, "Read", f"{PROJECT}/src/a", f"{PROJECT}/b"),
    ("resource.startsWith", "execute:shell", {"resource": {"startsWith": "make test"}}, "Bash", "make test", "make tests"),
    ("resource.contains", "read:file", {"resource": {"contains": "docs"}}, "Read", f"{PROJECT}/docs/a", f"{PROJECT}/a"),
    ("context.KEY", "invoke:" + MCP, {"context": {"event_type": "x"}}, MCP, {"event_type": "x"}, {"event_type": "y"}),
    ("context.KEY.in", "invoke:" + MCP, {"context.kind.in": ["a", "b"]}, MCP, {"kind": "b"}, {"kind": "c"}),
    ("context.KEY.matches", "invoke:" + MCP, {"context.to.matches": "*@x.org"}, MCP, {"to": "a@x.org"}, {"to": "a@y.org"}),
    ("context.KEY.not_matches", "invoke:" + MCP, {"context.to.not_matches": "*@x.org"}, MCP, {"to": "a@y.org"}, {"to": "a@x.org"}),
    ("channel.in", "invoke:" + MCP, {"channel": {"in": ["ops"]}}, MCP, {"channel": "ops"}, {"channel": "all"}),
    ("context.tool", "read:file", {"context.tool": "Read"}, "Read", f"{PROJECT}/a", None),
    ("context.agent", "read:file", {"context.agent": "bot"}, "Read", f"{PROJECT}/a", None),
    ("context.working_directory", "read:file", {"context.working_directory.matches": "/home/*"}, "Read", f"{PROJECT}/a", None),
    ("tags", "read:file", {"tags": ["ci"]}, "Read", f"{PROJECT}/a", None),
    ("amount_max", "invoke:" + MCP, {"amount_max": 100}, MCP, {"amount": 100}, {"amount": 100.5}),
    ("amount_min", "invoke:" + MCP, {"amount_min": 100}, MCP, {"amount": 100}, {"amount": 99}),
    ("resourcePattern", "read:file", {"resourcePattern": "./src/**"}, "Read", f"{PROJECT}/src/a", f"{PROJECT}/b"),
    ("path_pattern", "read:file", {"path_pattern": "./src/**"}, "Read", f"{PROJECT}/src/a", f"{PROJECT}/b"),
    ("command_pattern", "execute:shell", {"command_pattern": "make *"}, "Bash", "make all", "ls"),
    ("command_contains", "execute:shell", {"command_contains": ["test"]}, "Bash", "make test", "make all"),
    ("path (declarative)", "read:file", {"path": ["./src/**"]}, "Read", f"{PROJECT}/src/a", f"{PROJECT}/b"),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=[row[0] for row in FORMS])
def test_a_condition_holds_for_allowances_and_denials(form: tuple[str, str, dict[str, Any], str, Any, Any]) -> None:
    name, action, conditions, tool, good, bad = form
    allowing, denying = policy("allow", action, conditions), policy("deny", action, conditions)
    assert (allowing(tool, good), denying(tool, good)) == (PASS, DENY), name
    if bad is not None:
        assert (allowing(tool, bad), denying(tool, bad)) == (DENY, PASS), name


def test_an_allowance_of_tools_under_their_other_names_is_one_of_what_they_do() -> None:
    rules = [{"effect": "allow", "actions": ["tool:read"], "conditions": {"path_pattern": "/workspace/*"}}]
    governed = Governed(imported(json.dumps({"name": "p", "rules": rules, "defaultEffect": "deny"}), "p.json"))
    assert [governed("Read", path) for path in ("/workspace/a", f"{PROJECT}/a")] == [PASS, DENY]


def test_a_missing_context_value_denies_and_never_allows() -> None:
    conditions = {"context.to.not_matches": "*@x.org"}
    assert policy("allow", f"invoke:{MCP}", conditions)(MCP, {}) == DENY
    assert policy("deny", f"invoke:{MCP}", conditions)(MCP, {}) == DENY


def test_a_time_range_is_a_window_in_utc() -> None:
    made = imported("name: p\nrules: [{effect: allow, actions: [read:file], conditions: {time_range: '09:00-18:00'}}]")
    assert made.document["rules"][0]["during"] == {"from": "09:00", "to": "18:00", "zone": "UTC"}
    assert "no zone" in notes(made)


def test_a_rate_on_an_allowance_denies_what_goes_over_it() -> None:
    conditions = {"rateLimit": {"requestsPerMinute": 2}}
    governed = policy("allow", f"invoke:{MCP}", conditions)
    assert governed.play([(MCP, {})] * 3) == [PASS, PASS, DENY]


def test_a_sandbox_that_nothing_proves_allows_nothing() -> None:
    assert policy("allow", "execute:shell", {"sandbox": True})("Bash", "ls") == DENY


@pytest.mark.parametrize(
    ("action", "tool", "given", "other"),
    [
        ("read:*", "Read", f"{PROJECT}/a", ("Bash", "true")),
        ("*:file", "Write", {"file_path": f"{PROJECT}/a", "content": "x"}, ("Bash", "true")),
        ("invoke:TodoWrite", "TodoWrite", {"todos": []}, ("Bash", "true")),
        ("tool:*", "Bash", "true", None),
        ("tool:exec", "PowerShell", "make", ("Read", f"{PROJECT}/a")),
        ("tool:read", "Bash", "cat a", ("Bash", "make")),
        (
            "tool:write",
            "Edit",
            {"file_path": f"{PROJECT}/a", "old_string": "a", "new_string": "b"},
            ("Read", f"{PROJECT}/a"),
        ),
        ("tool:message", "SendMessage", {"to": "a", "message": "x"}, ("Bash", "true")),
        ("tool:browser", "WebFetch", {"url": "https://x.org/", "prompt": "p"}, ("Bash", "true")),
        ("read:workspace/docs/*", "Read", f"{PROJECT}/docs/a", ("Read", f"{PROJECT}/a")),
        ("execute:python", "Bash", "python3 a.py", ("Bash", "true")),
        ("read:web_search", "WebSearch", {"query": "x"}, ("Bash", "true")),
        ("delete:file", "Bash", "rm a.txt", ("Bash", "true")),
    ],
)
def test_an_action_names_what_does_it(action: str, tool: str, given: Any, other: tuple[str, Any] | None) -> None:
    governed = Governed(
        imported(
            json.dumps({"name": "p", "rules": [{"effect": "deny", "actions": [action]}], "defaultEffect": "allow"}),
            "p.json",
        )
    )
    assert governed(tool, given) == DENY
    if other is not None:
        assert governed(*other) == PASS


def test_who_is_governed_limits_approvals_and_delegation_come_along() -> None:
    made = imported(
        """
        name: team
        appliesTo: {tags: [ci], trustTiers: [verified, trusted]}
        rules: [{effect: allow, actions: ["read:*"]}]
        defaultEffect: deny
        rateLimits: {requestsPerHour: 1}
        humanInTheLoop: {requireApproval: ["delete:file"]}
        delegation: {maxDepth: 1, permissionCeiling: ["read:*"]}
        """
    )
    assert made.document["rules"][0]["agents"] == {"tag": ["ci"], "trust": {"min": 30, "under": 80}}
    governed = Governed(made, agents=AGENT)
    read = ("Read", f"{PROJECT}/a")
    assert governed.play([read, read]) == [PASS, DENY]
    stranger = Governed(made, agents="{name: other, tags: [dev], trust: verified}")
    assert stranger("Bash", "true") == PASS
    approvals = [rule for rule in made.document["rules"] if rule["guard"] == "ask"]
    assert [(rule["answer"], rule["on"]) for rule in approvals] == [("person", ["file.delete"])]
    assert {"team.depth", "team.ceiling"} <= {rule["id"] for rule in made.document["rules"]}


def test_an_approval_is_an_ask() -> None:
    source = "name: p\nrules: [{effect: allow, actions: ['*']}]\ndefaultEffect: allow\nhumanInTheLoop: {requireApproval: ['delete:file']}"
    assert Governed(imported(source))("Bash", "rm a.txt") in (ASK, DENY)


def test_the_notes_that_a_policy_deserves_are_there() -> None:
    said = notes(imported(COMBINED))
    for part in (
        "unescaped",
        "it never decides",
        "read as its program",
        "read as what it does",
        "a name in the query",
        "`audit` is not",
    ):
        assert part in said
    gap = "name: p\nrules:\n  - {effect: allow, actions: ['tool:x'], conditions: {amount_max: 100}}\n  - {effect: deny, actions: ['tool:x'], conditions: {amount_min: 100.01}}\n"
    said = notes(imported(gap))
    assert "between 100 and 100.01" in said
    assert "`defaultEffect` is missing" in said


def test_an_alert_is_the_severity_and_a_folded_reason_one_paragraph() -> None:
    rule = imported(COMBINED).document["rules"][1]
    assert rule["severity"] == "critical"
    assert rule["reason"] == "credentials and system files are off limits"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("name: p\nrules: [{effect: deny, actions: ['exec:shell']}]", "did you mean `execute:shell`?"),
        ("name: p\nrules: [{effect: maybe, actions: ['read:file']}]", "expected one of allow, deny"),
        (
            "name: p\nrules: [{effect: allow, actions: ['read:file'], conditions: {resource.matchs: x}}]",
            "did you mean `resource.matches`?",
        ),
        ("name: p\nrules: []", "expected at least one rule"),
        ("rules: [{effect: allow, actions: ['read:file']}]", "the key `name` is missing"),
        ("name: p\nrules: [{effect: allow}]", "the key `actions` is missing"),
        (
            "name: p\nrules: [{effect: allow, actions: ['read:file'], conditions: {time_range: '9-18'}}]",
            "expected a time range",
        ),
    ],
)
def test_what_cannot_be_imported_is_an_error(source: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(source)
