"""`bailiwick session`: what is remembered, and that only a person takes a taint away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from terminal import at_terminal

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home
from bailiwick.adapters.policy_files import default_policy
from bailiwick.adapters.recorder import SegmentRecorder
from bailiwick.adapters.spool import Spool
from bailiwick.adapters.spooled_sessions import SpooledSessions
from bailiwick.apps.cli.main import main
from bailiwick.apps.compose import governor, session_files
from bailiwick.apps.daemon.ingest import Ingest
from bailiwick.apps.judging import Judge, Setting
from bailiwick.model.event import OutcomeStatus, ToolCall, ToolOutcome
from bailiwick.model.request import Governed, Place, Request, Subject
from bailiwick.model.verdict import FailMode

POLICY = """\
version: 1
taint: [{label: customer, from: {on: file.read, class: secret}, through: files}]
rules:
  - {id: few, guard: deny, reason: too many, on: exec.run, limit: {max: 3}}
"""
SESSION = "5f3a-session"


class Lived:
    """A home whose log tells of a session that read a secret and then wrote a file."""

    def __init__(self, root: Path) -> None:
        self.home = Home(str(root / "home"))
        self.home.create()
        Path(self.home.policy).write_text(POLICY)
        self.project = root / "project"
        self.project.mkdir()
        self.secret, self.written = str(self.project / ".env"), str(self.project / "out.txt")
        for session in ("other", SESSION):
            self.live(session, ("Bash", {"command": "true"}))
        self.live(
            SESSION,
            ("Read", {"file_path": self.secret}),
            ("Write", {"file_path": self.written, "content": "x"}),
        )

    def live(self, session: str, *calls: tuple[str, dict[str, object]]) -> list[str]:
        """Judge and run calls of a session as the daemon would; their verdicts."""
        clock, verdicts = SystemClock(), []
        with SegmentRecorder(self.home, now=clock.now(), background=False) as recorder:
            sessions = session_files(self.home)
            spool = Spool(self.home.folder("spool"))
            Ingest(spool, recorder=recorder, sessions=sessions, clock=clock, dialects={}, governed=Governed()).run()
            engine = governor(self.home, recorder=recorder, sessions=sessions)
            for number, (tool, given) in enumerate(calls):
                request = Request(
                    subject=Subject(agent="test", session=session),
                    place=Place(project=str(self.project), home=str(self.project.parent)),
                    tool=tool,
                    input=given,
                    cwd=str(self.project),
                    call=f"{session}-{recorder.append('note', {}, now=clock.now()).sequence}-{number}",
                )
                answer = engine.handle(ToolCall(request), fail_mode=FailMode.CLOSED)
                assert answer.decision is not None
                verdicts.append(answer.decision.verdict.value)
                if not answer.refused:
                    engine.handle(ToolOutcome(request, OutcomeStatus.DONE), fail_mode=FailMode.CLOSED)
            sessions.flush()
        return verdicts

    def at_terminal(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `bailiwick session` with a terminal for standard input and error."""
        return at_terminal("session", *words, environment={"BAILIWICK_HOME": self.home.root, **environment})

    def labels(self) -> dict[str, str]:
        """Labels of the session as the next evaluator would see them."""
        state = SpooledSessions(self.home, Spool(self.home.folder("spool"))).load(SESSION)
        assert state is not None
        return dict(state.labels)


@pytest.fixture
def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lived:
    made = Lived(tmp_path)
    monkeypatch.setenv("BAILIWICK_HOME", made.home.root)
    for name in [name for name in os.environ if name.startswith(("CLAUDE", "AI_AGENT"))]:
        monkeypatch.delenv(name)
    return made


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main(["session", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_list_names_sessions_with_their_labels(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, "list")
    assert [one["session"] for one in found] == [SESSION, "other"]
    assert found[0]["labels"] == {"customer": lived.secret}
    assert found[1]["labels"] == {}
    assert main(["session", "list"]) == 0
    assert "customer" in capsys.readouterr().out


def test_a_session_is_shown_by_the_beginning_of_its_id(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, "show", "5f3a")
    assert found["counters"]["calls"] == 3
    assert found["marks"] == {lived.written: ["customer"]}
    assert [key.partition("#")[0] for key in found["trackers"]] == ["user/few"]
    assert main(["session", "show", "5f3a"]) == 0
    text = capsys.readouterr().out
    assert "customer since" in text
    assert "rules that remember something: user/few" in text


def test_the_latest_session_is_meant_without_an_id(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "taint")["session"] == SESSION
    assert lived.labels()


@pytest.mark.parametrize("words", [("show", "nobody"), ("show", "a", "b"), ("list", "x")])
def test_what_names_no_session_is_an_error(lived: Lived, words: tuple[str, ...]) -> None:
    assert main(["session", *words]) == 2
    assert lived.labels()


def test_a_person_at_a_terminal_clears_a_taint_with_a_reason(lived: Lived) -> None:
    assert lived.live(SESSION, ("WebSearch", {"query": "x"})) == ["deny"]
    done = lived.at_terminal("taint", "5f3a", "clear", "--reason", "the key was rotated")
    assert done.returncode == 0, done.stdout
    assert lived.labels() == {}
    assert lived.live(SESSION, ("WebSearch", {"query": "x"})) == ["abstain"]
    assert lived.live(SESSION, ("Read", {"file_path": lived.written}), ("WebSearch", {"query": "x"})) == [
        "abstain",
        "deny",
    ]
    log = subprocess.run(
        [sys.executable, "-m", "bailiwick", "log", "--kind", "session", "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "the key was rotated" in log.stdout


def test_a_marked_file_is_cleared_by_its_name(lived: Lived) -> None:
    assert lived.at_terminal("taint", "clear", "--file", lived.written, "--reason", "checked").returncode == 0
    assert lived.labels() == {"customer": lived.secret}
    assert lived.live("third", ("Read", {"file_path": lived.written}), ("WebSearch", {"query": "x"})) == [
        "abstain",
        "abstain",
    ]


def test_an_agent_clears_nothing_even_with_a_terminal(lived: Lived) -> None:
    done = lived.at_terminal("taint", "5f3a", "clear", "--reason", "x", CLAUDECODE="1")
    assert done.returncode == 2
    assert lived.labels()


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        ("bailiwick session list", "abstain"),
        ("bailiwick session show 5f3a", "abstain"),
        ("bailiwick session taint 5f3a clear --reason x", "deny"),
        ("env -u CLAUDECODE script -qc 'bailiwick session taint clear --reason x' /dev/null", "deny"),
    ],
)
def test_the_default_profile_lets_an_agent_look_and_not_clear(tmp_path: Path, command: str, verdict: str) -> None:
    judge = Judge(default_policy(), Setting(home=str(tmp_path), project=str(tmp_path)))
    request = judge.request("Bash", {"command": command})
    assert judge.judge(request).decision.verdict.value == verdict


def test_without_a_terminal_nothing_is_cleared(lived: Lived) -> None:
    assert main(["session", "taint", "5f3a", "clear", "--reason", "x"]) == 2
    assert lived.labels()


def test_a_clearing_needs_a_reason_and_a_label_that_is_there(lived: Lived) -> None:
    assert lived.at_terminal("taint", "5f3a", "clear").returncode == 2
    assert lived.at_terminal("taint", "5f3a", "clear", "--label", "secret", "--reason", "x").returncode == 2
    assert lived.labels()
