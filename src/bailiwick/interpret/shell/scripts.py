"""Which language a script file is written in: its first line, else its suffix."""

from __future__ import annotations

import posixpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.effects import Text

_PROGRAMS: Mapping[str, str] = {
    "sh": "bash",
    "bash": "bash",
    "dash": "bash",
    "ash": "bash",
    "zsh": "bash",
    "ksh": "bash",
    "mksh": "bash",
    "python": "python",
    "pypy": "python",
    "node": "javascript",
    "nodejs": "javascript",
    "deno": "javascript",
    "bun": "javascript",
    "tsx": "typescript",
    "ts-node": "typescript",
    "perl": "perl",
    "ruby": "ruby",
    "php": "php",
    "lua": "lua",
    "awk": "awk",
    "gawk": "awk",
    "mawk": "awk",
    "sed": "sed",
    "make": "make",
    "Rscript": "r",
    "pwsh": "powershell",
    "tclsh": "tcl",
    "expect": "tcl",
    "osascript": "applescript",
}
_SUFFIXES: Mapping[str, str] = {
    ".sh": "bash",
    ".bash": "bash",
    ".zsh": "bash",
    ".ksh": "bash",
    ".command": "bash",
    ".py": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".ts": "typescript",
    ".pl": "perl",
    ".rb": "ruby",
    ".php": "php",
    ".lua": "lua",
    ".awk": "awk",
    ".ps1": "powershell",
    ".psm1": "powershell",
    ".bat": "cmd",
    ".cmd": "cmd",
}


def language_of(path: str, text: Text) -> str:
    """The language of a script that is executed directly; a file without a hint is run by the shell itself."""
    first = text.prefix.partition("\n")[0]
    if first.startswith("#!"):
        return _interpreter(first[2:].split())
    return _SUFFIXES.get(posixpath.splitext(path)[1], "bash")


def _interpreter(words: list[str]) -> str:
    names = [posixpath.basename(word) for word in words if not word.startswith("-") and "=" not in word]
    if names and names[0] == "env":
        names.pop(0)
    if not names:
        return "bash"
    name = names[0]
    return _PROGRAMS.get(name) or _PROGRAMS.get(name.rstrip("0123456789."), name)
