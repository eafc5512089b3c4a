"""Permission patterns: which calls are approved without a prompt, by regular expressions per tool.

Candidates only. A path must be one of the project and hold no credential, and a command must be proven to
read and print only: a start such as `python` or `npm` proves nothing and is refused.
"""

from __future__ import annotations

import json
import re

from bailiwick.model.errors import PolicyError
from bailiwick.policy.importers import regexes
from bailiwick.policy.importers.kyvvu_steps import text_of_call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_TOOL_KEYS = ("paths", "excluded", "commands", "urls", "auto_approve")
_READING = frozenset(
    (
        "basename", "cat", "cut", "date", "df", "diff", "dirname", "du", "echo", "file", "find", "git", "grep", "head",
        "hostname", "id", "jq", "less", "ls", "md5sum", "more", "nl", "ps", "pwd", "rg", "sha256sum", "sort", "stat",
        "tail", "tr", "tree", "type", "uname", "uniq", "wc", "which", "whoami",
    )
)  # fmt: skip
"""Programs that have a way of use which only reads; whether a call is one is proven for each call."""
_NO_PLACE = ["secret", "governance", "governance-key", "outside", "device", "git-dir", "persistence"]
_IN_PROJECT = {"any": ["project"], "none": _NO_PLACE}
_PROVEN = {
    "reads_only": True, "opaque": False, "suspicious": False, "fetched": False, "decoded": False, "downloaded": False,
    "unsets_guard": False, "environment": {"absent": True},
}  # fmt: skip
_FILES: Mapping[str, tuple[list[str], str]] = {
    "Read": (["file.read"], "file_path"),
    "Glob": (["file.list"], "path"),
    "Grep": (["file.search"], "path"),
    "Write": (["file.write"], "file_path"),
    "Edit": (["file.write"], "file_path"),
    "MultiEdit": (["file.write"], "file_path"),
    "NotebookEdit": (["file.write"], "notebook_path"),
}


def convert(draft: Draft, root: Node) -> None:
    """Add the approvals per tool, and the denials over all parameters."""
    tools: dict[str, Node] = {}
    for name, node in draft.mapping(root).items():
        if "deny" in name.lower():
            _denials(draft, node)
        elif any(word in name.lower() for word in ("approve", "allow", "permission")):
            tools.update(draft.mapping(node))
        elif name in (*_FILES, "Bash", "WebFetch", "WebSearch") or name.startswith("mcp__"):
            tools[name] = node
        else:
            draft.problem(node, f"`{name}` is neither a tool, nor a list of approvals or denials")
    for tool, node in tools.items():
        _tool(draft, tool, node)


def _tool(draft: Draft, tool: str, node: Node) -> None:
    keys = draft.mapping(node, _TOOL_KEYS)
    excluded = [_ignoring_case(draft, item) for item in draft.sequence(keys.get("excluded"))]
    if "auto_approve" in keys and draft.boolean(keys["auto_approve"]):
        _approve(draft, node, tool, _whole(tool))
    if "paths" in keys:
        _paths(draft, tool, keys["paths"], excluded)
    if "commands" in keys:
        _commands(draft, tool, keys["commands"], excluded)
    for item in draft.sequence(keys.get("urls")):
        _url(draft, tool, item)


def _approve(
    draft: Draft, node: Node, tool: str, clause: Mapping[str, Any], *, unless: list[dict[str, Any]] | None = None
) -> None:
    draft.rule(
        node, f"{tool}.approve", "allow", f"{tool} is approved by the imported patterns", **clause, unless=unless,
        auto_approve=True,
    )  # fmt: skip


def _whole(tool: str) -> dict[str, Any]:
    """What approving a tool as such comes to."""
    if tool in _FILES:
        return {"on": _FILES[tool][0], "tool": [tool], "class": _IN_PROJECT}
    return {"tool": [f"{tool}*" if tool.startswith("mcp__") else tool]}


def _paths(draft: Draft, tool: str, node: Node, excluded: list[Any]) -> None:
    if tool not in _FILES:
        draft.problem(node, f"`{tool}` has no paths")
        return
    kinds, argument = _FILES[tool]
    unless = [
        {"when": f"op.resource.matches({json.dumps(test['regex'])})"} for test in excluded if isinstance(test, dict)
    ]
    for item in draft.sequence(node):
        clause: dict[str, Any] = {"on": kinds, "tool": [tool], "class": _IN_PROJECT}
        if not draft.text(item).startswith(("^\\./", "\\./", "./")):
            clause["args"] = {argument: _ignoring_case(draft, item)}
        else:
            draft.remark(item, "`./` never fits the absolute paths that the agent sends: it is read as the project")
        _approve(draft, item, tool, clause, unless=unless)
    draft.remark(node, "credentials and what controls the agent are never approved, whatever a pattern says")


def _commands(draft: Draft, tool: str, node: Node, excluded: list[Any]) -> None:
    """The proven readers among the starts; every other start is refused, with a remark."""
    if tool not in ("Bash", "PowerShell", "Monitor"):
        draft.problem(node, f"`{tool}` has no commands")
        return
    programs: list[str] = []
    for item in draft.sequence(node):
        for name in _programs(draft.text(item)):
            if name in _READING:
                programs.append(name)
            else:
                draft.remark(item, f"refused: a command that begins with `{name}` is not proven to read only")
    if not programs:
        return
    unless = [{"on": ["exec.run"], "where": {"text": test}} for test in excluded]
    _approve(
        draft,
        node,
        tool,
        {"on": ["exec.run"], "where": {"program": list(dict.fromkeys(programs)), **_PROVEN}},
        unless=unless,
    )
    place = {"any": ["project", "sink"], "none": _NO_PLACE}
    reading = {
        "on": ["file.read"],
        "class": place,
        "where": {"tool": {"absent": True}, "wildcard": False, "through": {"absent": True}},
    }
    _approve(draft, node, f"{tool}.files", reading)
    _approve(
        draft,
        node,
        f"{tool}.trees",
        {"on": ["file.list", "file.search"], "class": place, "where": {"tool": {"absent": True}}},
    )
    if "git" in programs:
        _approve(draft, node, f"{tool}.history", {"on": ["vcs.read"]})


def _programs(pattern: str) -> list[str]:
    """The programs that a pattern of command starts names; the pattern itself when that cannot be told."""
    found = re.match(r"\^?(?:\\s\*)?\(?(?:\?:)?([\w|.+-]+)\)?(?:\\b|\\s|\s|\(|\$|$)", pattern)
    return [name for name in found[1].split("|") if name] if found else [pattern]


def _url(draft: Draft, tool: str, node: Node) -> None:
    """Hosts that a pattern of URLs names; one that could fit another host is refused."""
    body = re.sub(r"^\^?https\??:(?://|\\/\\/)", "", draft.text(node))
    name, end = re.match(r"((?:[\w-]|\\\.)*)(.*)", body, re.DOTALL).groups()  # type: ignore[union-attr]
    host = name.replace("\\.", ".")
    if body == draft.text(node) or not host or (end and not end.startswith(("/", "\\/")) and not host.endswith(".")):
        draft.remark(node, f"refused: `{node.value}` may fit other hosts than it names")
        return
    test = {"pattern": f"{host}*"} if host.endswith(".") else {"host": f"={host}"}
    _approve(
        draft,
        node,
        tool,
        {"on": ["net.fetch"], "tool": [tool], "where": {"host": test, "scheme": "https", "address": "public"}},
    )


def _denials(draft: Draft, node: Node) -> None:
    """Patterns over the JSON text of all parameters: commands, texts, and paths or URLs."""
    for item in draft.sequence(node):
        first = item.value[0] if isinstance(item.value, list) and item.value else item
        pattern = draft.text(first)
        test = _ignoring_case(draft, first)
        if not isinstance(test, dict):
            continue
        clauses = text_of_call(test)
        if "regex" in test:
            clauses.append({"on": ["file.*", "net.*"], "when": f"op.resource.matches({json.dumps(test['regex'])})"})
        draft.each(first, f"deny.{pattern}", "deny", f"the call matches the denied pattern {pattern}", clauses)


def _ignoring_case(draft: Draft, node: Node) -> Any:
    try:
        return regexes.found(draft.text(node), ignore_case=True)
    except PolicyError as error:
        draft.problem(node, f"{error}{f' ({error.remedy})' if error.remedy else ''}")
        return False
