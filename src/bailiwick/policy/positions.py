"""Where rules stand in a policy file: ids to lines, for tools that speak about rules."""

from __future__ import annotations

from bailiwick.policy.syntax import Node, load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def rule_nodes(text: str) -> dict[str, Node]:
    """The node of each rule of a policy file or pack by its id; of rules that come from a `taint` entry, the entry's.

    A grant is known as `capability.ID`, the rule about what no grant covers as `capabilities`.
    """
    root, _ = load(text, "policy")
    return {} if root is None else dict(_named(root))


def _named(root: Node) -> Iterator[tuple[str, Node]]:
    for node in _items(_entry(root, "rules")):
        yield _text(node, "id"), node
    for node in _items(_entry(root, "taint")):
        yield f"taint.{_text(node, 'label')}", node
    capabilities = _entry(root, "capabilities")
    if capabilities is not None:
        yield "capabilities", capabilities
        for node in _items(_entry(capabilities, "grants")):
            yield f"capability.{_text(node, 'id')}", node
    for node in _items(_entry(root, "checks")):
        yield f"check.{_text(node, 'id')}", node


def node_of(nodes: dict[str, Node], rule: str) -> Node | None:
    """The node of a rule's id without its level or pack; `taint.LABEL.sink-2` is that of `taint.LABEL`."""
    if rule in nodes or not rule.startswith("taint."):
        return nodes.get(rule)
    return nodes.get(rule.rpartition(".")[0])


def entry(node: Node | None, *names: str) -> Node | None:
    """The node below `node` that these keys lead to."""
    for name in names:
        node = _entry(node, name)
    return node


def _entry(node: Node | None, name: str) -> Node | None:
    return node.value.get(name) if node is not None and isinstance(node.value, dict) else None


def _items(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def _text(node: Node, name: str) -> str:
    found = _entry(node, name)
    return found.value if found is not None and isinstance(found.value, str) else ""
