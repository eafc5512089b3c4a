"""Runs an installed Claude Code client, headless, against a scripted model, in a throw-away world.

Whether a call really ran must be judged by the file system: a session can end without a result for a call that ran
(claude-code `continue: false`), and a result can be worded by anybody.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time

from bailiwick.apps.live.scripted_model import ScriptedModel
from bailiwick.apps.live.throwaway import SEARCH_PATH
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.apps.live.conversation import Script, ToolResult
    from bailiwick.apps.live.scripted_model import Received
    from bailiwick.apps.live.throwaway import ThrowAway

SESSION_SECONDS = 90.0
"""Longest session; a healthy one takes a few seconds."""
VERSION_SECONDS = 30.0

_KEY = "loopback-only"
_QUIET = {
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "DISABLE_TELEMETRY": "1",
    "DISABLE_ERROR_REPORTING": "1",
    "DISABLE_AUTOUPDATER": "1",
    "IS_SANDBOX": "1",  # as root the client refuses bypass mode without it
    "NO_PROXY": "127.0.0.1",
}


class Session(Value):
    """What happened in one session."""

    id: str
    exit_code: int
    timed_out: bool
    seconds: float
    events: tuple[Mapping[str, Any], ...]
    """The client's own stream of events."""
    stderr: str
    results: Mapping[str, ToolResult]
    """What the model was shown of each call, by the call's label."""
    received: tuple[Received, ...]
    """Every request to the model, in order of arrival."""

    def text(self, label: str) -> str:
        """What the model was shown of one call; empty when it got no result."""
        result = self.results.get(label)
        return result.text if result else ""


def find_client(chosen: str | None, search_path: str) -> str | None:
    """The client to run: the chosen program, else `claude` on the search path; None when there is none."""
    found = shutil.which(chosen or "claude", path=search_path)
    return os.path.abspath(found) if found else None


def client_version(client: str) -> str:
    """The version that the client reports.

    Raises:
        EnvironmentFault: it does not run.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the client the caller chose
            [client, "--version"],
            env={"PATH": _search_path(client), "HOME": "/nonexistent", **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=VERSION_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EnvironmentFault(
            f"expected `{client} --version` to work: {_said(error)}", remedy="install the client again"
        ) from error
    return done.stdout.split()[0] if done.stdout.split() else "unknown"


def _said(error: OSError | subprocess.SubprocessError) -> str:
    words = " ".join((getattr(error, "stderr", None) or "").split())
    return f"{error}: {words[-200:]}" if words else str(error)


def play(
    client: str,
    world: ThrowAway,
    script: Script,
    *,
    prompt: str = "go",
    bypass: bool = False,
    arguments: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
) -> Session:
    """Play one session of `script` in `world`.

    Args:
        client: The client's program.
        world: Where it runs; its settings files must be in place.
        script: What the model says.
        prompt: The first user message.
        bypass: Run with `--dangerously-skip-permissions`.
        arguments: Further command-line arguments.
        variables: Further environment variables.

    Raises:
        EnvironmentFault: the client cannot be started.
        Exception: whatever a turn's `before` raised.
    """
    mode = ["--dangerously-skip-permissions"] if bypass else []
    argv = [client, "-p", prompt, "--output-format", "stream-json", "--verbose", "--include-hook-events", *mode]
    started = time.monotonic()
    with ScriptedModel(script) as model:
        settings = {"ANTHROPIC_BASE_URL": model.url, "ANTHROPIC_API_KEY": _KEY, "PATH": _search_path(client), **_QUIET}
        settings |= variables or {}
        out, err, exit_code, timed_out = _run([*argv, *arguments], world.project, world.environment(settings))
    if model.failures:
        raise model.failures[0]
    events = tuple(_events(out))
    results = model.results()
    return Session(
        id=next((str(event["session_id"]) for event in events if event.get("session_id")), ""),
        exit_code=exit_code,
        timed_out=timed_out,
        seconds=time.monotonic() - started,
        events=events,
        stderr=err,
        results={call.label: results[call.id] for call in script.calls if call.id in results},
        received=tuple(sorted(model.received, key=lambda request: request.arrived)),
    )


def _search_path(client: str) -> str:
    """The system's, and where the client lies: a version manager keeps its interpreter there too."""
    return f"{SEARCH_PATH}:{os.path.dirname(client)}"


def _run(argv: list[str], cwd: str, environment: dict[str, str]) -> tuple[str, str, int, bool]:
    try:
        child = subprocess.Popen(  # noqa: S603 - the client the caller chose, in the throw-away world
            argv,
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise EnvironmentFault(
            f"cannot start `{argv[0]}`: {error.strerror}", remedy="install the client again"
        ) from error
    try:
        out, err = child.communicate(timeout=SESSION_SECONDS)
        timed_out = False
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        out, err = child.communicate()
        timed_out = True
    return out, err, child.returncode, timed_out


def _events(out: str) -> list[dict[str, Any]]:
    events = []
    for line in out.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict):
            events.append(event)
    return events
