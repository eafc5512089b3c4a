"""Differences between policies, by meaning."""

from __future__ import annotations

import pytest

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.policy.difference import OTHER, STRONGER, WEAKER, WORDING, differences

RULE = "id: a, guard: deny, on: net.fetch, where: {host: {host: [x.org, y.org]}}, reason: because"


def changes(before: str, after: str) -> list[tuple[str, str, str]]:
    plain = [compile_sources(Sources(user=f"version: 1\n{text}")) for text in (before, after)]
    return [(one.what, one.rule, one.effect) for one in differences(*plain)]


def rules(*texts: str) -> str:
    return "rules:\n" + "".join(f"  - {{{text}}}\n" for text in texts)


@pytest.mark.parametrize(
    ("after", "effect"),
    [
        ("id: a, guard: ask, on: net.fetch, where: {host: {host: [x.org, y.org]}}, reason: because", WEAKER),
        ("id: a, guard: deny, on: net.fetch, where: {host: {host: x.org}}, reason: because", WEAKER),
        ("id: a, guard: deny, on: [net.fetch, net.send], where: {host: {host: [x.org, y.org]}}, reason: because", STRONGER),
        ("id: a, guard: deny, on: net.fetch, where: {host: {host: z.org}}, reason: because", OTHER),
        ("id: a, guard: deny, on: net.fetch, where: {host: {host: [x.org, y.org]}}, reason: words", WORDING),
        ("id: a, guard: ask, on: net.*, where: {host: {host: [x.org, y.org]}}, reason: because", OTHER),
        (f"{RULE}, unless: {{class: temp}}", WEAKER),
    ],
)  # fmt: skip
def test_a_changed_rule_is_weighed(after: str, effect: str) -> None:
    assert changes(rules(RULE), rules(after)) == [("changed", "user/a", effect)]


def test_rules_that_come_and_go_are_weighed_by_their_guard() -> None:
    deny, allow = "id: d, guard: deny, on: db.write, reason: no", "id: p, guard: allow, on: db.read, reason: yes it may"
    assert changes(rules(RULE), rules(RULE, deny, allow)) == [
        ("added", "user/d", STRONGER),
        ("added", "user/p", WEAKER),
    ]
    assert changes(rules(RULE, deny), rules(RULE)) == [("removed", "user/d", WEAKER)]


def test_another_name_is_no_other_meaning() -> None:
    assert changes(rules(RULE), rules(RULE.replace("id: a", "id: b"))) == [("renamed", "user/a", WORDING)]


def test_order_and_layout_mean_nothing() -> None:
    other = "id: z, guard: ask, on: vcs.push, reason: ask"
    assert changes(rules(RULE, other), rules(other, RULE)) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("mode: observe", "mode: enforce", [("setting", "mode", STRONGER)]),
        ("mode: enforce\nfail_mode: closed", "mode: enforce\nfail_mode: open", [("setting", "fail_mode", WEAKER)]),
        ("agents: [{name: a}]", "agents: [{name: b}]", [("setting", "agents", OTHER)]),
    ],
)
def test_settings_are_compared(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(before, after) == expected


def test_an_override_is_seen_as_the_rule_that_it_changes() -> None:
    before, after = "packs: [baseline]", "packs: [baseline]\noverrides: {baseline/work.force-push: note}"
    assert changes(before, after) == [("changed", "baseline/work.force-push", WEAKER)]
