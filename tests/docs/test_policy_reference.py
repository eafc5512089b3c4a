"""The reference of the policy language is what the tables say, and its examples are accepted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from policy_reference import reference

from bailiwick.policy.json_schema import pack_schema, policy_schema
from bailiwick.policy.schema import read_policy
from bailiwick.policy.schema.conditions import CONDITION_KEYS
from bailiwick.policy.schema.rules import RULE_KEYS
from bailiwick.policy.schema.sections import POLICY_SECTIONS
from bailiwick.policy.schema.value_tests import OPERATOR_KEYS

PAGE = Path(__file__).parents[2] / "docs" / "policy" / "reference.md"
GUARDS = ("deny", "ask", "allow")


def problems(text: str) -> list[str]:
    _, found = read_policy(text, "p")
    return [str(problem) for problem in found]


def rule(guard: str, text: str) -> str:
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    keys = {"guard": guard, "id": "example", "reason": "because"}
    given = "\n".join(f"    {key}: {value}" for key, value in keys.items() if not text.startswith(f"{key}:"))
    return f"version: 1\nrules:\n  -\n{given}\n{lines}\n"


def test_the_page_is_current() -> None:
    assert PAGE.read_text() == reference(), "run `python tests/harness/policy_reference.py > docs/policy/reference.md`"


@pytest.mark.parametrize("name", [name for name, key in RULE_KEYS.items() if key.example])
def test_the_example_of_a_rule_key_is_accepted(name: str) -> None:
    answers = [problems(rule(guard, RULE_KEYS[name].example)) for guard in GUARDS]
    assert [] in answers, answers[0]


@pytest.mark.parametrize("name", [name for name, key in POLICY_SECTIONS.items() if key.example])
def test_the_example_of_a_section_is_accepted(name: str) -> None:
    head = "" if name == "version" else "version: 1\n"
    assert problems(head + POLICY_SECTIONS[name].example) == []


@pytest.mark.parametrize("name", [name for name, operator in OPERATOR_KEYS.items() if operator.example])
def test_the_example_of_an_operator_is_accepted(name: str) -> None:
    assert problems(rule("deny", f"args: {{{OPERATOR_KEYS[name].example}}}")) == []


def test_every_key_says_what_it_means() -> None:
    docs = [key.doc for key in (*POLICY_SECTIONS.values(), *RULE_KEYS.values())]
    docs += [operator.doc for operator in OPERATOR_KEYS.values()]
    assert [doc for doc in docs if not doc.endswith(".")] == []


def test_the_schema_knows_every_key_and_refers_to_nothing_that_is_missing() -> None:
    for schema, sections in ((policy_schema(), POLICY_SECTIONS), (pack_schema(), None)):
        text = json.dumps(schema)
        assert set(re.findall(r"#/\$defs/(\w+)", text)) <= set(schema["$defs"])
        if sections is not None:
            assert set(schema["properties"]) == set(sections)
    rule_schema = policy_schema()["$defs"]["rule"]
    assert rule_schema["required"] == ["id", "guard", "reason"]
    assert set(rule_schema["properties"]) == set(RULE_KEYS) > set(CONDITION_KEYS)
