"""The JSON Schema of policy files and packs, for editors, made from the tables that read them."""

from __future__ import annotations

from bailiwick.policy.schema.conditions import CONDITION_KEYS
from bailiwick.policy.schema.levels import AGENT_KEYS, CAPABILITY_KEYS, GRANT_KEYS
from bailiwick.policy.schema.reader import TEXT, one_or_list
from bailiwick.policy.schema.rules import RULE_KEYS
from bailiwick.policy.schema.sections import PACK_SECTIONS, POLICY_SECTIONS
from bailiwick.policy.schema.value_tests import TEST_SCHEMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.schema.reader import Key

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DEFINITIONS: Mapping[str, Mapping[str, Key]] = {
    "rule": RULE_KEYS,
    "condition": CONDITION_KEYS,
    "agent": AGENT_KEYS,
    "capabilities": CAPABILITY_KEYS,
    "grant": GRANT_KEYS,
}
"""Tables of keys that other keys refer to, by the name of their definition."""


def policy_schema() -> dict[str, Any]:
    """JSON Schema of `bailiwick.yaml`."""
    return _document("A policy of Bailiwick (`bailiwick.yaml`)", POLICY_SECTIONS)


def pack_schema() -> dict[str, Any]:
    """JSON Schema of a pack."""
    return _document("A pack of rules of Bailiwick", PACK_SECTIONS)


def _document(title: str, sections: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "$schema": DIALECT,
        "title": title,
        **_mapping(sections),
        "$defs": {
            **{name: _mapping(table) for name, table in DEFINITIONS.items()},
            "test": dict(TEST_SCHEMA),
            "texts": one_or_list(TEXT),
            "parameter": {
                "type": "object",
                "properties": {"parameter": dict(TEXT)},
                "required": ["parameter"],
                "additionalProperties": False,
                "description": "The value of a parameter of the pack.",
            },
        },
    }


def _mapping(table: Mapping[str, Key]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: {**key.schema, "description": key.doc} for name, key in table.items()},
        "additionalProperties": False,
    }
    required = [name for name, key in table.items() if key.required]
    return {**schema, "required": required} if required else schema
