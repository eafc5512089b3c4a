"""Policy files: each mistake is found, with its place and a suggestion."""

from __future__ import annotations

import pytest

from bailiwick.policy.schema import is_pack, read_pack, read_policy
from bailiwick.policy.syntax import load

RULE = "  - {id: r, guard: deny, reason: no"


def problems(text: str) -> list[str]:
    document, found = read_policy(text, "p.yaml")
    assert (document is None) == bool(found)
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mode: enforce\n", "p.yaml:1:1: the key `version` is missing"),
        ("version: 2\n", "p.yaml:1:10: expected version 1, got `2`"),
        ("version: '1'\n", "p.yaml:1:10: expected version 1, got `1` as a text: take the quotes away"),
        ("version: 1\nmod: enforce\n", "p.yaml:2:6: unknown key `mod`: did you mean `mode`?"),
        ("version: 1\nmode: enforced\n", "p.yaml:2:7: `enforced` is not possible here: did you mean `enforce`?"),
        ("version: 1\nmode: yes\n", "p.yaml:2:7: `yes` is not possible here"),
        ("version: 1\nrules: {}\n", "p.yaml:2:8: expected a list, got a mapping"),
        ("version: 1\nrules:\n  - id: x\n", "p.yaml:3:5: the key `guard` is missing"),
        (f"version: 1\nrules:\n{RULE}, on: file.wirte}}\n", "names no kind of operation: did you mean `file.write`?"),
        (f"version: 1\nrules:\n{RULE}, on: [net.*, nett.*]}}\n", "`nett.*` names no kind"),
        (f"version: 1\nrules:\n{RULE}, class: secrets}}\n", "did you mean `secret`?"),
        (f"version: 1\nrules:\n{RULE}, class: {{some: secret}}}}\n", "unknown key `some`"),
        (
            f"version: 1\nrules:\n{RULE}, on: vcs.push, where: {{forced: true}}}}\n",
            "unknown key `forced`: did you mean `force`?",
        ),
        (
            f"version: 1\nrules:\n{RULE}, on: vcs.push, unless: {{where: {{brnch: x}}}}}}\n",
            "unknown key `brnch`: did you mean `branch`?",
        ),
        (
            f"version: 1\nrules:\n{RULE}, on: file.write, where: {{program: git}}}}\n",
            "unknown key `program`: an attribute of exec.run",
        ),
        ("version: 1\npack: [baseline]\n", "p.yaml:2:7: unknown key `pack`: did you mean `packs`?"),
        (f"version: 1\nrules:\n{RULE}, where: {{host: {{gob: x}}}}}}\n", "did you mean `glob`?"),
        (f"version: 1\nrules:\n{RULE}, where: {{port: {{over: many}}}}}}\n", "expected a number, got `many`"),
        (f"version: 1\nrules:\n{RULE}, where: {{port: {{over: 1, under: 9}}}}}}\n", "got 2 keys"),
        (f"version: 1\nrules:\n{RULE}, where: {{host: null}}}}\n", "got nothing"),
        (f"version: 1\nrules:\n{RULE}, severity: terrible}}\n", "`terrible` is not possible here"),
        (f"version: 1\nrules:\n{RULE}, auto_approve: true}}\n", "`auto_approve` needs `guard: allow`"),
        (f"version: 1\nrules:\n{RULE}, session: {{shell_call: {{over: 1}}}}}}\n", "did you mean `shell_calls`?"),
        (f"version: 1\nrules:\n{RULE}}}\n{RULE}}}\n", "the rule `r` is given twice"),
        ("version: 1\noverrides: {baseline/x: maybe}\n", "`maybe` is not possible here"),
        ("version: 1\nrules:\n  - {id: 7, guard: deny, reason: no}\n", "expected a text, got `7`"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(text)), problems(text)


def test_a_misspelt_operator_is_one_problem() -> None:
    assert len(problems(f"version: 1\nrules:\n{RULE}, where: {{host: {{gob: x}}}}}}\n")) == 1


def test_problems_come_in_the_order_of_the_file() -> None:
    found = problems("version: 1\nrules: [{guard: no}]\nmode: x\nrulez: []\n")
    assert [problem.split(":")[1] for problem in found] == sorted(problem.split(":")[1] for problem in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pack: p\nversion: 1.0.0\nrules: []\n", True),
        ("pack: p\nrules: []\n", True),
        ("version: 1\npack: p\n", False),
        ("version: 1\n", False),
        ("[]\n", False),
    ],
)
def test_a_pack_has_a_name_and_a_version_of_its_own(text: str, expected: bool) -> None:
    assert is_pack(load(text, "p")[0]) is expected


def test_all_mistakes_are_reported_at_once() -> None:
    assert len(problems("version: 3\nmode: x\nrulez: []\nrules: [{guard: no}]\n")) >= 5


def test_the_names_of_watching_modes_are_one_mode() -> None:
    for name in ("observe", "monitor", "audit", "dry-run"):
        document, _ = read_policy(f"version: 1\nmode: {name}\n", "p")
        assert document is not None
        assert document.mode == "observe"
        assert document.notes == (() if name == "observe" else (f"p:2:7: `{name}` is called `observe` here",))


def test_off_is_a_word_and_not_a_boolean() -> None:
    document, _ = read_policy("version: 1\noverrides: {baseline/a.b: off}\n", "p")
    assert document is not None
    assert dict(document.overrides) == {"baseline/a.b": "off"}


def test_a_pack_declares_its_parameters() -> None:
    text = "pack: p\nversion: 1.0.0\nparameters: {limit: {default: 3}}\nrules: []\n"
    document, found = read_pack(text, "p")
    assert not found
    assert document is not None
    assert dict(document.parameters) == {"limit": 3}
