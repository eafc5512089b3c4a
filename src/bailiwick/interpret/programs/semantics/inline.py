"""Languages with `-e TEXT`, a script file, or a program on standard input."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile, RunWords, Text, literal
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.semantics.remote_code import run_address
from bailiwick.interpret.programs.undescribed import words_of_script
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LANGUAGES = {
    "ruby": "ruby jruby rbx truffleruby irb macruby",
    "lua": "lua luajit texlua",
    "r": "Rscript littler r R",
    "tcl": "tclsh wish expect",
    "javascript": "ts-node tsx esno zx sucrase-node babel-node nodejs-repl",
}


_EXPRESSIONS = frozenset({"bb", "jet", "joker"})
"""Interpreters that take an expression as their first operand."""


def run(call: Call, arguments: Arguments) -> None:
    """Inline text counts before a file; `ruby -run -e httpd` is a program of Ruby's library."""
    task = arguments.value("e")
    if arguments.known("r") == "un" and task is not None:
        name = {"httpd": "darkhttpd", "rmdir": "rmdir"}.get(task.known or "", task.known or "")
        call.launch(RunWords((literal(name), *arguments.operands), call.program, call.stdin))
        return
    launch_code(
        call, arguments, language_of(call.program), arguments.values("e", "eval", "expression", "print", "E", "c")
    )


def language_of(program: str) -> str:
    """The language that an interpreter of this name runs."""
    return next((language for language, names in _LANGUAGES.items() if program in names.split()), program)


def launch_code(call: Call, arguments: Arguments, language: str, inline: tuple[Text, ...]) -> None:
    """Inline texts, else the first operand as a file, else standard input."""
    operands = arguments.operands
    if arguments.has("version", "help", "V", "h") and not inline and not operands:
        return
    for text in inline:
        announce(call, text)
        call.launch(RunCode(language, text, f"{call.program} -e", call.stdin, operands))
    if inline:
        for word in operands if arguments.has("n", "p") else ():
            call.read(word)
            if arguments.has("i"):
                call.file(Kind.FILE_WRITE, word)
        return
    if call.program in _EXPRESSIONS and operands and operands[0].prefix.startswith(("(", "[")):
        call.launch(RunCode(language, operands[0], call.program, call.stdin, operands[1:]))
    elif operands and operands[0].known != "-":
        run_file(call, operands[0], language, operands[1:])
    elif call.stdin.text is None or call.stdin.text.parts:
        text = from_stdin(call)
        announce(call, text)
        call.launch(RunCode(language, text, call.program, arguments=operands[1:]))


def run_file(call: Call, word: Text, language: str, rest: tuple[Text, ...]) -> None:
    """A script file; `/dev/stdin` is standard input by another name."""
    if word.known in ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"):
        text = from_stdin(call)
        announce(call, text)
        call.launch(RunCode(language, text, call.program, arguments=rest))
        return
    if run_address(call, word):
        return
    if word.known is None:
        announce(call, word)
    call.launch(RunFile(call.path(word).value, language, call.program, call.stdin, rest))
    words_of_script(call, rest)
