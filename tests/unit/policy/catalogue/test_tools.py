"""Tools under the names of other systems: whatever a rule of theirs calls it, ours speaks of the same call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from importing import DENY, PASS, PROJECT, Governed, imported

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.judging import Judge, Setting
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TOOLS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("tools.yaml").read_text())


def speaking(key: str) -> pytest.MarkDecorator:
    """The rows that a system has a name for."""
    found = [tool for tool in TOOLS if key in tool]
    return pytest.mark.parametrize("tool", found, ids=[tool["row"] for tool in found])


@speaking("kinds")
def test_a_tool_is_an_operation(tool: dict[str, Any]) -> None:
    judge = Judge(from_plain(compile_sources(Sources(user="version: 1\n"))), Setting(home="/home/dev", project=PROJECT))
    operations = judge.judge(judge.request(*tool["call"], cwd=PROJECT)).decision.operations
    assert {operation.kind.value for operation in operations} >= set(tool["kinds"])


@speaking("kyvvu")
def test_a_rule_of_kyvvu_about_its_kind_speaks(tool: dict[str, Any]) -> None:
    kind, _, verb = tool["kyvvu"].partition(" ")
    inner = {"rule_type": "current_is", "params": {"kind": kind, **({"verb": verb} if verb else {})}}
    policy = {"name": "p", "rule_type": "not", "severity": "critical", "params": {"condition": inner}}
    assert Governed(imported(json.dumps({"policies": [policy]}), "m.json"))(*tool["call"]) == DENY


@speaking("tenuo")
def test_a_constraint_of_tenuo_on_it_grants_it_and_nothing_else_does(tool: dict[str, Any]) -> None:
    name = tool["call"][0]
    granted = {"audit_bundled": False, "enforce": {name: tool["tenuo"]}}
    assert Governed(imported(json.dumps(granted), "tenuo.yaml"))(*tool["call"]) == PASS
    nothing = {"audit_bundled": False, "enforce": {}}
    assert Governed(imported(json.dumps(nothing), "tenuo.yaml"))(*tool["call"]) == DENY


@speaking("meshguard")
def test_a_denial_of_meshguard_about_its_action_speaks(tool: dict[str, Any]) -> None:
    rule = {"effect": "deny", "actions": [tool["meshguard"]]}
    policy = {"name": "p", "rules": [rule], "defaultEffect": "allow"}
    assert Governed(imported(json.dumps(policy), "p.json"))(*tool["call"]) == DENY


def test_a_grant_of_one_shell_is_none_of_another_and_a_denial_is_one_of_both() -> None:
    granted = Governed(imported('{"enforce": {"Bash": "shlex:make"}}', "tenuo.yaml"))
    assert granted("PowerShell", {"command": "make"}) == DENY
    denied = Governed(imported('{"bashToolPatterns": [{"pattern": "git push --force"}]}', "p.json"))
    assert denied("PowerShell", {"command": "git push --force"}) == DENY
