"""Checks of the agent's side: the client, and every settings file that it reads."""

from __future__ import annotations

import os
import shutil

from bailiwick.apps.doctor.check import bad, ok, warn
from bailiwick.apps.setup import mode_of, plan_of, settings_files
from bailiwick.model.errors import BailiwickError
from bailiwick.pep.install import claude_code, record, settings_file
from bailiwick.pep.install.claude_code import SWITCH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bailiwick.adapters.home import Home
    from bailiwick.apps.doctor.check import Check
    from bailiwick.pep.install.claude_code import Plan
    from bailiwick.pep.install.record import Record
    from bailiwick.pep.install.survey import SettingsFile

_AGAIN = "run `bailiwick init` again"


def checks(home: Home, project: str, environment: Mapping[str, str]) -> Iterator[Check]:
    """All checks of this file."""
    yield _agent(environment)
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
        yield from _settings(file, files)


def _agent(environment: Mapping[str, str]) -> Check:
    found = shutil.which("claude", path=environment.get("PATH", os.defpath))
    if found is None:
        return warn("claude", "no `claude` on the search path", "install Claude Code, or check PATH")
    return ok("claude", found)


def _wiring(known: Record, plan: Plan) -> Iterator[Check]:
    name = f"hooks in {known.path}"
    try:
        text = settings_file.read_text(known.path)
    except BailiwickError as error:
        yield bad(name, str(error), error.remedy)
        return
    if text is None:
        yield bad(name, "the file is gone", _AGAIN)
        return
    inspection = claude_code.inspect(text, plan)
    if inspection.unreadable:
        yield bad(name, f"the client ignores the file: {inspection.unreadable}", "repair it")
        return
    if inspection.missing:
        yield bad(name, f"missing for {', '.join(inspection.missing)}", _AGAIN)
    if inspection.changed:
        yield bad(name, f"not as this installation would write them: {', '.join(inspection.changed)}", _AGAIN)
    program = plan.closed.program
    if not os.access(program, os.X_OK):
        yield bad(name, f"`{program}` cannot be executed", "reinstall Bailiwick, then run `bailiwick init` again")
    if not inspection.missing and not inspection.changed:
        yield ok(name, f"{len(claude_code.EVENTS)} events, exactly as installed")
    if inspection.rules:
        yield warn(name, f"native rules are missing: {', '.join(inspection.rules[:3])} ...", _AGAIN)


def _settings(file: SettingsFile, files: Sequence[SettingsFile]) -> Iterator[Check]:
    name = f"{file.level} settings {file.path}"
    wrong = file.unreadable or "; ".join(file.problems)
    if wrong:
        report = bad if file.ours or file.unreadable else warn
        yield report(name, f"the client drops the file or a part of it: {wrong}", "repair it")
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
    if file.level == "managed" and file.ours and not file.protected:
        yield bad(name, "others than root may change it", "chown root and chmod 644 the file, 755 its folder")
