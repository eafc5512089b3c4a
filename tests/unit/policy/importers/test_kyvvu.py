"""Kyvvu manifests: all rule types, both dialects, the shapes of the ten public manifests."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from importing import DENY, HOME, PASS, PROJECT, Governed, imported, notes

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import Foreign, import_policy, to_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bailiwick.policy.importers import Imported

MANIFESTS = sorted((Path(__file__).parents[3] / "vectors" / "imports" / "kyvvu").glob("*.yaml"))

RUN = ("Bash", "true")
LOOK = ("Read", f"{PROJECT}/a.txt")
TAKE = ("Read", f"{PROJECT}/.env")
WRITE = ("Write", {"file_path": f"{PROJECT}/a.txt", "content": "x"})
DELETE = ("Bash", "rm notes.txt")
SEND = ("SendMessage", {"to": "a", "message": "x"})
SPAWN = ("Agent", {"description": "d", "prompt": "p", "subagent_type": "x"})
ASKED: tuple[Any, ...] = ("AskUserQuestion", {"questions": []}, {"result": "Yes, do it"})
REFUSED: tuple[Any, ...] = ("AskUserQuestion", {"questions": []}, {"result": "No"})
FETCH = ("WebFetch", {"url": "https://x.org/", "prompt": "p"})

EXEC, RESOURCE, MESSAGE, GATE = "step.exec", "step.resource", "step.message", "step.gate"


def manifest(rule_type: str, params: dict[str, Any], **more: Any) -> Imported:
    """A manifest of the 0.13 dialect with one critical policy."""
    policy = {
        "name": "p",
        "rule_type": rule_type,
        "params": params,
        "severity": "critical",
        "enforcement_point": "step_execution",
        **more,
    }
    return imported(json.dumps({"name": "m", "policies": [policy]}), "m.json")


TO_MESSAGE = {"target_kinds": [MESSAGE]}
ROWS: list[tuple[str, dict[str, Any], list[Any], list[str]]] = [
    ("field_not_empty", {"field": "input.description"}, [("Bash", {"command": "true", "description": "d"}), RUN], [PASS, DENY]),
    ("field_in_list", {"field": "step_name", "values": ["Bash"]}, [RUN, LOOK], [PASS, DENY]),
    ("field_matches_regex", {"field": "properties.command", "pattern": "^git "}, [("Bash", "git status"), RUN], [PASS, DENY]),
    ("domain_allowlist", {"allowed_domains": ["y.org"]}, [("WebFetch", {"url": "https://a.y.org./", "prompt": "p"}), FETCH], [PASS, DENY]),
    ("domain_allowlist", {"allowed_domains": []}, [FETCH], [PASS]),
    ("pii_in_request", {"patterns": [r"\b\d{3}-\d{2}-\d{4}\b"]}, [("Bash", "echo 123-45-6789"), ("Bash", "echo 123-45")], [DENY, PASS]),
    ("execution_max_steps", {"kind": EXEC, "max_steps": 2}, [RUN, LOOK, RUN, RUN, LOOK], [PASS, PASS, PASS, DENY, PASS]),
    ("execution_max_steps", {"kind": EXEC, "max_steps": 1, "step_name": "Bash"}, [RUN, RUN], [PASS, DENY]),
    ("max_consecutive_same_type", {"kind": EXEC, "max_consecutive": 2}, [RUN, RUN, LOOK, RUN, RUN, RUN], [PASS] * 5 + [DENY]),
    ("cross_execution_rate_limit", {"kind": EXEC, "max_count": 1, "window_minutes": 5}, [RUN, RUN], [PASS, DENY]),
    ("usage_budget", {"kind": "step.model", "property_path": "usage.total_tokens", "budget": 10}, [RUN], [PASS]),
    ("step_directly_preceded_by", {"required_kind": RESOURCE, **TO_MESSAGE}, [SEND, LOOK, SEND, RUN, SEND], [DENY, PASS, PASS, PASS, DENY]),
    ("step_requires_predecessor", {"required_kind": RESOURCE, **TO_MESSAGE}, [SEND, LOOK, RUN, SEND], [DENY, PASS, PASS, PASS]),
    (
        "step_preceded_by_without_intervening",
        {"required_kind": RESOURCE, "forbidden_intervening": [EXEC], **TO_MESSAGE},
        [LOOK, SEND, RUN, SEND, LOOK, SEND],
        [PASS, PASS, PASS, DENY, PASS, PASS],
    ),
    ("step_requires_dedicated_predecessor", {"required_kind": RESOURCE, **TO_MESSAGE}, [LOOK, SEND, SEND], [PASS, PASS, DENY]),
    ("step_requires_gate", TO_MESSAGE, [SEND, REFUSED, SEND, ASKED, SEND], [DENY, PASS, DENY, PASS, PASS]),
    ("step_requires_gate", {**TO_MESSAGE, "max_steps_since_gate": 1}, [ASKED, RUN, SEND], [PASS, PASS, DENY]),
    ("step_requires_gate", {**TO_MESSAGE, "gate_kind": "patient_consent"}, [ASKED, SEND], [PASS, DENY]),
    ("step_requires_gate", {"target_kinds": [RESOURCE, EXEC], "target_verb": "DELETE"}, [RUN, DELETE, ASKED, DELETE], [PASS, DENY, PASS, PASS]),
    ("sequence_forbidden", {"forbidden_sequence": [RESOURCE, EXEC]}, [RUN, LOOK, SPAWN, RUN, SEND], [PASS, PASS, PASS, DENY, DENY]),
    ("sequence_forbidden", {"forbidden_sequence": ["step.credential", MESSAGE]}, [LOOK, SEND, TAKE, SEND], [PASS, PASS, PASS, DENY]),
    ("step_not_after", {"forbidden_predecessor_kinds": [EXEC], **TO_MESSAGE}, [SEND, RUN, SEND], [PASS, PASS, DENY]),
    (
        "tainted_path_block",
        {"taint_kind": RESOURCE, "taint_verb": "GET", "taint_property_filter": {"data.classification": "secret"}, "target_kinds": [EXEC]},
        [RUN, LOOK, RUN, TAKE, RUN, SEND],
        [PASS, PASS, PASS, PASS, DENY, PASS],
    ),
    (
        "tainted_path_block",
        {"taint_kind": RESOURCE, "taint_verb": "GET", "taint_property_filter": {"target.host": "x.org"}, "target_kinds": [EXEC]},
        [("WebFetch", {"url": "https://x.org.evil.example/", "prompt": "p"}), RUN, FETCH, RUN],
        [PASS, PASS, PASS, DENY],
    ),
    (
        "tainted_path_block",
        {"taint_kind": RESOURCE, "taint_verb": "GET", "taint_property_filter": {"target.trust": "external"}, "target_kinds": [EXEC]},
        [LOOK, RUN, FETCH, RUN],
        [PASS, PASS, PASS, DENY],
    ),
    (
        "conditional_successor_required",
        {
            "trigger_kinds": [EXEC],
            "trigger_condition": {"field": "properties.command", "op": "contains", "value": "deploy"},
            "required_kind": RESOURCE,
        },
        [RUN, SEND, ("Bash", "make deploy"), SEND, LOOK, SEND],
        [PASS, PASS, PASS, DENY, PASS, PASS],
    ),
    ("history_contains", {"kind": GATE}, [RUN, ASKED, RUN], [DENY, DENY, PASS]),
    ("current_is", {"kind": EXEC}, [RUN, LOOK], [PASS, DENY]),
    (
        "all_of",
        {"conditions": [
            {"rule_type": "not", "params": {"condition": {"rule_type": "current_is", "params": {"kind": EXEC}}}},
            {"rule_type": "not", "params": {"condition": {"rule_type": "current_is", "params": {"kind": MESSAGE}}}},
        ]},
        [RUN, SEND, LOOK],
        [DENY, DENY, PASS],
    ),
    (
        "any_of",
        {"conditions": [
            {"rule_type": "not", "params": {"condition": {"rule_type": "current_is", "params": {"kind": EXEC}}}},
            {"rule_type": "history_contains", "params": {"kind": RESOURCE, "verb": "GET"}},
        ]},
        [RUN, LOOK, RUN],
        [DENY, PASS, PASS],
    ),
    (
        "not",
        {"condition": {"rule_type": "field_matches_regex", "params": {"field": "properties.command", "pattern": "reset +--hard"}}},
        [("Bash", "git reset --hard"), RUN, ("Bash", "true; git reset --hard")],
        [DENY, PASS, DENY],
    ),
    (
        "path_within_root",
        {"target_kinds": [EXEC, RESOURCE], "target_verbs": ["POST", "PATCH", "DELETE"]},
        [WRITE, ("Write", {"file_path": "/etc/x", "content": "x"}), ("Bash", "echo x > ~/x"), ("Read", "/etc/hosts"), ("Bash", "ls > /dev/null")],
        [PASS, DENY, DENY, PASS, PASS],
    ),
    ("step_forbidden_for_classification", {"forbidden_kind": EXEC, "agent_risk_classifications": ["high"]}, [RUN, LOOK], [DENY, PASS]),
    ("working_hours_only", {"start_hour": 0, "end_hour": 24, "timezone": "Europe/Amsterdam"}, [RUN], [PASS]),
    ("step_name_in_allowlist", {"agent_field": "declared_tools", "target_kinds": [EXEC]}, [RUN, LOOK], [DENY, PASS]),
]  # fmt: skip


@pytest.mark.parametrize(("rule_type", "params", "calls", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_rule_type_keeps_its_meaning(
    rule_type: str, params: dict[str, Any], calls: list[Any], expected: list[str]
) -> None:
    agents = "{name: bot, tags: [Edit], risk: high}"
    assert Governed(manifest(rule_type, params), agents=agents).play(calls) == expected


def test_the_catalogue_is_whole() -> None:
    from bailiwick.policy.importers.kyvvu_rules import RULE_TYPES

    assert len(RULE_TYPES) == 27
    assert {row[0] for row in ROWS} == set(RULE_TYPES)


# -- the ten public manifests -----------------------------------------------------

SECRET_KEY = "AKIA" + "A1B2C3D4" * 2
TRACES: dict[str, tuple[str, list[Any], list[Any]]] = {
    "claude-code-safety": ("", [LOOK, WRITE, RUN], [TAKE, RUN]),
    "eu-ai-act-minimal": (
        "{name: bot, owner: ann, purpose: builds and tests the shop, risk: minimal}",
        [LOOK, RUN],
        [],
    ),
    "eu-ai-act-high-risk": (
        "{name: bot, owner: ann, purpose: 'builds and tests the shop, and prepares its weekly releases', risk: high}",
        [LOOK, ASKED, WRITE],
        [WRITE],
    ),
    "gdpr": ("{name: bot, purpose: support}", [LOOK, WRITE], [DELETE]),
    "healthcare": ("{name: bot, risk: limited}", [LOOK, ("WebFetch", {"url": "https://a.fhir.example/p", "prompt": "p"})], [FETCH]),
    "finance": ("", [LOOK], [LOOK, RUN]),
    "owasp-agentic": ("{name: bot, tags: [Read, Bash]}", [LOOK, RUN, ASKED, SEND], [LOOK, SEND]),
    "exfiltration-guard": ("", [LOOK, RUN], [("Bash", f"echo {SECRET_KEY}")]),
    "internal-starter": ("{name: bot, tags: [Read, Bash, AskUserQuestion]}", [LOOK, ASKED, DELETE], [DELETE]),
    "demo": ("", [RUN, RUN, RUN], [RUN, RUN, RUN, RUN]),
}  # fmt: skip


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_a_public_manifest_passes_what_complies_and_denies_what_violates(path: Path) -> None:
    made = import_policy([Foreign(path.name, path.read_text())])
    agents, compliant, violating = TRACES[path.stem]
    if path.stem == "finance":
        assert made.document["rules"][-1]["during"]["zone"] == "Europe/Amsterdam"
        made = made.replace(document={**made.document, "rules": made.document["rules"][:-1]})
    governed = Governed(made, agents=agents)
    assert governed.play(compliant, "good") == [PASS] * len(compliant)
    if path.stem == "eu-ai-act-minimal":
        assert Governed(made, agents="{name: bot, owner: ann, purpose: tests, risk: minimal}").play([LOOK]) == [DENY]
    else:
        assert governed.play(violating, "bad")[-1] == DENY


def test_there_are_ten_public_manifests_and_the_safety_one_has_fourteen_policies() -> None:
    assert {path.stem for path in MANIFESTS} == set(TRACES)
    safety = next(path for path in MANIFESTS if path.stem == "claude-code-safety")
    made = import_policy([Foreign(safety.name, safety.read_text())])
    assert len({rule["origin"]["id"] for rule in made.document["rules"]}) == 14
    assert {rule["guard"] for rule in made.document["rules"]} == {"deny"}


# -- the safety manifest against the original's rules --------------------------------

SAFETY = next(path for path in MANIFESTS if path.stem == "claude-code-safety").read_text()
COMMANDS = [
    "git push --force", "git push -f origin main", "git push origin main", "sudo git push --force",
    "true && git push --force", "git push --force-with-lease", "git -C sub push --force",
    "rm -rf /", "rm -rf /*", "rm -r build", "rm -rf ~", "rm -rf $HOME", "rm -rf ~/work/old", "rm -rf ..", "rm -rf ../..",
    "rm -rf /etc", "rm -rf /usr/share/x", "git reset --hard", "git reset --soft HEAD~1",
    "echo x > /etc/hosts", "echo x > ~/.ssh/config", "echo x > out.txt", "cat .env", "cat deploy/server.pem", "cat a.txt",
    "echo 123-45-6789", "echo 4111 1111 1111 1111", "echo 1234", "ls", "npm test", "ls > /dev/null",
    "find / -delete", 'rm -rf "/"', "X=/; rm -rf $X", "bash -c 'git push --force'",
]  # fmt: skip
INTENDED = {
    "rm -rf ~/work/old": "a path outside the project is deleted: 0.7 knows no target of a shell command",
    "rm -rf /usr/share/x": "a path outside the project is deleted",
    "find / -delete": "a declared miss of the manifest",
    'rm -rf "/"': "a declared miss of the manifest: the target is quoted",
    "X=/; rm -rf $X": "a declared miss of the manifest: a variable",
    "bash -c 'git push --force'": "a declared miss of the manifest: another shell",
}


def original(command: str) -> str:
    """Engine 0.7 on the command text: the manifest's patterns matched from the start, dot-all; personal data anywhere."""
    for policy in yaml.safe_load(SAFETY)["policies"]:
        if policy["rule_type"] == "not":
            pattern = policy["params"]["condition"]["params"]["pattern"]
            if re.match(pattern, command, re.DOTALL):
                return DENY
        if policy["rule_type"] == "pii_in_request" and any(
            re.search(one, command) for one in policy["params"]["patterns"]
        ):
            return DENY
    return PASS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_gets_the_verdict_of_the_safety_manifest_or_a_listed_other_one(command: str) -> None:
    ours = Governed(imported(SAFETY))("Bash", command)
    assert (ours != original(command)) == (command in INTENDED), (ours, original(command))
    if command in INTENDED:
        assert ours == DENY, "ours is never weaker"


def test_loops_and_totals_of_the_safety_manifest_hold() -> None:
    governed = Governed(imported(SAFETY))
    assert governed.play([RUN] * 11, "loop") == [PASS] * 10 + [DENY]
    spaced = [call for _ in range(6) for call in ([RUN] * 9 + [LOOK])]
    assert governed.play(spaced, "many").count(DENY) == 4


def test_a_secret_read_by_the_shell_taints_like_one_read_by_a_tool() -> None:
    governed = Governed(imported(SAFETY))
    assert governed.play([("Grep", {"pattern": "x", "path": f"{HOME}/.ssh/id_rsa"}), RUN], "s") == [PASS, DENY]


# -- dialects, severities, notes, errors ------------------------------------------------


def test_the_old_dialect_is_anchored_and_the_new_one_is_not() -> None:
    rule = {"name": "p", "rule_type": "not", "severity": "critical"}
    inner = {"rule_type": "field_matches_regex", "params": {"field": "exec.command", "pattern": "make"}}
    old = {**rule, "scope": "step_execution", "params": {"condition": inner}}
    modern = {"rule_type": "field_matches_regex", "params": {"field": "properties.command", "pattern": "make"}}
    new = {**rule, "enforcement_point": "step_execution", "params": {"condition": modern}}
    call = ("Bash", "nice make")
    first = imported(json.dumps({"name": "m", "policies": [old]}), "m.json")
    assert "anchored" in notes(first)
    assert [rule["where"]["text"]["regex"] for rule in first.document["rules"]] == [r"(?s)\Amake"]
    second = imported(json.dumps({"name": "m", "policies": [new]}), "m.json")
    assert [rule["where"]["text"]["regex"] for rule in second.document["rules"]] == ["(?s)make"]
    assert Governed(second).play([call]) == [DENY]


def test_old_names_with_an_enforcement_point_are_converted_and_searched() -> None:
    """The public manifests are written so, and the engine that reads them searches anywhere."""
    made = manifest(
        "not",
        {"condition": {"rule_type": "field_matches_regex", "params": {"field": "exec.command", "pattern": "make"}}},
    )
    assert Governed(made).play([("Bash", "true; make"), RUN]) == [DENY, PASS]
    counted = manifest("execution_max_steps", {"step_type": EXEC, "max_steps": 1})
    assert "patterns are searched" in notes(counted)
    assert Governed(counted).play([RUN, RUN]) == [PASS, DENY]


def test_calls_of_models_are_counted_by_what_the_session_used() -> None:
    made = manifest("execution_max_steps", {"kind": "step.model", "max_steps": 20})
    assert made.document["rules"][0]["limit"] == {"max": 20, "sum": "usage.calls"}


@pytest.mark.parametrize(("tags", "verdict"), [("[Read]", PASS), ("[]", DENY)])
def test_an_agent_without_declared_tools_is_one_without_tags(tags: str, verdict: str) -> None:
    made = manifest("field_not_empty", {"field": "declared_tools"}, enforcement_point="agent_registration")
    assert Governed(made, agents=f"{{name: bot, tags: {tags}}}").play([LOOK]) == [verdict]


@pytest.mark.parametrize(
    ("point", "risks"), [("scope", ["limited"]), ("enforcement_point", ["limited", "high", "unacceptable"])]
)
def test_a_risk_tier_is_exact_in_the_old_dialect_and_this_or_above_in_the_new(point: str, risks: list[str]) -> None:
    policy = {"name": "p", "rule_type": "current_is", "params": {"kind": EXEC}, point: "step_execution"}
    made = imported(json.dumps({"policies": [{**policy, "risk_classification": "limited"}]}), "m.json")
    assert made.document["rules"][0]["agents"] == {"risk": risks}


def test_only_critical_policies_block() -> None:
    made = manifest("not", {"condition": {"rule_type": "current_is", "params": {"kind": EXEC}}}, severity="high")
    assert made.document["rules"][0]["guard"] == "warn"
    assert Governed(made).play([RUN]) == [PASS]


def test_the_notes_that_a_manifest_deserves_are_there() -> None:
    said = notes(imported(SAFETY))
    for part in (
        "dialect of engine 0.7",
        "anchored",
        "no longer in the original's engine",
        "a broad taint",
        "--force-with-lease",
    ):
        assert part in said
    assert "nothing opens the gate" in notes(manifest("step_requires_gate", {**TO_MESSAGE, "gate_kind": "x"}))
    assert "not enabled" in notes(manifest("current_is", {"kind": EXEC}, enabled=False))
    consecutive = {"kind": "step.model", "max_consecutive": 3}
    assert "counts or waits for" in notes(manifest("max_consecutive_same_type", consecutive))
    marked = {"required_kind": GATE, "target_kinds": ["step.model"]}
    assert "counts or waits for" in notes(manifest("step_directly_preceded_by", marked))
    assert "has no verb" in notes(
        manifest("step_requires_gate", {"target_kinds": [EXEC, RESOURCE], "target_verb": "DELETE"})
    )
    external = {"taint_kind": RESOURCE, "taint_property_filter": {"target.trust": "external"}, "target_kinds": [EXEC]}
    assert "is `external`" in notes(manifest("tainted_path_block", external))


def test_what_is_imported_is_a_policy_file_with_origins() -> None:
    text = to_yaml(imported(SAFETY, "safety.yaml"))
    rules = yaml.safe_load(text)["rules"]
    assert rules[2]["origin"] == {"file": "safety.yaml", "line": 26, "id": "no-force-push", "dialect": "kyvvu"}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"rule_type": "current_iss", "params": {"kind": EXEC}}, "did you mean `current_is`?"),
        ({"rule_type": "current_is", "params": {"kind": "step.exce"}}, "expected a kind"),
        ({"rule_type": "current_is", "params": {"kind": EXEC, "verb": "GET"}}, "it has none"),
        ({"rule_type": "current_is", "params": {"kind": EXEC, "vreb": "GET"}}, "unknown parameter `vreb`"),
        ({"rule_type": "execution_max_steps", "params": {"kind": EXEC}}, "the parameter `max_steps`"),
        ({"rule_type": "current_is", "params": {"kind": EXEC}, "sevrity": "low"}, "did you mean `severity`?"),
        ({"rule_type": "field_in_list", "params": {"field": "properties.moon", "values": []}}, "a field that calls have"),
        ({"rule_type": "not", "params": {"condition": {"rule_type": "step_requires_gate", "params": TO_MESSAGE}}}, "no `not` around"),
        ({"rule_type": "working_hours_only", "params": {"start_hour": 8, "end_hour": 99}}, "from 0 to 24"),
        ({"rule_type": "execution_max_steps", "params": {"kind": EXEC, "max_steps": "x"}}, "to be a whole number"),
        ({"rule_type": "any_of", "params": {"conditions": [{"rule_type": "current_is", "params": 3}]}}, "expected a condition"),
        ({"rule_type": "pii_in_request", "params": {"patterns": "x"}}, "to be a list"),
        ({"rule_type": "step_requires_gate", "params": {"target_kinds": [EXEC], "target_verb": "DELETE"}}, "it has none"),
        ({"rule_type": "field_in_list", "params": {"field": "declared_tools", "values": ["x"]}, "scope": "agent_registration"}, "for a list"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_an_error(policy: dict[str, Any], expected: str) -> None:
    with pytest.raises(PolicyError, match=re.escape(expected)):
        imported(json.dumps({"policies": [{"name": "p", **policy}]}), "m.json")
