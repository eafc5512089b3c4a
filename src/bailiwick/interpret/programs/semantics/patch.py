"""patch, git apply: a patch from standard input changes files that it names itself."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Changes that come from the network can be anywhere below the working directory."""
    if arguments.has("dry-run", "check", "stat", "numstat", "summary"):
        return
    labels = call.stdin.labels if not arguments.operands else call.labels
    if Label.NETWORK in labels:
        call.write(arguments.value("directory") or literal("."), data=call.stdin, many=True)
