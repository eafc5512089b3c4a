"""kubectl delete: namespaces and everything of a kind are another matter than one named thing."""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_NAMESPACES = frozenset({"ns", "namespace", "namespaces", "project", "projects"})
_WHOLE = frozenset(
    {
        "all",
        "crd",
        "crds",
        "customresourcedefinition",
        "node",
        "nodes",
        "pv",
        "persistentvolume",
        "persistentvolumes",
        "pvc",
    }
)


def run(call: Call, arguments: Arguments) -> None:
    """`what` is `namespace`, the kind, or `manifest`."""
    if arguments.has("dry-run"):
        return
    kind = _kind(arguments)
    kinds = set(kind.split(","))
    what = "namespace" if kinds & _NAMESPACES else kind or "manifest"
    everything = arguments.has("all", "all-namespaces") or bool(kinds & _WHOLE)
    call.emit(
        Kind.INFRA_DESTROY, call.name(f"{call.program} delete {kind}"), system="kubectl", what=what, all=everything
    )


def _kind(arguments: Arguments) -> str:
    """The kind that is named, or the one that the path of a raw request ends in (`/api/v1/namespaces/prod`)."""
    path = arguments.known("raw")
    if path is None:
        return arguments.text(0).partition("/")[0].lower()
    return "".join(path.rstrip("/").split("/")[-2:-1])
