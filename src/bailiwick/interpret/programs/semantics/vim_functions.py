"""Functions of Vim script that start programs or touch files, when their arguments are plain strings."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call

_STARTERS = ("systemlist", "system", "job_start", "jobstart", "termopen", "term_start")
_FILES = ("writefile", "readfile", "delete", "rename")
_HARMLESS = ("append", "setline", "cursor", "search", "deletebufline", "sort", "setreg", "setpos", "setbufvar")
CALLS = 32
"""Most function calls that are followed in one command."""


def functions(call: Call, text: str) -> bool:
    """Emit what the calls in `text` do; False when there are none, or one whose strings are not plain."""
    found = False
    for name in (*_STARTERS, *_FILES):
        rest = text
        for _ in range(CALLS):
            before, opened, rest = rest.partition(f"{name}(")
            if not opened:
                break
            if before[-1:].isalnum() or before[-1:] == "_":
                continue
            words = _strings(rest)
            if not words:
                return False
            _act(call, name, words)
            found = True
    return found or any(text.startswith(f"call {name}(") for name in _HARMLESS)


def _act(call: Call, name: str, words: list[str]) -> None:
    if name in _STARTERS:
        call.launch(RunShell(literal(words[0]), via=call.program))
    elif name == "delete":
        call.file(Kind.FILE_DELETE, literal(words[0]), recursive="rf" in words[1:])
    elif name == "readfile":
        call.read(literal(words[0]))
    elif name == "rename":
        call.file(Kind.FILE_DELETE, literal(words[0]), moved_away=True)
        call.file(Kind.FILE_WRITE, literal(words[-1]), truncates=True)
    else:
        path = next((word for word in reversed(words) if not _is_flags(word)), words[-1])
        call.file(Kind.FILE_WRITE, literal(path), truncates=not (_is_flags(words[-1]) and "a" in words[-1]))


def _is_flags(word: str) -> bool:
    """True for the flags of `writefile()`."""
    return len(word) < 4 and set(word) <= set("abDsS")


def _strings(text: str) -> list[str]:
    """The string literals up to the closing parenthesis, lists of strings among them."""
    found: list[str] = []
    depth, at = 1, 0
    while at < len(text) and depth:
        letter = text[at]
        if letter in "'\"":
            end = text.find(letter, at + 1)
            if end < 0:
                return []
            found.append(text[at + 1 : end])
            at = end
        else:
            depth += (letter in "([") - (letter in ")]")
        at += 1
    return found
