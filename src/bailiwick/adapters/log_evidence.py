"""Collects a log's bytes for the verifier, from a home, a copied log folder or one segment file.

Order matters on a live log: claims (checkpoints, anchor) are read before the entries, so that
the entries can only be more than claimed, never fewer.
"""

from __future__ import annotations

import os

from bailiwick.adapters.anchors import boot_id
from bailiwick.adapters.checkpoints import HISTORY, LATEST
from bailiwick.adapters.log_opening import ANCHOR
from bailiwick.adapters.segments import is_segment_name, list_segments
from bailiwick.ledger.verify import Evidence
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.adapters.segments import Segment


_ATTEMPTS = 5
"""How often the two checkpoint files are read again when they changed meanwhile."""


def collect(path: str, *, key: bytes | None) -> Evidence:
    """The evidence at `path`.

    Args:
        path: a home (with `log/` and `anchors/` in it), a log folder, or one segment file.
        key: the public key that the caller trusts, if any.

    Raises:
        InputError: there is no log at `path`.
        EnvironmentFault: files cannot be read.
    """
    if os.path.isfile(path):
        name = os.path.basename(path)
        if not is_segment_name(name):
            raise InputError(f"expected a log folder or a segment file (20 digits and .jsonl), got `{path}`")
        return Evidence(None, None, None, [(name, _lines(path))], key=key, at_home=False, part=True)
    at_home = os.path.isdir(f"{path}/log")
    folder = f"{path}/log" if at_home else path
    anchor = f"{path}/anchors/{ANCHOR}"
    history, newest = _checkpoints(folder)
    anchored = _content(anchor) if at_home else None
    segments = list_segments(folder)
    if not segments and history is None and anchored is None:
        remedy = "a log begins with the first call after `bailiwick init`; to verify another one, name its folder"
        raise InputError(f"expected a log at `{path}`, found none", remedy=remedy)
    return Evidence(
        history,
        newest,
        anchored,
        _named_lines(segments),
        anchor_after=lambda: _content(anchor) if at_home else None,
        boot=boot_id() if at_home else "",
        key=key,
        at_home=at_home,
    )


def _checkpoints(folder: str) -> tuple[bytes | None, bytes | None]:
    """History and newest checkpoint of one moment, also while a writer adds to both."""
    newest = _content(f"{folder}/{LATEST}")
    for _ in range(_ATTEMPTS):
        history = _content(f"{folder}/{HISTORY}")
        before, newest = newest, _content(f"{folder}/{LATEST}")
        if before == newest:
            break
    return history, newest


def _named_lines(segments: list[Segment]) -> Iterator[tuple[str, Iterator[bytes]]]:
    for segment in segments:
        yield os.path.basename(segment.path), _lines(segment.path)


def _lines(path: str) -> Iterator[bytes]:
    limit = bounds.ENTRY_BYTES + 1
    try:
        with open(path, "rb") as file:
            while line := file.readline(limit):
                yield line
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFault(f"cannot read `{path}`: {error.strerror}") from error
