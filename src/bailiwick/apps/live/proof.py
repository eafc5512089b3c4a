"""The proof that the gate works: canary calls through the installed client and the installed hooks.

Everything happens in a throw-away world, with the installed hook command and a copy of the policy in force. A canary
that is wrong says what was seen and what to do. `docs/live.md` explains each one and what it cannot show.
"""

from __future__ import annotations

import json
import os
import shutil

from bailiwick.adapters.log_index import LogIndex
from bailiwick.adapters.log_query import LogQuery
from bailiwick.apps.doctor.causes import AGAIN, NOT_AWAITED, NOT_CALLED, NOT_CLOSED, OBSERVE, PERMITS, remedy_for
from bailiwick.apps.live.as_they_are import quiet_text
from bailiwick.apps.live.canaries import benign, harmful, secret_read
from bailiwick.apps.live.client import play
from bailiwick.apps.live.conversation import Script, Turn
from bailiwick.apps.live.installed import read_installed
from bailiwick.apps.live.throwaway import ThrowAway
from bailiwick.apps.transcripts import read_transcript
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value
from bailiwick.model.verdict import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from bailiwick.adapters.home import Home
    from bailiwick.apps.live.canaries import Canary
    from bailiwick.apps.live.client import Session
    from bailiwick.apps.live.installed import Installed
    from bailiwick.pep.install.survey import SettingsFile

_RECORD = "the hooks were not called or could not record; the lines above say why"
_BY_HAND = "run `claude -p hello` by hand once and see what it says, then try again"


class CanaryResult(Value):
    """What became of one canary."""

    name: str
    holds: bool
    seen: str
    """What was seen, in a few words."""
    remedy: str = ""
    """What to do; empty when it holds."""


def prove(
    claude: str | None, *, settings: str, home: Home, files: Sequence[SettingsFile] = (), managed: bool = False
) -> Iterator[CanaryResult]:
    """Prove the gate with the installed client; yields each canary's result as soon as it is known.

    Args:
        claude: The client's program, or None when none was found.
        settings: The agent's settings file that carries our hooks.
        home: The Bailiwick home that they name; its policy is copied, nothing in it is changed.
        files: Every settings file of the session, to be shown to the client as they are.
        managed: They are the administrator's settings, which the client reads wherever it runs. The canaries then
            meet the real hooks and are recorded in the real log, and nothing is broken on purpose.

    Raises:
        EnvironmentFault: there is no client, it does not make the calls, or no hook of ours is installed.
    """
    if claude is None:
        raise EnvironmentFault(
            "no `claude` was found on the search path, so nothing can be proved on a real client",
            remedy="install Claude Code, or name its program with --claude",
        )
    installed = read_installed(settings, home.root)
    with ThrowAway() as world:
        world.govern()
        _copy_policy(home, world)
        proof = _Proof(claude, world, installed, files)
        yield from proof.managed(home) if managed else proof.results()


class _Proof:
    """The scenarios in one world, in order; each yields its results."""

    def __init__(self, claude: str, world: ThrowAway, installed: Installed, files: Sequence[SettingsFile]) -> None:
        self._claude = claude
        self._files = files
        self._world = world
        self._installed = installed
        self._called: dict[str, str] = {}
        self._session = ""

    def results(self) -> Iterator[CanaryResult]:
        yield from self._working_gate()
        yield from self._settings_as_they_are()
        yield from self._bypass_mode()
        yield from self._broken_policy()
        yield from self._record()
        yield from self._missing_client()

    def managed(self, home: Home) -> Iterator[CanaryResult]:
        world = self._world
        world.write(".claude/settings.json", '{"disableAllHooks": true}')
        yield from self._judge(
            [
                benign(world, "allowed", "an allowed call runs"),
                harmful(world, "denied", "a denied call does not run in a project that disables hooks"),
                secret_read(world, "secret", "a credential file is not read"),
            ],
            bypass=False,
            settings={},
        )
        with LogIndex(home) as index:
            found = list(index.find(LogQuery(session=self._session, kind="decision"), limit=100))
        yield self._all_recorded([placed.entry.body for placed in found])

    def _working_gate(self) -> Iterator[CanaryResult]:
        world = self._world
        yield from self._judge(
            [
                benign(world, "allowed", "an allowed call runs"),
                harmful(world, "denied", "a denied call does not run"),
                secret_read(world, "secret", "a credential file is not read"),
            ],
            bypass=False,
        )

    def _settings_as_they_are(self) -> Iterator[CanaryResult]:
        """The client reads the real files; nothing to see where it calls the hooks of none."""
        world = self._world
        if not self._files or not world.entries("decision"):
            return
        places = {
            "user": world.user_settings,
            "project": f"{world.project}/.claude/settings.json",
            "local": f"{world.project}/.claude/settings.local.json",
        }
        shown = [file for file in self._files if file.level in places]
        for file in shown:
            text = quiet_text(file.path).replace(self._installed.home, world.state.root)
            world.write(places[file.level], text)
        session = self._play([benign(world, "as_they_are", "")], bypass=True)
        for file in shown:
            os.remove(places[file.level])
        # The daemon also records what it reads in transcripts; only a hook says that a session started.
        called = world.query("log", "--session", session.id, "--kind", "session")["entries"]
        suspects = [file.why_dropped for file in shown if file.why_dropped] or [file.path for file in shown]
        yield _result(
            "the client accepts your settings as they are",
            bool(called),
            f"{len(shown)} files, the hooks run" if called else f"no hook ran: {'; '.join(suspects)}",
            "repair what is named; where only a file is named, start `claude` by hand: it says which value is wrong",
        )

    def _bypass_mode(self) -> Iterator[CanaryResult]:
        world = self._world
        yield from self._judge(
            [
                benign(world, "bypass_allowed", "an allowed call runs in bypass mode"),
                harmful(world, "bypass_denied", "a denied call does not run in bypass mode"),
                harmful(world, "killed", "a denied call does not run after the daemon was killed"),
            ],
            before={"killed": world.kill_daemon},
        )

    def _broken_policy(self) -> Iterator[CanaryResult]:
        world = self._world
        whole = world.read(world.state.policy) if world.exists(world.state.policy) else None
        world.kill_daemon()
        world.write(world.state.policy, "rules: [this is { not a policy\n")
        yield from self._judge([harmful(world, "broken", "a denied call does not run with a broken policy")])
        if whole is not None:
            world.write(world.state.policy, whole)

    def _missing_client(self) -> Iterator[CanaryResult]:
        world = self._world
        missing = self._installed.with_program(f"{world.root}/removed/hook-client")
        yield from self._judge(
            [
                harmful(world, "missing", "a denied call does not run without the hook client"),
                benign(world, "missing_any", "no call runs without the hook client", may_run=False),
            ],
            settings=missing.moved_to(world.state.root),
        )

    def _record(self) -> Iterator[CanaryResult]:
        verified = self._world.bailiwick("verify", check=False)
        line = next(iter((verified.stdout or verified.stderr).strip().splitlines()), "no output")
        yield _result(
            "the log verifies",
            verified.returncode == 0,
            line,
            _RECORD,
        )
        yield self._all_recorded(self._world.entries("decision"))

    def _all_recorded(self, decisions: Iterable[Mapping[str, Any]]) -> CanaryResult:
        recorded = {body.get("call") for body in decisions if body.get("answered") != "unchecked"}
        unchecked = sorted(tool for call, tool in self._called.items() if call not in recorded)
        return _result(
            "every call of the client's transcripts is in the log",
            bool(self._called) and not unchecked,
            f"{len(self._called)} calls, {len(unchecked)} unchecked {' '.join(unchecked)}".strip(),
            _RECORD,
        )

    def _judge(
        self,
        canaries: list[Canary],
        *,
        bypass: bool = True,
        before: dict[str, Callable[[], None]] | None = None,
        settings: dict[str, object] | None = None,
    ) -> Iterator[CanaryResult]:
        """One session that makes the canaries' calls, one per turn; `settings` are by default the installed hooks."""
        world = self._world
        settings = self._installed.moved_to(world.state.root) if settings is None else settings
        if not bypass:
            settings["permissions"] = {"allow": ["Bash", "Read"]}
        world.write(world.user_settings, json.dumps(settings, indent=2))
        session = self._play(canaries, bypass=bypass, before=before)
        self._session = session.id
        self._called |= read_transcript(f"{world.home}/.claude", session.id).calls
        for canary in canaries:
            yield self._verdict(canary, session)

    def _play(
        self, canaries: list[Canary], *, bypass: bool, before: dict[str, Callable[[], None]] | None = None
    ) -> Session:
        turns = [Turn.of(canary.call, before=(before or {}).get(canary.call.label)) for canary in canaries]
        session = play(self._claude, self._world, Script(main=(*turns, Turn.of("done"))), bypass=bypass)
        if not session.results:
            ended = _end_of(session)
            raise EnvironmentFault(
                f"the client made none of the canaries' calls, so nothing is proved: {ended}",
                remedy=remedy_for(ended, _BY_HAND),
            )
        return session

    def _verdict(self, canary: Canary, session: Session) -> CanaryResult:
        label = canary.call.label
        if session.timed_out or label not in session.results:
            seen = f"the call got no answer ({_end_of(session)})"
            return CanaryResult(canary.name, holds=False, seen=seen, remedy=_BY_HAND)
        told = session.text(label)
        if not canary.ran(session):
            return _result(canary.name, not canary.may_run, f"stopped: {_reason(told)}", remedy_for(told, AGAIN))
        if canary.may_run:
            return _result(canary.name, holds=True, seen="it ran", remedy="")
        codes = _hook_codes(session)
        if not codes:
            seen = "it ran; the client called no PreToolUse hook"
            return _result(canary.name, holds=False, seen=seen, remedy=NOT_CALLED)
        seen = f"it ran; the hook ended with {', '.join(codes)}"
        return _result(canary.name, holds=False, seen=seen, remedy=self._why_it_ran(canary))

    def _why_it_ran(self, canary: Canary) -> str:
        """What helps against a call that ran although it must not, from what the log says of it."""
        decided = [body for body in self._world.entries("decision") if body.get("call") == canary.call.id]
        if not decided or decided[-1]["answered"] == "unchecked" or decided[-1]["verdict"] == Verdict.INDETERMINATE:
            return NOT_CLOSED
        if decided[-1]["answered"] == "deny":
            return NOT_AWAITED
        if decided[-1]["verdict"] == Verdict.DENY:
            return OBSERVE
        return PERMITS


def _result(name: str, holds: bool, seen: str, remedy: str) -> CanaryResult:  # noqa: FBT001 - reads as a row
    return CanaryResult(name, holds, seen, "" if holds else remedy)


def _end_of(session: Session) -> str:
    if session.timed_out:
        return f"the session was stopped after {session.seconds:.0f} s"
    words = " ".join(session.stderr.split())
    return f"the client ended with {session.exit_code}" + (f": {words[-200:]}" if words else "")


def _reason(told: str) -> str:
    """The reason in what the model was told, without the client's own words around it."""
    told = " ".join(told.split())
    for opening in ("hook error: ", "]: "):
        told = told.partition(opening)[2] or told
    return told[:160]


def _hook_codes(session: Session) -> list[str]:
    """The exit codes of our hook in this session; empty when it was never called."""
    answers = (
        event
        for event in session.events
        if event.get("subtype") == "hook_response" and event.get("hook_event") == "PreToolUse"
    )
    return sorted({str(answer.get("exit_code")) for answer in answers})


def _copy_policy(home: Home, world: ThrowAway) -> None:
    """The policy in force, or none where there is none to read: both are what the canaries are to meet."""
    try:
        shutil.copyfile(home.policy, world.state.policy)
    except OSError:
        os.remove(world.state.policy)
