"""Git configuration files, read as text (git-config(1), "CONFIGURATION FILE"): nothing in them is ever run."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase

from bailiwick.adapters.regular_files import Unreadable, read_regular, signature
from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}


class ConfigFiles:
    """Several configuration files in order of rising precedence, with their includes.

    `settings` has (key, value) pairs: section and name in lower case, a subsection as written.
    `read` names every file that was looked for, with its signature, so that a cache knows when to look again.
    """

    def __init__(self, *, home: str, git_dir: str, branch: str) -> None:
        self._home = home
        self._git_dir = git_dir
        self._branch = branch
        self.settings: list[tuple[str, str]] = []
        self.read: dict[str, tuple[int, int, int] | None] = {}

    def add(self, path: str, *, depth: int = 0) -> None:
        """Read one file and what it includes; a missing or unreadable file adds nothing."""
        if depth > bounds.GIT_INCLUDE_DEPTH or len(self.read) > bounds.GIT_CONFIG_FILES:
            return
        self.read[path] = signature(path)
        try:
            content = read_regular(path, bounds.GIT_CONFIG_BYTES)
        except Unreadable:
            return
        for key, value in parse(content.decode("utf-8", "replace")):
            self.settings.append((key, value))
            if self._includes(key, os.path.dirname(path)):
                self.add(self._included(value, os.path.dirname(path)), depth=depth + 1)

    def _included(self, path: str, directory: str) -> str:
        if path.startswith("~/"):
            path = self._home + path[1:]
        return os.path.normpath(os.path.join(directory, path))

    def _includes(self, key: str, directory: str) -> bool:
        if key == "include.path":
            return True
        if not (key.startswith("includeif.") and key.endswith(".path")):
            return False
        kind, _colon, pattern = key[len("includeif.") : -len(".path")].partition(":")
        match kind:
            case "gitdir":
                return self._is_git_dir(pattern, directory)
            case "gitdir/i":
                return self._is_git_dir(pattern.lower(), directory, fold=True)
            case "onbranch":
                return fnmatchcase(self._branch, pattern + "**" if pattern.endswith("/") else pattern)
            case _:
                # `hasconfig:` needs the whole configuration first; reading more than git does is the safe side.
                return True

    def _is_git_dir(self, pattern: str, directory: str, *, fold: bool = False) -> bool:
        if pattern.startswith("~/"):
            pattern = self._home + pattern[1:]
        elif pattern.startswith("./"):
            pattern = directory + pattern[1:]
        elif not pattern.startswith("/"):
            pattern = "**/" + pattern
        if pattern.endswith("/"):
            pattern += "**"
        git_dir = self._git_dir.lower() if fold else self._git_dir
        return fnmatchcase(git_dir, pattern) or fnmatchcase(git_dir + "/", pattern)


def parse(text: str) -> Iterator[tuple[str, str]]:
    """The (key, value) pairs of one file; a variable without `=` is `true`. Other lines are skipped."""
    prefix = ""
    lines = iter(text.splitlines())
    for raw in lines:
        line = raw.strip()
        if line.startswith("["):
            header, _bracket, line = _split_header(line)
            prefix = header
            line = line.strip()
        if not line or line[0] in "#;" or not prefix:
            continue
        name, equals, rest = line.partition("=")
        name = name.split("#")[0].split(";")[0] if not equals else name
        value = _value(rest, lines) if equals else "true"
        if name.strip().replace("-", "").isalnum():
            yield f"{prefix}.{name.strip().lower()}", value


def _split_header(line: str) -> tuple[str, str, str]:
    """`[section "sub"] rest` to (`section.sub`, `]`, rest)."""
    out: list[str] = []
    quoted = False
    index = 1
    while index < len(line):
        letter = line[index]
        if quoted and letter == "\\" and index + 1 < len(line):
            index += 1
            out.append(line[index])
        elif letter == '"':
            if not quoted:
                # A NUL marks where the subsection begins: no header can hold one.
                out.append("\0")
            quoted = not quoted
        elif letter == "]" and not quoted:
            break
        else:
            out.append(letter)
        index += 1
    section, marker, sub = "".join(out).partition("\0")
    name = section.strip().lower()
    return (f"{name}.{sub}" if marker else name), "]", line[index + 1 :]


def _value(rest: str, lines: Iterator[str]) -> str:
    """The value after `=`: quotes, escapes, comments and continued lines resolved."""
    out: list[str] = []
    kept = 0  # how much of `out` is not trailing space
    quoted = False
    text = rest.lstrip()
    index = 0
    while index < len(text):
        letter = text[index]
        index += 1
        if letter == "\\":
            if index == len(text):
                text, index = next(lines, ""), 0
                continue
            out.append(_ESCAPES.get(text[index], text[index]))
            index += 1
            kept = len(out)
        elif letter == '"':
            quoted = not quoted
            kept = len(out)
        elif letter in "#;" and not quoted:
            break
        else:
            out.append(letter)
            if quoted or not letter.isspace():
                kept = len(out)
    return "".join(out[:kept])
