"""vim and ex: files are edited in place; `:!`, `:w !`, `:r !` and `:so` in its commands run other code."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import RunCode, RunFile, RunShell
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.interpret.programs.semantics.vim_functions import functions
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


_LANGUAGES = {
    "py3 ": "python", "py ": "python", "python3 ": "python", "python ": "python", "pythonx ": "python",
    "pyx ": "python", "lua ": "lua", "perl ": "perl", "ruby ": "ruby",
}  # fmt: skip
"""Commands whose rest is code of another language."""

_SCRIPTS = {"luafile ": "lua", "pyfile ": "python", "py3file ": "python", "rubyfile ": "ruby", "perlfile ": "perl"}
"""Commands whose rest names a script of another language."""


def run(call: Call, arguments: Arguments) -> None:
    """Files are read; they are written unless the editor only views."""
    viewing = arguments.has("R") or "view" in call.program
    commands = [*arguments.values("c", "cmd"), *(_plus(word) for word in call.words if word.prefix.startswith("+"))]
    commands += [after for before, after in pairwise(call.words) if before.known in ("-sc", "-esc", "-Esc", "-Rc")]
    silent = call.program == "ex" or arguments.has("e", "E")
    for word in (*arguments.operands, *(arguments.values("s") if silent else ())):
        if word in commands:
            continue
        if word.prefix.startswith("+"):
            continue
        call.read(word)
        if not viewing:
            call.file(Kind.FILE_WRITE, word)
    for command in commands:
        _command(call, command)
    if call.program in {"ex", "vi", "vim", "nvim"} and call.stdin.text is not None:
        for line in texts.separate(call.stdin.text, "\n"):
            _command(call, line)


def _plus(word: Text) -> Text:
    return texts.drop(word, 1)


def _foreign(call: Call, command: Text, shown: str) -> bool:
    """Code of another language, in the command or in a script that it names."""
    for start, language in _LANGUAGES.items():
        if shown.startswith(start):
            _, code = texts.partition_anywhere(command, " ")
            if code is not None:
                call.launch(RunCode(language, code, via=call.program))
            return True
    for start, language in _SCRIPTS.items():
        if shown.startswith(start):
            _, path = texts.partition_anywhere(command, " ")
            if path is not None and path.known == "/dev/stdin":
                call.launch(RunCode(language, from_stdin(call), call.program))
            elif path is not None:
                call.launch(RunFile(call.path(path).value, language, call.program))
            return True
    return False


def _command(call: Call, command: Text) -> None:
    shown = texts.pattern(command).lstrip(": ")
    for start in (
        "!",
        "r !",
        "r!",
        "read !",
        "w !",
        "write !",
        "%!",
        ".!",
        "silent !",
        "silent! !",
        "norm !",
        "terminal ",
        "term ",
    ):
        if shown.startswith(start):
            _, rest = texts.partition_anywhere(command, "!" if "!" in start else " ")
            if rest is not None:
                call.launch(RunShell(rest, via=call.program))
            return
    if _foreign(call, command, shown):
        return
    if command.known is not None and functions(call, command.known):
        return
    if (
        "system(" in shown
        or "py " in shown[:4]
        or shown.startswith(("lua ", "python", "py3", "perl ", "ruby ", "call ", "exe"))
    ):
        call.emit(Kind.EXEC_RUN, call.name(shown[:80]), program=call.program, known=True, opaque=True, interpreter=True)
    _files(call, command, shown)


def _files(call: Call, command: Text, shown: str) -> None:
    """Files that a command writes, reads, or sources, and addresses that it writes to."""
    for verb in ("w ", "w! ", "write ", "saveas ", "sav ", "redir > ", "redir! > ", "redir >> "):
        if shown.startswith(verb):
            _, path = texts.partition_anywhere(command, "> " if ">" in verb else " ")
            if path is not None:
                call.file(Kind.FILE_WRITE, path, truncates=True)
    for verb in ("so ", "source "):
        if shown.startswith(verb):
            _, path = texts.partition_anywhere(command, " ")
            if path is not None and not run_address(call, path):
                call.launch(RunFile(call.path(path).value, "vim", call.program))
    for verb in ("Nw ", "Nwrite ", "w scp:", "w ftp:"):
        if shown.startswith(verb) and "://" in shown:
            call.emit(Kind.NET_SEND, call.name(shown[:80]), channel="scp", carries="file")
    for verb in ("r ", "read ", "e ", "edit ", "tabe ", "sp ", "vs "):
        if shown.startswith(verb):
            _, path = texts.partition_anywhere(command, " ")
            if path is not None:
                call.read(path)
