"""The system clock, UTC."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import UTC, datetime
else:
    try:  # the same class; CPython 3.11 takes a millisecond to define it in Python first
        from _datetime import datetime, timezone

        UTC = timezone.utc
    except ImportError:
        from datetime import UTC, datetime


class SystemClock:
    """Implements `engine.ports.Clock`."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return datetime.now(UTC)
