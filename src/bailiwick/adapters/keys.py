"""The log's signing key: made once, kept 0600 in `keys/`, refused when others could have read or planted it.

`log.key` is PKCS #8 and `log.pub` SubjectPublicKeyInfo, both PEM, so that standard tools read them.
"""

from __future__ import annotations

import os
import stat
from base64 import b64decode
from binascii import Error as Base64Error

from bailiwick.adapters.durable import create_file, flush_folder, replace_file
from bailiwick.adapters.regular_files import open_regular
from bailiwick.crypto.note import parse_verifier_key
from bailiwick.crypto.signing import PublicKey, SigningKey
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.adapters.home import Home

_KEY_FILE_LIMIT = 4096
"""Longest key file that is read, bytes; an Ed25519 PEM has 120."""

_PUBLIC_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""DER of SubjectPublicKeyInfo for Ed25519 up to the key itself (RFC 8410 section 4)."""


def create_log_key(home: Home) -> PublicKey:
    """Make the signing key unless there is one; returns the public half.

    Raises:
        EnvironmentFault: the files cannot be written.
        TrustError: there is a key, but not as it must be.
    """
    try:
        create_key_file(_private_path(home))
        public = load_signing_key(home).public()
        if not os.path.lexists(public_key_path(home)):
            replace_file(public_key_path(home), _public_pem(public), mode=0o644)
    except OSError as error:
        raise EnvironmentFault(f"cannot write the log key in `{home.folder('keys')}`: {error.strerror}") from error
    return public


def load_signing_key(home: Home) -> SigningKey:
    """The private key, after `check_log_key`.

    Raises:
        TrustError: it is missing, others could read it, or it is not an Ed25519 key.
    """
    check_log_key(home)
    return read_key_file(_private_path(home))


def prepare_next_key(home: Home) -> SigningKey:
    """Make the key that is to follow the log's, beside it; one that was prepared before and not taken is replaced.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    try:
        replace_file(_next_path(home), _new_private_pem())
    except OSError as error:
        raise EnvironmentFault(f"cannot write the next log key in `{home.folder('keys')}`: {error.strerror}") from error
    return read_key_file(_next_path(home))


def take_next_key(home: Home, wanted: PublicKey) -> None:
    """Put the prepared key in the place of the log's when it is `wanted`; otherwise nothing happens. Safe to repeat.

    The public half is written first: as long as the prepared key is there, this is not finished.

    Raises:
        EnvironmentFault: files cannot be written.
        TrustError: what is prepared is no key.
    """
    path = _next_path(home)
    if not os.path.lexists(path) or read_key_file(path).public() != wanted:
        return
    try:
        replace_file(public_key_path(home), _public_pem(wanted), mode=0o644)
        os.replace(path, _private_path(home))
        flush_folder(home.folder("keys"))
    except OSError as error:
        raise EnvironmentFault(f"cannot write the log key in `{home.folder('keys')}`: {error.strerror}") from error


def create_key_file(path: str) -> SigningKey:
    """A new private key at `path` unless one is there. Raises `OSError`, and what `read_key_file` does."""
    if not os.path.lexists(path):
        create_file(path, _new_private_pem())
    return read_key_file(path)


def read_key_file(path: str) -> SigningKey:
    """The Ed25519 private key in a PEM file.

    Raises:
        TrustError: there is none.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_read(path), password=None)
    except (ValueError, TypeError) as error:
        raise TrustError(f"expected an Ed25519 private key in `{path}`, it cannot be read as one") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise TrustError(f"expected an Ed25519 private key in `{path}`, got another kind of key")
    return SigningKey(key.private_bytes_raw())


def check_log_key(home: Home) -> None:
    """Refuse a private key that is missing, not a plain file, of another owner, or open to others.

    Raises:
        TrustError: the sentence says which.
    """
    path = _private_path(home)
    try:
        status = os.lstat(path)
    except OSError as error:
        raise TrustError(
            f"expected the log key at `{path}`: {error.strerror}",
            remedy="restore keys/ from your backup; without it this log cannot be continued",
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise TrustError(f"expected the log key `{path}` to be a plain file")
    if status.st_uid != os.geteuid():
        raise TrustError(
            f"expected the log key `{path}` to belong to user {os.geteuid()}, it is user {status.st_uid}'s"
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise TrustError(
            f"expected the log key `{path}` to have mode 600, it has {stat.S_IMODE(status.st_mode):o}",
            remedy=f"chmod 600 {path}; if others may have read it, start a new log with a new key",
        )


def load_public_key(home: Home) -> PublicKey:
    """The public key of this home's log.

    Raises:
        TrustError: it is missing or not an Ed25519 key.
    """
    path = public_key_path(home)
    try:
        return parse_public_key(_read(path).decode("ascii", "replace"))
    except InputError as error:
        raise TrustError(f"`{path}`: {error}") from error


def parse_public_key(text: str) -> PublicKey:
    """A public key given as PEM, as a note verifier key (`name+id+base64`) or as base64 of its 32 bytes.

    Raises:
        InputError: it is none of these.
    """
    text = text.strip()
    if text.startswith("-----BEGIN PUBLIC KEY-----"):
        raw = _base64("".join(line for line in text.splitlines() if not line.startswith("-----")))
        if not raw.startswith(_PUBLIC_PREFIX):
            raise InputError("expected an Ed25519 public key in the PEM text, got another kind of key")
        return PublicKey(raw.removeprefix(_PUBLIC_PREFIX))
    if text.endswith("=") or "+" not in text:  # base64 of 32 bytes ends in padding, a verifier key's 33 bytes do not
        return PublicKey(_base64(text))
    return parse_verifier_key(text)[1]


def public_key_path(home: Home) -> str:
    """Where the public key lies."""
    return f"{home.folder('keys')}/log.pub"


def _private_path(home: Home) -> str:
    return f"{home.folder('keys')}/log.key"


def _next_path(home: Home) -> str:
    return f"{home.folder('keys')}/log.key.next"


def _new_private_pem() -> bytes:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())


def _public_pem(public: PublicKey) -> bytes:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = Ed25519PublicKey.from_public_bytes(public.raw)
    return key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)


def _base64(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise InputError("expected a public key as PEM, as `name+id+base64`, or as base64 of 32 bytes") from error


def _read(path: str) -> bytes:
    try:
        with open_regular(path) as file:
            return file.read(_KEY_FILE_LIMIT)
    except OSError as error:
        raise TrustError(f"cannot read the key `{path}`: {error.strerror}", remedy="run `bailiwick init`") from error
