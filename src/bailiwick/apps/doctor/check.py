"""`Check`: one thing that was looked at, what was seen, and what to do about it."""

from __future__ import annotations

from enum import StrEnum

from bailiwick.model.value import Value


class Level(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    """Works, but a person should know."""
    BAD = "bad"
    """Calls may go ungoverned, or nothing works."""


class Check(Value):
    """One finding."""

    name: str
    level: Level
    seen: str
    remedy: str = ""


def ok(name: str, seen: str) -> Check:
    """It is as it should be."""
    return Check(name, Level.OK, seen)


def warn(name: str, seen: str, remedy: str = "") -> Check:
    """Something to know."""
    return Check(name, Level.WARN, seen, remedy)


def bad(name: str, seen: str, remedy: str = "") -> Check:
    """Something to repair."""
    return Check(name, Level.BAD, seen, remedy)
