"""fzf: actions that keys are bound to, of which some run a command line."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_RUNS = frozenset({"execute", "execute-silent", "become", "reload", "reload-sync", "transform", "preview"})


def run(call: Call, arguments: Arguments) -> None:
    """`--bind 'enter:execute(less {})'`: the text between the brackets; `{}` is what was chosen."""
    for value in arguments.values("bind"):
        key, opening, rest = (value.known or "").partition("(")
        if opening and key.rpartition(":")[2].rpartition("+")[2] in _RUNS:
            call.launch(RunShell(literal(rest.rpartition(")")[0] or rest), via=call.program))
