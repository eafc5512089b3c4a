"""Checks of the gate at work: canary events through the installed hook command, and the log."""

from __future__ import annotations

import json
import os
import subprocess

from bailiwick.adapters.config import read_config
from bailiwick.apps.daemon import control
from bailiwick.apps.doctor.causes import AGAIN, DAEMON, NOT_CLOSED, PERMITS, remedy_for
from bailiwick.apps.doctor.check import bad, ok, warn
from bailiwick.apps.live.installed import read_installed
from bailiwick.apps.log_facts import log_facts
from bailiwick.apps.setup import carrier_of, mode_of
from bailiwick.apps.verification import verify_home
from bailiwick.model.errors import BailiwickError, InputError
from bailiwick.model.verdict import Mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bailiwick.adapters.home import Home
    from bailiwick.apps.doctor.check import Check

_HOOK_SECONDS = 15.0
_SESSION = "bailiwick-doctor"
_BLOCKS = 2
_DAMAGED = (
    "`bailiwick verify` tells all that is wrong with it; keep a copy, then move log/ and anchors/ out of the way: "
    "the next call begins a new log"
)


def checks(home: Home, project: str, environment: Mapping[str, str]) -> Iterator[Check]:
    """All checks of this file."""
    yield from _canaries(home, project, environment)
    yield from _config(home)
    yield _daemon(home)
    yield _log(home)
    yield _unchecked(home)


def _canaries(home: Home, project: str, environment: Mapping[str, str]) -> Iterator[Check]:
    try:
        hook = read_installed(carrier_of(project, environment), home.root).command
    except BailiwickError as error:
        yield bad("canary calls", f"there is no hook to try: {error}", error.remedy)
        return
    enforcing = mode_of(home) is Mode.ENFORCE
    stopped = _BLOCKS if enforcing else 0
    cases = (
        ("harmless call", _event(project, "true"), 0, ""),
        ("destructive call", _event(project, "rm -rf /"), stopped, PERMITS),
        ("unreadable event", b"{", stopped, NOT_CLOSED),
    )
    for name, event, expected, when_it_passes in cases:
        try:
            done = subprocess.run(  # noqa: S603 - the installed hook command, as the client would start it
                hook,
                input=event,
                env={**environment, "CLAUDE_PROJECT_DIR": project},
                cwd=project,
                capture_output=True,
                timeout=_HOOK_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            yield bad(name, f"the installed hook could not be run: {error}", AGAIN)
            return
        words = {0: "passes", _BLOCKS: "is denied"}
        seen = words.get(done.returncode, f"gets exit code {done.returncode}")
        if done.returncode == expected and (expected or not done.stdout):
            yield ok(name, f"{seen} through the installed hook")
            continue
        said = done.stderr.decode("utf-8", "replace").strip()[:300]
        remedy = when_it_passes if done.returncode == 0 and expected else remedy_for(said, AGAIN)
        yield bad(
            name,
            f"{seen} through the installed hook, expected that it {words[expected]}{': ' if said else ''}{said}",
            remedy if enforcing else AGAIN,
        )


def _event(project: str, command: str) -> bytes:
    event = {
        "session_id": _SESSION,
        "transcript_path": "",
        "cwd": project,
        "permission_mode": "default",
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": command, "description": "canary of bailiwick doctor, judged and never run"},
        "tool_use_id": f"{_SESSION}-{os.getpid()}",
    }
    return json.dumps(event).encode("ascii") + b"\n"


def _config(home: Home) -> Iterator[Check]:
    for problem in read_config(home).problems:
        yield warn("config", problem, "see `bailiwick config`; `bailiwick config unset KEY` takes a key out")


def _daemon(home: Home) -> Check:
    status = control.status(home)
    if status.answering:
        return ok("daemon", f"process {status.pid} answers")
    if status.running:
        return bad("daemon", f"process {status.pid} holds the lock but does not answer", "run `bailiwick daemon stop`")
    try:
        started = control.start(home)
    except BailiwickError as error:
        return bad("daemon", f"{error}; calls are judged in-process, slowly, or denied", error.remedy)
    return warn("daemon", f"no canary call brought it up, this check did (process {started.pid})", DAEMON)


def _log(home: Home) -> Check:
    try:
        report = verify_home(home)
    except InputError as error:
        return warn("log", str(error), DAEMON)
    except BailiwickError as error:
        return bad("log", str(error), error.remedy)
    first = report.first
    if first is not None:
        return bad("log", f"{first.what} at {first.where}: {first.message}", _DAMAGED)
    return ok("log", f"{report.size} entries verify")


def _unchecked(home: Home) -> Check:
    try:
        facts = log_facts(home)
    except BailiwickError as error:
        return bad("unchecked calls", f"cannot be told: {error}", error.remedy or DAEMON)
    if facts.unchecked:
        seen = f"{facts.unchecked} calls passed without a decision"
        return warn("unchecked calls", seen, "see `bailiwick log`; in observe mode a failure lets calls pass")
    return ok("unchecked calls", "none")
