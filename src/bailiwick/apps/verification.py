"""The standalone verifier (`bailiwick_verify`), asked from inside: its errors become ours, its answers stay."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

from bailiwick.adapters.config import AnchorPlace, read_config
from bailiwick.adapters.keyring_shelf import KeyringShelf
from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick_verify import CannotVerifyError, NoLogError, collect, verify_log

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.adapters.home import Home
    from bailiwick_verify import Report


@contextmanager
def verifying() -> Iterator[None]:
    """Around calls of the verifier.

    Raises:
        InputError: there is no log, or a key is none.
        EnvironmentFault: what is to be checked cannot be read.
    """
    try:
        yield
    except NoLogError as error:
        remedy = "a log begins with the first call after `bailiwick init`; to verify another one, name its folder"
        raise InputError(str(error), remedy=remedy) from error
    except CannotVerifyError as error:
        family = EnvironmentFault if isinstance(error.__cause__, OSError) else InputError
        raise family(str(error)) from error


def verify_home(home: Home) -> Report:
    """What the verifier finds in the log of a home.

    Raises:
        InputError: there is no log.
        EnvironmentFault: files cannot be read.
    """
    with verifying():
        return verify_log(replace(collect(home.root), earlier=kept_in_keyring(home)))


def kept_in_keyring(home: Home) -> tuple[str, ...]:
    """The checkpoint that the keyring has of the log of `home`, if any. Ask before the log is read: it may grow.

    Raises:
        EnvironmentFault: the head is kept there, and the keyring cannot be read.
    """
    if not KeyringShelf.available():
        return ()
    try:
        note = KeyringShelf(home).read()
    except EnvironmentFault:
        if read_config(home).anchor is AnchorPlace.KEYRING:
            raise
        return ()
    return (note,) if note else ()
