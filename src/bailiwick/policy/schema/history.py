"""Keys of rules and sections about what happened earlier in the session."""

from __future__ import annotations

from bailiwick.policy.schema.reader import Key, text_key
from bailiwick.policy.schema.value_tests import read_test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Reader
    from bailiwick.policy.syntax import Node

COUNTERS = ("calls", "shell_calls", "shell_calls_in_a_row", "denials")


def _session(reader: Reader, node: Node, into: dict[str, Any]) -> None:
    keys = reader.mapping(node, ("label", *COUNTERS))
    if "label" in keys:
        into["labels"] = reader.texts(keys["label"])
    counters = {name: read_test(reader, keys[name]) for name in COUNTERS if name in keys}
    if counters:
        into["counters"] = counters


HISTORY_RULE_KEYS: Mapping[str, Key] = {
    "session": Key(
        _session,
        {
            "type": "object",
            "properties": {
                "label": {"$ref": "#/$defs/texts"},
                **{name: {"$ref": "#/$defs/test"} for name in COUNTERS},
            },
            "additionalProperties": False,
        },
        "What the session must look like: it carries one of the labels, and the counters pass their tests.",
        "session: {label: secret, shell_calls: {over: 50}}",
    ),
    "label": text_key("label", "Label that the session gets when the call is executed all the same.", plain="brings"),
    "mark": text_key("mark", "Mark that the files of the call get when it is executed."),
}
"""Keys of rules, by name."""

HISTORY_SECTIONS: Mapping[str, Key] = {}
"""Sections of policy files and packs, by name: `taint`."""
