"""The baseline pack as data: every rule can be understood, found and acted on."""

from __future__ import annotations

import os
from typing import Any

import pytest

import bailiwick.policy.packs
from bailiwick.adapters.policy_files import default_policy
from bailiwick.model.operation import Kind
from bailiwick.policy.schema import read_pack

PATH = os.path.join(os.path.dirname(os.path.abspath(bailiwick.policy.packs.__file__)), "baseline.yaml")


def rules() -> list[Any]:
    with open(PATH, encoding="utf-8") as file:
        pack, problems = read_pack(file.read(), "baseline")
    assert not problems
    assert pack is not None
    return list(pack.rules)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["id"]))
def test_a_rule_explains_itself(rule: Any) -> None:
    family, _, name = rule["id"].partition(".")
    assert family
    assert name
    assert rule["reason"][0].islower()
    assert not rule["reason"].endswith(".")
    assert rule["doc"].startswith("baseline/")
    assert rule["maturity"] in ("stable", "incubating")
    if rule["verdict"] in ("deny", "ask"):
        assert rule["remedy"]
    assert rule["kinds"]


def test_no_rule_allows() -> None:
    assert all(rule["verdict"] != "allow" for rule in rules())


def test_every_kind_that_changes_something_has_a_rule() -> None:
    spoken = {kind for rule in default_policy().rules.values() for kind in rule.condition.kinds or ()}
    harmless = {
        Kind.VCS_READ,
        Kind.DB_READ,
        Kind.CONTAINER_MANAGE,
        Kind.AGENT_SKILL,
        Kind.SCHEDULE_DELETE,
        Kind.MCP_READ,
        Kind.MCP_LIST,
        Kind.MODEL_CALL,
        Kind.HUMAN_ASK,
        Kind.SESSION_READ,
        Kind.SESSION_WRITE,
    }
    assert set(Kind) - spoken == harmless
