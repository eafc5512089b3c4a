"""Object storage: copy and sync between this machine and buckets (`aws s3 cp`, `gsutil rsync`)."""

from __future__ import annotations

from bailiwick.interpret.effects import Data
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import label_of
from bailiwick.interpret.programs.semantics.copy import landing
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """A bucket as destination is an upload; as source, a download; `--delete` also destroys what is there."""
    if len(arguments.operands) < 2:
        return
    if arguments.has("dryrun") or (call.command[-1:] in (("rsync",), ("sync",)) and arguments.has("n", "dry-run")):
        call.emit(Kind.INFRA_READ, call.name(call.program), system=call.program)
        return
    *sources, destination = arguments.operands
    remote = "://" in texts.pattern(destination)
    for source in sources:
        if "://" in texts.pattern(source):
            if call.command[-1:] == ("mv",):
                call.emit(Kind.INFRA_APPLY, call.name(source), system=call.program)
            if not remote:
                for landed in landing(call, (source,), destination):
                    call.file(Kind.FILE_WRITE, landed, download=True, from_network=True)
        elif remote:
            if source.known == "-":
                call.emit(Kind.NET_SEND, call.name(destination), channel="cloud-storage", carries=_carries(call.stdin))
                continue
            resource = call.read(source, recursive=arguments.has("recursive") or call.directory(call.path(source)))
            carries = _carries(Data(None, label_of(resource)))
            call.emit(Kind.NET_SEND, call.name(destination), channel="cloud-storage", carries=carries)
    if arguments.has("delete") and remote:
        call.emit(Kind.INFRA_DESTROY, call.name(destination), system=call.program, what="objects", all=True)


def _carries(data: Data) -> str:
    from bailiwick.interpret.programs.call import carried

    return carried(data.labels, data)
