"""`bailiwick integrity`: the files that govern agents, as a person signed them and as they are."""

from __future__ import annotations

import os
import sys
import time

from bailiwick.adapters.clock import SystemClock
from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.integrity.baseline import Baseline, copy_of, forget_copies, write_baseline
from bailiwick.adapters.integrity.guard import IntegrityGuard, difference
from bailiwick.apps.cli.entries import printable
from bailiwick.apps.cli.output import document, note, say, style
from bailiwick.apps.cli.person import require_person
from bailiwick.apps.integrity import places
from bailiwick.apps.judging import project_of
from bailiwick.apps.setup import note_for_log
from bailiwick.crypto.hashing import content_hash
from bailiwick.ledger.entry import format_time
from bailiwick.model.errors import BailiwickError, TrustError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from bailiwick.adapters.integrity.files import Places
    from bailiwick.adapters.integrity.guard import Comparison
    from bailiwick.model.drift import Drift

EXAMPLES = """\
examples:
  bailiwick integrity sign              show what is new or changed, ask, sign all of it (user and this project)
  bailiwick integrity sign CLAUDE.md    only this file
  bailiwick integrity verify            what differs from what was signed; exit code 1 when something does
  bailiwick integrity status            what is signed, since when, for which projects
  bailiwick integrity watch             changes as they happen, until interrupted

Only a person at a terminal signs, and only what was just shown. The daemon compares at the start of each session and
every second while one runs: a change is an incident in the log, and the session is told. Nothing but `sign`
makes it good.

exit codes: 0 all is as signed, or nothing was ever signed; 1 something differs, or nothing was signed just now;
            3 the baseline itself cannot be trusted
"""

_POLL_SECONDS = 1.0
_COLOURS = {"changed": "ask", "added": "ask", "removed": "deny", "unreadable": "deny"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=("sign", "verify", "status", "watch"), help="what to do")
    parser.add_argument("paths", nargs="*", metavar="FILE", help="sign: only these (default: all that differ)")
    parser.add_argument("--project", help="the project (default: the repository of the working directory)")


def run(arguments: argparse.Namespace) -> int:
    """Sign, verify, show or watch."""
    home = Home(default_root(os.environ))
    home.check()
    project = os.path.realpath(arguments.project) if arguments.project else project_of(os.getcwd())
    if arguments.paths and arguments.action != "sign":
        raise UsageError(f"`{arguments.action}` takes no files", remedy="see bailiwick integrity --help")
    where = places(home, os.environ)
    guard = IntegrityGuard(home, where)
    if arguments.action == "sign":
        return _sign(home, where, guard, project, arguments)
    if arguments.action == "watch":
        return _watch(guard, project)
    started = time.perf_counter()
    found = guard.compare(project)
    took = round((time.perf_counter() - started) * 1000)
    if arguments.json:
        document(_plain(found, took))
    elif arguments.action == "status":
        _show_status(found, project)
    else:
        _show(found, project, took)
    return 1 if found.drifts else 0


def _plain(found: Comparison, took: int) -> dict[str, Any]:
    baseline = found.baseline
    return {
        "signed": baseline is not None,
        "number": baseline.number if baseline is not None else 0,
        "time": baseline.time if baseline is not None else "",
        "projects": list(baseline.projects) if baseline is not None else [],
        "project_signed": found.signed_project,
        "verified": found.verified,
        "differs": [{"path": one.path, "what": one.what, "sha256": one.after} for one in found.drifts],
        "milliseconds": took,
    }


def _show(found: Comparison, project: str, took: int) -> None:
    if found.baseline is None:
        say("nothing is signed: `bailiwick integrity sign` shows the files that govern your agents and signs them")
        return
    for one in found.drifts:
        say(f"{style(f'{one.what:<10}', _COLOURS[one.what])} {printable(one.path)}")
    word = style("good", "ok") if not found.drifts else style(f"{len(found.drifts)} differ", "bad")
    say(f"{word}  {found.verified} files are as signed ({took} ms)")
    if not found.signed_project:
        note(f"{project} is not signed: only the files of the user were looked at")


def _show_status(found: Comparison, project: str) -> None:
    baseline = found.baseline
    if baseline is None:
        say("nothing is signed")
        return
    say(f"baseline   number {baseline.number}, signed {baseline.time[:19].replace('T', ' ')} UTC")
    say(f"files      {len(baseline.files)} signed; here {found.verified} as signed, {len(found.drifts)} differ")
    for one in baseline.projects:
        say(f"project    {printable(one)}{'  (this one)' if one == project else ''}")


def _watch(guard: IntegrityGuard, project: str) -> int:
    before: set[Drift] = set()
    if guard.baseline() is None:
        raise UsageError("nothing is signed, so nothing can differ", remedy="`bailiwick integrity sign` first")
    while True:
        now = set(guard.drifts(project))
        for one in sorted(now - before, key=lambda drift: drift.path):
            say(f"{time.strftime('%H:%M:%S')}  {style(f'{one.what:<10}', _COLOURS[one.what])} {printable(one.path)}")
        for path in sorted({one.path for one in before} - {one.path for one in now}):
            say(f"{time.strftime('%H:%M:%S')}  {'as signed':<10} {printable(path)}")
        sys.stdout.flush()
        before = now
        time.sleep(_POLL_SECONDS)


def _sign(home: Home, where: Places, guard: IntegrityGuard, project: str, arguments: argparse.Namespace) -> int:
    require_person("signing the files that govern agents", confirmed=None)
    old, found = _before(guard, project)
    chosen = _chosen(found.drifts, arguments.paths)
    contents = {one.path: where.content(one.path) for one in chosen if one.what in ("changed", "added")}
    if not chosen and found.signed_project:
        say("everything is as it was signed")
        return 0
    for one in chosen:
        say(style(f"{one.what} {printable(one.path)}", _COLOURS[one.what]))
        before = copy_of(home, one.before) if one.before else b""
        for line in difference(before, contents.get(one.path, b"")).splitlines():
            say(f"  {printable(line)}")
    if not _agreed(len(chosen)):
        note("nothing was signed")
        return 1
    # INVARIANT: what is signed are the bytes that were shown, whatever the files hold by now.
    files = dict(old.files)
    for one in chosen:
        files.pop(one.path, None)
    files |= {path: content_hash(content) for path, content in contents.items()}
    new = Baseline(old.number + 1, format_time(SystemClock().now()), tuple(sorted({*old.projects, project})), files)
    digest = write_baseline(home, new, contents.values())
    forget_copies(home, new)
    changes = [{"path": one.path, "what": one.what, "sha256": files.get(one.path, "")} for one in chosen]
    note_for_log(
        home,
        "trust",
        {
            "what": "signed the files that govern agents",
            "number": new.number,
            "sha256": digest,
            "project": project,
            "changes": changes,
        },
    )
    say(f"signed: baseline {new.number}, {len(files)} files")
    return 0


def _before(guard: IntegrityGuard, project: str) -> tuple[Baseline, Comparison]:
    """The baseline to build on, and what differs from it; one that cannot be trusted counts for nothing."""
    try:
        found = guard.compare(project, unsigned=True)
    except TrustError as error:
        raise TrustError(
            f"{error}; it is not built upon",
            remedy="look into it with `bailiwick log --kind incident`, remove the file, then sign everything anew",
        ) from error
    return found.baseline or Baseline(0, ""), found


def _chosen(drifts: Sequence[Drift], paths: Sequence[str]) -> list[Drift]:
    unreadable = [one.path for one in drifts if one.what == "unreadable"]
    for path in unreadable:
        note(f"{path} cannot be read, so it is not signed")
    wanted = {os.path.abspath(path) for path in paths}
    known = {one.path for one in drifts}
    if wanted - known:
        missing = ", ".join(sorted(wanted - known))
        raise UsageError(f"nothing to sign in {missing}", remedy="`bailiwick integrity verify` lists what differs")
    return [one for one in drifts if one.path not in unreadable and (not wanted or one.path in wanted)]


def _agreed(count: int) -> bool:
    """Ask; only a written yes is one."""
    sys.stdout.flush()
    sys.stderr.write(f"sign this, {count} file{'' if count == 1 else 's'}? Type yes: ")
    sys.stderr.flush()
    try:
        return sys.stdin.readline().strip().lower() == "yes"
    except (OSError, BailiwickError):
        return False
