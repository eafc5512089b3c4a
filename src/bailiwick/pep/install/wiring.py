"""The guard of our own wiring: what a settings change would do to our hooks, and the repair.

The client shows a changed settings file to its ConfigChange hook before it takes the
change over. A refusal keeps the old configuration in this session only; the file itself
would govern the next one, so it is put right here first. In observe mode nothing is
touched: the attack is only reported.
"""

from __future__ import annotations

from bailiwick.model.errors import BailiwickError, InputError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.pep.install import claude_code, record, settings_file, validity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.event import ConfigChanged
    from bailiwick.pep.install.claude_code import Inspection
    from bailiwick.pep.install.record import Record


class Review(Value):
    """What was found and done; implements `engine.ports.WiringVerdict`."""

    refused: str = ""
    restored: bool = False
    details: Mapping[str, str] = EMPTY


HARMLESS = Review()


class SettingsWiring:
    """Implements `engine.ports.Wiring` for the settings files of Claude Code."""

    def __init__(self, folder: str) -> None:
        """`folder` holds the records of installations; they are read anew at each review."""
        self._folder = folder

    def review(self, change: ConfigChanged) -> Review:
        """Judge one settings change; put the file right when it takes our hooks away.

        Raises:
            EnvironmentFault: the records or the file cannot be read.
        """
        records = record.load_all(self._folder)
        carrier = next((known for known in records if change.path and known.carries(change.path)), None)
        if carrier is not None:
            return self._review_carrier(carrier)
        if change.source == "managed" or not change.path or not records:
            return HARMLESS
        blocking = any(known.plan.blocking for known in records)
        return _review_other(change.path, blocking=blocking)

    def _review_carrier(self, carrier: Record) -> Review:
        """The file that carries our hooks has changed."""
        data, text = _current(carrier.path)
        inspection = claude_code.inspect(text, carrier.plan)
        if inspection.holds:
            if data != carrier.good and data is not None:
                record.save(self._folder, carrier.replace(good=data))
            return HARMLESS
        reason = f"the settings in `{carrier.path}` would lose Bailiwick's hooks: {_why(inspection, data)}"
        if not carrier.plan.blocking:
            return Review(refused=reason, details={"found": _why(inspection, data), "repair": "none in observe mode"})
        repaired, how = _repair(text, carrier)
        review = _restore(carrier.path, repaired.good, reason, {"found": _why(inspection, data), "repair": how})
        if review.restored and repaired != carrier:
            record.save(self._folder, repaired)
        return review


def _review_other(path: str, *, blocking: bool) -> Review:
    """Another settings file: it carries none of our hooks but may switch all hooks off."""
    _, text = _current(path)
    try:
        document = validity.read(text)
    except (ValueError, RecursionError):
        return HARMLESS
    if not isinstance(document, dict):
        return HARMLESS
    if document.get(claude_code.SWITCH) is not True:
        foreign = claude_code.foreign_hooks(document)
        return Review(details={"foreign_hooks": "; ".join(foreign)}) if foreign else HARMLESS
    reason = f"`{path}` would switch all hooks off (`{claude_code.SWITCH}`), Bailiwick's too"
    if not blocking:
        return Review(refused=reason, details={"found": claude_code.SWITCH, "repair": "none in observe mode"})
    try:
        repaired = claude_code.switch_on(text)
    except InputError:
        repaired = claude_code.EMPTY_FILE
    return _restore(path, repaired.encode("utf-8"), reason, {"found": claude_code.SWITCH, "repair": "removed the key"})


def _current(path: str) -> tuple[bytes | None, str]:
    data = settings_file.read(path)
    return data, (data or b"").decode("utf-8", "replace")


def _repair(text: str, carrier: Record) -> tuple[Record, str]:
    """The content to restore, and how it was made: ours merged into what is there, else the last good content."""
    try:
        merged = claude_code.wire(claude_code.switch_on(text), carrier.plan, carrier.trace)
    except (InputError, ValueError, RecursionError):
        return carrier, "put the last good content back"
    if claude_code.inspect(merged.text, carrier.plan).holds:
        repaired = carrier.replace(good=merged.text.encode("utf-8"), trace=merged.trace)
        return repaired, "put our hooks back into the changed file"
    return carrier, "put the last good content back"


def _restore(path: str, content: bytes, reason: str, details: Mapping[str, str]) -> Review:
    try:
        settings_file.replace(path, content)
    except BailiwickError as error:
        return Review(refused=reason, details={**details, "failed": str(error)})
    return Review(refused=f"{reason}; the file was put right", restored=True, details=details)


def _why(inspection: Inspection, data: bytes | None) -> str:
    if data is None:
        return "the file was removed"
    if not data.strip():
        return "the file was emptied"
    if inspection.unreadable:
        return inspection.unreadable
    if inspection.switched_off:
        return f"`{claude_code.SWITCH}` is set"
    if inspection.problems:
        return f"the client drops the file: {inspection.problems[0]}"
    if set(inspection.missing) == set(claude_code.EVENTS):
        return "all of them are gone"
    events = ", ".join((*inspection.missing, *inspection.changed))
    return f"hooks are missing or changed for {events}"
