"""hg push, svn import and their kin: an address in the words is a repository that this one does not know."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """`hg push https://host/x`, `darcs push user@host:x`; without an address the known one is used."""
    for word in arguments.operands:
        head = word.prefix
        place, colon, _ = head.partition(":")
        if colon and not head.startswith(("file:", "/", ".")) and ("@" in place or "://" in head):
            call.emit(
                Kind.VCS_PUSH, call.name(word), new_remote=True, verb=call.command[-1] if call.command else "push"
            )
            return
