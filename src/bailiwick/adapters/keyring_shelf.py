"""`KeyringShelf`: the newest checkpoint in the keyring of the operating system, a second place for the log's head.

Whoever copies an old home back, log and anchor together, does not reach the keyring. What lies there is a whole
checkpoint, so that whoever verifies holds the log against it like against any checkpoint kept elsewhere.
The library `keyring` (extra `keyring`) speaks to Keychain, Secret Service and KWallet.
"""

from __future__ import annotations

import importlib.util

from bailiwick.crypto.note import parse_note
from bailiwick.ledger.checkpoint import parse_checkpoint
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home

SERVICE = "bailiwick"
"""Under this name the keyring has the checkpoints, one for each home."""


class KeyringShelf:
    """The place of one home's log in the keyring."""

    def __init__(self, home: Home) -> None:
        self._home = home.root

    @staticmethod
    def available() -> bool:
        """Whether the library is installed; a keyring may still be missing or locked."""
        return importlib.util.find_spec("keyring") is not None

    def read(self) -> str:
        """The checkpoint that lies there; empty when none does.

        Raises:
            EnvironmentFault: the keyring cannot be read.
        """
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError as error:
            raise EnvironmentFault(
                "the library `keyring` is not installed", remedy="install the extra `keyring`"
            ) from error
        try:
            found: str | None = keyring.get_password(SERVICE, self._home)
        except KeyringError as error:
            raise EnvironmentFault(f"cannot read the keyring: {error}", remedy="unlock it") from error
        return found or ""

    def keep(self, note: str) -> None:
        """Put a checkpoint there in the place of an older one of the same log.

        Raises:
            EnvironmentFault: the keyring cannot be read or written.
            TrustError: there is a newer one, or one of another log: the log here is not the one that was.
        """
        before = self.read()
        if before == note:
            return
        if before:
            self._compare(before, note)
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, self._home, note)
        except KeyringError as error:
            raise EnvironmentFault(f"cannot write to the keyring: {error}", remedy="unlock it") from error

    def _compare(self, before: str, note: str) -> None:
        remedy = f"run `bailiwick verify`; after beginning a new log on purpose: keyring del {SERVICE} {self._home}"
        try:
            old, new = parse_checkpoint(parse_note(before).text), parse_checkpoint(parse_note(note).text)
        except InputError as error:
            raise TrustError("expected a checkpoint in the keyring, found another text", remedy=remedy) from error
        if old.origin != new.origin:
            raise TrustError(f"expected the log `{old.origin}` of the keyring, this is `{new.origin}`", remedy=remedy)
        if old.size > new.size:
            raise TrustError(
                f"expected the {old.size} entries that the keyring knows, the log has {new.size}: it was rolled back",
                remedy=remedy,
            )
