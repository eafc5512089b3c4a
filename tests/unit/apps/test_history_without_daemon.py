"""Rules about the past when no daemon can be had: each call is judged by a new process that reads what others left."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.spool import Spool
from bailiwick.apps.compose import lean_governor
from bailiwick.engine.governor import Governor
from bailiwick.model.event import OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.request import Place, Request, Subject
from bailiwick.model.verdict import FailMode

POLICY = """\
version: 1
taint: [{label: customer, from: {on: file.read, class: secret}, to: {on: net.search}}]
rules:
  - {id: few, guard: deny, reason: too many, on: exec.run, limit: {max: 2}}
  - {id: together, guard: deny, reason: too many, on: agent.message, limit: {max: 2, window: 1h, per: project}}
"""


class Alone:
    """A home without a daemon; every event is handled by an evaluator of its own."""

    def __init__(self, root: Path) -> None:
        self.home = Home(str(root / "home"))
        self.home.create()
        Path(self.home.policy).write_text(POLICY)
        self.project = root / "project"
        self.project.mkdir()
        self._calls = 0

    def __call__(self, tool: str, given: dict[str, object], *, session: str = "s") -> str:
        """Judge a call, and run it if it may; the verdict."""
        self._calls += 1
        request = Request(
            subject=Subject(agent="test", session=session),
            place=Place(project=str(self.project), home=str(self.project.parent)),
            tool=tool,
            input=given,
            cwd=str(self.project),
            call=f"c{self._calls}",
        )
        answer = self._evaluator().handle(ToolCall(request), fail_mode=FailMode.CLOSED)
        if not answer.refused:
            self._evaluator().handle(ToolOutcome(request, OutcomeStatus.DONE), fail_mode=FailMode.CLOSED)
        assert answer.decision is not None
        return answer.decision.verdict.value

    def _evaluator(self) -> Governor:
        return lean_governor(self.home, spool=Spool(self.home.folder("spool")))


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    return Alone(tmp_path)


def test_counts_and_taints_are_those_of_the_spool(alone: Alone) -> None:
    assert [alone("Bash", {"command": f"true {number}"}) for number in range(3)] == ["abstain", "abstain", "deny"]
    assert alone("WebSearch", {"query": "x"}) == "abstain"
    assert alone("Read", {"file_path": str(alone.project / ".env")}) == "abstain"
    assert alone("WebSearch", {"query": "x"}) == "deny"


def test_sessions_are_counted_together(alone: Alone) -> None:
    message: dict[str, object] = {"to": "a", "message": "x"}
    verdicts = [alone("SendMessage", message, session=f"s{number}") for number in range(3)]
    assert verdicts == ["abstain", "abstain", "deny"]
