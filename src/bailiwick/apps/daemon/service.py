"""`HomeService`: the whole decision service of one home, as the daemon runs it."""

from __future__ import annotations

import os

from bailiwick.adapters import live_proof
from bailiwick.adapters.check_runner import CheckRunner
from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.content_store import ContentStore
from bailiwick.adapters.log_tail import entries_after
from bailiwick.adapters.policy_files import PolicyFiles
from bailiwick.adapters.recorder import Durability, SegmentRecorder
from bailiwick.adapters.spool import Spool
from bailiwick.adapters.spooled_sessions import forget_snapshots
from bailiwick.apps.compose import governor, session_files
from bailiwick.apps.daemon.checks import DeferredChecks
from bailiwick.apps.daemon.exporter import Exporter
from bailiwick.apps.daemon.ingest import Ingest
from bailiwick.apps.daemon.patrol import Patrol
from bailiwick.apps.daemon.transcripts import Surroundings, Transcripts
from bailiwick.apps.gate import Gate
from bailiwick.apps.installation import DIALECTS, governed
from bailiwick.apps.integrity import guard
from bailiwick.apps.setup import governs_user, settings_files, tier_in
from bailiwick.apps.transcripts import judged_calls
from bailiwick.engine.integrity import IntegrityWatch, Watched
from bailiwick.engine.keeping import Keeping
from bailiwick.engine.opening import Opening
from bailiwick.interpret.content import injection
from bailiwick.interpret.content.matching import prepare
from bailiwick.ledger.entry import format_time
from bailiwick.pep.hook.command import library_folders
from bailiwick.pep.install import locations
from bailiwick.pep.install.wiring import SettingsWiring

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.recorder import Shelf
    from bailiwick.engine.governor import Governor
    from bailiwick.engine.ports import Clock
    from bailiwick.model.event import Envelope, Reply, SessionStarted
    from bailiwick.model.fact import CheckFact, CheckQuery
    from bailiwick.model.request import Governed

NO_ANSWERS: Mapping[CheckQuery, CheckFact] = {}
"""No external check has answered yet."""


class HomeService:
    """Gate, log, sessions and spool of one home; its caller is the home's only daemon."""

    def __init__(
        self,
        home: Home,
        *,
        clock: Clock | None = None,
        durability: Durability = Durability.PROCESS,
        content_days: int = 0,
        shelf: Shelf | None = None,
    ) -> None:
        """Open everything and take what earlier calls left in the spool.

        What takes tens of milliseconds once, the policy and the automaton of secrets, is built here:
        built when first needed, it would delay one call in the middle of a session.

        Args:
            home: the home to serve.
            clock: the time; None for the system's.
            durability: what an answered call's entry survives.
            shelf: where checkpoints are also kept, out of reach of who can write the home.
            content_days: keep full inputs and results encrypted, and so long; 0: keep none.

        Raises:
            EnvironmentFault: another process writes the log, or files cannot be used.
            TrustError: log, key, checkpoints and anchor contradict each other.
        """
        clock = clock or SystemClock()
        self._content_days = content_days
        self.durable = durability is Durability.DISK
        self._recorder = SegmentRecorder(home, now=clock.now(), durability=durability, shelf=shelf)
        try:
            self._sessions = session_files(home)
            known = governed(home)
            spool = Spool(home.folder("spool"))
            policies = PolicyFiles(home, tells=True)
            self._ingest = Ingest(
                spool,
                recorder=self._recorder,
                sessions=self._sessions,
                clock=clock,
                dialects=DIALECTS,
                governed=known,
            )
            watch = IntegrityWatch(guard(home), self._recorder, clock)
            self._patrol = Patrol(watch)
            self._checks = DeferredChecks(CheckRunner(home.folder("cache"), home=os.path.expanduser("~")).run)
            judge = governor(
                home,
                recorder=self._recorder,
                sessions=self._sessions,
                policies=policies,
                wiring=SettingsWiring(home.folder("install")),
                clock=clock,
                tier=tier_in(settings_files(home.root)),
                catch_up=self._ingest.run,
                checks=self._checks.fetch,
            )
            self._contents = ContentStore(home) if content_days else None
            if self._contents is not None:
                self._contents.prepare()
            watched = Watched(judge if self._contents is None else Keeping(judge, self._contents), watch)
            self._gate = Gate(
                Opening(watched, lambda event: _drift(home, event)),
                dialects=DIALECTS,
                governed=known,
                recorder=self._recorder,
                spool=spool,
                clock=clock,
            )
            self._ingest.run()
            forget_snapshots(home)
            self.transcripts = self._follower(home, judge, known, clock)
            self._exporter = Exporter(home, library_folders())
            policies.prepare()
            prepare()
            injection.prepare()
        except BaseException:
            self._recorder.close()
            raise

    def answer(self, envelope: Envelope, event: bytes, answers: Mapping[CheckQuery, CheckFact] = NO_ANSWERS) -> Reply:
        """Answer one event; never raises anything but `Deferred`, for external checks that are not among `answers`."""
        with self._checks.given(answers):
            reply = self._gate.answer(envelope, event)
        self.transcripts.heard(envelope, event)
        self._patrol.heard(envelope.project)
        return reply

    def failure(self, envelope: Envelope, event: bytes, error: Exception) -> Reply:
        """The reply when the answer could not be made durable."""
        return self._gate.failure(envelope, event, error)

    def session(self, envelope: Envelope, event: bytes) -> str:
        """The session of an event, empty when it cannot be told; never raises."""
        return self._gate.session(envelope, event)

    def check(self, queries: Collection[CheckQuery]) -> Mapping[CheckQuery, CheckFact]:
        """The answer of each external check; callable from several threads at once."""
        return self._checks.run(queries)

    def sync(self) -> None:
        """Return when every entry so far is on the medium. Raises `EnvironmentFault`."""
        self._recorder.sync()

    def tidy(self) -> None:
        """Take the spool into the log and save sessions, so that a crash or an evaluator finds them; tend the exporter.

        Raises:
            BailiwickError: the disk or the log refuses.
        """
        self._exporter.tend()
        self._ingest.run()
        self.transcripts.work()
        self._patrol.work()
        if self._contents is not None:
            self._contents.prune(self._content_days)
        self._sessions.flush()

    def close(self) -> None:
        """Save sessions, sign the log, let go.

        Raises:
            BailiwickError: something could not be saved; the log is released all the same.
        """
        try:
            self._exporter.end()
            self._sessions.flush()
            self.transcripts.save()
        finally:
            self._recorder.close()

    def _follower(self, home: Home, judge: Governor, known: Governed, clock: Clock) -> Transcripts:
        def started(session: str) -> str:
            state = self._sessions.load(session)
            return state.started if state is not None else ""

        def decided(session: str, call: str) -> bool:
            state = self._sessions.load(session)
            return state is not None and state.decided(call) is not None

        around = Surroundings(
            handle=judge.handle,
            started=started,
            decided=decided,
            judged=lambda session: judged_calls(home, session),
            size=lambda: self._recorder.size,
            entries_after=lambda sequence: entries_after(home.folder("log"), sequence),
            everywhere=lambda: governs_user(home),
            installed=lambda: self._ingest.installed,
        )
        folder = os.path.dirname(locations.user_file(os.environ))
        return Transcripts(home, around, known, now=format_time(clock.now()), folder=folder)


def _drift(home: Home, event: SessionStarted) -> str:
    """That the client is another one than was proven, for the banner."""
    proof = live_proof.last_proof(home.folder("install"))
    doubt = live_proof.doubt(proof, live_proof.installed_client(event.path))
    return f"Bailiwick: {doubt}; a person can {live_proof.REMEDY}" if doubt else ""
