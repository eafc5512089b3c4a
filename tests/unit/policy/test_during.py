"""`during`: days, hours, zones, windows over midnight, and files that name what does not exist."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from policies import judged, operation, rule

from bailiwick.model.verdict import Verdict
from bailiwick.policy.schema import read_policy

WRITE = operation("file.write", "/home/ann/work/shop/a")


def speaks(window: str, moment: datetime) -> bool:
    return judged(rule(f"during: {{{window}}}"), WRITE, now=moment).verdict is Verdict.DENY


@pytest.mark.parametrize(
    ("window", "moment", "inside"),
    [
        ('from: "09:00", to: "18:00", zone: UTC', "2026-01-05T09:00", True),
        ('from: "09:00", to: "18:00", zone: UTC', "2026-01-05T17:59", True),
        ('from: "09:00", to: "18:00", zone: UTC', "2026-01-05T18:00", False),
        ('from: "09:00", to: "18:00", zone: UTC, outside: true', "2026-01-05T18:00", True),
        ('from: "09:00", to: "18:00", zone: Europe/Berlin', "2026-01-05T08:30", True),
        ('from: "09:00", to: "18:00", zone: Europe/Berlin', "2026-07-06T07:30", True),  # summer time
        ('from: "09:00", to: "18:00", zone: Europe/Berlin', "2026-01-05T07:30", False),
        ('from: "22:00", to: "06:00", zone: UTC', "2026-01-05T23:00", True),
        ('from: "22:00", to: "06:00", zone: UTC', "2026-01-05T05:59", True),
        ('from: "22:00", to: "06:00", zone: UTC', "2026-01-05T06:00", False),
        # a window over midnight belongs to the day on which it began: Friday's reaches into Saturday
        ('days: fri, from: "22:00", to: "06:00", zone: UTC', "2026-01-10T03:00", True),
        ('days: fri, from: "22:00", to: "06:00", zone: UTC', "2026-01-09T03:00", False),
        ("days: [mon, tue], zone: UTC", "2026-01-05T00:00", True),
        ("days: [mon, tue], zone: UTC", "2026-01-07T12:00", False),
        ('from: "18:00", to: "24:00", zone: UTC', "2026-01-05T23:59", True),
    ],
)
def test_a_window_holds_where_its_zone_says(window: str, moment: str, inside: bool) -> None:
    assert speaks(window, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is inside


def document(window: str) -> tuple[list[str], tuple[str, ...]]:
    text = f"version: 1\nrules: [{{id: r, guard: deny, reason: no, during: {{{window}}}}}]"
    made, problems = read_policy(text, "p")
    return [str(problem) for problem in problems], made.notes if made is not None else ()


def test_a_zone_that_does_not_exist_is_an_error_with_a_suggestion() -> None:
    problems, _ = document("zone: Europe/Berlni")
    assert "did you mean `Europe/Berlin`?" in problems[0]


def test_a_window_without_a_zone_is_utc_and_noted() -> None:
    problems, notes = document('from: "09:00", to: "18:00"')
    assert problems == []
    assert "are UTC" in notes[0]


@pytest.mark.parametrize(
    "window",
    ['from: "25:00", to: "26:00"', 'from: "09:00"', "from: 9, to: 18", 'from: "9:5", to: "10:00"', "days: funday"],
)
def test_a_time_that_is_none_is_an_error(window: str) -> None:
    problems, _ = document(f"{window}, zone: UTC")
    assert problems
