"""Plays a `Script` without a client: native hook events go through the installed hook command, as a client would send.

A call that the hook lets pass is carried out here (shell commands and reads only, in the throw-away world), and its
outcome is reported. This shows hook client, daemon, policy and log at work; it proves nothing about a client.
"""

from __future__ import annotations

import json
import os
import subprocess
import time

from bailiwick.apps.live.client import Session
from bailiwick.apps.live.conversation import ToolResult
from bailiwick.model.errors import EnvironmentFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.apps.live.conversation import Call, Script
    from bailiwick.apps.live.throwaway import ThrowAway

HOOK_SECONDS = 30
CALL_SECONDS = 20


def play(world: ThrowAway, script: Script, *, bypass: bool = False, prompt: str = "go") -> Session:
    """Play the main conversation of `script`; subagents are left out.

    Raises:
        EnvironmentFault: no hook is installed, or it cannot be run.
    """
    events = _Events(world, bypass=bypass)
    started = time.monotonic()
    events.send("SessionStart", source="startup")
    events.send("UserPromptSubmit", prompt=prompt)
    results: dict[str, ToolResult] = {}
    for turn in script.main:
        if turn.before is not None:
            turn.before()
        for call in turn.calls:
            results[call.label] = events.call(call)
    events.send("SessionEnd", reason="other")
    return Session(
        id=events.session,
        exit_code=0,
        timed_out=False,
        seconds=time.monotonic() - started,
        events=(),
        stderr="",
        results=results,
        received=(),
    )


class _Events:
    """Sends events of one session to the hooks in the user's settings of a world."""

    def __init__(self, world: ThrowAway, *, bypass: bool) -> None:
        self._world = world
        self._hooks = json.loads(world.read(world.user_settings)).get("hooks", {})
        self._permission_mode = "bypassPermissions" if bypass else "default"
        self.session = f"native-{os.urandom(6).hex()}"

    def send(self, event: str, **fields: object) -> subprocess.CompletedProcess[str] | None:
        """Send one event; None when no hook is installed for it."""
        hook = next((hook for group in self._hooks.get(event, ()) for hook in group["hooks"]), None)
        if hook is None:
            return None
        payload = {
            "session_id": self.session,
            "transcript_path": f"{self._world.home}/.claude/projects/none/{self.session}.jsonl",
            "cwd": self._world.project,
            "permission_mode": self._permission_mode,
            "hook_event_name": event,
            **fields,
        }
        project = {"CLAUDE_PROJECT_DIR": self._world.project}
        return _run([hook["command"], *hook.get("args", ())], self._world, project, json.dumps(payload) + "\n")

    def call(self, call: Call) -> ToolResult:
        """Ask for one call; carry it out when nothing blocks it."""
        fields: dict[str, object] = {"tool_name": call.tool, "tool_input": dict(call.input), "tool_use_id": call.id}
        answer = self.send("PreToolUse", **fields)
        if answer is None:
            raise EnvironmentFault("no PreToolUse hook is installed in the throw-away home")
        blocked = _blocked(answer)
        if blocked:
            return ToolResult(blocked, error=True)
        started = time.monotonic()
        text, done = _carry_out(call, self._world)
        fields["duration_ms"] = int((time.monotonic() - started) * 1000)
        if done:
            self.send("PostToolUse", **fields, tool_response={"stdout": text})
        else:
            self.send("PostToolUseFailure", **fields, error=text, is_interrupt=False)
        return ToolResult(text, error=not done)


def _blocked(answer: subprocess.CompletedProcess[str]) -> str:
    """The reason when the hook's answer blocks the call, with `onFailure: block`; empty when it passes."""
    try:
        decided = json.loads(answer.stdout or "{}")["hookSpecificOutput"]
    except (ValueError, KeyError, TypeError):
        decided = {}
    if decided.get("permissionDecision") in ("deny", "ask"):
        return str(decided.get("permissionDecisionReason") or "blocked by hook")
    return (answer.stderr.strip() or "the hook failed") if answer.returncode != 0 else ""


def _carry_out(call: Call, world: ThrowAway) -> tuple[str, bool]:
    if call.tool == "Read":
        try:
            return world.read(str(call.input["file_path"])), True
        except OSError as error:
            return str(error.strerror), False
    done = _run(["/bin/sh", "-c", str(call.input["command"])], world, {}, "", seconds=CALL_SECONDS)
    return done.stdout + done.stderr, done.returncode == 0


def _run(
    argv: list[str], world: ThrowAway, variables: Mapping[str, str], text: str, *, seconds: float = HOOK_SECONDS
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - the installed hook, or a call of our own script
            argv,
            cwd=world.project,
            env=world.environment(variables),
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentFault(f"`{argv[0]}` could not be run: {error}") from error
