"""External checks: the pinned content, a clean environment, a deadline, and every end of a script."""

from __future__ import annotations

import hashlib
import json
import os
import select
import sys
import time
from pathlib import Path

import pytest

from bailiwick.adapters.check_runner import CheckRunner
from bailiwick.model.fact import CheckFact, CheckQuery, CheckResult

PASS, ASK, DENY, FAILED = CheckResult.PASS, CheckResult.ASK, CheckResult.DENY, CheckResult.FAILED


class Checks:
    """Scripts in a directory, and a runner for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runner = CheckRunner(str(folder / "cache"), home=str(folder))

    def query(self, script: str, name: str = "check", *, milliseconds: int = 2000) -> CheckQuery:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        told = json.dumps({"tool_name": "Bash", "tool_input": {"command": "git push"}})
        return CheckQuery(f"user/{name}", (str(path),), sha256, milliseconds, str(self.folder), told)

    def answer(self, script: str, **options: int) -> CheckFact:
        query = self.query(script, **options)  # type: ignore[arg-type]  # milliseconds only
        return self.runner.run([query])[query]


def ended(process: int) -> bool:
    """Whether a process ends within a moment."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([descriptor], [], [], 5)
    os.close(descriptor)
    return bool(ready)


@pytest.fixture
def checks(tmp_path: Path) -> Checks:
    return Checks(tmp_path)


@pytest.mark.parametrize(
    ("script", "result", "reason"),
    [
        ("exit 0", PASS, ""),
        ("echo all is well", PASS, ""),
        ("echo not there >&2; exit 2", DENY, "not there"),
        ("""echo '{"hookSpecificOutput": {"permissionDecision": "ask", "permissionDecisionReason": "sure?"}}'""", ASK, "sure?"),
        ("""echo '{"hookSpecificOutput": {"permissionDecision": "deny", "permissionDecisionReason": "no"}}'""", DENY, "no"),
        ("""echo '{"hookSpecificOutput": {"permissionDecision": "allow"}}'""", PASS, ""),
        ("""echo '{"decision": "block", "reason": "old form"}'""", DENY, "old form"),
        ("""echo '{"ask": "may I?"}'""", ASK, "may I?"),
        ("""echo '{"continue": false, "stopReason": "enough"}'""", DENY, "enough"),
        ("""echo '{"hookSpecificOutput": {"updatedInput": {}}}'""", FAILED, "cannot do"),
        ("""echo '{"decision": "perhaps"}'""", FAILED, "perhaps"),
        ("""echo '{"decision": "blo'""", FAILED, "cannot be read"),
        ("echo oops >&2; exit 1", FAILED, "exit code 1"),
        ("kill -9 $$", FAILED, "signal 9"),
    ],
)  # fmt: skip
def test_every_end_of_a_script_has_one_meaning(checks: Checks, script: str, result: CheckResult, reason: str) -> None:
    answer = checks.answer(script)
    assert answer.result is result, answer
    assert reason in answer.reason


def test_a_check_reads_the_call_and_nothing_of_our_environment(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SECRET", "leaks")
    answer = checks.answer("cat >&2; env | sort >&2; exit 2")
    assert '"tool_name": "Bash"' in answer.reason
    assert "SOME_SECRET" not in answer.reason
    assert f"HOME={checks.folder}" in answer.reason


def test_a_check_that_does_not_read_its_input_answers_all_the_same(checks: Checks) -> None:
    query = checks.query("exit 0").replace(text="x" * 2_000_000)
    assert checks.runner.run([query])[query].result is PASS


def test_another_content_than_the_pinned_one_does_not_run(checks: Checks) -> None:
    query = checks.query("exit 0")
    Path(query.run[0]).write_text("#!/bin/sh\ntouch ran\n")
    answer = checks.runner.run([query])[query]
    assert answer.result is FAILED
    assert "pinned" in answer.reason
    assert not (checks.folder / "ran").exists()


def test_a_missing_script_is_no_answer(checks: Checks) -> None:
    query = checks.query("exit 0")
    os.remove(query.run[0])
    assert checks.runner.run([query])[query].result is FAILED


@pytest.mark.skipif(sys.platform != "linux", reason="watches the child by a Linux call")
def test_a_check_that_hangs_is_ended_with_all_that_it_started(checks: Checks) -> None:
    started = time.monotonic()
    answer = checks.answer("sleep 60 & echo $! > child; sleep 60", milliseconds=300)
    assert answer.result is FAILED
    assert "300 ms" in answer.reason
    assert time.monotonic() - started < 5
    assert ended(int((checks.folder / "child").read_text()))


def test_a_check_that_floods_is_no_answer(checks: Checks) -> None:
    assert "bytes" in checks.answer("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done").reason


def test_checks_run_side_by_side_and_every_reason_is_kept(checks: Checks) -> None:
    queries = [checks.query(f"sleep 0.4; echo reason {n} >&2; exit 2", f"check{n}") for n in range(4)]
    started = time.monotonic()
    answers = checks.runner.run(queries)
    assert time.monotonic() - started < 1.5
    assert [answers[query].reason for query in queries] == [f"reason {n}" for n in range(4)]


def test_the_home_is_what_a_tilde_means(checks: Checks) -> None:
    query = checks.query("exit 0").replace(run=("~/check",))
    assert checks.runner.run([query])[query].result is PASS
