"""What lint says about rules that are well-formed and do not do what they seem to."""

from __future__ import annotations

import os

import pytest

from bailiwick.apps.authoring.linting import lint
from bailiwick.apps.authoring.overview import overview
from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.world import PROJECT, build_home, judge_in
from bailiwick.model.operation import Kind
from bailiwick.model.vocabulary import attributes_of
from bailiwick.policy.expression import LISTS, NUMBERS, TEXTS
from bailiwick.policy.lint.finding import Finding
from bailiwick.policy.lint.values import closed_values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

CORPUS = os.path.join(os.path.dirname(__file__), "..", "..", "corpus")


def findings(tmp_path: Path, text: str) -> list[Finding]:
    file = tmp_path / "policy.yaml"
    file.write_text(f"version: 1\n{text}\n")
    return lint(overview(str(file)))


def found(tmp_path: Path, *rules: str, sections: str = "packs: [baseline]") -> dict[str, str]:
    """Severity by finding of a policy of these rules; each has an id and a reason."""
    lines = [f"  - {{reason: because of it all, remedy: do not, {rule}}}" for rule in rules]
    return {
        one.id: one.severity
        for one in findings(tmp_path, "\n".join([sections, *(["rules:", *lines] if lines else [])]))
    }


@pytest.mark.parametrize(
    ("rules", "name", "severity"),
    [
        (["id: a, guard: allow, on: file.delete, class: system"], "contradiction", "error"),
        (["id: a, guard: ask, on: file.delete, class: root"], "shadowed", "warning"),
        (["id: a, guard: deny, on: db.write", "id: b, guard: deny, on: db.write, where: {migration: true}"], "covered", "info"),
        (["id: a, guard: deny, on: net.fetch, unless: {on: net.fetch}"], "never", "error"),
        (["id: a, guard: deny, on: file.read, class: {all: [temp], none: [temp]}"], "never", "error"),
        (["id: a, guard: deny, on: file.read, class: {all: [project, outside]}"], "never", "error"),
        (["id: a, guard: deny, on: vcs.discard, where: {what: trees}"], "dead-value", "error"),
        (["id: a, guard: deny, on: file.delete, where: {recursive: often}"], "dead-value", "error"),
        (["id: a, guard: deny, on: net.fetch, where: {host: 'https://X.org'}"], "dead-value", "error"),
        (["id: a, guard: deny, on: exec.run, where: {program: git push}"], "dead-value", "error"),
        (["id: a, guard: deny, on: exec.run, where: {program: terrafrom}"], "unknown-program", "warning"),
        (["id: a, guard: deny, on: vcs.push, where: {branch: refs/heads/main}"], "dead-value", "error"),
        (["id: a, guard: deny, on: file.read, path: src/"], "dead-path", "error"),
        (["id: a, guard: deny, on: file.read, path: ./src/*"], "dead-path", "error"),
        (["id: a, guard: deny, on: file.read, path: 'src/*.{js,ts}'"], "literal-path", "warning"),
        (["id: a, guard: deny, on: vcs.push, session: {label: secrt}"], "unknown-label", "error"),
        (["id: a, guard: deny, on: exec.run, marked: downlod"], "unknown-mark", "error"),
        (["id: a, guard: deny, on: exec.run, agents: {name: bot}"], "unknown-agent", "error"),
        (["id: a, guard: deny, on: vcs.push, requires: {gate: boss}"], "unknown-gate", "warning"),
        (["id: a, guard: deny, on: [file.read, net.fetch], where: {host: x.org}"], "kind-without-attribute", "info"),
        (["id: a, guard: allow, auto_approve: true"], "broad-approval", "error"),
        (["id: a, guard: allow, auto_approve: true, on: exec.run, where: {shell: true}"], "broad-approval", "warning"),
        (["id: a, guard: allow, on: vcs.push"], "idle-allow", "info"),
        (["id: a, guard: deny, on: exec.run, where: {text: {regex: 'rm -rf'}}"], "words", "warning"),
        (["id: a, guard: deny, on: exec.run, when: 'call.input.command.contains(\"rm \")'"], "words", "warning"),
        (["id: a, guard: note, on: exec.run, when: 'op.words.contains(\"rm \")'"], "words", "info"),
        (["id: a, guard: deny, tool: Bash"], "tool-only", "warning"),
        (["id: a, guard: ask"], "always", "warning"),
        (["id: a, guard: note, on: file.read, label: seen"], "broad-taint", "warning"),
        (["id: a, guard: deny, on: vcs.push, during: {from: '9:00', to: '10:00'}"], "zone", "warning"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_do_what_it_seems_to_is_found(
    tmp_path: Path, rules: list[str], name: str, severity: str
) -> None:
    assert found(tmp_path, *rules).get(name) == severity


@pytest.mark.parametrize(
    ("sections", "name"),
    [
        ("packs: [baseline]\nfail_mode: open", "fails-open"),
        ("packs: [baseline]\nmode: observe", "observes"),
        ("packs: [baseline]\noverrides: {baseline/files.delete-vital: ask}", "weakened"),
        ("packs: [baseline]\noverrides: {baseline/nothing: ask}", "idle-override"),
        ("mode: enforce", "no-pack"),
        ("capabilities: {grants: [{id: all}]}", "broad-grant"),
    ],
)
def test_a_setting_that_lets_pass_is_found(tmp_path: Path, sections: str, name: str) -> None:
    assert name in found(tmp_path, sections=sections)


@pytest.mark.parametrize(
    "rules",
    [
        ["id: a, guard: deny, on: net.fetch, where: {host: {host: x.org}}"],
        ["id: a, guard: ask, on: file.delete, class: [system, temp]"],
        ["id: a, guard: deny, on: vcs.push, during: {from: '20:00', to: '6:00', zone: Europe/Berlin}"],
        ["id: a, guard: allow, auto_approve: true, on: exec.run, where: {program: make}"],
        ["id: a, guard: allow, on: file.write, obligations: [{redact: [secrets]}]"],
        ["id: a, guard: deny, on: db.write", "id: b, guard: ask, on: db.read"],
        ["id: a, guard: note, on: file.read, class: secret, label: seen", "id: b, guard: deny, on: vcs.push, session: {label: seen}"],
        ["id: a, guard: deny, on: exec.run, where: {program: a-program-of-ours}"],
        ["id: a, guard: deny, on: net.fetch, when: 'op.host.endsWith(call.input.domain)'"],
    ],
)  # fmt: skip
def test_a_rule_that_is_as_it_should_be_is_left_alone(tmp_path: Path, rules: list[str]) -> None:
    assert found(tmp_path, *rules) == {}


def test_of_two_rules_that_mean_the_same_one_is_named(tmp_path: Path) -> None:
    text = "packs: [baseline]\nrules:\n" + "".join(
        f"  - {{id: {name}, guard: deny, on: db.write, reason: because of it all, remedy: do not}}\n" for name in "ab"
    )
    assert [(one.rule, one.line) for one in findings(tmp_path, text)] == [("user/b", 5)]


def test_packs_that_come_along_have_no_errors() -> None:
    from bailiwick.adapters.policy_files import pack_folder, pack_texts

    for name in pack_texts():
        errors = [one for one in lint(overview(f"{pack_folder()}/{name}.yaml")) if one.severity == "error"]
        assert errors == [], name


def type_of(attribute: str) -> type:
    """What a value of an attribute is, as expressions show it."""
    return str if attribute in TEXTS else tuple if attribute in LISTS else int if attribute in NUMBERS else bool


def test_interpreters_give_no_other_value_than_lint_takes_for_possible(tmp_path: Path) -> None:
    build_home(str(tmp_path))
    judge = judge_in(str(tmp_path.resolve()))
    given: dict[tuple[Kind, str], set[object]] = {}
    for name in ("attacks.jsonl", "ordinary.jsonl", "tools.jsonl"):
        for case in cases([f"{CORPUS}/{name}"]):
            for operation in judge.judge(judge.request(case.tool, case.input, cwd=PROJECT)).decision.operations:
                for attribute, value in operation.attributes.items():
                    values = value if isinstance(value, tuple) else (value,)
                    given.setdefault((operation.kind, attribute), set()).update(values)
                    assert type(value) is type_of(attribute), (operation.source, attribute)
    assert len(given) > 50
    for (kind, attribute), found_values in given.items():
        possible = closed_values(kind, attribute)
        if possible:
            assert found_values <= possible, (kind, attribute)


def test_every_kind_of_a_closed_attribute_has_it() -> None:
    for kind in Kind:
        for attribute in attributes_of(kind):
            if closed_values(kind, attribute):
                assert attribute in TEXTS | LISTS | NUMBERS
