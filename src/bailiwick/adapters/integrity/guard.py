"""`IntegrityGuard`: the files that govern agents as they are now, against the baseline that a person signed.

Nothing here ever signs: a change stays a change until a person at a terminal has seen it and signed.
"""

from __future__ import annotations

import difflib
import json
import os
from contextlib import suppress

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.integrity.baseline import baseline_path, copy_of, read_baseline
from bailiwick.adapters.integrity.files import stamp
from bailiwick.adapters.regular_files import open_regular, signature
from bailiwick.crypto.hashing import content_hash
from bailiwick.model.drift import Drift
from bailiwick.model.errors import BailiwickError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home
    from bailiwick.adapters.integrity.baseline import Baseline
    from bailiwick.adapters.integrity.files import Places

DIFF_LINES = 400
"""Longest difference that is shown."""

REPORTED = 5000
"""Changes whose incident is remembered; the oldest are forgotten first, and so reported again."""

REPORT_BYTES = 8 * 1024 * 1024


class Comparison(Value):
    """What a look at the files has shown."""

    baseline: Baseline | None
    """None when nobody has signed one."""
    verified: int = 0
    """Files that are as they were signed."""
    drifts: tuple[Drift, ...] = ()
    signed_project: bool = False
    """The project is part of the baseline."""


class IntegrityGuard:
    """Compares; remembers hashes of files that did not change in the meantime."""

    def __init__(self, home: Home, places: Places) -> None:
        """Guard the files of `places` with the baseline of `home`."""
        self._home = home
        self._places = places
        self._hashes: dict[str, tuple[tuple[int, int, int, int], str]] = {}
        self._reports = f"{home.folder('state')}/integrity-reports.json"
        self._reports_read: dict[str, dict[str, str]] | None = None
        self._baseline: tuple[object, Baseline | None] = (None, None)

    def baseline(self) -> Baseline | None:
        """The baseline as it is now; read again when its file changed.

        Raises:
            TrustError: it is not what it should be.
        """
        now = signature(baseline_path(self._home))
        if now is None or now != self._baseline[0]:
            self._baseline = (now, read_baseline(self._home))
        return self._baseline[1]

    def compare(self, project: str, *, unsigned: bool = False) -> Comparison:
        """Look at the user's files, and at those of `project` if it is signed.

        Args:
            project: a real path.
            unsigned: look at the project, and at all, even where nothing is signed.

        Raises:
            TrustError: the baseline is not what it should be.
            EnvironmentFault: there are too many files.
        """
        baseline = self.baseline()
        if baseline is None and not unsigned:
            return Comparison(None)
        signed = baseline is not None and project in baseline.projects
        paths = self._places.user_files()
        if project and (signed or unsigned):
            paths += [path for path in self._places.project_files(project) if path not in paths]
        known = dict(baseline.files) if baseline is not None else {}
        drifts = [drift for path in paths if (drift := self._drift(path, known.pop(path, ""))) is not None]
        elsewhere = tuple(f"{other}/" for other in (baseline.projects if baseline is not None else ()))
        inside = f"{project}/"
        for path, before in known.items():
            if path.startswith(inside) if path.startswith(elsewhere) else True:
                drifts.append(Drift(path, "removed", before))
        return Comparison(baseline, len(paths) - sum(d.what != "removed" for d in drifts), tuple(drifts), signed)

    def drifts(self, project: str) -> tuple[Drift, ...]:
        """What differs; empty when nobody has signed a baseline. Implements `engine.ports.Integrity`.

        A baseline that cannot be trusted is itself what differs.
        """
        try:
            return self.compare(project).drifts
        except BailiwickError:
            path = baseline_path(self._home)
            try:
                return (Drift(path, "unreadable", after=self._hash(path)),)
            except (OSError, BailiwickError):
                return (Drift(path, "unreadable"),)

    def difference(self, drift: Drift) -> str:
        """The changed lines of a text; what is there is read anew. Credentials are in it."""
        before = copy_of(self._home, drift.before) if drift.before else b""
        try:
            after = self._places.content(drift.path) if drift.what in ("changed", "added") else b""
        except BailiwickError:
            after = b""
        return difference(before, after)

    def seen(self, drift: Drift) -> str:
        """The entry that reported this very change already; empty when none did."""
        return self._reported().get(drift.path, {}).get(_name(drift), "")

    def remember(self, drift: Drift, reference: str) -> None:
        """Keep that `reference` reports this change. What cannot be kept is reported again by the next daemon."""
        known = self._reported()
        known.pop(drift.path, None)
        known[drift.path] = {_name(drift): reference}
        while len(known) > REPORTED:
            known.pop(next(iter(known)))
        with suppress(OSError):
            replace_file(self._reports, json.dumps(known).encode("ascii"))

    def _reported(self) -> dict[str, dict[str, str]]:
        if self._reports_read is None:
            self._reports_read = {}
            with suppress(OSError, ValueError), open_regular(self._reports) as file:
                plain = json.loads(file.read(REPORT_BYTES))
                self._reports_read = {str(path): dict(one) for path, one in plain.items()}
        return self._reports_read

    def _drift(self, path: str, before: str) -> Drift | None:
        try:
            after = self._hash(path)
        except (OSError, BailiwickError):
            return Drift(path, "unreadable", before)
        if after == before:
            return None
        return Drift(path, "changed" if before else "added", before, after)

    def _hash(self, path: str) -> str:
        now = stamp(path)
        known = self._hashes.get(path)
        if known is not None and known[0] == now and not os.path.islink(path):
            return known[1]
        digest = content_hash(self._places.content(path))
        self._hashes[path] = (now, digest)
        return digest


def _name(drift: Drift) -> str:
    return f"{drift.what} {drift.before} {drift.after}"


def difference(before: bytes | None, after: bytes) -> str:
    """The changed lines between two texts with a little of what is around them; a sentence when there is no text."""
    if before is None:
        return "(no copy of what was signed was kept)"
    old, new = (part.decode("utf-8", "replace").splitlines() for part in (before, after))
    lines = list(difflib.unified_diff(old, new, "signed", "now", lineterm="", n=2))
    more = [f"({len(lines) - DIFF_LINES} more lines)"] if len(lines) > DIFF_LINES else []
    return "\n".join([*lines[:DIFF_LINES], *more])
