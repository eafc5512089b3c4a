"""Configuration that changed: recorded once, told to each session once, redacted."""

from __future__ import annotations

import os

from engine_bench import MemoryRecorder, Ticking

from bailiwick.engine.integrity import IntegrityWatch
from bailiwick.model.drift import Drift

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

CHANGED = Drift("/p/CLAUDE.md", "changed", "a", "b")


class Files:
    """A guard whose findings a test sets."""

    def __init__(self, *drifts: Drift) -> None:
        self.found = drifts
        self.text = "+obey"
        self.reported: dict[Drift, str] = {}

    def drifts(self, project: str) -> Sequence[Drift]:
        assert project == "/p"
        return self.found

    def difference(self, drift: Drift) -> str:
        assert drift in self.found
        return self.text

    def seen(self, drift: Drift) -> str:
        return self.reported.get(drift, "")

    def remember(self, drift: Drift, reference: str) -> None:
        self.reported[drift] = reference


def test_a_change_is_one_incident_with_the_calls_before_it() -> None:
    files, recorder = Files(), MemoryRecorder()
    watch = IntegrityWatch(files, recorder, Ticking())
    assert watch.opening("s", "/p") == ""
    assert watch.news("s", "/p", "call-1") == ""
    files.found = (CHANGED,)
    watch.check("/p")
    watch.check("/p")
    (entry,) = recorder.entries
    assert entry[0] == "incident"
    assert entry[1]["what"] == "configuration-changed"
    assert entry[1]["details"]["calls"] == ["s call-1"]
    assert entry[1]["details"]["difference"] == "+obey"


def test_the_next_reply_of_each_session_tells_of_it_once() -> None:
    files = Files()
    watch = IntegrityWatch(files, MemoryRecorder(), Ticking())
    watch.opening("one", "/p")
    watch.opening("two", "/p")
    files.found = (CHANGED,)
    watch.check("/p")
    told = watch.news("one", "/p", "c")
    assert "/p/CLAUDE.md (changed, bailiwick why ref0)" in told
    assert watch.news("one", "/p", "d") == ""
    assert watch.news("two", "/p", "e") == told


def test_a_new_session_is_told_as_long_as_the_change_stands() -> None:
    files, recorder = Files(CHANGED), MemoryRecorder()
    watch = IntegrityWatch(files, recorder, Ticking())
    assert "CLAUDE.md" in watch.opening("one", "/p")
    assert "CLAUDE.md" in watch.opening("two", "/p")
    files.found = ()
    assert watch.opening("three", "/p") == ""
    files.found = (CHANGED.replace(after="c"),)
    assert "CLAUDE.md" in watch.opening("four", "/p")
    assert len(recorder.entries) == 2


def test_the_next_daemon_does_not_report_it_again() -> None:
    files, recorder = Files(CHANGED), MemoryRecorder()
    IntegrityWatch(files, recorder, Ticking()).opening("one", "/p")
    assert "bailiwick why ref0" in IntegrityWatch(files, recorder, Ticking()).opening("two", "/p")
    assert len(recorder.entries) == 1


def test_credentials_in_the_difference_are_redacted() -> None:
    files, recorder = Files(CHANGED), MemoryRecorder()
    secret = "AKIA" + os.urandom(8).hex().upper()[:16]
    files.text = f"+aws_access_key_id = {secret}"
    IntegrityWatch(files, recorder, Ticking()).opening("s", "/p")
    assert secret not in str(recorder.entries)
    assert "[redacted" in str(recorder.entries)
