"""What `doctor` says of the sandbox."""

from __future__ import annotations

import pytest

from bailiwick.apps.doctor import confinement
from bailiwick.apps.doctor.check import Level
from bailiwick.model.fact import ConfinementFact, ConfinementQuery


def told(monkeypatch: pytest.MonkeyPatch, problems: dict[str, str]) -> tuple[Level, str]:
    def ask(query: ConfinementQuery) -> ConfinementFact:
        return ConfinementFact(problem=problems.get(query.network, ""))

    monkeypatch.setattr(confinement, "ask", ask)
    check = confinement.check()
    return check.level, check.seen


def test_all_sandboxes_are_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    level, seen = told(monkeypatch, {})
    assert level is Level.OK
    assert seen.endswith("network none, any, loopback")


def test_a_sandbox_that_is_missing_is_named_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    level, seen = told(monkeypatch, {"loopback": "not permitted"})
    assert level is Level.WARN
    assert "network none, any; not `network: loopback`: not permitted" in seen


def test_a_machine_without_any_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    level, seen = told(monkeypatch, dict.fromkeys(confinement.NETWORKS, "no Landlock"))
    assert (level, seen) == (Level.WARN, "none: no Landlock")
