"""Operations of text that runs on another machine or in a container, as this machine's policy should see them."""

from __future__ import annotations

from bailiwick.model.operation import Kind, ResourceClass, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.operation import Operation, Resource

_EVERYWHERE = frozenset({ResourceClass.ROOT, ResourceClass.DEVICE})
"""What a path is on any machine."""

_HARMLESS = frozenset({Kind.FILE_READ, Kind.FILE_LIST, Kind.FILE_SEARCH, Kind.FILE_WRITE, Kind.FILE_LINK})
"""Kinds that say nothing once the path is not ours."""


_KEPT = ("bin", "boot", "etc", "home", "lib", "opt", "root", "sbin", "srv", "usr", "data", "mnt", "backup", "backups")
_DATA = ("/var/lib", "/var/www", "/var/backups", "/var/mail", "/var/opt", "/var/spool", "/var/db")
_LOGINS = ("/.ssh/authorized_keys", "/.ssh/authorized_keys2")
"""Files that open another machine for good to whoever is written in them."""
_PASSING = frozenset({ResourceClass.TEMP, ResourceClass.BUILD_ARTIFACT})


def _lost(resource: Resource) -> frozenset[ResourceClass]:
    """A tree that another machine keeps: its system, its homes, and where services hold their data."""
    path = resource.value
    if resource.classes & _PASSING or not path.startswith("/"):
        return frozenset()
    kept = path.split("/")[1] in _KEPT or path.startswith(_DATA) or path in ("/var", "/app")
    return frozenset({ResourceClass.OUTSIDE}) if kept else frozenset()


def mounted(operation: Operation, mounts: Sequence[tuple[str, str]]) -> str | None:
    """The path of this machine that the operation reaches through a mount; None when it is none."""
    resource = operation.resource
    if resource is None or resource.type is not ResourceType.PATH:
        return None
    for there, here in sorted(mounts, key=lambda mount: -len(mount[0])):
        if resource.value == there or resource.value.startswith(f"{there.rstrip('/')}/"):
            return here + resource.value[len(there.rstrip("/")) :]
    return None


def not_local(operation: Operation) -> Operation | None:
    """The operation without the meaning that its path has here; None when nothing remains."""
    resource = operation.resource
    if resource is None or resource.type not in (ResourceType.PATH, ResourceType.PROGRAM):
        return operation
    classes = resource.classes & _EVERYWHERE
    if operation.kind is Kind.FILE_READ and ResourceClass.SECRET in resource.classes:
        return operation.replace(resource=resource.replace(classes=classes | {ResourceClass.SECRET}))
    if operation.kind is Kind.FILE_DELETE and operation.attributes.get("recursive"):
        classes |= _lost(resource)
    if operation.kind is Kind.FILE_WRITE and resource.value.endswith(_LOGINS):
        classes |= resource.classes & {ResourceClass.PERSISTENCE}
    if operation.kind in _HARMLESS and not classes:
        return None
    attributes = {name: value for name, value in operation.attributes.items() if name not in ("exists", "where")}
    return operation.replace(resource=resource.replace(classes=classes), attributes=attributes)
