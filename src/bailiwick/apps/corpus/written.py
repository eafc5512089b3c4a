"""What the calls of a case's session have written, laid down in the made-up world until the session is over.

Content is judged as it is on disk now, so a corpus of sessions needs the files that its Write and Edit calls would
have left: those marked `executed`. Commands are never run.
"""

from __future__ import annotations

import os

from bailiwick.apps.corpus.world import SEEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.apps.corpus.cases import Case

_SCRIPT_MODE = 0o700


class Written:
    """The files of the session that is being judged, below the directory `root` that calls see as the home."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._session = ""
        self._before: dict[str, bytes | None] = {}

    def begin(self, case: Case) -> None:
        """Take back what another session has written."""
        if case.session != self._session:
            self.undo()
            self._session = case.session

    def take(self, case: Case) -> None:
        """Lay down what a Write or Edit that was executed leaves."""
        path = case.input.get("file_path")
        if not case.executed or not case.session or not isinstance(path, str) or not path.startswith(f"{SEEN}/"):
            return
        real = os.path.realpath(self._root + path[len(SEEN) :])
        if not real.startswith(f"{self._root}/"):
            return
        content, old, new = (case.input.get(name) for name in ("content", "old_string", "new_string"))
        if case.tool == "Write" and isinstance(content, str):
            self._write(real, content.encode())
        elif case.tool == "Edit" and isinstance(old, str) and isinstance(new, str):
            self._write(real, (_bytes(real) or b"").replace(old.encode(), new.encode(), 1))

    def undo(self) -> None:
        """Every file as it was before the session."""
        for path, content in reversed(self._before.items()):
            if content is None:
                os.unlink(path)
            else:
                _put(path, content)
        self._before.clear()

    def _write(self, path: str, content: bytes) -> None:
        self._before.setdefault(path, _bytes(path))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _put(path, content)


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _put(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)
    if content.startswith(b"#!"):
        os.chmod(path, _SCRIPT_MODE)
