"""Foreign policies imported and judged: what tests of importers are written in."""

from __future__ import annotations

import json
from textwrap import dedent

from engine_bench import EmptyHost

from bailiwick.adapters.policy_files import Sources, compile_sources
from bailiwick.apps.judging import Judge, Setting
from bailiwick.policy.compiled import from_plain
from bailiwick.policy.importers import Foreign, Imported, import_policy, to_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

HOME = "/home/dev"
PROJECT = "/home/dev/proj"
PASS, ASK, DENY, ALLOW = "abstain", "ask", "deny", "allow"


def imported(text: str, name: str = "foreign.yaml", *, dialect: str = "") -> Imported:
    """What one foreign file becomes."""
    return import_policy([Foreign(name, dedent(text))], dialect=dialect)


def notes(made: Imported) -> str:
    """All notes, one per line."""
    return "\n".join(one.message for one in made.notes)


class Governed:
    """An imported policy at work, on an empty host."""

    def __init__(self, made: Imported, *, agents: str = "") -> None:
        text = to_yaml(made)
        sources = Sources(user=text, managed=f"version: 1\nagents: [{agents}]\n" if agents else None)
        setting = Setting(home=HOME, project=PROJECT)
        self._judge = Judge(from_plain(compile_sources(sources)), setting, facts=EmptyHost())
        self._sessions = 0

    def answer(self, tool: str, given: str | Mapping[str, Any], session: str = "", **more: Any) -> dict[str, Any]:
        """The whole answer to a call, in a session of its own unless one is named."""
        self._sessions += 1
        line = {"tool": tool, "input": given, "cwd": PROJECT, "session": session or f"s{self._sessions}", **more}
        answer = self._judge.line(json.dumps(line).encode())
        assert "error" not in answer, answer
        return answer

    def __call__(self, tool: str, given: str | Mapping[str, Any], session: str = "", **more: Any) -> str:
        """The verdict on a call: `ALLOW` only when no prompt is needed, `PASS` when the agent may go on as it does."""
        answer = self.answer(tool, given, session, **more)
        return PASS if answer["verdict"] == ALLOW and not answer.get("approved") else str(answer["verdict"])

    def play(self, calls: Iterable[tuple[Any, ...]], session: str = "one") -> list[str]:
        """The verdicts on calls of one session, each `(tool, input)` or `(tool, input, fields of its line)`."""
        return [self(call[0], call[1], session, **(call[2] if len(call) > 2 else {})) for call in calls]
