"""Lint: what a well-formed policy probably does not mean. Pure; each module looks for one sort of thing."""

from __future__ import annotations

from bailiwick.policy.lint.care import care
from bailiwick.policy.lint.dead import dead_names, dead_tests
from bailiwick.policy.lint.reach import contradictory, unreachable
from bailiwick.policy.lint.widening import widening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from bailiwick.policy.lint.finding import Finding, Subject


def lint_rule(
    subject: Subject, plain: Mapping[str, Any], *, programs: Collection[str] = (), shared: bool = False
) -> Iterator[Finding]:
    """Findings about one rule.

    Args:
        subject: the rule.
        plain: the compiled plain form of the policy around it.
        programs: names of programs that are known; empty for any.
        shared: it is a rule of a pack.
    """
    yield from contradictory(subject)
    yield from unreachable(subject, plain["rules"])
    yield from dead_tests(subject, programs)
    yield from dead_names(subject, plain["rules"], plain["agents"])
    yield from widening(subject)
    yield from care(subject, shared=shared)
