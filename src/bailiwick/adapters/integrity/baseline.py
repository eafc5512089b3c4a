"""The baseline: hashes of governing files as a person has signed them, as a signed note (C2SP) in `integrity.note`.

The text has one JSON line per fact, so that every byte of it is under the signature: a header (format, number, time),
one line per signed project, one per file with its path. A path is part of what is signed, so two entries cannot change
places. Copies of the signed contents lie in `state/integrity/`, named by their hash, to show what changed.
"""

from __future__ import annotations

import json
import os

from bailiwick.adapters.durable import replace_file
from bailiwick.adapters.keys import load_public_key, load_signing_key
from bailiwick.adapters.regular_files import open_regular
from bailiwick.crypto.hashing import content_hash
from bailiwick.crypto.note import parse_note, sign_note
from bailiwick.model.errors import EnvironmentFault, InputError, TrustError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick.adapters.home import Home

FORMAT = "bailiwick-integrity/1"
"""First word of the text and name of the key: never a checkpoint's, which begin with `bailiwick/`."""

BASELINE_BYTES = 32 * 1024 * 1024
COPY_BYTES = 256 * 1024
"""Longest content of which a copy is kept."""

_REMEDY = "look at the files, then sign anew: `bailiwick integrity sign`"


class Baseline(Value):
    """What a person has signed."""

    number: int
    """1 for the first, then counting up."""
    time: str
    """RFC 3339."""
    projects: tuple[str, ...] = ()
    files: Mapping[str, str] = EMPTY
    """Absolute path to the SHA-256 of what counts of the file, hex."""

    def text(self) -> str:
        """The text that is signed."""
        lines: list[object] = [{"format": FORMAT, "number": self.number, "time": self.time}]
        lines += [{"project": project} for project in self.projects]
        lines += [{"path": path, "sha256": digest} for path, digest in sorted(self.files.items())]
        return "".join(f"{json.dumps(line)}\n" for line in lines)


def baseline_path(home: Home) -> str:
    """Where the baseline lies."""
    return f"{home.root}/integrity.note"


def read_baseline(home: Home) -> Baseline | None:
    """The baseline, its signature checked; None when nobody has signed one.

    Raises:
        TrustError: it cannot be read as one, or is not signed by this home's key.
    """
    path = baseline_path(home)
    try:
        with open_regular(path) as file:
            data = file.read(BASELINE_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TrustError(f"`{path}` cannot be read: {error.strerror}", remedy=_REMEDY) from error
    try:
        note = parse_note(data.decode("utf-8"))
        good = note.signed_by(FORMAT, load_public_key(home))
    except (UnicodeDecodeError, InputError) as error:
        raise TrustError(f"expected a signed baseline in `{path}`: {error}", remedy=_REMEDY) from error
    if not good:
        raise TrustError(f"expected `{path}` to be signed by this home's key, it is not", remedy=_REMEDY)
    return _parse(note.text, path)


def write_baseline(home: Home, baseline: Baseline, copies: Iterable[bytes]) -> str:
    """Sign and keep a baseline, with the contents that it is about; returns the SHA-256 of the note.

    Raises:
        TrustError: the key cannot be used.
        EnvironmentFault: files cannot be written.
    """
    note = sign_note(baseline.text(), FORMAT, load_signing_key(home))
    try:
        os.makedirs(_folder(home), mode=0o700, exist_ok=True)
        for content in copies:
            path = f"{_folder(home)}/{content_hash(content)}"
            if len(content) <= COPY_BYTES and not os.path.exists(path):
                replace_file(path, content)
        replace_file(baseline_path(home), note.encode())
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{error.filename or baseline_path(home)}`: {error.strerror}") from error
    return content_hash(note)


def copy_of(home: Home, digest: str) -> bytes | None:
    """The content that was signed with this hash, if a copy was kept and is still what it was."""
    try:
        with open_regular(f"{_folder(home)}/{digest}") as file:
            content = file.read(COPY_BYTES + 1)
    except OSError:
        return None
    return content if content_hash(content) == digest else None


def forget_copies(home: Home, baseline: Baseline) -> None:
    """Remove the copies that no file of `baseline` needs. Raises `OSError`."""
    kept = set(baseline.files.values())
    for name in os.listdir(_folder(home)):
        if name not in kept:
            os.unlink(f"{_folder(home)}/{name}")


def _folder(home: Home) -> str:
    return f"{home.folder('state')}/integrity"


def _parse(text: str, path: str) -> Baseline:
    try:
        head, *lines = [json.loads(line) for line in text.splitlines()]
        if head["format"] != FORMAT:
            raise ValueError(f"format `{head['format']}`")  # noqa: TRY301 - one place maps all of them
        return Baseline(
            number=int(head["number"]),
            time=str(head["time"]),
            projects=tuple(str(line["project"]) for line in lines if "project" in line),
            files={str(line["path"]): str(line["sha256"]) for line in lines if "path" in line},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TrustError(f"expected a baseline in `{path}`, got something else: {error}", remedy=_REMEDY) from error
