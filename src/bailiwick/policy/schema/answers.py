"""Keys of rules and sections about the answer: who may give it, and what it comes with."""

from __future__ import annotations

from bailiwick.policy.schema.reader import BOOLEAN, Key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node


def _auto_approve(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    if not reader.boolean(node):
        return
    if into.get("verdict") != "allow":
        reader.problem(node, "`auto_approve` needs `guard: allow`")
    else:
        into["auto_approve"] = True


ANSWER_RULE_KEYS: Mapping[str, Key] = {
    "auto_approve": Key(
        _auto_approve,
        BOOLEAN,
        "With `guard: allow`: when rules with this key cover every operation of a call and nothing speaks against it, "
        "the agent's own prompt is skipped.",
        "auto_approve: true",
    ),
}
"""Keys of rules, by name; read after the condition, so `into` has `verdict` and `kinds`."""

ANSWER_SECTIONS: Mapping[str, Key] = {}
"""Sections of policy files, by name: `checks`."""
