"""The policy that an author looks at: its rules with their places, and what it compiles to."""

from __future__ import annotations

from bailiwick.adapters.policy_files import Sources, pack_folder, pack_texts, read_levels
from bailiwick.adapters.trust_pins import policy_of_bundle
from bailiwick.apps.authoring.sources import IN_FORCE, read_file, sources_of
from bailiwick.model.errors import UsageError
from bailiwick.model.value import Value
from bailiwick.policy.inventory import checks, inventory
from bailiwick.policy.levels import combine
from bailiwick.policy.positions import entry, node_of, rule_nodes
from bailiwick.policy.syntax import load
from bailiwick.policy.topics import Topic, topics

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
    """Rules and grants."""
    checks: tuple[Item, ...]
    topics: tuple[Topic, ...]
    texts: Mapping[str, str]
    """Text by source: the name of a file, or `pack NAME`."""
    nodes: Mapping[str, dict[str, Node]]
    """Nodes of rules by source and local id."""
    files: Mapping[str, str]
    """Paths of the sources that somebody wrote, packs that a policy only names not among them."""

    def place(self, item: Item) -> str:
        """`FILE:LINE` of a rule."""
        name = item.source
        named = f"{pack_folder()}/{name.removeprefix('pack ')}.yaml" if name.startswith("pack ") else name
        path = self.files.get(name, named)
        node = node_of(self.nodes.get(name, {}), item.local)
        return f"{path}:{node.line}" if node is not None else path

    def find(self, name: str) -> Item | Topic:
        """The rule, grant or check of this name, or else what the policy holds under it.

        What stands behind the slash is enough when it is the only one; a grant is also found without `capability.`,
        a taint label, gate, budget, obligation, parameter, pack or agent without its sort.

        Raises:
            UsageError: there is none, or there are several.
        """
        whole = [*self.items, *self.checks]
        for found in (
            [item for item in whole if item.id == name],
            [item for item in whole if name in item.names],
            [topic for topic in self.topics if topic.name == name],
            [topic for topic in self.topics if topic.own == name],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(one.name if isinstance(one, Topic) else one.names[0] for one in found)
                raise UsageError(f"expected one thing, `{name}` is the name of several: {names}")
        from bailiwick.policy.schema.reader import suggestion

        known = [*(one for item in whole for one in item.names), *(topic.name for topic in self.topics)]
        raise UsageError(
            f"nothing in the policy is called `{name}`{suggestion(name, known)}",
            remedy="`bailiwick policy show` lists all rules",
        )


def overview(name: str) -> Overview:
    """The policy that a person names: a policy file or a pack alone, or (empty, `in-force`) the one in force here.

    Raises:
        UsageError: the file cannot be read.
        PolicyError: a policy is broken.
    """
    available = pack_texts()
    pack = "" if name in ("", IN_FORCE) else _pack_name(name)
    if pack:
        available = {**available, pack: read_file(name)}
        sources = Sources(user=f"version: 1\npacks: [{pack}]\n", names=("", "a policy with this pack", ""))
    else:
        sources = sources_of(name)
    levels, packs = read_levels(sources, available)
    plain = combine(levels, packs)
    written = zip(sources.names, (sources.managed, sources.user, sources.project), strict=True)
    texts = {path: text for path, text in written if text is not None}
    files = {f"pack {pack}": name} if pack else {path: path for path in texts}
    organisation = policy_of_bundle(sources.bundle, sources.key)
    if organisation is not None:
        texts["organisation policy"] = organisation
    texts |= {f"pack {one}": available[one] for one in packs}
    nodes = {source: rule_nodes(text) for source, text in texts.items()}
    items, asked = inventory(levels, packs, plain), checks(levels, plain)
    held = topics(levels, packs, plain, [*items, *asked])
    return Overview(plain, levels, tuple(items), tuple(asked), tuple(held), texts, nodes, files)


def _pack_name(path: str) -> str:
    """The name of the pack in a file; empty when it holds none."""
    root, _ = load(read_file(path), path)
    node = entry(root, "pack")
    return node.value if node is not None and isinstance(node.value, str) else ""
