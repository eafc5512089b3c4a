"""Readers of tests on values: what stands behind an attribute (`where`), a counter or an argument (`args`)."""

from __future__ import annotations

from bailiwick.policy.predicates import OPERATORS
from bailiwick.policy.schema.reader import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node


def read_test(reader: Reader, node: Node) -> object:
    """The plain form of a test: a scalar, a list of tests, or a mapping with one operator."""
    if isinstance(node.value, list):
        return [read_test(reader, item) for item in node.value]
    if not isinstance(node.value, dict):
        if node.value is None or isinstance(node.value, float):
            reader.problem(node, f"expected a text, whole number, `true` or `false`, got {shown(node)}")
        return node.value
    keys = reader.mapping(node, (*OPERATORS, "parameter"))
    if len(keys) != 1:
        reader.problem(node, f"expected one of {', '.join(OPERATORS)}, got {len(keys)} keys")
        return False
    ((name, operand),) = keys.items()
    return {name: _operand(reader, name, operand)}


def _operand(reader: Reader, name: str, node: Node) -> object:
    if isinstance(node.value, dict) and name != "not":
        keys = reader.mapping(node, ("parameter",), required=("parameter",))
        return {"parameter": reader.text(keys.get("parameter"))}
    if name == "not":
        return read_test(reader, node)
    if name == "absent":
        expected = isinstance(node.value, bool)
    elif name in ("over", "under"):
        expected = isinstance(node.value, int) and not isinstance(node.value, bool)
    elif name == "parameter":
        expected = isinstance(node.value, str)
    else:
        return reader.texts(node)
    if not expected:
        reader.problem(node, f"`{name}` cannot take {shown(node)}")
    return node.value
