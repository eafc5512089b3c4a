"""Times of the log as other systems count them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(time: str) -> int:
    """Microseconds since 1970 of a time as the log writes it."""
    return (datetime.fromisoformat(time) - _EPOCH) // _MICROSECOND


def nanoseconds(time: str) -> int:
    """Nanoseconds since 1970 of a time as the log writes it."""
    return 1000 * microseconds(time)
