"""Every attribute an `Operation` may carry, by kind, with its meaning.

Interpreters may emit only these, and rules may ask only for these; both are checked, so a
misspelt attribute is an error and never a rule that silently protects nothing.
An attribute that is absent counts as false, or as not known.
"""

from __future__ import annotations

from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

COMMON: Mapping[str, str] = {
    "wildcard": "a part of the resource is unknown; `value` is the known prefix followed by `*`",
    "tool": "name of the agent's tool, when the operation comes from a tool and not from a program",
}

_PATH = {
    "recursive": "the directory and everything below it",
    "many": "applies to several files by glob, loop or tree walk",
    "exists": "the path existed when the facts were taken",
    "through": "how the file is reached, if not by name: `archive`, `git-object`, `diff`, `mount`, `copy`, `link`",
}

_NET = {
    "host": "host name or address, lower case, without trailing dot",
    "scheme": "URL scheme, lower case",
    "port": "port number",
    "address": "class: public, loopback, private, link-local, metadata, carrier-nat, multicast, reserved",
    "embedded": "the name embeds another address (nip.io and the like) or is an unusual spelling of one",
    "userinfo": "the URL carries a user or password",
    "method": "HTTP method",
    "carries": "what leaves, strongest first: `secret`, `environment`, `file`, `unknown`, `text`",
    "to_file": "the answer is stored in a file",
    "raw_ip": "the host is an address literal",
    "paste": "the host is a paste or anonymous file-drop site",
    "channel": "if not HTTP: `dns`, `ssh`, `scp`, `ftp`, `mail`, `socket`, `cloud-storage`, `gist`, `paste`",
}

ATTRIBUTES: Mapping[Kind, Mapping[str, str]] = {
    Kind.FILE_READ: {
        **_PATH,
        "whole_home": "reads all of HOME (archive, copy, server)",
        "holds_secret": "the whole project is taken along, with the credential files in it",
    },
    Kind.FILE_WRITE: {
        **_PATH,
        "truncates": "old content is lost",
        "appends": "old content stays",
        "secret_content": "kinds of live-looking credentials in the new content",
        "pii_content": "kinds of personal data in the new content",
        "unsourced": "claims in the new text without evidence in the same paragraph: `citation`, `number`",
        "from_network": "the content was fetched",
        "derived_secret": "the content was read from a secret",
        "download": "a file fetched from the network lands here",
        "worktree": "a new working tree of the same repository lands here",
        "cache_directory": "an empty directory is made where programs keep caches",
    },
    Kind.FILE_DELETE: {
        **_PATH,
        "shred": "content is overwritten first",
        "moved_away": "by moving to nowhere",
        "tracked": "git takes it away: only files that it tracks, and that it can bring back",
    },
    Kind.FILE_LIST: _PATH,
    Kind.FILE_SEARCH: _PATH,
    Kind.FILE_META: {
        **_PATH,
        "mode": "permission change as written (`777`, `o+w`)",
        "world_writable": "everybody may write afterwards",
        "private": "only takes away what others may; the owner may still read",
        "setuid": "set-user-id, set-group-id or a file capability is set",
        "executable": "the file becomes executable",
        "owner": "new owner as written",
        "immutable": "an immutability or backup flag is removed",
    },
    Kind.FILE_LINK: {**_PATH, "target": "what the new link points to", "target_secret": "the target is a secret"},
    Kind.EXEC_RUN: {
        "program": "base name of the program, lower case on case-insensitive systems",
        "known": "the catalogue knows the program",
        "opaque": "what runs cannot be understood from text and facts",
        "suspicious": "an opaque call with a sign of danger (decoding, assembling, unusual quoting of a program name)",
        "fetched": "the code comes from the network and was not landed for review",
        "fetched_raw": "package runner or installer given a raw URL or an unknown git host",
        "decoded": "the code was decoded or assembled so that it is not visible",
        "where": "place of the program: `project`, `program-dir`, `temp`, `outside`, `unknown`",
        "downloaded": "the file that runs was downloaded in this call or session",
        "fork_bomb": "replicates itself without end",
        "reverse_shell": "connects an interpreter to a remote peer, or serves one",
        "hooks_off": "a coding agent is started without its hooks or with other settings",
        "unsets_guard": "removes or changes variables or files that governance needs",
        "stops_guard": "stops, kills or reconfigures the daemon or its service",
        "environment": "names of dangerous variables set for the program (`LD_PRELOAD`, `BASH_ENV` ...)",
        "shell": "the call is one shell call of the agent (emitted once per shell call)",
        "interpreter": "inline code or script of a language that is read only in part",
        "reads_only": "proven to read and print only: the program, by its profile; with `shell`, the whole call",
        "repository": "with `reads_only`: the directory whose repository's configuration git obeys while it reads",
    },
    Kind.NET_FETCH: _NET,
    Kind.NET_SEND: _NET,
    Kind.NET_LISTEN: {
        **_NET,
        "public": "reachable from other machines",
        "tunnel": "publishes a local port to the outside",
        "serves_home": "serves HOME or a directory above it",
    },
    Kind.NET_SEARCH: {
        "secret_content": "kinds of credentials in the query",
        "pii_content": "kinds of personal data in it",
    },
    Kind.VCS_READ: {"verb": "subcommand"},
    Kind.VCS_COMMIT: {
        "verb": "subcommand",
        "no_verify": "hooks are skipped",
        "amend": "rewrites the last commit",
        "pushed": "the commit is already on the remote",
        "secret_content": "kinds of credentials staged",
    },
    Kind.VCS_PUSH: {
        "force": "`yes`, `lease` or absent",
        "delete": "removes the remote branch or tag",
        "mirror": "mirrors all refs",
        "all": "all branches or tags",
        "branch": "remote branch, or `*` when not known",
        "protected": "the branch is protected (main, master, release/* or configured)",
        "no_verify": "hooks are skipped",
        "remote": "name or URL of the remote as written",
        "host": "host of the resolved remote",
        "new_remote": "the remote is a URL or path that the repository does not know",
    },
    Kind.VCS_DISCARD: {
        "what": "`tree`, `paths`, `untracked`, `stash`, `branch`, `reflog`, `objects`, `worktree`",
        "all": "everything of that sort, not a single named one",
        "forced": "git would have refused without the force option",
    },
    Kind.VCS_REWRITE: {"what": "`history`, `rebase`, `ref`, `pushed`", "shared": "onto or of a shared branch"},
    Kind.VCS_CONFIG: {
        "key": "configuration key, lower case, or `remote`, `hook`, `submodule`",
        "executes": "the value is a command that git runs",
        "global": "user- or system-wide",
        "host": "host of a new remote",
        "new_remote": "adds or redirects a remote",
    },
    Kind.PKG_INSTALL: {
        "manager": "program",
        "locked": "installs what the lock file or manifest says",
        "global": "for the whole user or system",
        "url": "straight from a URL",
        "git": "from a git URL",
        "unknown_host": "the host is not a well-known forge",
        "packages": "names",
        "removes": "removes packages",
    },
    Kind.PKG_PUBLISH: {"manager": "program", "what": "`package`, `image`, `release`, `app`, `unpublish`"},
    Kind.DB_READ: {"engine": "program", "local": "the server is on this machine"},
    Kind.DB_WRITE: {
        "engine": "program",
        "local": "the server is on this machine",
        "no_where": "UPDATE or DELETE without WHERE",
        "migration": "a schema migration",
    },
    Kind.DB_DESTROY: {
        "engine": "program",
        "local": "the server is on this machine",
        "what": "`database`, `table`, `schema`, `keys`, `collection`",
    },
    Kind.INFRA_READ: {
        "system": "terraform, kubectl, aws ...",
        "secret": "prints credentials",
        "unmasked": "prints a whole environment or state, in which credentials may stand",
    },
    Kind.INFRA_APPLY: {"system": "terraform, kubectl, aws ..."},
    Kind.INFRA_DESTROY: {
        "system": "terraform, kubectl, aws ...",
        "what": "what is destroyed",
        "all": "all of a kind or a namespace",
    },
    Kind.CONTAINER_RUN: {
        "privileged": "full privileges or dangerous capabilities",
        "host_root": "mounts the host's root, HOME or a system directory",
        "docker_socket": "mounts the engine's socket",
        "host_namespace": "shares the host's process, network or user namespace",
    },
    Kind.CONTAINER_MANAGE: {"verb": "subcommand"},
    Kind.CONTAINER_DESTROY: {
        "what": "`system`, `volume`, `image`, `container`, `network`, `machine`",
        "all": "everything unused",
        "volumes": "data volumes too",
        "forced": "with force",
    },
    Kind.PROC_KILL: {
        "signal": "name or number",
        "all": "every process",
        "hard": "SIGKILL",
        "name": "by name",
        "machine": "reboot or shutdown",
    },
    Kind.PRIV_ESCALATE: {"by": "program or mechanism"},
    Kind.SYS_PERSIST: {
        "by": "cron, at, systemd, launchd, shell-start, ssh-keys, git-hook, editor, package-hook, preload ..."
    },
    Kind.SYS_CONFIG: {
        "what": "`kernel`, `firewall`, `mandatory-access`, `service`, `clock`, `user`, `network`, `device`, `global`",
        "disables": "a protection is disabled",
        "destroys": "destroys data on a device",
    },
    Kind.AGENT_SPAWN: {"role": "agent type", "many": "several agents", "hooks_off": "without hooks"},
    Kind.AGENT_MESSAGE: {"to": "recipient", "secret_content": "kinds of credentials in the text"},
    Kind.AGENT_SKILL: {"skill": "name"},
    Kind.SCHEDULE_CREATE: {"by": "tool or program"},
    Kind.SCHEDULE_DELETE: {"by": "tool or program"},
    Kind.MCP_CALL: {
        "server": "name",
        "tool_name": "name",
        "read_only": "declared read-only by the server",
        "secret_content": "kinds of credentials in the arguments",
    },
    Kind.MCP_READ: {"server": "name", "uri": "resource"},
    Kind.MCP_LIST: {"server": "name"},
    Kind.MODEL_CALL: {"model": "name"},
    Kind.HUMAN_ASK: {},
    Kind.SESSION_READ: {},
    Kind.SESSION_WRITE: {},
    Kind.TOOL_UNKNOWN: {"name": "tool name"},
}


DERIVED_ATTRIBUTES: Mapping[str, frozenset[Kind]] = {
    "text": frozenset({Kind.EXEC_RUN}),
    "content": frozenset(
        {
            Kind.FILE_WRITE,
            Kind.NET_SEND,
            Kind.NET_SEARCH,
            Kind.AGENT_MESSAGE,
            Kind.AGENT_SPAWN,
            Kind.SCHEDULE_CREATE,
            Kind.MCP_CALL,
            Kind.TOOL_UNKNOWN,
        }
    ),
}
"""What rules may ask for like an attribute, and is taken from the call: no operation carries it."""

DERIVED_MEANINGS: Mapping[str, str] = {
    "text": "words of one simple command, and once the text of the whole shell call",
    "content": "the text that the call writes or sends, as far as the call shows it; of a shell call its whole text",
}


def derived_attributes_of(kind: Kind) -> frozenset[str]:
    """Names of `DERIVED_ATTRIBUTES` for operations of `kind`."""
    return frozenset(name for name, kinds in DERIVED_ATTRIBUTES.items() if kind in kinds)


def attributes_of(kind: Kind) -> frozenset[str]:
    """Names that an operation of `kind` may carry."""
    return frozenset(COMMON) | frozenset(ATTRIBUTES[kind])
