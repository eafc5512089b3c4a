"""`during`: a window of days and hours in a time zone.

Days and hours are those of the zone. A window whose end is not after its beginning reaches into
the next day and belongs to the day on which it began; equal ends mean the whole day.
"""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo
    from typing import Any

    from bailiwick.policy.extension import Test

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ANY_DAY = tuple(range(7))


def during(plain: Mapping[str, Any], *, safe: bool) -> Test:
    """The call is judged in the window, or outside of it when the window says `outside`."""
    window = plain["during"]
    here = zone(window["zone"])
    inverted = window.get("outside", False)
    if here is None:
        return lambda _operation, _situation: safe
    return lambda _operation, situation: holds(window, situation.now.astimezone(here)) is not inverted


def holds(window: Mapping[str, Any], local: datetime) -> bool:
    """True when the local time is inside the window; `from` and `to` are minutes of the day."""
    days = window.get("days", ANY_DAY)
    start, end = window.get("from", 0), window.get("to", 0)
    today = local.weekday()
    minute = local.hour * 60 + local.minute
    if start < end:
        return today in days and start <= minute < end
    return (today in days and minute >= start) or (minute < end and (today - 1) % 7 in days)


@cache
def zone(name: str) -> tzinfo | None:
    """The zone of an IANA name, or None when this machine does not know it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
