"""TeX engines: a file, or text whose macros start programs, run Lua, or read files."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunShell, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_READERS = ("input", "include", "verbatiminput", "lstinputlisting", "VerbatimInput", "InputIfFileExists")
MACROS = 32
"""Most macros of one name that are followed."""


def run(call: Call, arguments: Arguments) -> None:
    """Text on the command line begins with a macro; anything else is a file."""
    for word in arguments.operands:
        if not word.prefix.startswith("\\"):
            call.read(word)
            continue
        text = word.known or word.prefix
        for command in _arguments(text, "write18"):
            call.launch(RunShell(literal(command), call.program))
        for code in _arguments(text, "directlua"):
            call.launch(RunCode("lua", literal(code), call.program))
        for macro in _READERS:
            for path in _arguments(text, macro):
                call.read(literal(path.removeprefix("|")))


def _arguments(text: str, macro: str) -> list[str]:
    """What stands in braces behind each use of a macro."""
    found: list[str] = []
    rest = text
    for _ in range(MACROS):
        _, used, rest = rest.partition(f"\\{macro}")
        if not used:
            break
        opening = rest.find("{")
        depth, at = 0, opening
        while 0 <= at < len(rest):
            depth += (rest[at] == "{") - (rest[at] == "}")
            if not depth:
                found.append(rest[opening + 1 : at])
                break
            at += 1
    return found
