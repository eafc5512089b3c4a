"""`tenuo.yaml` with its overlays, as capabilities: what `enforce` and `audit` do not list is denied.

The original constrains arguments of tools. Here a constraint on a path or URL is one on the resource: it
holds for shell commands too, which the original lets reach any file. Everything else stays a test on the
tool's arguments.
"""

from __future__ import annotations

from bailiwick.policy.importers.clauses import kinds
from bailiwick.policy.importers.forms import plain
from bailiwick.policy.importers.tenuo_cel import expression, is_expression
from bailiwick.policy.importers.tenuo_constraints import constraint, domain, path_globs, short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bailiwick.policy.importers.draft import Draft
    from bailiwick.policy.syntax import Node

_KEYS = (
    "name", "sandbox", "mode", "default", "enforce", "audit", "audit_extra", "audit_bundled", "subagents", "mcp",
    "cloud", "authorizer", "ttl_seconds", "allow", "allow_bundled", "deny", "strict_receipts",
)  # fmt: skip
_MODES = {"enforce": "enforce", "audit": "observe", "dry-run": "observe"}
_DEFAULTS = {"deny": "deny", "approve": "ask", "audit": ""}
_ELSEWHERE = {
    "cloud": "policies are handed out with `bailiwick trust --organisation`; approvals from elsewhere are not known",
    "authorizer": "no authorizer runs beside the daemon",
    "ttl_seconds": "a policy does not end",
    "strict_receipts": "every decision is recorded anyway",
}
HARNESS = (
    "WebSearch", "TodoWrite", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet", "AskUserQuestion", "ToolSearch",
    "Skill", "EnterPlanMode", "ExitPlanMode", "Workflow",
)  # fmt: skip
"""Tools that the original's bundled list lets pass."""

_WRITES = ["file.write", "file.delete", "file.meta", "file.link"]
_FILE_TOOLS: Mapping[str, tuple[str, list[str]]] = {
    "Read": ("file_path", ["file.read"]),
    "Glob": ("path", ["file.list"]),
    "Grep": ("path", ["file.search"]),
    "Write": ("file_path", _WRITES),
    "Edit": ("file_path", _WRITES),
    "MultiEdit": ("file_path", _WRITES),
    "NotebookEdit": ("notebook_path", _WRITES),
}
_ARGUMENTS = {
    "Bash": "command", "PowerShell": "command", "Monitor": "command", "WebFetch": "url", "WebSearch": "query",
    "Agent": "subagent_type", "Task": "subagent_type", "Skill": "skill",
    **{name: one[0] for name, one in _FILE_TOOLS.items()},
}  # fmt: skip
_SHELLS = ("Bash", "PowerShell", "Monitor")
_MCP_ARGUMENTS = {"subpath": "path", "shlex": "command", "urlpattern": "url", "cidr": "host"}
_WEB = ("domains", "cidrs", "schemes", "ports", "approval")
_NETWORK = ["net.fetch", "net.send"]


class _Grants:
    """Grants while they are collected, and which kinds are constrained as resources."""

    def __init__(self, draft: Draft, sandbox: str) -> None:
        self.draft = draft
        self.sandbox = sandbox
        self.made: list[dict[str, Any]] = []
        self.paths: dict[str, list[str]] = {}
        """Kind of operation to the globs within which it is granted."""
        self.hosts = False
        self.shells: list[tuple[Node, str, dict[str, Any]]] = []

    def add(self, node: Node, name: str, **keys: Any) -> None:
        self.made.append({"id": self.draft.identity(name), **keys, "origin": self.draft.origin(node, name)})


def convert(draft: Draft, root: Node) -> None:
    """Add the capabilities and rules of the merged file."""
    keys = draft.mapping(root, _KEYS)
    for name, why in _ELSEWHERE.items():
        if name in keys:
            draft.remark(keys[name], f"`{name}` is not imported: {why}")
    if "mode" in keys:
        draft.sections["mode"] = _MODES.get(draft.choice(keys["mode"], _MODES), "enforce")
    grants = _Grants(draft, draft.text(keys["sandbox"]) if "sandbox" in keys else "./sandbox")
    enforced = draft.mapping(keys.get("enforce"))
    for tool, node in enforced.items():
        _tool(grants, tool, node)
    mcp = draft.mapping(keys.get("mcp"), ("downstream", "enforce"))
    for tool, node in draft.mapping(mcp.get("enforce")).items():
        _mcp(grants, tool, node)
    audited = [tool for tool in _audited(draft, keys) if tool not in enforced]
    if audited:
        grants.add(keys.get("audit", root), "audit", tool=audited)
    _roles(draft, keys, audited, grants)
    _shell_effects(grants)
    for node in draft.items(keys["deny"]) if "deny" in keys else ():
        draft.rule(
            node,
            f"deny.{draft.text(node)}",
            "deny",
            f"{draft.text(node)} is denied by tenuo.yaml",
            tool=[draft.text(node)],
        )
    _section(draft, keys, grants)


def _section(draft: Draft, keys: Mapping[str, Node], grants: _Grants) -> None:
    default = draft.choice(keys["default"], _DEFAULTS) if "default" in keys else "deny"
    section: dict[str, Any] = {"otherwise": _DEFAULTS.get(default, "deny") or "deny", "grants": grants.made}
    if default == "audit":
        covered = sorted({kind for grant in grants.made for kind in grant.get("on", ())})
        section["covers"] = covered or ["exec.run"]
        draft.remark(
            keys["default"],
            "`default: audit` lets tools pass that are not listed, here as in the original: only the kinds of the "
            "listed ones need a grant",
        )
    draft.sections["capabilities"] = section


def _tool(grants: _Grants, tool: str, node: Node) -> None:
    draft = grants.draft
    if tool not in _ARGUMENTS:
        from bailiwick.policy.schema.reader import suggestion

        draft.problem(node, f"unknown tool `{tool}`{suggestion(tool, _ARGUMENTS)}")
        return
    if isinstance(node.value, dict) and "_type" not in node.value:
        if tool == "WebFetch":
            _web(grants, node)
        else:
            _approval(draft, tool, draft.mapping(node, ("approval",), required=("approval",)).get("approval"))
            grants.add(node, tool, tool=[tool])
        return
    if tool in _FILE_TOOLS and isinstance(node.value, str):
        kind, value = short(draft, node, sandbox=grants.sandbox)
        globs = path_globs(kind, value)
        if globs is not None:
            operations = _FILE_TOOLS[tool][1]
            grants.add(node, tool, on=operations, tool=[tool], **_place(globs))
            for operation in operations:
                grants.paths[operation] = list(dict.fromkeys([*grants.paths.get(operation, ()), *globs]))
            return
    if is_expression(node):
        _expression(grants, tool, node)
        return
    test = constraint(draft, node, sandbox=grants.sandbox)
    if tool in _SHELLS:
        _shell(grants, tool, node, test)
    else:
        grants.add(node, tool, tool=[tool], args={_ARGUMENTS[tool]: test})


def _expression(grants: _Grants, tool: str, node: Node) -> None:
    """A tool whose argument meets an expression; it sees the text of a shell call as a whole."""
    about: dict[str, Any] = {"tool": [tool], "when": expression(grants.draft, node, _ARGUMENTS[tool])}
    if tool in _SHELLS:
        grants.add(node, tool, on=["exec.run"], **about)
        grants.shells.append((node, tool, about))
    else:
        grants.add(node, tool, **about)


def _shell(grants: _Grants, tool: str, node: Node, test: Any) -> None:
    """What a shell may run: the text of the call fits, and where it is a pattern that of each command in it."""
    about: dict[str, Any] = {"tool": [tool], "args": {"command": test}}
    if not isinstance(test, dict) or "shlex" not in test:
        about["where"] = {"text": test}
    grants.add(node, tool, on=["exec.run"], **about)
    grants.shells.append((node, tool, {"tool": [tool], "args": {"command": test}}))


def _shell_effects(grants: _Grants) -> None:
    """What granted commands do: files and hosts within the grants for them, everything else with the command."""
    governed = {*grants.paths, "exec.run", *(_NETWORK if grants.hosts else ())}
    free = [kind for kind in kinds("*") if kind not in governed]
    for node, tool, about in grants.shells:
        grants.add(node, f"{tool}.effects", on=free, **about)
        for globs in {tuple(globs) for globs in grants.paths.values()}:
            same = [kind for kind, ones in grants.paths.items() if tuple(ones) == globs]
            grants.add(node, f"{tool}.files", on=same, **_place(list(globs)), **about)


def _place(globs: list[str]) -> dict[str, Any]:
    """The condition for globs; `**` alone is the whole project, its root too."""
    return {"class": "project"} if globs == ["**"] else {"path": globs}


def _web(grants: _Grants, node: Node) -> None:
    draft = grants.draft
    keys = draft.mapping(node, _WEB)
    where: dict[str, Any] = {"scheme": draft.texts(keys["schemes"]) if "schemes" in keys else ["http", "https"]}
    if "ports" in keys:
        where["port"] = [draft.integer(item, least=1, most=65535) for item in draft.items(keys["ports"])]
    domains = [(item, draft.text(item)) for item in draft.items(keys["domains"])] if "domains" in keys else []
    named: list[dict[str, Any]] = [{"host": domain(draft, item, one)} for item, one in domains if one != "*"]
    every = len(named) < len(domains)
    if every:
        draft.remark(keys["domains"], "`*` is every public host")
    if "domains" in keys or "cidrs" not in keys:
        hosts = {"host": named} if named and not every and "approval" not in keys else {}
        grants.add(node, "WebFetch", on=_NETWORK, where={**hosts, **where, "address": "public"})
    if "cidrs" in keys:
        named.append({"cidr": draft.texts(keys["cidrs"])})
        grants.add(node, "WebFetch.networks", on=_NETWORK, where={"host": named[-1], **where})
    grants.hosts = True
    if "approval" in keys and not every:
        _web_approval(draft, keys["approval"], named)


def _web_approval(draft: Draft, node: Node, listed: list[dict[str, Any]]) -> None:
    """A person is asked about hosts that are not listed, as in the original, whatever reaches for them."""
    keys = _approval_keys(draft, node)
    exempt: list[dict[str, Any]] = [{"where": {"host": listed}}] if listed else []
    if "exempt" in keys:
        exempt.append({"args": {"url": constraint(draft, keys["exempt"])}})
    draft.rule(
        node, "WebFetch.approval", "ask", "tenuo.yaml wants an approval for hosts that are not listed",
        answer="person", on=_NETWORK, unless=exempt or None,
    )  # fmt: skip


def _approval_keys(draft: Draft, node: Node) -> Mapping[str, Node]:
    keys = draft.mapping(node, ("threshold", "exempt"))
    if "threshold" in keys and draft.integer(keys["threshold"], least=1, most=100) > 1:
        draft.remark(node, "one person approves; several are for the control plane")
    return keys


def _approval(draft: Draft, tool: str, node: Node | None) -> None:
    """A person is asked about calls of a tool."""
    if node is None:
        return
    keys = _approval_keys(draft, node)
    exempt = {"args": {_ARGUMENTS.get(tool, "url"): constraint(draft, keys["exempt"])}} if "exempt" in keys else None
    draft.rule(
        node, f"{tool}.approval", "ask", f"tenuo.yaml wants an approval for {tool}", answer="person", tool=[tool],
        unless=exempt,
    )  # fmt: skip


def _mcp(grants: _Grants, tool: str, node: Node) -> None:
    draft = grants.draft
    about: dict[str, Any] = {"tool": [f"mcp__*__{tool}"]}
    if isinstance(node.value, str):
        kind, _ = short(draft, node)
        if kind and kind not in _MCP_ARGUMENTS:
            draft.problem(
                node, f"which argument of `{tool}` is meant? expected {{arg, constraint}}, got `{node.value}`"
            )
        tests = {_MCP_ARGUMENTS.get(kind, "value"): node}
    else:
        keys = draft.mapping(node, ("arg", "constraint", "args", "approval", "exempt"))
        tests = dict(draft.mapping(keys["args"])) if "args" in keys else {}
        if "arg" in keys and "constraint" in keys:
            tests[draft.text(keys["arg"])] = keys["constraint"]
        _mcp_approval(draft, tool, keys)
    args: dict[str, Any] = {}
    expressions: list[str] = []
    for name, one in tests.items():
        said = expression(draft, one, name) if is_expression(one) else _below_project(grants, name, one)
        if said or is_expression(one):
            expressions.append(said)
            args[name] = True
        else:
            args[name] = constraint(draft, one, sandbox=grants.sandbox)
    if expressions:
        about["when"] = " && ".join(expressions)
    grants.add(node, f"mcp.{tool}", **about, **({"args": args, "only_args": True} if args else {}))


def _below_project(grants: _Grants, name: str, node: Node) -> str:
    """The expression for a directory that is relative to the project; empty for every other constraint."""
    if not isinstance(node.value, str) or not node.value.startswith("subpath:"):
        return ""
    root = node.value.removeprefix("subpath:").strip().replace("{sandbox}", grants.sandbox)
    if root.startswith("/"):
        return ""
    tail = root.removeprefix("./").strip("/")
    below = f'call.project + "/{tail}/"' if tail else 'call.project + "/"'
    value = f"string(call.input.{name})"
    return f'{value}.startsWith({below}) && !{value}.contains("/../") && !{value}.endsWith("/..")'


def _mcp_approval(draft: Draft, tool: str, keys: Mapping[str, Node]) -> None:
    if "approval" not in keys:
        return
    exempt = plain(keys["exempt"]) if "exempt" in keys else None
    if exempt is not None:
        draft.remark(keys["exempt"], "`exempt` of an MCP tool is not imported: a person is asked every time")
    draft.rule(
        keys["approval"], f"mcp.{tool}.approval", "ask", f"tenuo.yaml wants an approval for {tool}", answer="person",
        tool=[f"mcp__*__{tool}"],
    )  # fmt: skip


def _audited(draft: Draft, keys: Mapping[str, Node]) -> list[str]:
    bundled = next((draft.boolean(keys[name]) for name in ("audit_bundled", "allow_bundled") if name in keys), True)
    listed = [
        tool for name in ("audit", "audit_extra", "allow") for tool in (draft.texts(keys[name]) if name in keys else ())
    ]
    return list(dict.fromkeys([*(HARNESS if bundled else ()), *listed]))


def _roles(draft: Draft, keys: Mapping[str, Node], audited: list[str], grants: _Grants) -> None:
    roles = draft.mapping(keys.get("subagents"))
    if not roles:
        return
    grants.add(keys["subagents"], "subagents", on=["agent.spawn"], where={"role": list(roles)})
    for role, node in roles.items():
        limits = draft.mapping(node, ("tools", "ttl_seconds"), required=("tools",))
        if "ttl_seconds" in limits:
            draft.remark(
                limits["ttl_seconds"],
                "the lifetime of a subagent's warrant is not imported: its role holds as long as it runs",
            )
        tools = draft.texts(limits.get("tools"))
        draft.rule(
            node, f"subagent.{role}", "deny", f"a subagent of the role {role} has these tools only: {', '.join(tools)}",
            agents={"role": role}, unless={"tool": [*tools, *audited]},
        )  # fmt: skip
