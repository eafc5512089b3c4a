"""git clone: fetches a repository into a new directory; its `-c` settings count like any."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.semantics.git.remotes import host_of, transport
from bailiwick.interpret.programs.semantics.git.settings import apply_settings
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The first operand is the source, the second the directory."""
    for word in arguments.values("config"):
        key, value = texts.partition(word, "=")
        call.settings[key.shown().lower()] = value if value is not None else literal("true")
    apply_settings(call)
    template = arguments.value("template")
    if template is not None and template.parts:
        call.emit(Kind.SYS_PERSIST, call.path(template), by="git-hook")
    call.emit(Kind.VCS_READ, call.name("clone"), verb="clone")
    for word in arguments.operands[:1]:
        transport(call, word)
        if "://" in word.prefix or host_of(word.prefix):
            call.network(Kind.NET_FETCH, word)
        else:
            call.read(word, recursive=True)
    for word in arguments.operands[1:2]:
        call.file(Kind.FILE_WRITE, word, appends=True)
    call.stdout = Data(None, frozenset({Label.COMMAND}))
