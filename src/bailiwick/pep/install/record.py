"""The record of what was wired where, one file per settings file in `install/` of the Bailiwick home.

JSON has no comments, so this is where our part of a settings file is marked as ours: the
plan, what had to be created for it, the original bytes, and the last state that was good.
"""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from binascii import Error as Base64Error

from bailiwick.model.errors import EnvironmentFault, InputError
from bailiwick.model.value import Value
from bailiwick.pep.install import settings_file
from bailiwick.pep.install.claude_code import DIALECT, HookCommand, Plan, Trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = 1


class Record(Value):
    """One wired settings file."""

    path: str
    """The settings file, as named at installation."""
    scope: str
    """`user` or `project`."""
    plan: Plan
    trace: Trace
    original: bytes | None
    """Content before the first installation, None when there was no file."""
    good: bytes
    """The last content in which our part was in place."""

    @property
    def name(self) -> str:
        """Name of the record: dialect, scope and a hash of the path."""
        return f"{DIALECT}-{self.scope}-{hashlib.sha256(self.path.encode()).hexdigest()[:12]}"

    def carries(self, path: str) -> bool:
        """True when `path` is this settings file, by any name."""
        return path == self.path or os.path.realpath(path) == os.path.realpath(self.path)


def load_all(folder: str) -> list[Record]:
    """All records, by name; none when there is no folder.

    Raises:
        InputError: one cannot be read as what it should be.
        EnvironmentFault: the folder or a file cannot be read.
    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EnvironmentFault(
            f"cannot read the records of installations in `{folder}`: {error.strerror}",
            remedy="move it away and run `bailiwick init` again",
        ) from error
    paths = [os.path.join(folder, name) for name in names if name.startswith(DIALECT) and name.endswith(".json")]
    return [_load(path) for path in paths]


def find(folder: str, path: str) -> Record | None:
    """The record of the settings file at `path`, or None."""
    return next((record for record in load_all(folder) if record.carries(path)), None)


def save(folder: str, record: Record) -> None:
    """Keep the record, mode 0600.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    document = {
        "version": VERSION,
        "path": record.path,
        "scope": record.scope,
        "plan": {
            "closed": _plain(record.plan.closed),
            "open": _plain(record.plan.open),
            "blocking": record.plan.blocking,
            "deny": list(record.plan.deny),
        },
        "trace": {"containers": [list(path) for path in record.trace.containers], "denied": list(record.trace.denied)},
        "original": None if record.original is None else b64encode(record.original).decode("ascii"),
        "good": b64encode(record.good).decode("ascii"),
    }
    data = json.dumps(document, indent=2).encode("utf-8") + b"\n"
    settings_file.replace(os.path.join(folder, f"{record.name}.json"), data)


def forget(folder: str, record: Record) -> None:
    """Drop the record.

    Raises:
        EnvironmentFault: it cannot be removed.
    """
    settings_file.delete(os.path.join(folder, f"{record.name}.json"))


def _plain(command: HookCommand) -> list[str]:
    return [command.program, *command.arguments]


def _load(path: str) -> Record:
    try:
        document: dict[str, Any] = json.loads(settings_file.read_text(path) or "")
        if document["version"] != VERSION:
            raise ValueError(f"version {document['version']}")  # noqa: TRY301 - one place maps all of them
        plan, trace, original = document["plan"], document["trace"], document["original"]
        return Record(
            path=document["path"],
            scope=document["scope"],
            plan=Plan(_command(plan["closed"]), _command(plan["open"]), plan["blocking"], tuple(plan["deny"])),
            trace=Trace(tuple(tuple(words) for words in trace["containers"]), tuple(trace["denied"])),
            original=None if original is None else b64decode(original, validate=True),
            good=b64decode(document["good"], validate=True),
        )
    except (ValueError, KeyError, TypeError, IndexError, Base64Error) as error:
        raise InputError(
            f"expected a record of an installation in `{path}`, got something else: {error}",
            remedy="move the file away and run `bailiwick init` again",
        ) from error


def _command(words: list[str]) -> HookCommand:
    return HookCommand(words[0], tuple(words[1:]))
