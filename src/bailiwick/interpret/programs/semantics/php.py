"""php: `-r` code, a script, standard input, or `-S` a web server."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal
from bailiwick.interpret.programs.semantics.inline import launch_code
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The built-in server serves a directory."""
    address = arguments.value("S")
    if address is None:
        file = arguments.value("f")
        if file is not None:
            arguments = arguments.replace(operands=(file, *arguments.operands))
        _framework(call, arguments)
        launch_code(call, arguments, "php", arguments.values("r", "B", "R", "E"))
        return
    directory = call.path(arguments.value("t") or literal("."))
    host = address.prefix.rpartition(":")[0]
    call.emit(
        Kind.NET_LISTEN,
        directory,
        public=host not in ("localhost", "127.0.0.1", "[::1]"),
        serves_home=not directory.classes.isdisjoint({ResourceClass.HOME_ROOT, ResourceClass.ROOT}),
    )


def _framework(call: Call, arguments: Arguments) -> None:
    """`php artisan`, `php bin/console`: scripts of frameworks, known by name."""
    words = arguments.operands
    name = (words[0].known or "").rpartition("/")[2] if words else ""
    if name in ("artisan", "console", "magento", "drush", "cake", "craft", "wp"):
        call.launch(RunWords((literal(name), *words[1:]), "php", call.stdin))
