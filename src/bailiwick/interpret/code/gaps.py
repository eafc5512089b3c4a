"""Code with small unknown pieces: `sed "s/a/$B/"`, `awk "NR>$N"`, `psql -c "... where id=$ID"`.

A piece that stands where the code around it takes a value is read as some value. A piece that could be
code of its own (at the start, as a statement, or fetched, decoded or read from a file) leaves the whole unknown.
"""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import Label, RunCode, RunFile, RunShell, RunWords

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Launch, Text

PIECE = "271828182845"
"""Stands for an unknown value; a number in every language, and never the name of anything."""

_TEXT_LANGUAGES = frozenset(("sed", "awk", "sql"))
_LOADERS = (
    "require",
    "require_once",
    "import",
    "import_module",
    "__import__",
    "include",
    "include_once",
    "from",
    "load",
)
_EVALUATORS = (
    "exec(",
    "eval",
    "getattr",
    "__import__",
    "importlib",
    "runpy",
    "compile(",
    "Function(",
    "source ",
    "\\i ",
)
"""What turns text into code or a name; code with one of these and a piece is not looked through."""
_STATEMENT_ENDS = frozenset((";", "\n", "{", "}", "`", "!", "\\"))


def filled(text: Text, language: str) -> str | None:
    """The code with every unknown piece as a value; None when a piece may be code."""
    untrusted = {Label.NETWORK, Label.DECODED} if language in _TEXT_LANGUAGES else {
        Label.NETWORK, Label.DECODED, Label.FILE,
    }  # fmt: skip
    if not text.labels.isdisjoint(untrusted):
        return None
    parts = text.parts
    if language == "sed":
        if not isinstance(parts[-1], str) or not parts[-1].strip():
            return None
    elif not text.prefix.strip():
        return None
    if any(word in part for part in parts if isinstance(part, str) for word in _EVALUATORS):
        return None
    for before, part in pairwise(parts):
        if not isinstance(part, str) and (not isinstance(before, str) or _takes_code(before)):
            return None
    return "".join(part if isinstance(part, str) else PIECE for part in parts)


def _takes_code(code: str) -> bool:
    """True when what follows would be a statement, or the name of code to load."""
    last = code.rstrip(" \t")[-1:]
    return not last or last in _STATEMENT_ENDS or code.rstrip(" \t('\"[").endswith(_LOADERS)


def runs_a_piece(launches: tuple[Launch, ...]) -> bool:
    """True when further code would be made of a piece."""
    return any(PIECE in _shown(launch) for launch in launches)


def _shown(launch: Launch) -> str:
    match launch:
        case RunWords(words=words):
            return " ".join(word.shown() for word in words)
        case RunShell(text=text) | RunCode(text=text):
            return text.shown()
        case RunFile(path=path):
            return path
