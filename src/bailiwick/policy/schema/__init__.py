"""Validation of policy files: nodes to a plain `Document`, or all problems with their positions.

Every key, kind, class, attribute, severity and operator is checked against the vocabulary, so
a misspelt rule is an error and never a rule that silently protects nothing.

Each module holds tables from key to `Key`: `sections` (top level), `rules` (put together from
`conditions`, `history` and `answers`), `value_tests` (what stands behind an attribute).
"""

from __future__ import annotations

from bailiwick.policy.schema.document import Document
from bailiwick.policy.schema.reader import Reader
from bailiwick.policy.schema.sections import MODES, PACK_SECTIONS, POLICY_SECTIONS
from bailiwick.policy.syntax import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.policy.schema.reader import Key
    from bailiwick.policy.syntax import Node, Problem

__all__ = ["MODES", "Document", "is_pack", "read_pack", "read_policy"]


def read_policy(text: str, source: str) -> tuple[Document | None, list[Problem]]:
    """The policy file `source`, or None and every problem in it."""
    return _read(text, source, POLICY_SECTIONS)


def read_pack(text: str, source: str) -> tuple[Document | None, list[Problem]]:
    """The pack file `source`, or None and every problem in it."""
    return _read(text, source, PACK_SECTIONS)


def is_pack(root: Node | None) -> bool:
    """True for the file of a pack, which has a name and a version of its own; `pack` beside `version: 1` is a slip."""
    entries = root.value if root is not None and isinstance(root.value, dict) else {}
    return "pack" in entries and not ("version" in entries and entries["version"].value == 1)


def _read(text: str, source: str, sections: Mapping[str, Key]) -> tuple[Document | None, list[Problem]]:
    root, problems = load(text, source)
    if root is None:
        return None, problems
    reader = Reader(source)
    fields = reader.follow(root, sections)
    if reader.problems:
        return None, sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
    return Document(source=source, notes=tuple(reader.notes), **fields), []
