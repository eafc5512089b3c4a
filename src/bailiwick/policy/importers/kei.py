"""Kei's `policy-chain.toml`: scripts in sections, as external checks.

The scripts keep their contract (call on stdin, exit 2 denies). Here all of a section are asked at once
with a deadline of seconds, in a clean environment, and each is pinned by its hash; one that is not there
denies.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

UNPINNED = "0" * 64
"""A hash that no program has: until the real one is put in its place the check denies."""

_FOLDER = "~/.claude/hooks"
_SECTIONS: Mapping[str, Mapping[str, Any]] = {
    "bash": {"on": ["exec.run"], "where": {"shell": True}},
    "edit": {"on": ["file.write"], "tool": ["Edit", "MultiEdit", "NotebookEdit"]},
    "write": {"on": ["file.write"], "tool": ["Write"]},
    "read": {"on": ["file.read", "file.list", "file.search"]},
    "net": {"on": ["net.*"]},
    "mcp": {"on": ["mcp.*"]},
    "*": {"on": ["*"]},
}
_BUILT_IN = {
    "remote-push": "the rules about `vcs.push` in the pack `baseline` resolve the real remote",
    "destructive": "the pack `baseline` knows what deletes",
    "process": "a rule on `proc.kill` asks",
    "evidence": "the pack `evidence` has it",
    "citation": "the pack `evidence` has it",
    "numeric": "the pack `evidence` has it",
}


def convert(draft: Draft, root: Node) -> None:
    """Add one check per script and section."""
    checks: list[dict[str, Any]] = draft.sections.setdefault("checks", [])
    for section, node in draft.mapping(root, _SECTIONS).items():
        keys = draft.mapping(node, ("chain",), required=("chain",))
        for item in draft.sequence(keys.get("chain")):
            name = draft.text(item)
            checks.append(
                {
                    "id": draft.identity(f"{section.replace('*', 'any')}.{name}"),
                    **_SECTIONS[section],
                    "run": [name if name.startswith(("/", "~/")) else f"{_FOLDER}/{name}"],
                    "sha256": UNPINNED,
                    "origin": draft.origin(item, f"{section}.{name}"),
                }
            )
            _remarks(draft, item, name)
    if not checks:
        draft.problem(root, "expected a section with a `chain` of scripts")
        return
    draft.remark(root, "scripts have 3 seconds instead of 60, and run at once instead of up to the first that objects")
    draft.remark(root, "a script that prints `ask` on stdout and ends with 0 asks a person, for every agent")


def _remarks(draft: Draft, node: Node, name: str) -> None:
    for part, instead in _BUILT_IN.items():
        if part in name:
            draft.remark(node, f"`{name}` may not be needed: {instead}")
            return
