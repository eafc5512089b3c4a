"""git gc: with `--prune=now` unreachable commits are gone at once."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_NOW = frozenset({"now", "all", "0", "0.seconds.ago"})
_KEYS = ("gc.pruneexpire", "gc.reflogexpire", "gc.reflogexpireunreachable")


def run(call: Call, arguments: Arguments) -> None:
    """The default keeps two weeks."""
    prune = arguments.value("prune")
    soon = prune is not None and (prune.known is None or texts.pattern(prune) in _NOW)
    soon = soon or any(call.settings[key].known in _NOW for key in _KEYS if key in call.settings)
    if soon:
        call.emit(Kind.VCS_DISCARD, call.name("gc"), what="objects", all=True)
    else:
        call.emit(Kind.VCS_COMMIT, call.name("gc"), verb="gc")
