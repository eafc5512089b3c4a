"""`ContentStore`: full inputs and results of calls, for who has asked for them (`content: full`), never plain on disk.

One file per content below `state/content/`, named by the SHA-256 of the content, which the log's entries hold. Inside:
`BWC1`, a random nonce of 12 bytes, and AES-256-GCM over the content with the name as associated data, so that files
cannot change places. The key is `keys/content.key`, made at first use, mode 0600. Losing it loses the contents.
"""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress

from bailiwick.adapters.durable import create_file, write_all
from bailiwick.crypto.hashing import content_hash
from bailiwick.model.errors import EnvironmentFault, TrustError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from bailiwick.adapters.home import Home

CONTENT_BYTES = 8 * 1024 * 1024
"""Longer contents are not kept; no event is longer either."""

_NAME = re.compile("[0-9a-f]{64}")
_MAGIC = b"BWC1"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_DAY_SECONDS = 86_400


class ContentStore:
    """The contents of one home."""

    def __init__(self, home: Home) -> None:
        """Nothing is made or read before it is needed."""
        self._folder = f"{home.folder('state')}/content"
        self._key_path = f"{home.folder('keys')}/content.key"
        self._cipher: AESGCM | None = None
        self._pruned = -1

    def prepare(self) -> None:
        """Make or read the key now, so that no call waits for it.

        Raises:
            EnvironmentFault: it cannot be written.
            TrustError: it cannot be used.
        """
        try:
            self._aes(create=True)
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{self._key_path}`: {error.strerror}") from error

    def keep(self, text: str) -> None:
        """Keep a content; keeping it again makes it young again.

        It survives the end of this process, not surely the loss of power: a call does not wait for the medium.

        Raises:
            EnvironmentFault: it cannot be written.
            TrustError: the key cannot be used.
        """
        data = text.encode("utf-8", "surrogatepass")
        if not data or len(data) > CONTENT_BYTES:
            return
        name = content_hash(data)
        path = self._path(name)
        try:
            with suppress(FileNotFoundError):
                os.utime(path)
                return
            nonce = os.urandom(_NONCE_BYTES)
            sealed = self._aes(create=True).encrypt(nonce, data, name.encode("ascii"))
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            _put(path, _MAGIC + nonce + sealed)
        except OSError as error:
            raise EnvironmentFault(f"cannot keep a content in `{self._folder}`: {error.strerror}") from error

    def read(self, name: str) -> str | None:
        """The content with this SHA-256; None when none is kept.

        Raises:
            TrustError: the file was changed, or the key cannot be used.
            EnvironmentFault: it cannot be read.
        """
        from cryptography.exceptions import InvalidTag

        if not _NAME.fullmatch(name):
            return None
        path = self._path(name)
        try:
            with open(path, "rb") as file:
                data = file.read(CONTENT_BYTES + 1024)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
        start = len(_MAGIC) + _NONCE_BYTES
        if not data.startswith(_MAGIC):
            raise TrustError(f"`{path}` is not what was kept")
        try:
            plain = self._aes(create=False).decrypt(data[len(_MAGIC) : start], data[start:], name.encode("ascii"))
        except (InvalidTag, ValueError) as error:
            raise TrustError(f"`{path}` is not what was kept, or was kept with another key") from error
        return plain.decode("utf-8", "surrogatepass")

    def prune(self, days: int) -> None:
        """Remove contents that were kept last more than `days` days ago, from another 256th of the store each time."""
        self._pruned = (self._pruned + 1) % 256
        folder = f"{self._folder}/{self._pruned:02x}"
        oldest = time.time() - days * _DAY_SECONDS
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.stat(follow_symlinks=False).st_mtime < oldest:
                    os.unlink(entry.path)

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name[:2]}/{name}"

    def _aes(self, *, create: bool) -> AESGCM:
        if self._cipher is None:
            from cryptography.hazmat.primitives.ciphers.aead import AESGCM

            if create and not os.path.lexists(self._key_path):
                create_file(self._key_path, os.urandom(_KEY_BYTES))
            self._cipher = AESGCM(self._key())
        return self._cipher

    def _key(self) -> bytes:
        path = self._key_path
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise TrustError(
                f"expected the key of kept contents at `{path}`: {error.strerror}",
                remedy="restore keys/ from your backup; without it these contents cannot be read",
            ) from error
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            key = file.read(_KEY_BYTES + 1)
        if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077 or len(key) != _KEY_BYTES:
            raise TrustError(
                f"expected `{path}` to have {_KEY_BYTES} bytes, mode 600 and this user as owner",
                remedy=f"chmod 600 {path}; if others may have read it, remove the key and the contents",
            )
        return key


def _put(path: str, data: bytes) -> None:
    """Put a file in place in one step, without waiting for the medium. Raises `OSError`."""
    temporary = f"{path}.{os.getpid()}.new"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)
    os.replace(temporary, path)
