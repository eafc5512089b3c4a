"""Runs test cases of policies in a world made for them: home `/home/dev`, project `/home/dev/project`.

Nothing of this machine's home is seen, nothing is executed, no daemon or log is used. Each case is a session of
its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from datetime import UTC, datetime

from bailiwick.adapters.clock import SystemClock
from bailiwick.apps.corpus.world import SEEN, Relocated
from bailiwick.apps.judging import Judge, Setting
from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from bailiwick.apps.authoring.cases import Case, CaseFile
    from bailiwick.policy.compiled import CompiledPolicy

PROJECT = f"{SEEN}/project"
"""The project as cases see it."""


class Outcome(Value):
    """What came of one case."""

    case: Case
    verdict: str
    """One of `bailiwick.apps.authoring.cases.EXPECTED` but `pass`; `error` when the call cannot be judged."""
    rules: tuple[str, ...]
    """Those that decide, the most severe first."""
    reason: str
    problem: str
    """Why the case fails; empty when it passes."""

    def plain(self) -> dict[str, Any]:
        """JSON data."""
        return {
            "name": self.case.name,
            "place": self.case.place,
            "passed": not self.problem,
            "decision": self.verdict,
            "expected": self.case.expect,
            "rules": list(self.rules),
            "reason": self.reason,
            "problem": self.problem,
        }


class _Clock:
    """The time that a case says, else the time now."""

    def __init__(self) -> None:
        self.moment: datetime | None = None

    def now(self) -> datetime:
        return self.moment or SystemClock().now()


def outcomes(cases: CaseFile, policy: CompiledPolicy) -> Iterator[Outcome]:
    """What comes of each case under `policy`.

    Raises:
        EnvironmentFault: the world cannot be made.
        InputError: a call before the tested one cannot be judged, or a time cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="bailiwick-test-") as folder:
        real = os.path.realpath(folder)
        _build(real, cases)
        for number, case in enumerate(cases.cases):
            yield _outcome(case, f"case {number}", policy, real)


def _outcome(case: Case, session: str, policy: CompiledPolicy, real: str) -> Outcome:
    clock = _Clock()
    judge = Judge(policy, Setting(home=SEEN, project=PROJECT), facts=Relocated(real, SEEN), clock=clock)
    for number, step in enumerate(case.steps, 1):
        answer = _told(judge, step, session, clock)
        if "error" in answer and "event" not in step:
            raise InputError(f"{case.place}: step {number} of the session cannot be judged: {answer['error']}")
    answer = _told(judge, case.call, session, clock)
    verdict = "error" if "error" in answer else "approve" if answer.get("approved") else answer["verdict"]
    deciding = tuple(rule["rule"] for rule in answer["rules"] if rule["verdict"] == answer["verdict"])
    said = [rule.reason for name in deciding if (rule := policy.rules.get(name)) is not None]
    reason = "; ".join(said) or answer["reason"]
    return Outcome(case, verdict, deciding, reason, _problem(case, verdict, deciding, reason))


def _told(judge: Judge, call: Mapping[str, Any], session: str, clock: _Clock) -> dict[str, Any]:
    if "at" in call:
        clock.moment = _moment(call["at"])
    if "event" in call:
        event = {"cwd": PROJECT, **call["event"], "session_id": session}
        return judge.line(json.dumps(event).encode())
    fields = {name: value for name, value in call.items() if name not in ("command", "at")}
    if "command" in call:
        fields |= {"tool": "Bash", "input": {"command": call["command"]}}
    line = {"cwd": PROJECT, "session": session, "input": {}, **fields}
    return judge.line(json.dumps(line).encode())


def _moment(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise InputError(f"expected `at` as a time like `2026-01-05T14:30:00+01:00`, got `{text}`") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _problem(case: Case, verdict: str, deciding: tuple[str, ...], reason: str) -> str:
    wanted = ("abstain", "allow", "approve") if case.expect == "pass" else (case.expect,)
    if verdict not in wanted:
        why = f": {reason}" if reason else ", no rule decides"
        return f"expected {case.expect}, got {verdict}{why}"
    rule = case.expect_rule
    if rule and rule not in deciding and all(one.partition("/")[2] != rule for one in deciding):
        return f"expected the rule `{rule}` to decide, got {', '.join(deciding) or 'none'}"
    if case.expect_reason not in reason:
        return f"expected `{case.expect_reason}` in the reason, got `{reason}`"
    return ""


def _build(real: str, cases: CaseFile) -> None:
    project = f"{real}/{os.path.basename(PROJECT)}"
    try:
        os.makedirs(project)
        for name, text in cases.files.items():
            path = os.path.normpath(f"{project}/{name}")
            if not path.startswith(f"{project}/"):
                raise InputError(f"{cases.source}: expected `files` below the project, got `{name}`")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        if cases.git:
            _repository(project, cases.git)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentFault(f"the world of `{cases.source}` cannot be made: {error}") from error


def _repository(project: str, branch: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in (("init", "-q", "-b", branch), ("remote", "add", "origin", "https://git.example/project.git")):
        subprocess.run(["git", "-C", project, *words], check=True, env=environment)  # noqa: S603, S607 - our own words
