"""The policy that an author looks at: its rules with their places, and what it compiles to."""

from __future__ import annotations

from bailiwick.adapters.policy_files import pack_folder, pack_texts, read_levels
from bailiwick.adapters.trust_pins import policy_of_bundle
from bailiwick.apps.authoring.sources import sources_of
from bailiwick.model.errors import UsageError
from bailiwick.model.value import Value
from bailiwick.policy.inventory import inventory
from bailiwick.policy.levels import combine
from bailiwick.policy.positions import node_of, rule_nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.inventory import Item
    from bailiwick.policy.levels import Levels
    from bailiwick.policy.syntax import Node


class Overview(Value):
    """One policy with everything in it."""

    plain: Mapping[str, Any]
    levels: Levels
    items: tuple[Item, ...]
    texts: Mapping[str, str]
    """Text by source: the name of a file, or `pack NAME`."""
    nodes: Mapping[str, dict[str, Node]]
    """Nodes of rules by source and local id."""

    def place(self, item: Item) -> str:
        """`FILE:LINE` of a rule."""
        name = item.source
        path = f"{pack_folder()}/{name[5:]}.yaml" if name.startswith("pack ") else name
        node = node_of(self.nodes.get(name, {}), item.local)
        return f"{path}:{node.line}" if node is not None else path

    def find(self, name: str) -> Item:
        """The rule of this id; what stands behind the slash is enough when it is the only one.

        Raises:
            UsageError: there is none, or there are several.
        """
        found = [item for item in self.items if name in (item.id, item.local)]
        exact = [item for item in found if item.id == name]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            names = ", ".join(item.id for item in found)
            raise UsageError(f"expected one rule, `{name}` is the name of several: {names}")
        from bailiwick.policy.schema.reader import suggestion

        raise UsageError(
            f"no rule is called `{name}`{suggestion(name, [item.id for item in self.items])}",
            remedy="`bailiwick policy show` lists all",
        )


def overview(name: str) -> Overview:
    """The policy that a person names: a file alone, or (empty, `in-force`) the one in force here.

    Raises:
        UsageError: the file cannot be read.
        PolicyError: a policy is broken.
    """
    sources = sources_of(name)
    available = pack_texts()
    levels, packs = read_levels(sources, available)
    plain = combine(levels, packs)
    files = zip(sources.names, (sources.managed, sources.user, sources.project), strict=True)
    texts = {path: text for path, text in files if text is not None}
    organisation = policy_of_bundle(sources.bundle, sources.key)
    if organisation is not None:
        texts["organisation policy"] = organisation
    texts |= {f"pack {pack}": available[pack] for pack in packs}
    nodes = {source: rule_nodes(text) for source, text in texts.items()}
    return Overview(plain, levels, tuple(inventory(levels, packs, plain)), texts, nodes)
