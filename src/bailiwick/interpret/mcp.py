"""MCP: tool calls, resources, and tools that nobody has described."""

from __future__ import annotations

from bailiwick.interpret import arguments, mcp_programs, scanning, services
from bailiwick.interpret.identifiers import words_of
from bailiwick.interpret.tool_use import named
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.tool_use import ToolUse
    from bailiwick.model.operation import Operation


def call(use: ToolUse) -> tuple[Operation, ...]:
    """`mcp__SERVER__TOOL`: the call itself, and what its arguments say that it touches."""
    _mcp, _separator, rest = use.name.partition("__")
    server, _separator, tool = rest.partition("__")
    leaves = arguments.leaves(use.arguments)
    operation = use.operation(
        Kind.MCP_CALL,
        named(f"{server}/{tool}"),
        server=server,
        tool_name=tool,
        read_only=use.request.mcp_read_only,
        secret_content=scanning.secret_kinds("\n".join(leaf.value for leaf in leaves)),
    )
    destroyed = services.destroyed(tool, server, leaves)
    destruction: tuple[Operation, ...] = ()
    if destroyed:
        destruction = (use.operation(Kind.INFRA_DESTROY, named(tool), system=server, what=destroyed),)
    elif services.takes_away(tool, server):
        destruction = (use.operation(Kind.INFRA_APPLY, named(tool), system=server),)
    if services.reveals(tool, server, use.arguments):
        destruction += (use.operation(Kind.INFRA_READ, named(tool), system=server, secret=True),)
    if services.changes_all(tool, server, use.arguments):
        destruction += (use.operation(Kind.DB_WRITE, named(tool), engine=server, no_where=True),)
    published = _published(tool, server)
    release = (use.operation(Kind.PKG_PUBLISH, named(tool), manager=server, what="release"),) if published else ()
    found = arguments.operations(use, tool, leaves, read_only=use.request.mcp_read_only)
    command = mcp_programs.git_command(server, tool, use.arguments)
    command = command or mcp_programs.program_command(server, tool, use.arguments)
    command = command or mcp_programs.argv_command(tool, use.arguments)
    if command:
        found += arguments.shell(use, command)
    return (operation, *destruction, *release, *found)


_REGISTRIES = frozenset(
    ("npm", "pypi", "pip", "cargo", "crates", "gem", "rubygems", "nuget", "maven", "docker", "podman", "registry")
)


def _published(tool: str, server: str) -> bool:
    """`create_release` of a forge, `publish_package` of anything, `publish` and `push_image` of a registry."""
    words = set(tool.lower().replace("-", "_").split("_"))
    if words >= {"create", "release"} or words >= {"publish", "release"} or words >= {"publish", "package"}:
        return True
    return bool(words_of(server) & _REGISTRIES) and (
        words in ({"publish"}, {"push"}, {"upload"}) or words >= {"push", "image"}
    )


def list_resources(use: ToolUse) -> tuple[Operation, ...]:
    """`ListMcpResourcesTool`."""
    server = use.optional_text("server") or ""
    return (use.operation(Kind.MCP_LIST, named(server), server=server),)


def read_resource(use: ToolUse) -> tuple[Operation, ...]:
    """`ReadMcpResourceTool`: a resource of a server; `file:` ones are files of this machine too."""
    server, uri = use.text("server"), use.text("uri")
    operation = use.operation(Kind.MCP_READ, named(f"{server} {uri}"), server=server, uri=uri)
    return (operation, *arguments.addressed(use, uri, read_only=True))


def unknown_tool(use: ToolUse) -> tuple[Operation, ...]:
    """A tool of no known sort: its name, and what its arguments look like."""
    operation = use.operation(Kind.TOOL_UNKNOWN, named(use.name), name=use.name)
    leaves = arguments.leaves(use.arguments)
    return (operation, *arguments.operations(use, use.name, leaves, read_only=False))
