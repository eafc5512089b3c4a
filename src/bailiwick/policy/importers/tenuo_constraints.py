"""Tenuo's constraints, in short form (`kind:value`) and wire form (`{_type, _value}`), as tests on arguments."""

from __future__ import annotations

import re

from bailiwick.policy.importers.forms import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

ANYTHING: Mapping[str, Any] = {"any": [{"absent": True}, {"absent": False}]}
"""The test of a wildcard: every value, and none."""

_WIRE_KEYS = ("_type", "_value")
_URL_SAFE = {"schemes": "schemes", "allow_domains": "hosts", "deny_domains": "deny", "allow_ports": "ports"}
_BLOCKS = {
    "block_private": ["private", "carrier-nat"],
    "block_loopback": ["loopback"],
    "block_metadata": ["metadata", "link-local"],
    "block_reserved": ["reserved", "multicast"],
}
_SUBPATH_KEYS = ("root", "case_sensitive", "allow_equal")


def short(draft: Draft, node: Node, *, sandbox: str = "") -> tuple[str, str]:
    """Kind and value of a `kind:value` text; two empty texts when it is none."""
    text = draft.text(node)
    kind, colon, value = text.partition(":")
    if not colon or kind not in SHORT:
        draft.problem(node, f"expected `kind:value` with one of {', '.join(SHORT)}, got `{text}`")
        return "", ""
    return kind, value.strip().replace("{sandbox}", sandbox)


def constraint(draft: Draft, node: Node, *, sandbox: str = "") -> Any:
    """The test on one argument for a constraint in either form."""
    if isinstance(node.value, dict):
        return _wire(draft, node)
    kind, value = short(draft, node, sandbox=sandbox)
    return SHORT[kind](draft, node, value) if kind else False


def _names(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _regex(draft: Draft, node: Node, value: str) -> Any:
    if not value.startswith("^"):
        draft.remark(
            node, f"`regex:{value}` is searched anywhere in the value, here as in the original: write `^` and `$`"
        )
    return {"regex": value}


def _range(draft: Draft, node: Node, value: str) -> Any:
    limits: dict[str, int | float] = {}
    for name, text in zip(("min", "max"), [*value.split(","), ""][:2], strict=True):
        if not text.strip():
            continue
        try:
            number = float(text)
        except ValueError:
            draft.problem(node, f"expected `range:min,max` with numbers, got `range:{value}`")
            return False
        limits[name] = int(number) if number.is_integer() else number
    if not limits:
        draft.problem(node, "expected `range:min,max` with one number or two")
    return {"range": limits}


def _shlex(draft: Draft, node: Node, value: str) -> Any:
    draft.remark(node, "the original takes a program of that name from any directory; here it is named as it stands")
    return {"shlex": _names(value)}


def _subpath(draft: Draft, node: Node, value: str) -> Any:
    if not value.startswith("/"):
        draft.problem(node, f"expected an absolute directory for this argument, got `{value}`")
    return {"subpath": value}


SHORT: Mapping[str, Callable[[Draft, Node, str], Any]] = {
    "subpath": _subpath,
    "shlex": _shlex,
    "oneof": lambda _draft, _node, value: _names(value),
    "exact": lambda _draft, _node, value: {"exact": value},
    "pattern": lambda _draft, _node, value: {"pattern": value},
    "regex": _regex,
    "notoneof": lambda _draft, _node, value: {"not_in": _names(value)},
    "range": _range,
    "urlpattern": lambda _draft, _node, value: {"url": value},
    "cidr": lambda _draft, _node, value: {"cidr": value},
}
"""Kinds of the short form to what makes their test."""


def _wire(draft: Draft, node: Node) -> Any:
    keys = draft.mapping(node, _WIRE_KEYS, required=("_type",))
    if "_type" not in keys:
        return False
    kind = draft.choice(keys["_type"], WIRE)
    value = keys.get("_value")
    if not kind:
        return False
    if value is None:
        if kind not in ("any", "wildcard", "url_safe"):
            draft.problem(node, "the key `_value` is missing")
            return False
        return {"url_safe": True} if kind == "url_safe" else ANYTHING
    return WIRE[kind](draft, value)


def _each(draft: Draft, node: Node) -> list[Any]:
    return [constraint(draft, item) for item in draft.items(node)]


def _wire_range(draft: Draft, node: Node) -> Any:
    keys = draft.mapping(node, ("min", "max", "min_inclusive", "max_inclusive"))
    given = {name: plain(value) for name, value in keys.items()}
    names = {"min": "min" if given.get("min_inclusive", True) else "above",
             "max": "max" if given.get("max_inclusive", True) else "below"}  # fmt: skip
    return {"range": {names[name]: given[name] for name in names if given.get(name) is not None}}


def _wire_subpath(draft: Draft, node: Node) -> Any:
    if not isinstance(node.value, dict):
        return _subpath(draft, node, draft.text(node))
    keys = draft.mapping(node, _SUBPATH_KEYS, required=("root",))
    root = draft.text(keys.get("root"))
    made = _subpath(draft, node, root)
    if "case_sensitive" in keys and not draft.boolean(keys["case_sensitive"]):
        draft.remark(node, "paths are compared as the platform does; `case_sensitive: false` is not imported")
    if "allow_equal" in keys and not draft.boolean(keys["allow_equal"]):
        return {"all": [made, {"not": root}]}
    return made


def _wire_url_safe(draft: Draft, node: Node) -> Any:
    keys = draft.mapping(node, (*_URL_SAFE, *_BLOCKS, "block_internal_tlds"))
    limits: dict[str, Any] = {ours: plain(keys[name]) for name, ours in _URL_SAFE.items() if name in keys}
    for name in ("hosts", "deny"):
        if name in limits:
            limits[name] = [domain(draft, node, str(one)) if name == "hosts" else str(one) for one in limits[name]]
    passing = [one for name, ones in _BLOCKS.items() if name in keys and not draft.boolean(keys[name]) for one in ones]
    if passing:
        limits["except"] = passing
    return {"url_safe": limits or True}


def domain(draft: Draft, node: Node, name: str) -> str:
    """A domain of the original, where a plain name is only itself, as one of ours."""
    if "*" in name.removeprefix("*."):
        draft.problem(node, f"expected a domain such as x.org or *.x.org, got `{name}`")
    if name.startswith("*."):
        draft.remark(node, f"`{name}` is every host below, of any depth")
        return name
    return f"={name}"


def _cel(draft: Draft, node: Node) -> Any:
    draft.problem(node, "expected `cel` for a whole argument, got it within another constraint or an exemption")
    return False


def _unknown(draft: Draft, node: Node) -> Any:
    draft.remark(node, "a constraint of unknown type is never met, here as in the original")
    return {"all": [{"absent": True}, {"absent": False}]}


WIRE: Mapping[str, Callable[[Draft, Node], Any]] = {
    "wildcard": lambda _draft, _node: ANYTHING,
    "any": lambda draft, node: {"any": _each(draft, node)} if isinstance(node.value, list) else ANYTHING,
    "any_of": lambda draft, node: {"any": _each(draft, node)},
    "exact": lambda _draft, node: {"exact": plain(node)},
    "pattern": lambda draft, node: {"pattern": draft.text(node)},
    "range": _wire_range,
    "one_of": lambda _draft, node: plain(node) if isinstance(node.value, list) else [plain(node)],
    "regex": lambda draft, node: _regex(draft, node, draft.text(node)),
    "not_one_of": lambda _draft, node: {"not_in": plain(node)},
    "cidr": lambda draft, node: {"cidr": draft.text(node)},
    "url_pattern": lambda draft, node: {"url": draft.text(node)},
    "contains": lambda _draft, node: {"has_all": plain(node)},
    "subset": lambda _draft, node: {"subset": plain(node)},
    "all": lambda draft, node: {"all": _each(draft, node)},
    "not": lambda draft, node: {"not": constraint(draft, node)},
    "cel": _cel,
    "subpath": _wire_subpath,
    "url_safe": _wire_url_safe,
    "shlex": lambda draft, node: _shlex(draft, node, ",".join(draft.texts(node))),
    "unknown": _unknown,
}
"""Types of the wire form to what makes their test."""


def path_globs(kind: str, value: str) -> list[str] | None:
    """Globs of paths for a constraint on the path of a file tool; None when it is not one of paths."""
    roots = [_relative(one) for one in (_names(value) if kind == "oneof" else [value])]
    if kind == "subpath":
        return [glob for root in roots for glob in ((root, f"{root}/**") if root else ("**",))]
    if kind in ("exact", "oneof"):
        return roots
    if kind == "pattern" and not set(value) & set("?["):
        return [re.sub(r"\*+", "**", root) for root in roots]
    return None


def _relative(path: str) -> str:
    """A path as our globs spell it: relative to the project, absolute, or below `~/`."""
    made = re.sub(r"^\./+|^\.$", "", path)
    return made.rstrip("/") if made != "/" else "/"
