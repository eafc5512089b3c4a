"""scp: sources, then a target; either may be another machine."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs.semantics.ssh import _setting
from bailiwick.interpret.programs.semantics.transfer import remote_host, sent
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """Files go out, come in, or are copied here."""
    for setting in arguments.values("o"):
        _setting(call, setting)
    if len(arguments.operands) < 2:
        return
    *sources, target = arguments.operands
    local = tuple(source for source in sources if remote_host(source) is None)
    host = remote_host(target)
    if host is not None:
        if local:
            sent(call, host, local, recursive=arguments.has("recursive"), channel="scp")
        return
    for source in local:
        call.read(source, through="copy")
    for source in sources:
        origin = remote_host(source)
        if origin is not None:
            call.network(Kind.NET_FETCH, origin, channel="scp", to_file=True)
    fetched = len(local) < len(sources)
    data = Data(None, frozenset({Label.NETWORK})) if fetched else None
    call.write(target, data=data, truncates=True, download=fetched)
