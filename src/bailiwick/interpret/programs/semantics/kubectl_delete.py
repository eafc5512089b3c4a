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
    kind = arguments.text(0).partition("/")[0].lower()
    kinds = set(kind.split(","))
    what = "namespace" if kinds & _NAMESPACES else kind or "manifest"
    everything = arguments.has("all", "all-namespaces") or bool(kinds & _WHOLE)
    call.emit(
        Kind.INFRA_DESTROY, call.name(f"{call.program} delete {kind}"), system="kubectl", what=what, all=everything
    )
