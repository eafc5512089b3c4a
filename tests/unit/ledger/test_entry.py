"""Entries have one written form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bailiwick.ledger.entry import Entry, format_time, log_id, parse_entry
from bailiwick.model.errors import BoundError, InputError, UsageError

NOW = datetime(2026, 11, 20, 21, 5, 9, 7, tzinfo=UTC)
ENTRY = Entry("ab" * 16, 3, "cd" * 32, format_time(NOW), "decision", {"verdict": "deny", "input": {"a": [1]}})


def test_an_entry_is_one_canonical_line_with_the_body_first() -> None:
    assert ENTRY.encode() == (
        b'{"body":{"input":{"a":[1]},"verdict":"deny"},"kind":"decision","log":"' + b"ab" * 16 + b'","prev":"'
        + b"cd" * 32 + b'","seq":3,"time":"2026-11-20T21:05:09.000007Z","v":1}'
    )  # fmt: skip


def test_an_entry_round_trips() -> None:
    assert parse_entry(ENTRY.encode()) == ENTRY


def test_whole_seconds_keep_their_six_digits() -> None:
    assert format_time(NOW.replace(microsecond=0)) == "2026-11-20T21:05:09.000000Z"


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=1))])
def test_a_time_that_is_not_utc_is_refused(zone: timezone | None) -> None:
    with pytest.raises(UsageError):
        format_time(NOW.replace(tzinfo=zone))


@pytest.mark.parametrize("kind", ["", "Decision", "a b", 'x","log":"', "d\u00e9cision"])
def test_a_kind_is_one_lower_case_word(kind: str) -> None:
    with pytest.raises(InputError):
        ENTRY.replace(kind=kind).encode()


def test_an_entry_beyond_the_bound_is_refused() -> None:
    with pytest.raises(BoundError):
        ENTRY.replace(body={"a": "x" * (9 * 1024 * 1024)}).encode()


@pytest.mark.parametrize("line", [b"", b"{}", b"[1]", b"\xff", b'{"v":1}', b"[" * 100_000])
def test_what_is_no_entry_is_refused(line: bytes) -> None:
    with pytest.raises(InputError):
        parse_entry(line)


def test_an_entry_of_another_version_is_refused() -> None:
    with pytest.raises(InputError, match="version 2"):
        parse_entry(ENTRY.encode().replace(b'"v":1}', b'"v":2}'))


def test_a_log_id_depends_on_key_and_nonce() -> None:
    assert len({log_id(b"k", b"n"), log_id(b"kn", b""), log_id(b"", b"kn"), log_id(b"k", b"m")}) == 4
