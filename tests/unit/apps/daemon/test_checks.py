"""Deferred checks: answers that were given, else wanted; at once where nobody can come back."""

from __future__ import annotations

import pytest

from bailiwick.apps.daemon.checks import DeferredChecks
from bailiwick.engine.deferral import Deferred
from bailiwick.model.fact import CheckFact, CheckQuery, CheckResult

ONE, OTHER = (CheckQuery(name, ("/x",), "", 1000, "/", "") for name in ("one", "other"))
PASSED, FAILED = CheckFact(CheckResult.PASS), CheckFact(CheckResult.FAILED)


def checks() -> DeferredChecks:
    return DeferredChecks(lambda queries: dict.fromkeys(queries, PASSED))


def test_what_was_given_is_the_answer_and_the_rest_is_wanted() -> None:
    made = checks()
    with made.given({ONE: FAILED}):
        assert made.fetch([ONE]) == {ONE: FAILED}
        with pytest.raises(Deferred) as wanted:
            made.fetch([ONE, OTHER])
    assert wanted.value.queries == (OTHER,)


def test_housekeeping_does_not_wait_for_another_turn() -> None:
    made = checks()
    with pytest.raises(Deferred), made.given({}):
        made.fetch([ONE])
    assert made.fetch([ONE]) == {ONE: PASSED}
