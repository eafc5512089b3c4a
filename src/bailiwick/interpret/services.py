"""Hosted services behind undescribed tools: which names take something away for good."""

from __future__ import annotations

from bailiwick.interpret.identifiers import words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.arguments import Leaf

DATABASES = frozenset(
    (
        "db", "sql", "pg", "postgres", "postgresql", "mysql", "mariadb", "sqlite", "duckdb", "database", "bigquery",
        "snowflake", "supabase", "neon", "clickhouse", "redis", "valkey", "mssql", "sqlserver", "oracle", "cockroachdb",
        "planetscale", "turso", "libsql", "trino", "athena", "redshift", "databricks", "cassandra", "mongodb", "d1",
        "timescale", "singlestore", "motherduck", "surrealdb", "dbhub", "questdb",
    )
)  # fmt: skip
"""Words of servers that are databases."""
_DATA_SERVERS = DATABASES | frozenset(("docker", "podman", "mongodb", "mongo", "elasticsearch", "prisma", "kafka"))
_HOSTED = frozenset(
    (
        "bucket", "buckets", "cluster", "database", "databases", "droplet", "instance", "instances", "namespace",
        "organization", "project", "repo", "repository", "server", "snapshot", "backup", "table", "volume", "zone",
        "collection", "collections", "keyspace", "queue", "topic", "app", "application", "deployment", "stack",
        "index", "indices", "chart", "schema", "dataset", "service", "environment", "site", "domain", "function",
        "lambda", "vm", "machine", "workspace", "tenant", "account", "user", "group", "role", "policy", "vpc", "subnet",
        "certificate", "secret",
    )
)  # fmt: skip
_SERVICES = frozenset(
    (
        "github", "gitlab", "bitbucket", "gitea", "aws", "s3", "gcp", "gcs", "azure", "cloudflare", "vercel", "netlify",
        "stripe", "firebase", "heroku", "digitalocean", "linear", "jira", "notion", "gdrive", "airtable",
    )
)  # fmt: skip
"""Names of servers that act on a hosted service, where whatever is deleted is somebody's."""
_DESTROYING = frozenset(
    ("delete", "destroy", "drop", "purge", "terminate", "uninstall", "teardown", "deprovision", "erase")
)
_CLEARING = frozenset(("remove", "prune", "reset", "wipe", "truncate", "flush", "clear"))
"""Verbs that destroy where the server is about data or containers, and tidy up elsewhere."""
_EMPTYING = frozenset(("flushall", "flushdb", "flush_all", "flush_db"))
_CHANGING_MANY = frozenset(("delete", "remove", "update"))
_CONDITIONS = frozenset(("filter", "where", "query", "condition", "selector"))
_ENGINES = frozenset(("docker", "podman"))
_REVEALING = frozenset(("get", "read", "fetch", "reveal", "show", "access", "download", "export", "retrieve", "view"))
_REVEALED = frozenset(("secret", "secrets", "password", "passwords", "credential", "credentials"))
_ABOUT = frozenset(("scanning", "alert", "alerts", "metadata", "names", "policy", "docs", "reset"))
"""Words of tools that tell about secrets and print none."""
_VAULTS = frozenset(
    (
        "vault", "1password", "onepassword", "bitwarden", "doppler", "infisical", "lastpass", "keeper", "dashlane",
        "akeyless", "secretsmanager", "keychain", "keyring", "keepass",
    )
)  # fmt: skip
_NAMING_WORDS = frozenset(("action", "operation", "verb", "method", "kind", "type", "resourcetype", "resource"))
"""Names of fields that say what a tool of many uses does, and to what sort of thing."""


def destroyed(tool: str, server: str = "", found: tuple[Leaf, ...] = ()) -> str:
    """What a tool takes away for good from a service, by its name and what `found` says; empty when it does not."""
    words = words_of(tool)
    spoken = words_of(server) | (words & DATABASES)
    if words & _EMPTYING and spoken & _DATA_SERVERS:
        return "keys"
    named = words_of(" ".join(leaf.value for leaf in found if words_of(leaf.key) & _NAMING_WORDS))
    if not (words | named) & (_DESTROYING | (_CLEARING if spoken & (_DATA_SERVERS | _SERVICES) else frozenset())):
        return ""
    if spoken & _SERVICES and (words | named) & (_DESTROYING | (_CLEARING if spoken & _DATA_SERVERS else frozenset())):
        return next(iter(sorted(words - _DESTROYING - {tool})), tool)
    hosted = _HOSTED | {"branch"} if spoken & DATABASES else _HOSTED
    hosted = hosted | {"system"} if spoken & _ENGINES else hosted
    taken = {word.removesuffix("s") if word not in hosted else word for word in words | named}
    return next(iter(sorted(taken & hosted)), "")


def changes_all(tool: str, server: str, given: Mapping[str, object]) -> bool:
    """A tool of a document store changes or deletes what meets a condition, and the condition is empty."""
    named = [value for key, value in given.items() if words_of(key) & _NAMING_WORDS and isinstance(value, str)]
    words = words_of(tool).union(*(words_of(value) for value in named))
    if not (words & _CHANGING_MANY and words_of(server) & _DATA_SERVERS):
        return False
    conditions = [value for key, value in given.items() if words_of(key) & _CONDITIONS]
    return any(value in _EVERYTHING for value in conditions)


_EVERYTHING: tuple[object, ...] = ({}, "{}", "", {"match_all": {}}, {"query": {"match_all": {}}}, "*", "*:*")
"""Conditions that everything meets, as document stores and search engines write them."""


def takes_away(tool: str, server: str) -> bool:
    """A tool deletes something of a server that is not known, by its first or last word; local helpers tidy up."""
    words = tool.lower().replace("-", "_").split("_")
    return not _DESTROYING.isdisjoint((words[0], words[-1])) and not words_of(server) & _LOCAL


_LOCAL = frozenset(
    (
        "memory", "filesystem", "fs", "file", "files", "git", "browser", "playwright", "puppeteer", "chrome",
        "devtools", "selenium", "editor", "serena", "jetbrains", "vscode", "ide", "xcode", "xcodebuild", "unity",
        "blender", "figma", "thinking", "task", "tasks", "taskmaster", "todo", "notes", "cache", "session",
        "desktop", "terminal", "tmux", "jupyter", "notebook", "repl", "sandbox", "scratchpad", "obsidian",
        "knowledge", "graph", "test", "mock",
    )
)  # fmt: skip
"""Words of servers whose things are the agent's own, or files, which are judged as files."""


def reveals(tool: str, server: str, given: Mapping[str, object]) -> bool:
    """A tool prints what a secret store keeps, by its name or by the kind that it is asked for."""
    named = [value for key, value in given.items() if words_of(key) & _NAMING_WORDS and isinstance(value, str)]
    words = words_of(tool).union(*(words_of(value) for value in named))
    if not words & _REVEALING or words & _ABOUT:
        return False
    return bool(words & _REVEALED or words_of(server) & _VAULTS)


def empties_graph(statement: str) -> bool:
    """Cypher that deletes every node that it matches: no condition, no property."""
    upper = statement.upper()
    return "DELETE" in upper.split() and "WHERE" not in upper and "{" not in upper
