"""Attributes with a closed set of values, taken from the vocabulary's own words."""

from __future__ import annotations

import re

from bailiwick.model.operation import Kind
from bailiwick.model.vocabulary import ATTRIBUTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ADDRESSES = frozenset(
    ("public", "loopback", "private", "link-local", "metadata", "carrier-nat", "multicast", "reserved")
)
_CLOSED: Mapping[str, tuple[str, ...]] = {
    "carries": ("net.fetch", "net.send"),
    "through": ("file.read",),
    "force": ("vcs.push",),
    "what": ("vcs.discard", "vcs.rewrite", "pkg.publish", "db.destroy", "container.destroy", "sys.config"),
}
"""Attributes by the kinds whose description of them lists every value between backticks."""
_TICKED = re.compile(r"`([^`]+)`")


def closed_values(kind: Kind, name: str) -> frozenset[str]:
    """All values of an attribute; empty when there is no such list."""
    if name == "address":
        return _ADDRESSES
    if kind.value not in _CLOSED.get(name, ()):
        return frozenset()
    return frozenset(_TICKED.findall(ATTRIBUTES[kind][name]))
