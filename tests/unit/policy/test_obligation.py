"""Obligations as policy files say them, and as decisions carry them."""

from __future__ import annotations

import pytest
from policies import judged, operation, policy

from bailiwick.model.verdict import Obligation
from bailiwick.policy.schema import read_policy

RUN = operation("exec.run", "make", program="make")


def carried(text: str) -> tuple[Obligation, ...]:
    made = policy(f"rules: [{{id: r, guard: note, on: exec.run, reason: because, obligations: [{text}]}}]")
    return judged(made, RUN).obligations


def problems(text: str) -> str:
    rule = f"{{id: r, guard: note, on: exec.run, reason: because, obligations: [{text}]}}"
    return "\n".join(map(str, read_policy(f"version: 1\nrules: [{rule}]\n", "p")[1]))


def test_a_sandbox_is_narrow_where_nothing_is_said() -> None:
    assert carried("{confine: {}}") == (
        Obligation("confine", "user/r", write=("project", "temp"), hide=(), network="none"),
    )


def test_a_sandbox_has_the_places_that_are_given() -> None:
    (found,) = carried('{confine: {write: [project, ./out, "~/.cache/x", /srv/a b], hide: credentials, network: any}}')
    assert found.write == ("project", "./out", "~/.cache/x", "/srv/a b")
    assert (found.hide, found.network) == (("credentials",), "any")
    (nothing,) = carried("{confine: {write: []}}")
    assert nothing.write == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{confine: sandbox}", "expected a mapping"),
        ("{confine: {writes: project}}", "did you mean `write`"),
        ("{confine: {network: lopback}}", "did you mean `loopback`"),
        ("{confine: {write: src}}", "or a path like"),
        ("{confine: {write: ../other}}", "or a path like"),
        ("{confine: {write: ./a/../../b}}", "or a path like"),
        ('{confine: {write: "/srv/*"}}', "or a path like"),
        ("{confine: {hide: project}}", "expected `credentials`"),
    ],
)
def test_what_is_no_place_is_said(text: str, message: str) -> None:
    assert message in problems(text)
