"""Operations of text that runs on another machine or in a container, as this machine's policy should see them."""

from __future__ import annotations

from bailiwick.model.operation import Kind, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.model.operation import Operation

_EVERYWHERE = frozenset({ResourceClass.ROOT, ResourceClass.DEVICE})
"""What a path is on any machine."""

_HARMLESS = frozenset({Kind.FILE_READ, Kind.FILE_LIST, Kind.FILE_SEARCH, Kind.FILE_WRITE, Kind.FILE_LINK})
"""Kinds that say nothing once the path is not ours."""


def not_local(operation: Operation) -> Operation | None:
    """The operation without the meaning that its path has here; None when nothing remains."""
    resource = operation.resource
    if resource is None or resource.type not in (ResourceType.PATH, ResourceType.PROGRAM):
        return operation
    classes = resource.classes & _EVERYWHERE
    if operation.kind in _HARMLESS and not classes:
        return None
    attributes = {
        name: value for name, value in operation.attributes.items() if name not in ("exists", "tracked", "where")
    }
    return operation.replace(resource=resource.replace(classes=classes), attributes=attributes)
