"""Path texts to absolute names, by text alone: tilde, working directory, drive letters, `/proc` and `/dev` forms.

Nothing here asks the host. `..` is kept by `absolute`, because only the host knows what is
above a link; `normal` removes it as text.
"""

from __future__ import annotations

import posixpath

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError, InputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.request import Place

_OWN_PROCESS = frozenset(("self", "thread-self"))


def absolute(text: str, *, cwd: str, place: Place) -> str | None:
    """The absolute name that `text` means in `cwd`; links and `..` are still in it.

    Args:
        text: a path as written; empty means the working directory.
        cwd: absolute, or empty when unknown.
        place: where the call happens.

    Returns:
        None when the name is relative to a directory that is not known.

    Raises:
        InputError: a NUL byte is in the path; no system call could take it.
        BoundError: the path is longer than `bounds.PATH_CHARS`.
    """
    if "\0" in text:
        raise InputError(
            f"expected a path without NUL bytes, got `{text[:80]!r}`", remedy="remove the NUL byte from the path"
        )
    if len(text) > bounds.PATH_CHARS:
        raise BoundError(f"expected a path of at most {bounds.PATH_CHARS} characters, got {len(text)}")
    drive = _windows(text, place)
    if drive is not None:
        return _windows_names(drive)
    if place.platform == "windows":
        text, cwd = _windows_names(text.replace("\\", "/")), cwd.replace("\\", "/")
    if text.startswith("~"):
        expanded = _tilde(text, cwd, place)
        if expanded is None:
            return None
        text = expanded
    if not text.startswith("/") and not _has_drive(text):
        if not cwd:
            return None
        text = f"{cwd}/{text}"
    # Two leading slashes mark a share of another machine, which POSIX names never mean.
    return _rewritten("/" + text.lstrip("/") if text.startswith("/") else text, cwd)


def normal(path: str) -> str:
    """`path` without `.`, `..`, doubled and trailing slashes, as text; `//./` and `//host/share` keep their slashes."""
    if path.startswith("//"):
        return "//" + posixpath.normpath("/" + path.lstrip("/"))[1:] if not path.startswith("//./") else path
    if _has_drive(path):
        return path[:2] + posixpath.normpath("/" + path[2:].lstrip("/"))
    plain = posixpath.normpath("/" + path.lstrip("/"))
    return _rewritten(plain, "") or plain


def parent(path: str) -> str:
    """The directory that holds a normal path; the root holds itself."""
    return path.rpartition("/")[0] or "/"


def _tilde(text: str, cwd: str, place: Place) -> str | None:
    name, slash, rest = text[1:].partition("/")
    if name in {"", place.user}:
        home = place.home
    elif name == "+":
        home = cwd
    elif name == "root":
        home = "/var/root" if place.platform == "darwin" else "/root"
    elif name == "-" or name.isdigit():
        return None
    elif name.replace("-", "").replace("_", "").replace(".", "").isalnum():
        homes = parent(place.home) if place.home not in {"", "/root"} else "/home"
        home = f"{homes}/{name}"
    else:
        return text if cwd else None
    return home + slash + rest if home else None


def _has_drive(path: str) -> bool:
    return len(path) >= 2 and path[1] == ":" and path[0].isascii() and path[0].isalpha() and path[2:3] in {"/", ""}


def _windows(text: str, place: Place) -> str | None:
    """Drive and UNC names in slashes (`C:/x`, `//host/share`), or None for any other name."""
    if text[:2] == "\\\\" or (place.platform == "windows" and text[:2] == "//"):
        plain = text.replace("\\", "/")
        if plain[:4] in {"//?/", "//./"} and _has_drive(plain[4:]):
            return plain[4:]
        return plain
    # `c:/x` is a drive only on Windows; with a backslash it is hardly anything else anywhere.
    slashes = "\\/" if place.platform == "windows" else "\\"
    if text[1:2] == ":" and text[0].isascii() and text[0].isalpha() and text[2:3] and text[2] in slashes:
        return text.replace("\\", "/")
    return None


def _windows_names(path: str) -> str:
    """`path` without what Windows ignores in a name: final dots and blanks, and the name of a data stream."""
    drive, rest = (path[:2], path[2:]) if _has_drive(path) else ("", path)
    names = [name.partition(":")[0] for name in rest.split("/")]
    return drive + "/".join(name if name in {".", ".."} else name.rstrip(". ") for name in names)


def _rewritten(path: str, cwd: str) -> str | None:
    """`path` without the detours over `/proc/PID/root` and `/proc/PID/cwd`, which mean other processes for the host."""
    if "proc" not in path:
        return path
    out: list[str] = []
    for part in path.split("/"):
        if part in {"", "."}:
            continue
        if part == ".." and out and out[0] == "proc":
            out.pop()
            continue
        out.append(part)
        if out[0] == "proc" and part in {"root", "cwd"} and _is_process(out[1:-1]):
            if part == "root":
                out = []
            elif out[1] in _OWN_PROCESS and cwd:
                out = [piece for piece in cwd.split("/") if piece]
            else:
                return None
    return "/" + "/".join(out)


def _is_process(parts: list[str]) -> bool:
    if len(parts) == 3 and parts[1] == "task":
        parts = [parts[0]]
    return len(parts) == 1 and (parts[0] in _OWN_PROCESS or parts[0].isdigit())
