"""`tenuo.yaml`: every kind of constraint, the original's verdicts by a small evaluator, ours, and every difference."""

from __future__ import annotations

import json
import posixpath
import re
import shlex
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

import pytest
import yaml
from importing import ASK, DENY, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import Foreign, import_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SOURCE = """
name: shop
sandbox: ./sandbox
mode: enforce
default: deny
enforce:
  Read: "subpath:."
  Write: "subpath:{sandbox}"
  Grep: "subpath:."
  Bash: "shlex:ls,cat,npm,git"
  WebFetch: {domains: [docs.example, "*.api.example"], schemes: [https], approval: {threshold: 1}}
audit_extra: [TaskOutput]
subagents:
  reviewer: {tools: [Read, Grep], ttl_seconds: 600}
mcp:
  downstream: {command: server}
  enforce:
    query: {args: {table: "oneof:orders,items", limit: "range:,100"}}
    open: "subpath:{sandbox}"
"""

WRITE_IN = {"file_path": f"{PROJECT}/sandbox/a.txt", "content": "x"}
CALLS: list[tuple[str, Any]] = [
    ("Read", f"{PROJECT}/src/a.py"),
    ("Read", "/etc/passwd"),
    ("Read", f"{PROJECT}/../other/a.py"),
    ("Grep", {"pattern": "x", "path": f"{PROJECT}/src"}),
    ("Glob", {"pattern": "*", "path": PROJECT}),
    ("Grep", {"pattern": "x", "path": PROJECT}),
    ("Write", WRITE_IN),
    ("Write", {"file_path": f"{PROJECT}/a.txt", "content": "x"}),
    ("Edit", {"file_path": f"{PROJECT}/sandbox/a.txt", "old_string": "a", "new_string": "b"}),
    ("Bash", "npm test"),
    ("Bash", "cat src/a.py"),
    ("Bash", "cat /etc/passwd"),
    ("Bash", "cat ~/.ssh/id_rsa"),
    ("Bash", "git commit -m 'a; b'"),
    ("Bash", "git status; make"),
    ("Bash", "npm test > out.txt"),
    ("Bash", "ls $HOME"),
    ("Bash", "make"),
    ("Bash", "/tmp/evil/git status"),
    ("Bash", ""),
    ("PowerShell", "ls"),
    ("WebFetch", {"url": "https://a.b.api.example/x", "prompt": "p"}),
    ("WebFetch", {"url": "https://docs.example/x", "prompt": "p"}),
    ("WebFetch", {"url": "https://evil.example/?q=docs.example", "prompt": "p"}),
    ("WebFetch", {"url": "https://169.254.169.254/", "prompt": "p"}),
    ("WebFetch", {"url": "http://a.api.example/", "prompt": "p"}),
    ("WebSearch", {"query": "x"}),
    ("TodoWrite", {"todos": []}),
    ("TaskOutput", {"task_id": "x"}),
    ("Frobnicate", {"a": 1}),
    ("mcp__db__query", {"table": "orders", "limit": 10}),
    ("mcp__db__query", {"table": "orders", "limit": 1000}),
    ("mcp__db__query", {"table": "users", "limit": 1}),
    ("mcp__db__query", {"table": "orders", "limit": 1, "raw": "x"}),
    ("mcp__fs__open", {"path": f"{PROJECT}/sandbox/a"}),
    ("mcp__fs__open", {"path": f"{PROJECT}/sandbox/../b"}),
    ("mcp__db__drop", {"table": "orders"}),
]

INTENDED = {
    "cat /etc/passwd": "a granted command reads within the grant for reading",
    "cat ~/.ssh/id_rsa": "a granted command reads within the grant for reading",
    "/tmp/evil/git status": "a program is not known by the end of its path",
    "": "nothing is run",
    "https://evil.example/?q=docs.example": "an approval is asked for at this machine; the original denies without its cloud",
}
"""Calls with another verdict than the original's, and why."""


def original(tool: str, given: Any) -> str:
    """The published rules, on the arguments as text."""
    policy = yaml.safe_load(SOURCE)
    if tool.startswith("mcp__"):
        spec = policy["mcp"]["enforce"].get(tool.rpartition("__")[2])
        if spec is None:
            return DENY
        rules = spec["args"] if isinstance(spec, dict) else {"path": spec}
        return (
            PASS
            if given.keys() <= rules.keys() and all(_fits(rules[name], given.get(name)) for name in rules)
            else DENY
        )
    if tool in ("WebSearch", "TodoWrite", *policy["audit_extra"]):
        return PASS
    spec = policy["enforce"].get(tool)
    if spec is None:
        return DENY
    if isinstance(spec, dict):
        url = urlsplit(given["url"])
        host = any(url.hostname == one or fnmatchcase(url.hostname or "", one) for one in spec["domains"])
        return PASS if host and url.scheme in spec["schemes"] else DENY
    names = {"Read": "file_path", "Write": "file_path", "Grep": "path", "Bash": "command"}
    value = given if isinstance(given, str) else given[names[tool]]
    return PASS if _fits(spec, value) else DENY


def _fits(spec: str, value: Any) -> bool:
    kind, _, operand = spec.partition(":")
    if kind == "subpath":
        root = posixpath.normpath(f"{PROJECT}/{operand.replace('{sandbox}', 'sandbox')}")
        path = posixpath.normpath(value)
        return path == root or bool(path.startswith(f"{root}/"))
    if kind == "oneof":
        return str(value) in operand.split(",")
    if kind == "range":
        return float(value) <= float(operand.split(",")[1])
    if re.search(r"[$`\n><|&]|;(?![^']*')", value):
        return False
    words = shlex.split(value)
    return bool(words) and str(words[0]).rpartition("/")[2] in operand.split(",")


def key(given: Any) -> str:
    if isinstance(given, dict):
        return str(given.get("url") or json.dumps(given))
    return str(given)


@pytest.mark.parametrize(("tool", "given"), CALLS, ids=lambda value: key(value)[:50])
def test_a_call_gets_the_verdict_of_the_original_or_a_listed_other_one(tool: str, given: Any) -> None:
    ours = Governed(imported(SOURCE, "tenuo.yaml"))(tool, given)
    assert (ours != original(tool, given)) == (key(given) in INTENDED), (ours, original(tool, given))


@pytest.mark.parametrize(
    ("web", "listed", "other", "inner"),
    [
        ("{domains: [x.org], approval: {threshold: 1}}", PASS, ASK, DENY),
        ("{approval: {threshold: 1}}", ASK, ASK, DENY),
        ("{domains: ['*'], approval: {threshold: 1}}", PASS, PASS, DENY),
        ("{cidrs: [10.0.0.0/8], approval: {threshold: 1}}", DENY, DENY, PASS),
        ("{domains: [x.org]}", PASS, DENY, DENY),
    ],
)
def test_an_approval_asks_about_hosts_that_are_not_listed(web: str, listed: str, other: str, inner: str) -> None:
    governed = Governed(imported(f"enforce:\n  WebFetch: {web}\n", "tenuo.yaml"))
    hosts = ("x.org", "evil.example", "10.0.0.1")
    fetches = [governed("WebFetch", {"url": f"https://{host}/", "prompt": "p"}) for host in hosts]
    assert fetches == [listed, other, inner]


def test_an_approval_that_an_overlay_adds_is_about_the_hosts_of_the_file_below() -> None:
    base = Foreign("tenuo.yaml", "enforce: {WebFetch: {domains: [x.org]}}\n")
    over = Foreign(
        "tenuo.advanced.yaml", "cloud: {approver_identity: Ann}\nenforce:\n  WebFetch: {approval: {threshold: 1}}\n"
    )
    governed = Governed(import_policy([base, over], dialect="tenuo"))
    fetches = [governed("WebFetch", {"url": f"https://{host}/", "prompt": "p"}) for host in ("x.org", "y.org")]
    assert fetches == [PASS, ASK]


def test_a_role_has_its_tools_and_a_role_that_is_not_listed_is_not_spawned() -> None:
    made = imported(SOURCE, "tenuo.yaml")
    rule = next(rule for rule in made.document["rules"] if rule["id"] == "subagent.reviewer")
    assert rule["agents"] == {"role": "reviewer"}
    assert {"Read", "Grep", "TodoWrite"} <= set(rule["unless"]["tool"])
    governed = Governed(made)
    assert governed("Agent", {"subagent_type": "reviewer", "prompt": "p", "description": "d"}) == PASS
    assert governed("Agent", {"subagent_type": "deployer", "prompt": "p", "description": "d"}) == DENY


SHORT = [
    ("Read", "subpath:./src", f"{PROJECT}/src/a", f"{PROJECT}/b"),
    ("Read", "exact:./a.txt", f"{PROJECT}/a.txt", f"{PROJECT}/b.txt"),
    ("Read", "oneof:./a.txt,./c.txt", f"{PROJECT}/c.txt", f"{PROJECT}/b.txt"),
    ("Read", "pattern:./*.py", f"{PROJECT}/src/a.py", f"{PROJECT}/a.rb"),
    ("Read", "regex:[.]py$", f"{PROJECT}/a.py", f"{PROJECT}/a.pyc"),
    ("Bash", "shlex:make", "make all", "make; ls"),
    ("Bash", "exact:make all", "make all", "make"),
    ("Bash", "pattern:make *", "make all", "ls"),
    ("Bash", "regex:^make( |$)", "make", "make && ls"),
    ("WebSearch", "notoneof:secret", {"query": "x"}, {"query": "secret"}),
    ("WebFetch", "urlpattern:https://*.x.org/api/*", {"url": "https://a.x.org/api/b"}, {"url": "https://a.x.org/b"}),
    ("Agent", "oneof:reviewer", {"subagent_type": "reviewer", "prompt": "p"}, {"subagent_type": "x", "prompt": "p"}),
]


@pytest.mark.parametrize(("tool", "spec", "good", "bad"), SHORT, ids=[f"{row[0]} {row[1]}" for row in SHORT])
def test_a_kind_in_short_form_keeps_its_meaning(tool: str, spec: str, good: Any, bad: Any) -> None:
    governed = Governed(imported(json.dumps({"enforce": {tool: spec}}), "tenuo.yaml"))
    assert [governed(tool, good), governed(tool, bad)] == [PASS, DENY]


WIRE: list[tuple[str, Any, Any, Any]] = [
    ("wildcard", None, "x", None),
    ("exact", "a", "a", "b"),
    ("pattern", "a*z", "abcz", "abc"),
    ("range", {"min": 1, "max": 5, "max_inclusive": False}, 4, 5),
    ("one_of", ["a", "b"], "b", "c"),
    ("regex", "^a", "ab", "ba"),
    ("not_one_of", ["a"], "b", "a"),
    ("cidr", "10.0.0.0/8", "10.1.2.3", "11.1.2.3"),
    ("url_pattern", "https://x.org/a/*", "https://x.org/a/b", "https://y.org/a/b"),
    ("contains", ["a"], ["a", "b"], ["b"]),
    ("subset", ["a", "b"], ["a"], ["a", "c"]),
    ("all", [{"_type": "regex", "_value": "^a"}, {"_type": "regex", "_value": "z$"}], "az", "a"),
    ("any", [{"_type": "exact", "_value": "a"}, {"_type": "exact", "_value": "b"}], "b", "c"),
    ("not", {"_type": "exact", "_value": "a"}, "b", "a"),
    ("subpath", {"root": "/srv", "allow_equal": False}, "/srv/a", "/srv"),
    ("url_safe", {"allow_domains": ["x.org"]}, "https://x.org/", "https://169.254.169.254/"),
    ("shlex", ["ls"], "ls -l", "ls | wc"),
    ("unknown", "x", None, "x"),
]


@pytest.mark.parametrize(("kind", "value", "good", "bad"), WIRE, ids=[row[0] for row in WIRE])
def test_a_type_in_wire_form_keeps_its_meaning(kind: str, value: Any, good: Any, bad: Any) -> None:
    constraint = {"_type": kind} if value is None else {"_type": kind, "_value": value}
    source = {"enforce": {}, "mcp": {"enforce": {"t": {"arg": "v", "constraint": constraint}}}}
    governed = Governed(imported(json.dumps(source), "tenuo.yaml"))
    if good is not None:
        assert governed("mcp__s__t", {"v": good}) == PASS
        assert governed("mcp__s__t", {"v": good, "other": 1}) == DENY
    if bad is not None:
        assert governed("mcp__s__t", {"v": bad}) == DENY


def expressing(expression: str, argument: str = "v") -> str:
    """A file with one MCP tool whose argument meets an expression."""
    constraint = {"_type": "cel", "_value": expression}
    return json.dumps({"enforce": {}, "mcp": {"enforce": {"t": {"arg": argument, "constraint": constraint}}}})


EXPRESSIONS: list[tuple[str, Any, Any]] = [
    ("value < 10000", 5000, 10000),
    ("value < 10000", 5000, {"value": 5000}),
    ("value != 3", 4, {"a": 1}),
    ("value.startsWith('staging') || value == \"value\"", "value", "production"),
    ("'admin' in value", ["admin", "user"], ["user"]),
    ("value.all(one, one.size() < 4)", ["a", "bc"], ["abcd"]),
    ("size(value) > 1 && int(value) > 20", "21", "x"),
    (
        "amount < 10000 || (amount < 100000 && approver != '')",
        {"amount": 75000, "approver": "finance"},
        {"amount": 75000, "approver": ""},
    ),
    ("op.kind == 'x' && now == 1", {"op": {"kind": "x"}, "now": 1}, {"op": {"kind": "y"}, "now": 1}),
    ("value > 1 && amount > 1", {"value": 2, "amount": 2}, 2),
    ("value + 1", None, 1),
    ("net_in_cidr(value, '10.0.0.0/8') || net_in_cidr(value, 'fd00::/8')", "10.1.2.3", "11.1.2.3"),
    ("net_is_private(ip)", {"ip": "192.168.1.1"}, {"ip": "8.8.8.8"}),
    ("!time_is_expired(value)", "2999-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
    ("!time_is_expired(value)", None, "tomorrow"),
    (
        "time_since(order.created_at) > 3600",
        {"order": {"created_at": "2020-01-01T00:00:00Z"}},
        {"order": {"created_at": "2999-01-01T00:00:00Z"}},
    ),
    ("time_now(0) > value", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
]
"""Expressions, an argument that meets each in the original, and one that does not."""


@pytest.mark.parametrize(("expression", "good", "bad"), EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS])
def test_an_expression_keeps_its_meaning(expression: str, good: Any, bad: Any) -> None:
    governed = Governed(imported(expressing(expression), "tenuo.yaml"))
    if good is not None:
        assert governed("mcp__s__t", {"v": good}) == PASS
    assert governed("mcp__s__t", {"v": bad}) == DENY
    assert governed("mcp__s__t", {}) == DENY
    assert governed("mcp__s__t", {"v": good, "other": 1}) == DENY


@pytest.mark.parametrize(
    ("pattern", "path", "verdict"),
    [
        ("*", "sandbox", PASS),
        ("**/*.py", "sandbox/src", PASS),
        ("*", "", DENY),
        ("*", "sandbox-of-others", DENY),
        ("../*", "sandbox", DENY),
        ("*/../../../etc/*", "sandbox", DENY),
        ("/etc/*", "sandbox", DENY),
    ],
)
def test_a_listing_is_granted_below_its_directory_and_nowhere_else(pattern: str, path: str, verdict: str) -> None:
    governed = Governed(imported('enforce: {Glob: "subpath:./sandbox"}', "tenuo.yaml"))
    assert governed("Glob", {"pattern": pattern, "path": f"{PROJECT}/{path}"}) == verdict
    assert governed("Bash", f"ls {path}/$UNKNOWN*") == DENY


def test_an_expression_about_a_shell_call_sees_its_whole_text() -> None:
    source = {"enforce": {"Bash": {"_type": "cel", "_value": "value.startsWith('make ') && !value.contains(';')"}}}
    governed = Governed(imported(json.dumps(source), "tenuo.yaml"))
    assert [governed("Bash", text) for text in ("make all", "make all; ls", "ls")] == [PASS, DENY, DENY]


@pytest.mark.parametrize(
    ("expression", "argument", "expected"),
    [
        ("net_is_public(value)", "v", "unknown function `net_is_public`"),
        ("value < 5) || (true", "v", "expected a CEL expression"),
        ("value < 5 // low", "v", "without comments"),
        ("[1].all(value, value > 0)", "v", "another name"),
        ("value < 5", "v.w", "the name of a variable"),
    ],
)
def test_an_expression_that_has_none_in_our_language_is_an_error(expression: str, argument: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(expressing(expression, argument), "tenuo.yaml")


def test_an_overlay_changes_what_it_names_and_keeps_its_own_file_as_origin() -> None:
    base = Foreign("tenuo.yaml", "mode: audit\nenforce: {Read: 'subpath:.'}\n")
    over = Foreign(
        "tenuo.cloud.yaml", "mode: enforce\nenforce:\n  WebFetch: {domains: [x.org], approval: {threshold: 2}}\n"
    )
    made = import_policy([base, over], dialect="tenuo")
    assert made.document["mode"] == "enforce"
    assert [grant["id"] for grant in made.document["capabilities"]["grants"]] == ["read", "webfetch", "audit"]
    origin = made.document["rules"][0]["origin"]
    assert (origin["file"], origin["line"]) == ("tenuo.cloud.yaml", 3)


@pytest.mark.parametrize(
    ("source", "section", "verdict"),
    [
        ("default: deny\nenforce: {}", "deny", DENY),
        ("default: approve\nenforce: {}", "ask", ASK),
        ("default: audit\nenforce: {Read: 'subpath:.'}", "deny", PASS),
    ],
)
def test_the_default_decides_about_what_is_not_listed(source: str, section: str, verdict: str) -> None:
    made = imported(source, "tenuo.yaml")
    assert made.document["capabilities"]["otherwise"] == section
    assert Governed(made)("Bash", "ls") == verdict


def test_audit_mode_observes_and_the_bundled_list_can_be_left_out() -> None:
    made = imported("mode: audit\naudit_bundled: false\nenforce: {}\n", "tenuo.yaml")
    assert made.document["mode"] == "observe"
    assert made.document["capabilities"]["grants"] == []


def test_a_network_grants_addresses_and_a_star_every_public_host() -> None:
    governed = Governed(imported("enforce: {WebFetch: {cidrs: [10.0.0.0/8], domains: ['*']}}", "tenuo.yaml"))
    fetch = [
        governed("WebFetch", {"url": url, "prompt": "p"})
        for url in ("http://10.1.1.1/", "https://x.org/", "http://127.0.0.1/")
    ]
    assert fetch == [PASS, PASS, DENY]


def test_the_notes_that_a_file_deserves_are_there() -> None:
    said = notes(imported(SOURCE, "tenuo.yaml"))
    assert "program of that name from any directory" in said
    assert "every host below" in said
    assert "lifetime of a subagent" in said
    assert "no timestamp" in notes(imported(expressing("!time_is_expired(value)"), "tenuo.yaml"))
    assert "no timestamp" not in notes(imported(expressing("value != 'time_since('"), "tenuo.yaml"))
    assert "`default: audit` lets tools pass" in notes(imported("default: audit\nenforce: {}", "tenuo.yaml"))
    assert "searched anywhere" in notes(imported("enforce: {Bash: 'regex:make'}", "tenuo.yaml"))
    assert "`cloud` is not imported" in notes(imported("enforce: {}\ncloud: {url: x}", "tenuo.yaml"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("enforce: {Read: 'subpth:.'}", "expected `kind:value` with one of"),
        ("enforce: {Reed: 'subpath:.'}", "did you mean `Read`?"),
        ("enforce: {}\nmode: enforced", "did you mean `enforce`?"),
        ("enforce: {}\nsubagent: {}", "did you mean `subagents`?"),
        ("enforce: {}\nmcp: {enforce: {t: 'oneof:a'}}", "which argument of `t` is meant?"),
        (
            "enforce: {}\nmcp: {enforce: {t: {arg: a, constraint: {_type: not, _value: {_type: cel, _value: 'true'}}}}}",
            "expected `cel` for a whole argument",
        ),
        ("enforce: {WebFetch: {domains: ['a*b']}}", "expected a domain such as"),
        ("enforce: {Agent: 'range:a,b'}", "expected `range:min,max` with numbers"),
    ],
)
def test_what_cannot_be_imported_is_an_error(source: str, expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(source, "tenuo.yaml")
