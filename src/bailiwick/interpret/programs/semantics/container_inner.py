"""docker exec, compose run, kubectl exec: a command on what is not this machine."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunShell
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.dumping import dumps_environment, dumps_in_shell
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


_DUMPS = frozenset(("pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump", "mongodump", "mongoexport", "tar", "cat"))
"""Programs that print the data of a service or a file."""


def run(call: Call, arguments: Arguments) -> None:
    """The operands after the container's name, or after `--`, are the command; standard input goes to it."""
    call.emit(Kind.CONTAINER_MANAGE, call.name(arguments.text(0)), verb=call.command[-1] if call.command else "exec")
    if arguments.has("privileged"):
        call.emit(Kind.CONTAINER_RUN, call.name(arguments.text(0)), privileged=True)
    start = arguments.dashes if arguments.dashes is not None else 1
    words = arguments.operands[start:]
    named = arguments.value("command")
    if dumps_environment(words) or (named is not None and dumps_in_shell(named)):
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program, unmasked=True)
    if named is not None:
        call.launch(RunShell(named, via=call.program, stdin=call.stdin, remote=True))
    elif words:
        call.launch(RunShell(texts.words_quoted(words), via=call.program, stdin=call.stdin, remote=True))
    dumped = texts.base(words) in _DUMPS
    call.stdout = Data(None, frozenset({Label.FILE if dumped else Label.COMMAND}))
