"""The wiring of a settings file: laws on arbitrary documents, and the odd files people have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.model.errors import InputError
from bailiwick.pep.install import claude_code, validity
from bailiwick.pep.install.claude_code import EVENTS, HookCommand, Plan, Trace, inspect, unwire, wire

PLAN = Plan(
    closed=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "closed")),
    open=HookCommand("/opt/bw/hook", ("--home", "/h", "--dialect", "claude-code", "--fail", "open")),
    blocking=True,
    deny=("Read(//**/.env)", "Bash(sudo:*)"),
)
OTHER = PLAN.replace(closed=HookCommand("/new/hook", PLAN.closed.arguments), deny=("Bash(doas:*)",))

FOREIGN = {"type": "command", "command": "lint"}

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
groups = st.lists(
    st.fixed_dictionaries({"hooks": st.lists(st.just(FOREIGN), max_size=2)}, optional={"matcher": st.text(max_size=4)}),
    max_size=3,
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "model": st.text(max_size=5),
        "hooks": st.dictionaries(st.sampled_from([*EVENTS, "Later"]), groups, max_size=4),
        "permissions": st.fixed_dictionaries(
            {},
            optional={
                "deny": st.lists(st.sampled_from(["Read(x)", "Bash(sudo:*)", "Bash(rm:*)"]), max_size=3),
                "allow": st.lists(st.text(max_size=4), max_size=2),
            },
        ),
        "unknown": anything,
    },
)
layouts = st.sampled_from(
    [
        json.dumps,
        lambda document: json.dumps(document, separators=(",", ":")),
        lambda document: json.dumps(document, indent=2) + "\n",
        lambda document: json.dumps(document, indent="\t", ensure_ascii=False),
        lambda document: json.dumps(document, indent=4).replace("\n", "\r\n"),
        lambda document: "\ufeff" + json.dumps(document, indent=2),
    ]
)


@given(documents, layouts)
def test_what_is_wired_and_unwired_is_what_it_was(document: dict[str, Any], layout: Any) -> None:
    wired = wire(layout(document), PLAN)
    assert validity.read(unwire(wired.text, wired.trace)) == document


@given(documents, layouts)
def test_wiring_twice_changes_nothing_the_second_time(document: dict[str, Any], layout: Any) -> None:
    first = wire(layout(document), PLAN)
    assert wire(first.text, PLAN, first.trace) == first


@given(documents, layouts)
def test_foreign_parts_keep_their_values_and_order(document: dict[str, Any], layout: Any) -> None:
    wired = validity.read(wire(layout(document), PLAN).text)
    assert isinstance(wired, dict)
    assert [key for key in wired if key in document] == list(document)
    for key, value in document.items():
        if key not in ("hooks", "permissions"):
            assert wired[key] == value
    for event, own in document.get("hooks", {}).items():
        assert wired["hooks"][event][: len(own)] == own
    for kind, rules in document.get("permissions", {}).items():
        assert wired["permissions"][kind][: len(rules)] == rules


@given(documents, layouts)
def test_a_new_plan_replaces_the_old_one(document: dict[str, Any], layout: Any) -> None:
    first = wire(layout(document), PLAN)
    second = wire(first.text, OTHER, first.trace)
    assert inspect(second.text, OTHER).holds
    assert "/opt/bw/hook" not in json.dumps(validity.read(second.text)["hooks"]["PreToolUse"])  # type: ignore[index]
    assert validity.read(unwire(second.text, second.trace)) == document


@given(documents, layouts)
@settings(max_examples=50)
def test_a_wired_file_of_a_valid_document_is_one_the_client_accepts(document: dict[str, Any], layout: Any) -> None:
    assert inspect(wire(layout(document), PLAN).text, PLAN).holds


@pytest.mark.parametrize("text", ["", "  \n", "\ufeff", "{}", "{\n}\n"])
def test_an_empty_file_is_an_empty_object(text: str) -> None:
    wired = wire(text, PLAN)
    assert set(json.loads(wired.text.removeprefix("\ufeff"))) == {"hooks", "permissions"}
    assert validity.read(unwire(wired.text, wired.trace)) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "JSON object"),
        ("null", "JSON object"),
        ("{", "line 1"),
        ('{"a": 1,}', "double quotes"),
        ('// note\n{"a": 1}', "line 1"),
        ('{"a": 1, "a": 2}', "`a` comes twice"),
        ('{"hooks": []}', "`hooks`"),
        ('{"hooks": null}', "`hooks`"),
        ('{"hooks": {"PreToolUse": {}}}', "`hooks.PreToolUse`"),
        ('{"permissions": {"deny": "all"}}', "`permissions.deny`"),
        ('{"a": ' + "[" * 90 + "]" * 90 + "}", "64 levels"),
        ('{"a": NaN}', "JSON value"),
        ("{} {}", "end of the document"),
    ],
)
def test_a_document_that_cannot_be_edited_is_refused_with_the_place(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        wire(text, PLAN)
    assert words in str(caught.value)


def test_tabs_and_windows_line_ends_are_taken_over() -> None:
    text = '{\r\n\t"model": "opus"\r\n}\r\n'
    wired = wire(text, PLAN).text
    assert wired.startswith('{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"PreToolUse": [\r\n\t\t\t{\r\n')
    assert "\n" not in wired.replace("\r\n", "")
    assert wired.endswith("\r\n}\r\n")


def test_a_one_line_file_stays_on_one_line() -> None:
    assert "\n" not in wire('{"model": "opus"}', PLAN).text


def test_hooks_see_every_tool_and_run_without_a_shell() -> None:
    document = json.loads(wire("{}", PLAN).text)
    assert set(document["hooks"]) == set(EVENTS)
    for event, groups in document["hooks"].items():
        (group,) = groups
        assert "matcher" not in group
        (hook,) = group["hooks"]
        assert isinstance(hook["args"], list)
        assert hook["timeout"] == 10
        assert (hook.get("onFailure") == "block") == (event in {"PreToolUse", "ConfigChange"})


def test_observing_hooks_never_block() -> None:
    document = json.loads(wire("{}", PLAN.replace(closed=PLAN.open, blocking=False, deny=())).text)
    assert "onFailure" not in json.dumps(document)
    assert "closed" not in json.dumps(document)
    assert "permissions" not in document


def test_a_hook_that_must_print_a_path_is_not_wired() -> None:
    assert "WorktreeCreate" not in EVENTS


def test_our_hook_inside_a_group_of_others_is_taken_out_alone() -> None:
    ours = PLAN.groups()["PreToolUse"]["hooks"]
    assert isinstance(ours, list)
    text = json.dumps({"hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": [FOREIGN, *ours, FOREIGN]}]}})
    left = json.loads(unwire(text, Trace()))
    assert left == {"hooks": {"PreToolUse": [{"matcher": "Bash", "hooks": [FOREIGN, FOREIGN]}]}}


def _wired() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(wire("{}", PLAN).text)
    return document


def _without_event(document: dict[str, Any]) -> None:
    del document["hooks"]["PreToolUse"]


def _with_shorter_timeout(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["hooks"][0]["timeout"] = 1


def _with_matcher(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["matcher"] = "Nothing"


def _in_background(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["hooks"][0]["async"] = True


def _with_condition(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["hooks"][0]["if"] = "Bash(ls)"


def _fail_open(document: dict[str, Any]) -> None:
    arguments = document["hooks"]["PreToolUse"][0]["hooks"][0]["args"]
    arguments[arguments.index("closed")] = "open"


def _continue_on_failure(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"][0]["hooks"][0]["onFailure"] = "continue"


def _switched_off(document: dict[str, Any]) -> None:
    document["disableAllHooks"] = True


def _dropped_by_a_wrong_type(document: dict[str, Any]) -> None:
    document["cleanupPeriodDays"] = "long"


def _dropped_by_a_sibling(document: dict[str, Any]) -> None:
    document["hooks"]["PreToolUse"].append({"hooks": [{"type": "command", "command": "x", "timeout": -1}]})


@pytest.mark.parametrize(
    "attack",
    [
        _without_event,
        _with_shorter_timeout,
        _with_matcher,
        _in_background,
        _with_condition,
        _fail_open,
        _continue_on_failure,
        _switched_off,
        _dropped_by_a_wrong_type,
        _dropped_by_a_sibling,
    ],
)
def test_every_way_to_weaken_the_hooks_is_seen(attack: Any) -> None:
    document = _wired()
    assert inspect(json.dumps(document), PLAN).holds
    attack(document)
    assert not inspect(json.dumps(document), PLAN).holds


def test_of_a_repeated_key_the_last_one_counts_as_for_the_client() -> None:
    text = json.dumps(_wired())
    assert not inspect(text[:-1] + ', "hooks": {}}', PLAN).holds
    assert inspect('{"hooks": {}, ' + text[1:], PLAN).holds


def test_hooks_of_others_that_could_rewrite_input_are_named() -> None:
    text = wire(json.dumps({"hooks": {"PreToolUse": [{"hooks": [FOREIGN]}]}}), PLAN).text
    assert inspect(text, PLAN).rewriters == ("lint",)


@given(anything)
def test_inspecting_and_validating_never_raise(document: Any) -> None:
    inspect(json.dumps({"hooks": document, "permissions": document}), PLAN)
    inspect(json.dumps(document), PLAN)


@pytest.mark.parametrize("value", [5, "x", [], {"args": "--home"}, {"args": [1, "--home"]}, {"args": ["--home"]}])
def test_only_a_hook_with_home_and_dialect_is_ours(value: object) -> None:
    assert not claude_code.is_ours(value)
