"""Code named by an address: a runner given a URL runs what comes back, unseen."""

from __future__ import annotations

from bailiwick.interpret.effects import Label
from bailiwick.interpret.programs.packages import FORGES, http_form
from bailiwick.interpret.web import target
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call


def run_address(call: Call, word: Text) -> bool:
    """Emit the run of a URL; False when `word` is none."""
    if not word.prefix.startswith(("http://", "https://")):
        return False
    call.network(Kind.NET_FETCH, word)
    call.emit(Kind.EXEC_RUN, call.name(word), program=call.program, known=True, fetched=True, fetched_raw=True)
    return True


def run_repository(call: Call, word: Text) -> bool:
    """Emit the run of what a repository or a file on another machine holds; False for what is local or on a forge."""
    head = word.prefix
    if Label.NETWORK in word.labels:
        call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, fetched=True)
        return True
    if not head.startswith(("http://", "https://", "git+", "git://", "git@", "ssh://")):
        return False
    _, facts = target(http_form(head))
    if facts.get("host") in FORGES or facts.get("address") == "loopback":
        return False
    call.emit(Kind.EXEC_RUN, call.name(word), program=call.program, known=True, fetched=True, fetched_raw=True)
    return True
