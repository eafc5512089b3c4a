"""kubectl get secret: a list shows names, ages and types; only some output formats show what the secret holds.

An annotation may hold the whole object (`last-applied-configuration`), so annotations are no harmless field.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LISTS = frozenset({"", "name", "wide"})
_FIELDS = frozenset(
    (
        ".metadata.name", ".metadata.namespace", ".metadata.creationTimestamp", ".metadata.labels", ".metadata.uid",
        ".metadata.resourceVersion", ".metadata.ownerReferences", ".type", ".kind",
    )
)  # fmt: skip


def run(call: Call, arguments: Arguments) -> None:
    """Print of a list, of harmless fields, or of everything."""
    formats = [texts.pattern(word) for word in arguments.values("output")]
    shows = arguments.has("template") or not all(_is_harmless(given) for given in formats)
    call.emit(Kind.INFRA_READ, call.name(f"{call.program} get secret"), system="kubectl", secret=shows)
    if shows:
        call.stdout = Data(None, frozenset({Label.SECRET}))


def _is_harmless(given: str) -> bool:
    form, _, expression = given.partition("=")
    if form == "custom-columns":
        return all(_is_field(column.partition(":")[2]) for column in expression.split(","))
    if form == "jsonpath":
        return all(_is_step(piece.partition("}")[0].strip()) for piece in expression.split("{")[1:])
    return given in _LISTS


def _is_step(step: str) -> bool:
    """One `{...}` of a JSONPath template: a loop over the items, a text, or a field."""
    if step in ("end", "range .items[*]") or (step[:1] in ("'", '"') and step[-1:] == step[:1]):
        return True
    return _is_field(step)


def _is_field(path: str) -> bool:
    field = path.removeprefix("$").removeprefix(".items[*]")
    return field in _FIELDS or field.startswith(".metadata.labels.")
