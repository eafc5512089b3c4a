"""The system clock, UTC."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Implements `engine.ports.Clock`."""

    def now(self) -> datetime:
        """The time now, aware, UTC."""
        return datetime.now(UTC)
