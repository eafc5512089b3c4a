"""What a person at a terminal has trusted: hashes of files, and the key of the organisation whose policy counts.

`trust.json` in the home: `{"files": {path: SHA-256}, "organisation": verifier key, "serial": number}`. A file that was
changed since is not trusted. The organisation's policy is `organisation.note`, a signed note (C2SP) whose text is a
policy file; while a key is pinned it must be there, signed by that key, and its `serial` not smaller than the greatest
that was seen.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.regular_files import open_regular
from bailiwick.model.errors import EnvironmentFault, InputError, PolicyError, TrustError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PIN_BYTES = 1024 * 1024
"""Largest file of pins, bytes: thousands of projects."""

_REPAIR = "repair or remove the file; removing it withdraws all trust"


class Pins(Value):
    """What is trusted."""

    files: Mapping[str, str] = EMPTY
    """Absolute path to SHA-256, hex."""
    organisation: str = ""
    """Verifier key `name+id+base64`; empty when no organisation is trusted."""
    serial: int = 0
    """Greatest number of a policy of this organisation that was seen."""


def read_pins(path: str) -> Pins:
    """The pins of a file; none when there is no file.

    Raises:
        TrustError: the file cannot be read as pins.
    """
    try:
        with open_regular(path) as file:
            data = file.read(PIN_BYTES + 1)
    except FileNotFoundError:
        return Pins()
    except OSError as error:
        raise TrustError(f"`{path}` cannot be read: {error.strerror}", remedy=_REPAIR) from error
    try:
        plain = json.loads(data) if len(data) <= PIN_BYTES else None
    except (ValueError, RecursionError):
        plain = None
    files = plain.get("files", {}) if isinstance(plain, dict) else None
    key = plain.get("organisation", "") if isinstance(plain, dict) else None
    serial = plain.get("serial", 0) if isinstance(plain, dict) else None
    if (
        not isinstance(files, dict)
        or not isinstance(key, str)
        or type(serial) is not int
        or not all(map(_is_text, files.values()))
    ):
        raise TrustError(f"expected `{path}` to hold pins as JSON, got something else", remedy=_REPAIR)
    return Pins(files, key, serial)


def write_pins(path: str, pins: Pins) -> None:
    """Replace the pins of a file.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    plain = {"files": dict(sorted(pins.files.items())), "organisation": pins.organisation, "serial": pins.serial}
    try:
        replace_file(path, json.dumps(plain, indent=2).encode() + b"\n")
    except OSError as error:
        raise EnvironmentFault(f"`{path}` cannot be written: {error.strerror}") from error


def policy_of_bundle(note: str | None, key: str) -> str | None:
    """The policy text of an organisation's bundle; None when there is neither bundle nor key.

    Args:
        note: the bundle; None when there is none.
        key: the pinned verifier key; empty when none is.

    Raises:
        PolicyError: only one of them is there, or the bundle is not signed by the key.
    """
    if note is None and not key:
        return None
    if note is None:
        raise PolicyError(
            "the policy of the trusted organisation is missing",
            remedy="`bailiwick trust --organisation KEY --bundle FILE` puts it back",
        )
    if not key:
        raise PolicyError(
            "there is an organisation's policy, and no key is trusted for it",
            remedy="`bailiwick trust --organisation KEY`, or remove `organisation.note` from the home",
        )
    from bailiwick.crypto.note import parse_note, parse_verifier_key

    try:
        name, public = parse_verifier_key(key)
        parsed = parse_note(note)
    except InputError as error:
        raise PolicyError(f"the organisation's policy cannot be verified: {error}") from error
    if not parsed.signed_by(name, public):
        raise PolicyError(
            f"expected the organisation's policy to be signed by the trusted key `{name}`, it is not",
            remedy="get the bundle from the organisation again",
        )
    return parsed.text


def require_newest(serial: int, pinned: int) -> None:
    """Refuse a policy of the organisation that is older than one that was seen.

    Args:
        serial: its own number; 0 when it has none.
        pinned: the greatest number that was seen.

    Raises:
        PolicyError: it is older.
    """
    if serial < pinned:
        raise PolicyError(
            f"expected the organisation's policy to have serial {pinned} or a greater one, as was seen before, "
            f"got {serial or 'none'}: it is an older one",
            remedy="get the newest bundle from the organisation; to go back all the same, a person runs "
            "`bailiwick trust --organisation none`, then trusts the older one",
        )


def real_path(path: str) -> str:
    """The name under which a file is pinned."""
    return os.path.realpath(path)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
