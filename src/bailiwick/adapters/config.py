"""`Config`: how this user's daemon runs, from `config.json` in the Bailiwick home. What it decides is policy, not this.

A broken file never keeps the daemon from starting: what cannot be read counts as its strongest value, and `problems`
says so.
"""

from __future__ import annotations

import difflib
import json
from enum import StrEnum

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.recorder import Durability
from bailiwick.adapters.regular_files import open_regular
from bailiwick.model.errors import EnvironmentFault, UsageError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.adapters.home import Home

IDLE_SECONDS = 30 * 60
"""Without a request for so long the daemon ends; the next call starts another."""

LONGEST_IDLE_SECONDS = 365 * 24 * 3600

CONTENT_DAYS = 30
"""How long full inputs and results are kept."""

LONGEST_CONTENT_DAYS = 3650

KEYS: Mapping[str, str] = {
    "content": "`redacted` or `full`: what is kept of inputs and results; full ones are kept encrypted, beside the log",
    "content_days": "whole days from 1 to 3650: full inputs and results are removed after so long",
    "durability": "`process` or `disk`: an answered call's entry survives the end of the daemon, or the loss of power",
    "anchor": "`file` or `keyring`: the log's head lies beside the log, or also in the operating system's keyring",
    "idle_seconds": "whole seconds up to a year: the daemon ends after so long without a request; 0 is never",
}
"""Every key, with its values and its meaning."""

_FILE_BYTES = 64 * 1024
_REPAIR = "see `bailiwick config`; `bailiwick config unset KEY` takes a key out"


class AnchorPlace(StrEnum):
    """Where the head of the log is kept, so that a log that was rolled back is found."""

    FILE = "file"
    KEYRING = "keyring"
    """Beside the file, which is always written: the newest checkpoint."""


class Config(Value):
    """The settings in force."""

    content: str = "redacted"
    """`redacted` or `full`."""
    content_days: int = CONTENT_DAYS

    durability: Durability = Durability.PROCESS
    anchor: AnchorPlace = AnchorPlace.FILE
    idle_seconds: int = IDLE_SECONDS
    """0: never."""
    chosen: tuple[str, ...] = ()
    """Keys that the file sets; the others have their defaults."""
    problems: tuple[str, ...] = ()
    """What in the file does not count, and why."""


def config_path(home: Home) -> str:
    """Where the file lies; it need not be there."""
    return f"{home.root}/config.json"


def read_config(home: Home) -> Config:
    """The settings in force; never raises."""
    path = config_path(home)
    try:
        found = _read(path)
    except FileNotFoundError:
        return Config()
    except (OSError, ValueError, RecursionError) as error:
        return Config(durability=Durability.DISK, problems=(f"`{path}` cannot be read, so `disk` counts: {error}",))
    config = Config(chosen=tuple(key for key in KEYS if key in found))
    for key, value in found.items():
        try:
            config = config.replace(**{key: _parsed(key, value)})
        except UsageError as error:
            if key == "durability":
                config = config.replace(durability=Durability.DISK)
            config = config.replace(problems=(*config.problems, f"`{path}`: {error}"))
    return config


def write_config(home: Home, key: str, text: str | None) -> None:
    """Set one key to what `text` says, or take it out (None); what else the file says stays, unknown keys included.

    Raises:
        UsageError: there is no such key, or it cannot have this value.
        EnvironmentFault: the file cannot be read or written.
    """
    value = None if text is None else _value(key, text)
    path = config_path(home)
    try:
        try:
            found = _read(path)
        except FileNotFoundError:
            found = {}
        except (ValueError, RecursionError) as error:
            raise EnvironmentFault(f"`{path}` cannot be read: {error}", remedy="repair it, or delete it") from error
        found.pop(key, None)
        if value is not None:
            found[key] = value
        replace_file(path, json.dumps(found, indent=2).encode("ascii") + b"\n")
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{path}`: {error.strerror}") from error


def _read(path: str) -> dict[str, object]:
    with open_regular(path, follow=False) as file:
        document = json.loads(file.read(_FILE_BYTES))
    if not isinstance(document, dict):
        raise ValueError("expected a JSON object")  # noqa: TRY004 - the same to the caller as text that is no JSON
    return document


def _value(key: str, text: str) -> object:
    value = int(text) if key in ("idle_seconds", "content_days") and text.isascii() and text.isdigit() else text
    _parsed(key, value)
    return value


def _parsed(key: str, value: object) -> object:
    if key == "durability" and value in tuple(Durability):
        return Durability(str(value))
    if key == "content" and value in ("redacted", "full"):
        return value
    if key == "content_days" and type(value) is int and 1 <= value <= LONGEST_CONTENT_DAYS:
        return value
    if key == "anchor" and value in tuple(AnchorPlace):
        return AnchorPlace(str(value))
    if key == "idle_seconds" and type(value) is int and 0 <= value <= LONGEST_IDLE_SECONDS:
        return value
    if key in KEYS:
        raise UsageError(f"expected `{key}` to be {KEYS[key].partition(':')[0]}, got `{value}`", remedy=_REPAIR)
    near = difflib.get_close_matches(key, KEYS, n=1)
    raise UsageError(f"there is no key `{key}`{f', is it `{near[0]}`?' if near else ''}", remedy=_REPAIR)
