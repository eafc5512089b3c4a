"""Levels: guards unite, only trusted levels choose, the project only narrows."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.model.errors import PolicyError
from bailiwick.policy.levels import Levels, combine
from bailiwick.policy.schema import Document, read_pack, read_policy

PACK = """
pack: base
version: 1.0.0
parameters:
  names: {default: [main]}
  places: {default: ["src/**"]}
  shapes: {default: ["a+"]}
rules:
  - {id: a, guard: deny, reason: no, on: vcs.push, where: {branch: {glob: {parameter: names}}}}
  - {id: b, guard: ask, reason: hm, on: file.write}
"""
OPEN = """
  - {id: c, guard: ask, reason: hm, on: file.read, path: {parameter: places}}
  - {id: d, guard: ask, reason: hm, on: net.send, where: {content: {regex: {parameter: shapes}}}}
"""


def pack(more: str = "") -> dict[str, Document]:
    document, problems = read_pack(PACK + more, "pack")
    assert document is not None, problems
    return {"base": document}


def policy(text: str, name: str = "p") -> Document:
    document, problems = read_policy(f"version: 1\n{text}", name)
    assert document is not None, problems
    return document


def rules(plain: dict[str, Any]) -> dict[str, str]:
    return {rule["id"]: rule["verdict"] for rule in plain["rules"]}


def test_rules_of_all_levels_unite_under_qualified_names() -> None:
    rule = "rules: [{id: x, guard: deny, reason: no}]"
    levels = Levels(user=policy(f"packs: [base]\n{rule}"), managed=policy(rule), project=policy(rule))
    assert set(rules(combine(levels, pack()))) == {"base/a", "base/b", "user/x", "managed/x", "project/x"}


def test_a_user_may_switch_a_rule_of_a_pack_off_or_make_it_stricter() -> None:
    levels = Levels(user=policy("packs: [base]\noverrides: {base/a: off, base/b: deny}"))
    assert rules(combine(levels, pack())) == {"base/b": "deny"}


def test_a_user_cannot_loosen_a_pack_that_is_managed() -> None:
    levels = Levels(user=policy("overrides: {base/a: ask, base/b: deny}"), managed=policy("packs: [base]"))
    plain = combine(levels, pack())
    assert rules(plain) == {"base/a": "deny", "base/b": "deny"}
    assert any("base/a" in note for note in plain["notes"])


def test_a_project_chooses_nothing_and_allows_nothing() -> None:
    project = policy(
        "mode: observe\nfail_mode: open\noverrides: {base/a: off}\nparameters: {names: []}\n"
        "rules: [{id: y, guard: allow, reason: ok}, {id: n, guard: ask, reason: hm}]",
        "project",
    )
    plain = combine(Levels(user=policy("packs: [base]"), project=project), pack())
    assert plain["mode"] == "enforce"
    assert plain["fail_mode"] == "closed"
    assert rules(plain) == {"base/a": "deny", "base/b": "ask", "project/n": "ask"}
    assert len(plain["notes"]) == 5


@pytest.mark.parametrize(
    ("managed", "user", "mode"),
    [
        ("enforce", "observe", "enforce"),
        ("observe", "enforce", "enforce"),
        ("observe", "observe", "observe"),
        ("observe", "", "observe"),
        ("", "observe", "observe"),
        ("", "", "enforce"),
    ],
)
def test_the_stricter_mode_wins(managed: str, user: str, mode: str) -> None:
    def level(said: str) -> Document:
        return policy(f"mode: {said}" if said else "packs: []")

    assert combine(Levels(user=level(user), managed=level(managed)), {})["mode"] == mode


def test_parameters_reach_the_rules() -> None:
    plain = combine(Levels(user=policy("packs: [base]\nparameters: {names: [prod, main]}")), pack())
    assert plain["rules"][0]["where"] == {"branch": {"glob": ["prod", "main"]}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("packs: [bse]", r":2:9: .*known pack.*did you mean `base`\?"),
        ("packs: [base]\nparameters: {nmes: []}", r":3:20: .*parameter.*did you mean `names`\?"),
        ("packs: [base]\nparameters: {q: 1}", r"they have names"),
        ("packs: [base]\nparameters: {names: 3}", "to be a list"),
        ("packs: [base]\nparameters: {places: [3]}", "to be a list of texts"),
        ("packs: [base]\nparameters: {shapes: ['(']}", "the parameter `shapes`: expected a regular expression"),
    ],
)
def test_what_names_nothing_is_an_error(text: str, words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        combine(Levels(user=policy(text)), pack(OPEN))


def test_a_path_can_be_a_parameter() -> None:
    plain = combine(Levels(user=policy("packs: [base]\nparameters: {places: [lib, tests]}")), pack(OPEN))
    assert plain["rules"][2]["paths"] == ["lib", "tests"]


def test_an_override_of_nothing_is_noted_with_its_place_and_what_was_meant() -> None:
    (note,) = combine(Levels(user=policy("packs: [base]\noverrides: {base/aa: off}")), pack())["notes"]
    assert ":3:22: override of `base/aa` does nothing" in note
    assert "did you mean `base/a`?" in note


def test_the_hash_follows_every_effect_and_nothing_else() -> None:
    first = combine(Levels(user=policy("packs: [base]")), pack())["hash"]
    assert combine(Levels(user=policy("# a comment\npacks: [base]")), pack())["hash"] == first
    assert combine(Levels(user=policy("packs: [base]\noverrides: {base/b: deny}")), pack())["hash"] != first
    assert combine(Levels(user=policy("packs: [base]\nmode: observe")), pack())["hash"] != first
