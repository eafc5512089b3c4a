"""Checks of the agent's side: the client, and every settings file that it reads."""

from __future__ import annotations

import os
import stat

from bailiwick.adapters import live_proof
from bailiwick.apps.doctor.causes import AGAIN
from bailiwick.apps.doctor.check import bad, ok, warn
from bailiwick.apps.live.client import client_version
from bailiwick.apps.setup import mode_of, plan_of, settings_files
from bailiwick.model.errors import BailiwickError
from bailiwick.pep.install import claude_code, record, settings_file
from bailiwick.pep.install.claude_code import SWITCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bailiwick.adapters.home import Home
    from bailiwick.apps.doctor.check import Check
    from bailiwick.pep.install.claude_code import Plan
    from bailiwick.pep.install.record import Record
    from bailiwick.pep.install.survey import SettingsFile

_DROPPED = "the client drops such a file without a word, hooks included; repair it"

FAILS_CLOSED = (2, 1, 295)
"""First version of the client that knows `onFailure`."""


def checks(home: Home, project: str, claude: str | None) -> Iterator[Check]:
    """All checks of this file; `claude` is the client's program, None when there is none."""
    yield from _agent(home, claude)
    files = settings_files(project)
    try:
        records = record.load_all(home.folder("install"))
    except BailiwickError as error:
        yield bad("wiring", str(error), error.remedy)
        return
    if not records and not any(file.ours for file in files):
        yield bad("wiring", "no hooks of ours are installed", "run `bailiwick init`")
    plan = plan_of(home, mode_of(home))
    for known in records:
        yield from _wiring(known, plan)
    for file in files:
        if file.ours and file.level != "managed" and not any(known.carries(file.path) for known in records):
            seen = "no record of this installation: a change of the file would not be noticed and undone"
            yield bad(f"hooks in {file.path}", seen, AGAIN)
        yield from _settings(file, files)


def _agent(home: Home, claude: str | None) -> Iterator[Check]:
    if claude is None:
        yield warn("claude", "no `claude` on the search path", "install Claude Code, check PATH, or name it: --claude")
        return
    try:
        version = client_version(claude)
    except BailiwickError as error:
        yield bad("claude", str(error), error.remedy)
        return
    yield _version(claude, version)
    proof = live_proof.last_proof(home.folder("install"))
    doubt = live_proof.doubt(proof, live_proof.client_of(claude), version=version)
    if proof is None:
        yield warn("live proof", "the gate was never tried on a real client here", live_proof.REMEDY)
    elif doubt:
        yield warn("live proof", doubt, live_proof.REMEDY)
    else:
        yield ok("live proof", f"{proof.version} on {proof.at[:10]}")


def _version(claude: str, version: str) -> Check:
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    seen = f"{version}, {claude}"
    if len(numbers) != len(FAILS_CLOSED):
        return warn("claude", f"{seen}: not a version that is known here", "prove it: `bailiwick doctor --live`")
    if numbers < FAILS_CLOSED:
        oldest = ".".join(map(str, FAILS_CLOSED))
        return bad("claude", f"{seen}: before {oldest} a hook that cannot run lets the call pass", "update the client")
    return ok("claude", seen)


def _wiring(known: Record, plan: Plan) -> Iterator[Check]:
    name = f"hooks in {known.path}"
    try:
        text = settings_file.read_text(known.path)
    except BailiwickError as error:
        yield bad(name, str(error), error.remedy or _DROPPED)
        return
    if text is None:
        yield bad(name, "the file is gone", AGAIN)
        return
    inspection = claude_code.inspect(text, plan)
    if inspection.unreadable:
        yield bad(name, f"the client ignores the file: {inspection.unreadable}", _DROPPED)
        return
    if inspection.missing:
        yield bad(name, f"missing for {_events(inspection.missing)}", AGAIN)
    if inspection.changed:
        yield bad(name, f"not as this installation would write them: {'; '.join(inspection.differences)}", AGAIN)
    if not os.access(plan.closed.program, os.X_OK):
        seen = f"`{plan.closed.program}` cannot be executed"
        yield bad(name, seen, "reinstall Bailiwick, then run `bailiwick init` again")
    if not inspection.missing and not inspection.changed:
        yield ok(name, f"{len(claude_code.EVENTS)} events, exactly as installed")
    if inspection.rules:
        yield warn(name, f"native rules are missing: {', '.join(inspection.rules[:3])} ...", AGAIN)


def _settings(file: SettingsFile, files: Sequence[SettingsFile]) -> Iterator[Check]:
    name = f"{file.level} settings {file.path}"
    wrong = file.unreadable or "; ".join(file.problems)
    if wrong:
        report = bad if file.ours or file.unreadable else warn
        yield report(name, f"the client drops the file or a part of it: {wrong}", _DROPPED)
    for oddity in file.oddities:
        yield warn(name, oddity, "correct it; a hook that exits with 1 does not block either, only 2 does")
    if file.switched_off:
        held = any(other.ours for other in files if other.level == "managed") and file.level != "managed"
        if held:
            yield warn(name, f"sets `{SWITCH}`; the managed hooks run all the same")
        else:
            yield bad(name, f"sets `{SWITCH}`: no hook runs in this project", "remove that key")
    if file.managed_only and not file.ours:
        yield bad(name, "lets only managed hooks run, and ours are not there", "see `bailiwick init --managed DIR`")
    if file.foreign and not any(other.managed_only for other in files):
        yield warn(
            name,
            f"other PreToolUse hooks can rewrite a call after it was judged: {', '.join(file.foreign)}",
            "a rewritten call is reported after it ran; only managed settings with allowManagedHooksOnly prevent it",
        )
    if file.ours and file.level != "managed" and _others_may_write(file.path):
        yield bad(name, "others may change it, and take the hooks out", f"chmod o-w {file.path} and its folder")
    if file.level == "managed" and file.ours and not file.protected:
        yield bad(name, "others than root may change it", "chown root and chmod 644 the file, 755 its folder")


def _others_may_write(path: str) -> bool:
    real = os.path.realpath(path)
    try:
        found = [os.stat(name) for name in (real, os.path.dirname(real))]
    except OSError:
        return False
    return any(status.st_uid not in (0, os.geteuid()) or status.st_mode & stat.S_IWOTH for status in found)


def _events(names: Sequence[str]) -> str:
    return "every event" if len(names) == len(claude_code.EVENTS) else ", ".join(names)
