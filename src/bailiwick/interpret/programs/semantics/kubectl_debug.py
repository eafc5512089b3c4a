"""kubectl debug: a container beside a pod, or on a node with its file system (kubectl reference, "debug")."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """On a node the host's root is mounted at `/host`."""
    node = arguments.text(0).startswith(("node/", "nodes/", "no/"))
    privileged = arguments.known("profile") == "sysadmin"
    call.emit(Kind.CONTAINER_RUN, call.name(arguments.text(0)), host_root=node, privileged=privileged)
