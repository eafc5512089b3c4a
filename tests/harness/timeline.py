"""Calls of sessions in order, judged by a policy on an empty host: what tests of history rules are written in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from engine_bench import EmptyHost

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.judging import Judge, Setting
from bailiwick.policy.compiled import from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROJECT = "/home/dev/proj"


class HandClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 5, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def later(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


class Timeline:
    """Judges one call after the other."""

    def __init__(self, rules: str) -> None:
        """Take the `rules` of a user's policy, or a whole policy that starts with its version."""
        text = rules if rules.startswith("version") else f"version: 1\nrules:\n{rules}"
        self.clock = HandClock()
        policy = from_plain(compile_sources(Sources(user=text)))
        setting = Setting(home="/home/dev", project=PROJECT)
        self._judge = Judge(policy, setting, facts=EmptyHost(), clock=self.clock)

    def answer(self, tool: str, given: str | dict[str, Any] = "", **more: Any) -> dict[str, Any]:
        """The whole answer to one call; `more` are fields of its line (`executed`, `result`, `session`)."""
        line = {"tool": tool, "input": given or {}, "cwd": PROJECT, "session": "s", **more}
        answer = self._judge.line(json.dumps(line).encode())
        assert "error" not in answer, answer
        return answer

    def __call__(self, tool: str, given: str | dict[str, Any] = "", **more: Any) -> str:
        """The verdict on one call."""
        return str(self.answer(tool, given, **more)["verdict"])

    def native(self, event: str, **fields: Any) -> None:
        """Take a native hook event of the session."""
        plain = {"hook_event_name": event, "session_id": "s", "cwd": PROJECT, **fields}
        answer = self._judge.line(json.dumps(plain).encode())
        assert "error" not in answer, answer

    def verdicts(self, *calls: tuple[Any, ...]) -> list[str]:
        """The verdicts on calls, each `(tool, input)` or `(tool, input, fields of its line)`."""
        return [self(call[0], call[1], **(call[2] if len(call) > 2 else {})) for call in calls]
