"""The in-process evaluator decides like the daemon: a sample of the corpus, in sessions that go on, by real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_harness import ENFORCE

from bailiwick.adapters.home import Home
from bailiwick.adapters.log_reader import read_entries
from bailiwick.adapters.spool import Spool, read_entry
from bailiwick.apps.corpus.cases import cases
from bailiwick.apps.corpus.world import build_home
from bailiwick.apps.daemon.service import HomeService
from bailiwick.model.event import Envelope, Reply
from bailiwick.pep.hook.command import library_folders
from bailiwick.pep.hook.frames import encode_reply, encode_request
from bailiwick.pep.hook.twin import EVALUATE

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.jsonl"))
SAMPLE = 60
CALLS_PER_SESSION = 8
DIFFERENT = ("micros", "now")
"""What an entry says of its making, not of the decision."""


def sample(project: str) -> Iterator[bytes]:
    """Events of calls from all over the corpus."""
    # Processes come and go between the two: what is below /proc is another machine for each of them.
    found = [case for case in cases(map(str, CORPUS)) if not case.cwd and "/proc" not in str(case.input)]
    for number, case in enumerate(found[:: len(found) // SAMPLE]):
        event = {
            "session_id": f"session-{number // CALLS_PER_SESSION}",
            "transcript_path": "",
            "cwd": project,
            "permission_mode": "default",
            "hook_event_name": "PreToolUse",
            "tool_name": case.tool,
            "tool_input": dict(case.input),
            "tool_use_id": f"call-{number}",
        }
        yield json.dumps(event).encode() + b"\n"


def new_home(root: str) -> Home:
    """A home with the default profile."""
    home = Home(root)
    home.create()
    with open(home.policy, "w", encoding="utf-8") as file:
        file.write(ENFORCE)
    return home


def evaluate(home: Home, frame: bytes) -> bytes:
    """The reply of an evaluator's process."""
    words = [sys.executable, "-I", "-S", "-c", EVALUATE, home.root, *library_folders()]
    environment = {"HOME": os.path.dirname(home.root), "PATH": "/usr/bin:/bin"}
    return subprocess.run(words, input=frame, check=True, capture_output=True, env=environment, timeout=60).stdout


def code_of(reply: bytes) -> int:
    """The exit code in a reply frame."""
    return reply[8]


def decided(body: dict[str, Any]) -> dict[str, Any]:
    """What was decided, without what differs from process to process, and without what else goes on on the machine."""
    kept = {name: value for name, value in body.items() if name not in DIFFERENT}
    asked = ({name: value for name, value in fact.items() if name != "answer"} for fact in kept["facts"])
    return {**kept, "facts": sorted(asked, key=partial(json.dumps, sort_keys=True))}


def test_daemon_and_evaluator_decide_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = os.path.realpath(tmp_path)
    monkeypatch.setenv("HOME", root)
    build_home(root)
    project = f"{root}/proj"
    envelope = Envelope("claude-code", "closed", project=project, home=root, path="/usr/bin:/bin")
    daemon, lean = new_home(f"{root}/daemon"), new_home(f"{root}/lean")
    service = HomeService(daemon)
    codes: list[tuple[int, int]] = []
    try:
        for event in sample(project):
            reply: Reply = service.answer(envelope, event)
            codes.append((code_of(encode_reply(reply)), code_of(evaluate(lean, encode_request(envelope, event)))))
    finally:
        service.close()
    assert [one for one, _ in codes] == [other for _, other in codes]
    assert {one for one, _ in codes} == {0, 2}
    logged = [dict(one.entry.body) for one in read_entries(daemon.folder("log")) if one.entry.kind == "decision"]
    spool = Spool(lean.folder("spool"))
    records = [read_entry(spool.read(name)) for name in spool.names()]
    spooled = [dict(record.body) for record in records if record.kind == "decision"]
    assert list(map(decided, spooled)) == list(map(decided, logged))
