"""Importers: policies of other systems, once, into our language. Nothing at run time knows the dialects.

One module per dialect, each with `convert(draft, root)`: it reads the nodes of a file and adds rules to the
draft. Pure: text in, plain data and notes out. Where the original would let pass what ours denies, the rule is
kept as strict as the stricter of both; what cannot be said is an error, never left out.
"""

from __future__ import annotations

import importlib

from bailiwick.model.errors import PolicyError
from bailiwick.model.value import Value
from bailiwick.policy.importers.draft import Draft, Imported
from bailiwick.policy.importers.forms import nodes
from bailiwick.policy.importers.rendering import to_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bailiwick.policy.syntax import Node

__all__ = ["DIALECTS", "Foreign", "Imported", "dialect_of", "import_policy", "to_yaml"]


class Foreign(Value):
    """A file of another system."""

    name: str
    text: str


class Dialect(Value):
    """One foreign language."""

    title: str
    keys: frozenset[str]
    """Top-level keys, one of which is enough to recognise it."""
    overlays: bool = False
    """Several files are one policy, the later over the earlier."""


DIALECTS: Mapping[str, Dialect] = {
    "kyvvu": Dialect("Kyvvu manifests (YAML or JSON), both dialects", frozenset(("policies",))),
    "damage-control": Dialect(
        "damage-control patterns (YAML)",
        frozenset(("bashToolPatterns", "zeroAccessPaths", "readOnlyPaths", "noDeletePaths")),
    ),
    "custom-policies": Dialect(
        "custom_policies.json", frozenset(("policy_patterns", "injection_patterns", "high_risk_sources"))
    ),
    "permission-patterns": Dialect(
        "permission patterns (JSON or Python literals)",
        frozenset(("deny_patterns", "auto_approve", "auto_approve_patterns", "permission_patterns")),
    ),
    "kei": Dialect("policy-chain.toml", frozenset(("bash", "edit", "write"))),
    "claude-code": Dialect("Claude Code settings with permissions (JSON)", frozenset(("permissions",))),
    "meshguard": Dialect("MeshGuard policies (YAML)", frozenset(("rules",))),
    "tenuo": Dialect("tenuo.yaml and its overlays", frozenset(("enforce", "sandbox", "subagents")), overlays=True),
}
"""Dialects by the name that `--as` takes; each is a module of this package."""


def dialect_of(root: Node) -> str:
    """The dialect of a file by its top-level keys; empty when none fits."""
    keys = set(root.value) if isinstance(root.value, dict) else set()
    keys |= {key.lower() for key in keys}
    return next((name for name, dialect in DIALECTS.items() if dialect.keys & keys), "")


def import_policy(files: Sequence[Foreign], *, dialect: str = "", risk_or_above: bool | None = None) -> Imported:
    """The policy that foreign files become together.

    Args:
        files: with names as `origin` shows them; their endings tell YAML, JSON, TOML and Python apart.
        dialect: one of `DIALECTS`; empty: recognised per file.
        risk_or_above: a policy for a risk class is for the classes above it too; None: as its dialect has it.

    Raises:
        PolicyError: a file is not well-formed, not recognised, or says what cannot be imported.
    """
    draft = Draft(risk_or_above=risk_or_above)
    groups: dict[str, list[tuple[str, Node]]] = {}
    for file in files:
        root = nodes(file.text, file.name)
        name = dialect or dialect_of(root)
        if not name:
            known = ", ".join(f"`{one}`" for one in DIALECTS)
            raise PolicyError(f"{file.name}: the dialect is not recognised", remedy=f"say --as with one of {known}")
        groups.setdefault(name, []).append((file.name, root))
    for name, roots in groups.items():
        module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
        for source, root in _overlaid(draft, roots) if DIALECTS[name].overlays else roots:
            draft.begin(source, name)
            module.convert(draft, root)
    return draft.imported()


def _overlaid(draft: Draft, roots: Sequence[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """One tree of several: mappings are merged, everything else is replaced by the later file."""
    (source, first), *later = roots
    for name, root in later:
        _merge(draft, first, root, name)
    return [(source, first)]


def _merge(draft: Draft, into: Node, over: Node, source: str) -> None:
    waiting = [(into, over)]
    while waiting:
        target, new = waiting.pop()
        if not isinstance(target.value, dict) or not isinstance(new.value, dict):
            target.value, target.line, target.column = new.value, new.line, new.column
            _claim(draft, target, source)
            continue
        for key, value in new.value.items():
            if key in target.value:
                waiting.append((target.value[key], value))
            else:
                target.value[key] = value
                _claim(draft, value, source)


def _claim(draft: Draft, node: Node, source: str) -> None:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        draft.belongs(one, source)
        inside: Iterable[Node] = one.value.values() if isinstance(one.value, dict) else ()
        waiting.extend(one.value if isinstance(one.value, list) else inside)
