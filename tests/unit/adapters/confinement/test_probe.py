"""Whether commands can be confined here: what the launcher says counts."""

from __future__ import annotations

import sys

import pytest

from bailiwick.adapters.confinement.probe import ask
from bailiwick.model.fact import ConfinementQuery

ANY = ConfinementQuery("any")


def program(code: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", code)


def test_a_launcher_that_works_is_the_answer() -> None:
    launcher = program("import sys; sys.exit(sys.argv[1:] != ['--network', 'any', '--', 'true'])")
    fact = ask(ANY, launcher=launcher)
    assert (fact.launcher, fact.problem) == (launcher, "")


@pytest.mark.parametrize(
    ("launcher", "problem"),
    [
        (program("import sys; sys.exit('first\\nbailiwick confine: no Landlock')"), "no Landlock"),
        (program("import sys; sys.exit(9)"), "exit code 9"),
        (("/nonexistent/launcher",), "cannot be started"),
    ],
)
def test_a_launcher_that_does_not_is_a_problem(launcher: tuple[str, ...], problem: str) -> None:
    fact = ask(ANY, launcher=launcher)
    assert fact.launcher == ()
    assert problem in fact.problem
