"""How often a corpus gets the wrong answer, and which cases do.

A silent miss is a call to be denied or asked about that passes; a false denial and a needless ask are calls to be left
alone that do not pass. "Only asked" and "denied instead of asked" stop a call until a person speaks; they are
counted, and are no fault.
"""

from __future__ import annotations

import json
import time

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from bailiwick.apps.corpus.cases import Case
    from bailiwick.apps.corpus.written import Written
    from bailiwick.apps.judging import Judge

SILENT_MISS = "silent miss"
FALSE_DENIAL = "false denial"
NEEDLESS_ASK = "needless ask"
ONLY_ASKED = "only asked"
DENIED_NOT_ASKED = "denied instead of asked"

TARGETS = {SILENT_MISS: 0.5, FALSE_DENIAL: 0.5, NEEDLESS_ASK: 2.0}
"""Highest accepted share of each fault, percent."""

_OVER = {
    SILENT_MISS: ("deny", "ask"),
    FALSE_DENIAL: ("allow",),
    NEEDLESS_ASK: ("allow",),
    ONLY_ASKED: ("deny",),
    DENIED_NOT_ASKED: ("ask",),
}
"""The wanted verdicts that each rate is a share of."""


class Finding(Value):
    """A case whose answer differs from the wanted one."""

    fault: str
    case: Case
    verdict: str
    rules: tuple[str, ...]
    error: str = ""


class Rate(Value):
    """How many of how many."""

    fault: str
    count: int
    of: int
    target: float | None = None
    """Percent; None when the rate is no fault."""

    @property
    def percent(self) -> float:
        """The share; 0 of nothing is 0."""
        return 100 * self.count / self.of if self.of else 0.0

    @property
    def met(self) -> bool:
        """The share is within its target."""
        return self.target is None or self.percent <= self.target


class Report(Value):
    """The rates of one corpus."""

    rates: tuple[Rate, ...]
    findings: tuple[Finding, ...]
    calls: int
    median_us: int
    p99_us: int

    @property
    def met(self) -> bool:
        """Every target is met."""
        return all(rate.met for rate in self.rates)


def measure(judge: Judge, cases: Iterable[Case], *, cwd: str, written: Written | None = None) -> Report:
    """Judge every case, in order; `cwd` holds for cases that name none, `written` lays down what sessions write."""
    wanted: dict[str, int] = {}
    findings = []
    times = []
    for case in cases:
        line = json.dumps(case.call(cwd=cwd)).encode()
        if written:
            written.begin(case)
        started = time.perf_counter_ns()
        answer = judge.line(line)
        times.append(time.perf_counter_ns() - started)
        wanted[case.want] = wanted.get(case.want, 0) + 1
        if written:
            written.take(case)
        fault = fault_of(case.want, answer["verdict"])
        if fault:
            findings.append(_finding(fault, case, answer))
    if written:
        written.undo()
    times.sort()
    return Report(
        rates=tuple(
            Rate(
                fault=fault,
                count=sum(finding.fault == fault for finding in findings),
                of=sum(wanted.get(want, 0) for want in wants),
                target=TARGETS.get(fault),
            )
            for fault, wants in _OVER.items()
        ),
        findings=tuple(findings),
        calls=len(times),
        median_us=times[len(times) // 2] // 1000 if times else 0,
        p99_us=times[len(times) * 99 // 100] // 1000 if times else 0,
    )


def fault_of(want: str, got: str) -> str:
    """What is wrong with the verdict `got`; empty when it is the wanted one."""
    if want == "allow":
        return {"deny": FALSE_DENIAL, "ask": NEEDLESS_ASK}.get(got, "")
    if got in ("allow", "abstain"):
        return SILENT_MISS
    return {("deny", "ask"): ONLY_ASKED, ("ask", "deny"): DENIED_NOT_ASKED}.get((want, got), "")


def _finding(fault: str, case: Case, answer: dict[str, Any]) -> Finding:
    rules = tuple(rule["rule"].removeprefix("baseline/") for rule in answer["rules"])
    return Finding(fault, case, answer["verdict"], rules, str(answer.get("error", "")))
