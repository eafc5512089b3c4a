"""Static file servers: a directory is readable by whoever reaches the port."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SERVERS = frozenset({"caddy", "nginx", "httpd", "apache2", "lighttpd"})


def run(call: Call, arguments: Arguments) -> None:
    """The first operand, or the working directory."""
    if arguments.has("version", "help", "v", "h", "t", "V"):
        return
    if "load_module" in (arguments.known("g") or ""):
        call.emit(Kind.EXEC_RUN, call.name("load_module"), program=call.program, opaque=True)
    words = [
        word
        for word in arguments.operands
        if word.known not in ("start", "file-server", "run", "serve", "reload", "stop", "fmt", "validate", "adapt")
    ]
    directory = arguments.value("root", "dir", "d", "path") or (
        words[0] if words and call.program not in _SERVERS else literal(".")
    )
    resource = call.path(directory)
    home = not resource.classes.isdisjoint({ResourceClass.HOME_ROOT, ResourceClass.ROOT})
    call.emit(Kind.NET_LISTEN, resource, serves_home=home)
    if home or ResourceClass.SECRET in resource.classes:
        call.read(directory, recursive=True)
