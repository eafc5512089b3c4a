"""What governs an agent here: every settings file the client would read, and what each does to our hooks."""

from __future__ import annotations

import os
import stat

from bailiwick.model.errors import BailiwickError
from bailiwick.model.value import Value
from bailiwick.pep.install import claude_code, locations, settings_file, validity
from bailiwick.pep.install.oddities import oddities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

TIERS: Mapping[str, str] = {
    "1E": "enforced: the hooks are in settings that only the administrator can change",
    "1": "native: the hooks are in settings that this user can change",
    "none": "no hook of ours runs here",
}


class SettingsFile(Value):
    """One settings file that exists."""

    path: str
    level: str
    """`managed`, `user`, `project` or `local`."""
    unreadable: str = ""
    """Why the client drops it as a whole; the rest is then empty."""
    problems: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    """What the client accepts but nobody means, such as hooks that never run."""
    ours: bool = False
    switched_off: bool = False
    managed_only: bool = False
    """It lets only managed hooks run."""
    foreign: tuple[str, ...] = ()
    """PreToolUse hooks of others."""
    protected: bool = False
    """It and its folder belong to root and nobody else may write there."""

    @property
    def why_dropped(self) -> str:
        """What in this file keeps hooks from running, as far as it can be told without the client; empty if nothing."""
        if self.switched_off:
            return f"`{claude_code.SWITCH}` in {self.path}"
        wrong = self.unreadable or "; ".join(self.problems)
        return f"{wrong} in {self.path}" if wrong else ""

    @property
    def works(self) -> bool:
        """The client takes hooks of ours from this file, unless another file keeps it from doing so."""
        return self.ours and not self.problems


def survey(environment: Mapping[str, str], project: str, *, managed_folder: str) -> tuple[SettingsFile, ...]:
    """The settings files of a session in `project`, strongest first; missing ones are left out."""
    managed = [(path, "managed") for path in locations.managed_files(managed_folder)]
    own = (
        (locations.local_file(project), "local"),
        (locations.project_file(project), "project"),
        (locations.user_file(environment), "user"),
    )
    return tuple(_look(path, level) for path, level in (*managed, *own) if os.path.exists(path))


def tier(files: Collection[SettingsFile], *, agent_is_root: bool) -> str:
    """The enforcement tier that holds where the client reads these files (keys of `TIERS`).

    Args:
        files: every settings file of the session.
        agent_is_root: the agent runs as root, for whom no file is out of reach.
    """
    managed = [file for file in files if file.level == "managed"]
    if any(file.switched_off for file in managed):
        return "none"
    if any(file.works for file in managed):
        protected = all(file.protected for file in managed) and not agent_is_root
        return "1E" if protected else "1"
    if any(file.switched_off for file in files) or any(file.managed_only for file in managed):
        return "none"
    return "1" if any(file.works for file in files) else "none"


def _look(path: str, level: str) -> SettingsFile:
    protected = _is_protected(path)
    try:
        document = validity.read(settings_file.read_text(path) or "")
    except (BailiwickError, ValueError, RecursionError) as error:
        return SettingsFile(path, level, unreadable=str(error), protected=protected)
    if not isinstance(document, dict):
        return SettingsFile(path, level, unreadable="expected an object at the root", protected=protected)
    return SettingsFile(
        path=path,
        level=level,
        problems=tuple(validity.problems(document)),
        oddities=tuple(oddities(document)),
        ours=claude_code.has_ours(document),
        switched_off=document.get(claude_code.SWITCH) is True,
        managed_only=level == "managed" and document.get("allowManagedHooksOnly") is True,
        foreign=claude_code.foreign_hooks(document),
        protected=protected,
    )


def _is_protected(path: str) -> bool:
    """Root's, and nobody else may write: the file, its folder, and what a link leads to."""
    real = os.path.realpath(path)
    try:
        found = [os.stat(name) for name in (real, os.path.dirname(real), os.path.dirname(path))]
    except OSError:
        return False
    return all(status.st_uid == 0 and not stat.S_IMODE(status.st_mode) & 0o022 for status in found)
