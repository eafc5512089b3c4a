"""gdb, lldb: commands given with -ex can run a shell, Python, or the program itself, and write files."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import RunCode, RunShell, RunWords, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SHELL = ("shell ", "!", "platform shell ", "make ", "pipe ")
_PYTHON = ("python ", "py ", "pi ", "script ", "python-interactive ")

_WRITING = frozenset(("dump", "append", "generate-core-file", "gcore", "save", "tsave"))
_PARTS = frozenset(
    ("binary", "ihex", "srec", "tekhex", "verilog", "memory", "value", "breakpoints", "tracepoints", "gdb-index")
)
"""Words between the command and the name of the file that it writes."""
_KEEPERS = ("ssh-agent", "gpg-agent", "keyring", "keychain", "securityd", "keepass", "bitwarden", "1password")
"""Programs whose memory holds credentials."""


def run(call: Call, arguments: Arguments) -> None:
    """The debugged program runs too."""
    for text in arguments.values("eval-command", "iex", "o", "O", "c"):
        _command(call, text)
    words = arguments.operands
    if arguments.dashes is not None and words:
        call.launch(RunWords(words, call.program, call.stdin))
        return
    given = [word.known for word in call.words]
    if "--args" in given:
        call.launch(RunWords(call.words[given.index("--args") + 1 :], call.program, call.stdin))
    elif words and words[0].known is not None and _starts(call, arguments):
        call.launch(RunWords(words[:1], call.program, call.stdin))
    if (process := arguments.value("pid")) is not None:
        if any(keeper in process.shown() for keeper in _KEEPERS):
            call.emit(Kind.INFRA_READ, call.name(process), system="memory", secret=True)
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, interpreter=True)


def _starts(call: Call, arguments: Arguments) -> bool:
    """Whether the first operand is run; radare only reads it unless it debugs."""
    debugs = call.program not in ("r2", "radare2", "rizin") or arguments.has("d")
    return debugs and not arguments.has("core", "pid")


def _command(call: Call, text: Text) -> None:
    head = text.prefix.lstrip()
    _files(call, head.split())
    for before, after in pairwise(head.split('"')):
        if before.rstrip(" (").endswith(("system", "popen")):
            call.launch(RunShell(literal(after), call.program))
    for start in _SHELL:
        if head.startswith(start):
            call.launch(RunShell(texts.drop(text, text.prefix.index(start) + len(start)), call.program))
    for start in _PYTHON:
        if head.startswith(start):
            call.launch(RunCode("python", texts.drop(text, text.prefix.index(start) + len(start)), call.program))


def _files(call: Call, words: list[str]) -> None:
    """Files that a command writes or reads."""
    if words[:3] == ["set", "logging", "file"]:
        words = ["save", *words[3:]]
    names = [word for word in words[1:] if word not in _PARTS]
    if "--outfile" in words[:-1]:
        call.file(Kind.FILE_WRITE, literal(words[words.index("--outfile") + 1]), truncates=True)
    if names and words[0] in _WRITING:
        call.file(Kind.FILE_WRITE, literal(names[0]), truncates=words[0] != "append")
    elif names and words[0] in {"source", "restore"}:
        call.read(literal(names[0]))
