"""`Home`: where everything of one user lives (design decision 3), and the modes it must have.

bailiwick.yaml                  the user's policy and mode
organisation.note               the organisation's policy, signed
integrity.note                  the files that govern agents as a person signed them
trust.json                      files and keys that a person has trusted
config.json                     how the daemon runs (`bailiwick config`)
keys/                           log signing key
log/                            segments, checkpoints
anchors/                        heads of the log, kept apart from it
run/                            socket, lock and pid of the daemon
spool/                          records of calls that the daemon did not see
state/                          session states
cache/                          compiled policies, bytecode, sessions without a daemon (always safe to delete)
index/                          query index of the log (always safe to delete)
install/                        what was wired into which agent, with backups
"""

from __future__ import annotations

import os
import stat

from bailiwick.model.errors import EnvironmentFault, TrustError
from bailiwick.model.value import Value

FOLDERS = ("keys", "log", "anchors", "run", "spool", "state", "cache", "index", "install")


class Home(Value):
    """Paths below one `BAILIWICK_HOME`; `root` is absolute and real."""

    root: str

    def folder(self, name: str) -> str:
        """One of `FOLDERS`, as an absolute path."""
        return f"{self.root}/{name}"

    @property
    def policy(self) -> str:
        """The user's `bailiwick.yaml`."""
        return f"{self.root}/bailiwick.yaml"

    @property
    def bundle(self) -> str:
        """The organisation's policy as a signed note."""
        return f"{self.root}/organisation.note"

    @property
    def pins(self) -> str:
        """What a person has trusted."""
        return f"{self.root}/trust.json"

    @property
    def socket(self) -> str:
        """The daemon's socket."""
        return f"{self.root}/run/daemon.sock"

    def create(self) -> None:
        """Make the directories that are missing, all 0700.

        Raises:
            EnvironmentFault: a directory cannot be made.
        """
        try:
            os.makedirs(self.root, mode=0o700, exist_ok=True)
            for name in FOLDERS:
                os.makedirs(self.folder(name), mode=0o700, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"cannot create `{error.filename or self.root}`: {error.strerror}",
                remedy="free the path, or point BAILIWICK_HOME at a directory of yours",
            ) from error

    def check(self) -> None:
        """Refuse a home that others could have planted.

        Raises:
            EnvironmentFault: the directory does not exist.
            TrustError: it belongs to somebody else, or others may write to it.
        """
        try:
            status = os.stat(self.root)
        except OSError as error:
            raise EnvironmentFault(
                f"`{self.root}` cannot be used: {error.strerror}", remedy="run `bailiwick init`"
            ) from error
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            raise TrustError(f"expected `{self.root}` to belong to user {os.geteuid()}, it belongs to {status.st_uid}")
        if stat.S_IMODE(status.st_mode) & 0o022:
            raise TrustError(
                f"expected `{self.root}` to be writable by its owner only, its mode is {status.st_mode & 0o7777:o}",
                remedy=f"chmod 700 {self.root}",
            )


def default_root(environment: dict[str, str] | os._Environ[str]) -> str:
    """`BAILIWICK_HOME` if set, else `.bailiwick` in the home directory; absolute and real."""
    chosen = environment.get("BAILIWICK_HOME") or os.path.join(os.path.expanduser("~"), ".bailiwick")
    return os.path.realpath(chosen)
