"""Trackers: windows of time, a clock that jumps, and cells that stay small."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model import tracker
from bailiwick.model.tracker import How, Update
from bailiwick.session.tracker import BUCKETS, Moment, began, moved, total

WINDOWS = [1, 7, 59, 60, 61, 90, 600, 3600, 86400]


def spent(times: list[int], window: int) -> tuple[int | str, ...]:
    cell: tuple[int | str, ...] = ()
    for at in times:
        cell = moved(cell, Update(How.SUM, window=str(window), at=at), Moment())
    return cell


@given(st.lists(st.integers(0, 3000), max_size=30), st.sampled_from(WINDOWS), st.integers(0, 4000))
def test_a_total_has_all_of_its_window_and_nothing_older_than_one_part_more(
    steps: list[int], window: int, later: int
) -> None:
    times = [1_000_000 + sum(steps[: index + 1]) for index in range(len(steps))]
    now = (times[-1] if times else 1_000_000) + later
    counted = total(spent(times, window), str(window), now)
    part = -(-window // BUCKETS)
    assert counted >= sum(now - at < window for at in times)
    assert counted <= sum(now - at <= window + 2 * part for at in times)


@given(st.lists(st.integers(0, 10_000_000), max_size=200), st.sampled_from(WINDOWS))
def test_a_cell_of_time_stays_small_whatever_the_clock_does(times: list[int], window: int) -> None:
    assert len(spent(times, window)) <= 2 * (2 * BUCKETS + 1)


@given(st.lists(st.integers(0, 600), min_size=1, max_size=20), st.integers(0, 590))
def test_a_small_step_back_forgets_nothing(steps: list[int], back: int) -> None:
    times = [1_000_000 + at for at in sorted(steps) if at >= max(steps) - 5]
    assert total(spent(times, 600), "600", times[-1] - back) == len(times)


@pytest.mark.parametrize("window", ["task", "session"])
def test_totals_without_time_only_grow(window: str) -> None:
    cell: tuple[int | str, ...] = ()
    for amount in (3, 0, 4):
        cell = moved(cell, Update(How.SUM, amount, window), Moment())
    assert total(cell, window, 0) == 7


def test_a_sequence_of_another_length_starts_afresh() -> None:
    cell = moved((), Update(How.PATH, length=1, matched=((1,),)), Moment(calls=4, reference="r"))
    assert began(cell) == 4
    assert began(moved(cell, Update(How.PATH, length=2, matched=((2,),)), Moment(calls=5))) == 0


@pytest.mark.parametrize(
    "update",
    [
        Update(How.SEEN),
        Update(How.ROW),
        Update(How.ROW, mark="same"),
        Update(How.SUM, 5, "session"),
        Update(How.SUM, 5, "600", 17),
        Update(How.PATH, length=3, matched=((1, 2), (0,))),
    ],
)
def test_an_update_survives_the_log(update: Update) -> None:
    assert tracker.from_plain(json.loads(json.dumps(tracker.to_plain(update)))) == update
