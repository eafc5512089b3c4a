"""Installing into and removing from one settings file, as a plan first and as an act second.

The record is written before the settings file when something is added, and forgotten
before it when something is removed: between the two, a client that runs asks the guard of
our wiring, and that guard must already know what is intended.
"""

from __future__ import annotations

import difflib
import json

from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value
from bailiwick.pep.install import claude_code, record, settings_file, validity
from bailiwick.pep.install.claude_code import EVENTS, Trace
from bailiwick.pep.install.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.pep.install.claude_code import Plan

_ALL_CONTAINERS = (("hooks",), *(("hooks", event) for event in EVENTS))
"""What to clean up when no record says what was created."""


class Change(Value):
    """A change of one settings file that is not made yet."""

    path: str
    before: bytes | None
    """Content now, None when there is no file."""
    after: bytes | None
    """Content afterwards, None to remove the file."""
    record: Record | None
    """The record to keep (installing) or to forget (removing)."""

    @property
    def needed(self) -> bool:
        """False when the file is already as it should be."""
        return self.before != self.after

    def diff(self) -> str:
        """The change of the file for people, in unified form."""
        old, new = (
            (content or b"").decode("utf-8", "replace").splitlines(keepends=True)
            for content in (self.before, self.after)
        )
        return "".join(difflib.unified_diff(old, new, self.path, self.path, n=2))


def plan_installation(folder: str, path: str, scope: str, plan: Plan) -> Change:
    """What installing into the settings file at `path` would change.

    Raises:
        InputError: the file is not what the client accepts; installing there would not govern anything.
        EnvironmentFault: it cannot be read.
    """
    known = record.find(folder, path)
    before = settings_file.read(path)
    text = settings_file.read_text(path) or ""
    try:
        wired = claude_code.wire(text, plan, known.trace if known is not None else None)
    except InputError as error:
        raise InputError(f"`{path}`: {error}", remedy=error.remedy or "repair it, then try again") from error
    _check(path, wired.text, plan)
    after = wired.text.encode("utf-8")
    original = known.original if known is not None else before
    return Change(path, before, after, Record(path, scope, plan, wired.trace, original, after))


def install(folder: str, change: Change, *, new_mode: int = 0o600) -> None:
    """Make a planned installation.

    Raises:
        EnvironmentFault: a file cannot be written, or the settings changed since the plan was made.
    """
    if change.record is not None:
        record.save(folder, change.record)
    _apply(change, new_mode)


def plan_removal(folder: str, path: str) -> Change | None:
    """What taking our part out of the settings file at `path` would change; None when nothing of ours is there.

    Raises:
        InputError: the file cannot be read as JSON.
        EnvironmentFault: it cannot be read.
    """
    known = record.find(folder, path)
    before = settings_file.read(path)
    if before is None:
        return Change(path, None, None, known) if known is not None else None
    trace = known.trace if known is not None else Trace(_ALL_CONTAINERS)
    text = settings_file.read_text(path) or ""
    if known is None and not claude_code.carries(text):
        return None
    after = claude_code.unwire(text, trace).encode("utf-8")
    if known is not None:
        after_or_none = _as_before(after, known.original)
        return Change(path, before, after_or_none, known)
    return Change(path, before, after, None)


def remove(folder: str, change: Change) -> None:
    """Make a planned removal.

    Raises:
        EnvironmentFault: a file cannot be written, or the settings changed since the plan was made.
    """
    if change.record is not None:
        record.forget(folder, change.record)
    _apply(change, 0o600)


def _apply(change: Change, new_mode: int) -> None:
    if not change.needed:
        return
    if settings_file.read(change.path) != change.before:
        raise EnvironmentFault(f"`{change.path}` changed in the meantime", remedy="run the command again")
    if change.after is None:
        settings_file.delete(change.path)
    else:
        settings_file.replace(change.path, change.after, new_mode=new_mode)


def _as_before(after: bytes, original: bytes | None) -> bytes | None:
    """The original, byte for byte, when nothing but our part was changed since; a file that we made goes away."""
    if original is None:
        return None if json.loads(after) == {} else after
    try:
        same = validity.read(original.decode("utf-8")) == validity.read(after.decode("utf-8"))
    except ValueError:
        same = not original.strip() and json.loads(after) == {}
    return original if same else after


def _check(path: str, text: str, plan: Plan) -> None:
    inspection = claude_code.inspect(text, plan)
    if inspection.holds:
        return
    if inspection.switched_off:
        raise InputError(
            f"`{path}` sets `{claude_code.SWITCH}`, so no hook would run", remedy="remove that key, then try again"
        )
    wrong = inspection.unreadable or "; ".join(inspection.problems)
    raise InputError(f"the client would ignore `{path}` or a part of it: {wrong}", remedy="repair this, then try again")
