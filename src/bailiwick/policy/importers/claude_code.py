"""Claude Code's permission rules (`permissions.allow`, `ask`, `deny`), with the same meaning.

`deny` and `ask` become guards, on whatever does the same as the tool that they name; `allow` becomes an
approval without a prompt, never broader than the original.
"""

from __future__ import annotations

import re

from bailiwick.policy.importers.damage_control import WRITES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from bailiwick.policy.importers.clauses import Clause
    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_EFFECTS = ("deny", "ask", "allow")
_MODES = {
    "defaultMode": "the mode in which a session starts stays the client's",
    "additionalDirectories": "directories beside the project are given to the client; here they are outside",
    "disableBypassPermissionsMode": "whether prompts can be switched off stays the client's",
}
_RULE = re.compile(r"([\w*-]+)(?:\((.*)\))?", re.DOTALL)
_SHELLS = ("Bash", "Monitor", "PowerShell")
_READERS = ("Read", "Grep", "Glob", "LS", "NotebookRead")
_WRITERS = ("Edit", "Write", "MultiEdit", "NotebookEdit")
_NAMED: Mapping[str, tuple[str, str]] = {
    "Agent": ("agent.spawn", "role"),
    "Task": ("agent.spawn", "role"),
    "Skill": ("agent.skill", "skill"),
}


def convert(draft: Draft, root: Node) -> None:
    """Add the rules of a settings file; what else is in it is left alone."""
    settings = draft.mapping(root, required=("permissions",))
    others = [name for name in settings if name not in ("permissions", "$schema")]
    if others:
        draft.remark(root, f"only `permissions` is imported, not {', '.join(f'`{name}`' for name in others)}")
    keys = draft.mapping(settings.get("permissions"), (*_EFFECTS, *_MODES))
    for name, why in _MODES.items():
        if name in keys:
            draft.remark(keys[name], f"`{name}` is not imported: {why}")
    stronger: list[str] = []
    for effect in _EFFECTS:
        items = draft.items(keys[effect]) if effect in keys else []
        texts = [draft.text(item).strip() for item in items]
        for item, text in zip(items, texts, strict=True):
            _rule(draft, item, effect, text)
            if any(_shadows(one, text) for one in stronger):
                draft.remark(item, f"`{text}` never decides: a stronger rule covers it")
        stronger += texts


def _rule(draft: Draft, node: Node, effect: str, text: str) -> None:
    found = _RULE.fullmatch(text)
    if found is None:
        draft.problem(node, f"expected `Tool` or `Tool(specifier)`, got `{text}`")
        return
    clauses = _clauses(draft, node, found[1], (found[2] or "").strip(), allows=effect == "allow")
    reason = f"`{text}` is in permissions.{effect} of the client's settings"
    more: dict[str, Any] = {"auto_approve": True} if effect == "allow" else {}
    for clause in clauses:
        draft.rule(node, f"{effect}.{text}", effect, reason, **clause, **more)


def _clauses(draft: Draft, node: Node, tool: str, specifier: str, *, allows: bool) -> Sequence[Clause]:
    if tool.startswith("mcp__"):
        return [{"tool": [tool if tool.count("__") > 1 else f"{tool}__*"]}]
    if tool in _SHELLS:
        return _command(draft, node, tool, specifier, allows=allows)
    if tool in (*_READERS, *_WRITERS):
        return _path(tool, specifier, allows=allows)
    if not specifier or specifier == "*":
        return [{"tool": [tool]}]
    if tool == "WebFetch" and specifier.startswith("domain:"):
        name = specifier.removeprefix("domain:").strip()
        host = name if name.startswith("*.") or not allows else f"={name}"
        return [{"on": ["net.fetch"] if allows else ["net.fetch", "net.send"], "where": {"host": {"host": host}},
                 **({"tool": ["WebFetch"]} if allows else {})}]  # fmt: skip
    if tool in _NAMED:
        kind, attribute = _NAMED[tool]
        return [{"on": [kind], "where": {attribute: specifier}}]
    draft.problem(node, f"`{tool}` takes no such specifier: `{specifier}`")
    return []


def _command(draft: Draft, node: Node, tool: str, specifier: str, *, allows: bool) -> Sequence[Clause]:
    if specifier in ("", "*", ":*"):
        if allows:
            draft.remark(node, f"every command of `{tool}` is approved; a rule that asks or denies still counts")
            return [{"tool": [tool]}]
        return [{"tool": list(_SHELLS)}] if tool == "Bash" else [{"tool": [tool]}]
    expression = _expression(specifier, closed=allows)
    if not allows:
        return [{"on": ["exec.run"], "where": {"text": {"regex": expression}}}]
    program = re.match(r"[\w./+-]+(?=[\s:]|$)", specifier)
    if program is None:
        draft.remark(node, f"`{specifier}` names no program: not approved, the client's own prompt stays")
        return []
    draft.remark(
        node, "a command is approved when it is a plain one: with operators, redirections or variables the prompt stays"
    )
    return [{"tool": [tool], "args": {"command": {"all": [{"regex": expression}, {"shlex": program[0]}]}}}]


def _expression(specifier: str, *, closed: bool) -> str:
    """The expression for a command specifier; `closed`: a prefix ends where a word does."""
    prefix = specifier.endswith(":*")
    body = specifier.removesuffix(":*")
    words = r"\s+".join(".*".join(map(re.escape, word.split("*"))) for word in body.split())
    end = (r"(?:\s|$)" if closed else "") if prefix else "$"
    if body.endswith(" *"):
        words, end = words.removesuffix(r"\s+.*"), r"(?:\s.*)?$"
    return f"(?s)^{words}{end}"


def _path(tool: str, specifier: str, *, allows: bool) -> Sequence[Clause]:
    tools, kinds = (_READERS, ["file.read", "file.list", "file.search"]) if tool in _READERS else (_WRITERS, WRITES)
    about: dict[str, Any] = {"on": kinds, "tool": list(tools)} if allows else {"on": kinds}
    return [{**about, "path": _globs(specifier)}] if specifier not in ("", "*", "**") else [about]


def _globs(specifier: str) -> list[str]:
    """Our globs for a specifier: `//` absolute, `~/` home, `/` and the rest from the project; names at any depth."""
    if specifier.startswith("/"):
        path = specifier[1:]
    else:
        path = specifier.removeprefix("./")
        if "/" not in path.rstrip("/"):
            path = f"**/{path}"
    path = path.removesuffix("/**").rstrip("/")
    return [path] if path.endswith("*") else [path, f"{path}/**"]


def _shadows(strong: str, weak: str) -> bool:
    """True when a rule surely covers another: the same one, the whole tool, or a shorter prefix."""
    if strong == weak:
        return True
    one, other = _RULE.fullmatch(strong), _RULE.fullmatch(weak)
    if one is None or other is None or one[1] != other[1]:
        return False
    if not one[2] or one[2] in ("*", ":*"):
        return True
    return one[2].endswith(":*") and (other[2] or "").startswith(one[2].removesuffix(":*"))
