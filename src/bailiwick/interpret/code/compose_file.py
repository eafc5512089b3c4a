"""Compose files: what the containers that they describe may reach of this machine."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.interpret.code.emit import Emitter

_LINES = 2000
"""Most lines of one file that are looked at."""
_PRIVILEGED = frozenset(("privileged: true", 'privileged: "true"', "privileged: yes"))
_NAMESPACES = frozenset(("pid: host", 'pid: "host"', "ipc: host", 'ipc: "host"', "userns_mode: host"))
_ROOT_SOURCES = frozenset(("source: /", 'source: "/"'))


def interpret_compose(text: str, emitter: Emitter) -> None:
    """Emit one container start when a service is privileged, shares the host's namespaces, or mounts its root."""
    lines = list(_lines(text))
    privileged = not _PRIVILEGED.isdisjoint(lines)
    namespace = not _NAMESPACES.isdisjoint(lines)
    root = any(line in _ROOT_SOURCES or line.startswith("/:/") for line in lines)
    if privileged or namespace or root:
        emitter.other(
            Kind.CONTAINER_RUN, "compose", text, privileged=privileged, host_namespace=namespace, host_root=root
        )


def _lines(text: str) -> Iterator[str]:
    """Entries of mappings and items of lists, in blocks and in flow style alike, without their quotes."""
    for line in text.split("\n")[:_LINES]:
        if line.lstrip().startswith("#"):
            continue
        for piece in line.replace("{", ",").replace("[", ",").replace("]", ",").replace("}", ",").split(","):
            entry = piece.partition(" #")[0].strip().removeprefix("- ").strip()
            yield entry.strip("\"'") if entry[:1] in "\"'" else " ".join(entry.split())
