"""Composition roots: a governor from adapters, for the daemon, for the in-process evaluator, and in memory."""

from __future__ import annotations

import os

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.host_facts import HostFacts
from bailiwick.adapters.policy_files import PolicyFiles
from bailiwick.adapters.spooled_sessions import SpooledSessions
from bailiwick.apps.native_rules import NativeRules
from bailiwick.engine.governor import Governor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import TypeAlias

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.session_files import SessionFiles
    from bailiwick.adapters.spool import Spool
    from bailiwick.engine.ports import Clock, PolicySource, Recorder, SessionStore, Wiring, WiringVerdict
    from bailiwick.model.event import ConfigChanged
    from bailiwick.model.fact import CheckFact, CheckQuery, ConfinementFact, ConfinementQuery

    Checks: TypeAlias = Callable[[Collection[CheckQuery]], Mapping[CheckQuery, CheckFact]]


def session_files(home: Home) -> SessionFiles:
    """The session store of the one process that writes the log."""
    from bailiwick.adapters.log_tail import entries_after
    from bailiwick.adapters.session_files import SessionFiles

    folder = home.folder("log")
    return SessionFiles(home.folder("state"), lambda position: entries_after(folder, position))


def governor(
    home: Home,
    *,
    recorder: Recorder,
    sessions: SessionStore,
    policies: PolicySource | None = None,
    wiring: Wiring | None = None,
    clock: Clock | None = None,
    tier: str = "",
    catch_up: Callable[[], object] | None = None,
    checks: Checks | None = None,
) -> Governor:
    """The governor of the daemon; the caller owns recorder and sessions and closes them.

    `checks` answers external checks; None: they are run at once.
    """
    return Governor(
        clock=clock or SystemClock(),
        facts=_facts(home, checks),
        recorder=recorder,
        policies=policies or PolicyFiles(home),
        sessions=sessions,
        wiring=wiring,
        tier=tier,
        catch_up=catch_up,
    )


def _facts(home: Home, checks: Checks | None) -> HostFacts:
    """Facts of this machine; what few calls need is imported when one does."""
    user = os.path.expanduser("~")
    return HostFacts(
        home=user,
        objections=NativeRules(home.root).objection,
        checks=checks or checks_at_once(home, user=user),
        confinement=confinement(),
    )


def checks_at_once(home: Home, *, user: str) -> Checks:
    """What runs external checks, with the private copies below `home`; `user` is the home directory that `~` means."""

    def run(queries: Collection[CheckQuery]) -> Mapping[CheckQuery, CheckFact]:
        from bailiwick.adapters.check_runner import CheckRunner

        return CheckRunner(home.folder("cache"), home=user).run(queries)

    return run


def confinement() -> Callable[[ConfinementQuery], ConfinementFact]:
    """How commands are confined on this machine. A sandbox that there is is found out once; a problem may pass."""
    found: dict[ConfinementQuery, ConfinementFact] = {}

    def answer(query: ConfinementQuery) -> ConfinementFact:
        from bailiwick.adapters.confinement.probe import ask

        fact = found.get(query) or ask(query)
        if not fact.problem:
            found[query] = fact
        return fact

    return answer


def lean_governor(home: Home, *, spool: Spool, clock: Clock | None = None) -> Governor:
    """The governor of the in-process evaluator: entries go to the spool, session files are only read.

    Its sessions are those of the session files, the log behind them, and what earlier evaluators spooled.
    """
    return governor(
        home, recorder=spool, sessions=SpooledSessions(home, spool), wiring=_WiringWhenAsked(home), clock=clock
    )


class _WiringWhenAsked:
    """The guard of our wiring, imported when a settings file changes: no other call needs it."""

    def __init__(self, home: Home) -> None:
        self._folder = home.folder("install")

    def review(self, change: ConfigChanged) -> WiringVerdict:
        from bailiwick.pep.install.wiring import SettingsWiring

        return SettingsWiring(self._folder).review(change)
