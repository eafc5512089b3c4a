"""What the arguments of an undescribed tool say: paths, URLs, commands and SQL, by key name and by shape.

The tool's own name tells the direction (`write_file`, `delete`, `list`). All of it is a guess from
outside, so every operation is LIKELY, and a guess never makes a call harmless.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from bailiwick.interpret import loosening
from bailiwick.interpret.effects import RunCode, RunShell, literal
from bailiwick.interpret.identifiers import words_of
from bailiwick.interpret.services import DATABASES, empties_graph
from bailiwick.interpret.statements import SQL_STARTS, first_word, is_sql
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Certainty, Kind, ResourceClass
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.tool_use import ToolUse
    from bailiwick.model.operation import Operation, Resource

_PATH_WORDS = frozenset(
    (
        "path", "paths", "file", "files", "filename", "filenames", "filepath", "dir", "directory", "folder", "cwd",
        "workdir", "notebook", "outfile", "infile", "attachment", "attachments",
    )
)  # fmt: skip
_PERHAPS_PATH_WORDS = frozenset(
    (
        "root",
        "source",
        "src",
        "destination",
        "dest",
        "dst",
        "target",
        "from",
        "to",
        "output",
        "input",
        "location",
        "old",
        "new",
    )
)
"""Names of fields that hold a path in a tool about files, and anything elsewhere."""

_URL_WORDS = frozenset(
    ("url", "urls", "uri", "uris", "href", "endpoint", "link", "links", "website", "webhook", "host")
)
_ADDRESS_WORDS = frozenset(("url", "urls"))
_FETCHING = frozenset(
    (
        "fetch", "navigate", "goto", "browse", "visit", "scrape", "crawl", "page", "tab", "screenshot", "download",
        "extract", "http", "request", "map", "crawling", "open", "url", "get", "read",
    )
)  # fmt: skip
"""Words of tools that open whatever address they are given."""
_SEARCHING = frozenset(("search", "find", "ask", "lookup", "docs", "research"))
_LEFT_OUT = frozenset(("exclude", "excludes", "ignore", "ignored", "skip"))
"""Words of fields that say what is not touched."""
_COMMAND_WORDS = frozenset(("command", "commands", "cmd", "commandline", "shell", "bash", "script", "exec"))
_SQL_WORDS = frozenset(("sql", "query", "queries", "statement", "statements"))
_RUNNING_WORDS = frozenset(
    ("exec", "execute", "run", "shell", "bash", "terminal", "command", "cmd", "process", "ssh", "spawn", "sh")
)
_TYPED_WORDS = frozenset(("input", "text", "line", "keys", "content", "data"))
"""Names of fields that hold what is typed, in a tool that runs commands."""

_CONSOLES = frozenset(("shell", "bash", "sh", "zsh", "terminal", "console", "tty", "pty", "ssh", "cmd", "tmux"))
_CODE_WORDS = frozenset(
    ("code", "source", "python", "javascript", "js", "snippet", "expression", "function", "cell", "script")
)
_SPEAKING_WORDS = frozenset(("language", "languageid", "lang", "runtime", "interpreter", "kernel"))
"""Names of fields that say which language the code is in."""
_BROWSERS = frozenset(("playwright", "puppeteer", "browser", "chrome", "devtools", "selenium", "page"))
_LANGUAGES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(("python", "py", "ipython", "jupyter", "notebook", "pyodide", "ide", "kernel")), "python3 -c"),
    (frozenset(("javascript", "js", "node", "deno", "bun", "typescript", "ts", "evaluate", "eval")), "node -e"),
    (frozenset(("ruby", "rb")), "ruby -e"),
    (frozenset(("perl",)), "perl -e"),
    (frozenset(("php",)), "php -r"),
    (frozenset(("applescript", "osascript", "jxa")), "osascript -e"),
    (frozenset(("bash", "sh", "zsh", "shellscript")), "bash -c"),
)
_REVISION_WORDS = frozenset(("revision", "rev", "ref", "object", "treeish", "commit", "commitish"))
_GRAPHS = frozenset(("neo4j", "cypher", "memgraph"))
_STORES = frozenset(("redis", "valkey", "postgres", "mysql", "sqlite"))
_DIRECTIONS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.FILE_DELETE, frozenset(("delete", "remove", "unlink", "rm", "rmdir", "trash", "purge", "wipe", "erase"))),
    (
        Kind.FILE_WRITE,
        frozenset(
            (
                "write", "create", "edit", "update", "append", "save", "put", "insert", "replace", "patch",
                "modify", "mkdir", "touch", "rename", "move", "mv", "copy", "cp", "download", "export", "set",
                "overwrite", "truncate", "apply", "generate", "extract", "unzip",
            )
        ),
    ),
    (Kind.FILE_SEARCH, frozenset(("search", "grep", "find", "query"))),
    (Kind.FILE_LIST, frozenset(("list", "ls", "tree", "glob", "dir", "directory", "stat", "info", "exists"))),
)  # fmt: skip
_TAKING_AWAY = frozenset(("move", "mv", "rename"))
_ORIGINS = frozenset(("source", "src", "from", "old", "input", "oldpath"))


class Leaf(Value):
    """One text somewhere in the arguments."""

    key: str
    """Name of the nearest enclosing field."""
    value: str


def leaves(arguments: Mapping[str, object]) -> tuple[Leaf, ...]:
    """All texts in the arguments, with the names they stand under.

    Raises:
        BoundError: more values than `bounds.ARGUMENT_VALUES`.
    """
    found: list[Leaf] = []
    waiting: list[tuple[str, object]] = [("", arguments)]
    seen = 0
    while waiting:
        key, value = waiting.pop()
        seen += 1
        if seen > bounds.ARGUMENT_VALUES:
            raise BoundError(f"expected at most {bounds.ARGUMENT_VALUES} values in the input of a tool, got more")
        if isinstance(value, str):
            found.append(Leaf(key, value))
        elif isinstance(value, Mapping):
            waiting.extend((str(name), item) for name, item in value.items())
        elif isinstance(value, list | tuple):
            waiting.extend((key, item) for item in value)
    return tuple(reversed(found))


def operations(use: ToolUse, tool: str, found: tuple[Leaf, ...], *, read_only: bool) -> tuple[Operation, ...]:
    """The operations that texts in the arguments of `tool` suggest."""
    verbs = words_of(tool)
    made: list[Operation] = []
    for leaf in found:
        made += _suggested(use, leaf, verbs, read_only=read_only)
    return tuple(made)


def addressed(use: ToolUse, url: str, *, read_only: bool) -> tuple[Operation, ...]:
    """What a URL or URI reaches: a file for `file:`, nothing for a server's own scheme, else the network."""
    scheme, _colon, rest = url.strip().partition(":")
    lowered = scheme.lower()
    if lowered == "file":
        kind = Kind.FILE_READ if read_only else _direction(words_of(use.name), read_only=False)
        path = "/" + rest.lstrip("/").removeprefix("localhost/")
        return (use.operation(kind, use.locate(_percent_decoded(path)), certainty=Certainty.LIKELY),)
    if lowered in {"http", "https", "ws", "wss", "ftp", "gopher", "dict", "ldap", "tftp", "sftp"}:
        return (use.request_to(Kind.NET_FETCH, url, certainty=Certainty.LIKELY),)
    return ()


def _opened(use: ToolUse, url: str) -> tuple[Operation, ...]:
    """An address that a browser or fetcher opens: with any scheme, as it would read it."""
    lowered = url.lower().lstrip()
    if lowered.startswith("about:"):
        return ()
    if not lowered.startswith("file:"):
        return (use.request_to(Kind.NET_FETCH, url, certainty=Certainty.LIKELY),)
    (read,) = addressed(use, url, read_only=True)
    if read.resource is not None and read.resource.classes & {ResourceClass.PROJECT, ResourceClass.TEMP}:
        return (read,)
    return (read, use.request_to(Kind.NET_FETCH, url, certainty=Certainty.LIKELY))


def _suggested(use: ToolUse, leaf: Leaf, verbs: frozenset[str], *, read_only: bool) -> tuple[Operation, ...]:
    words, value = words_of(leaf.key), leaf.value.strip()
    if not value or words & _LEFT_OUT:
        return ()
    spoken = words_of(use.name)
    if words & _COMMAND_WORDS and spoken & _STORES and first_word(value) in SQL_STARTS:
        return _sql(use, value)
    if words & _TYPED_WORDS and _interacts(verbs):
        return _typed(use, value)
    if (words & _COMMAND_WORDS or (words & _TYPED_WORDS and spoken & _CONSOLES)) and _is_command(value, verbs):
        return shell(use, value)
    if words & _SQL_WORDS and spoken & _GRAPHS and empties_graph(value):
        return (use.operation(Kind.DB_WRITE, engine="cypher", no_where=True),)
    searching = not verbs.isdisjoint(_SEARCHING) and not spoken & DATABASES
    if is_sql(value, asked=bool(words & _SQL_WORDS), database=bool(spoken & DATABASES), searching=searching):
        return _sql(use, value)
    language = _language(use, words)
    if language:
        return _code(use, language, value)
    return _named(use, value, words, verbs, read_only=read_only)


def _named(
    use: ToolUse, value: str, words: frozenset[str], verbs: frozenset[str], *, read_only: bool
) -> tuple[Operation, ...]:
    """What an address or a path names."""
    if words & _REVISION_WORDS and ":" in value:
        value = value.partition(":")[2]
        return _path(use, value, words, frozenset(), read_only=True) if value else ()
    if words & _ADDRESS_WORDS and verbs & _FETCHING and ":" in value and " " not in value:
        return _opened(use, value)
    if _has_scheme(value):
        return addressed(use, value, read_only=read_only)
    if words & _URL_WORDS and " " not in value and "." in value and not value.startswith(("/", ".")):
        return (use.request_to(Kind.NET_FETCH, value, certainty=Certainty.LIKELY),)
    about_files = words & _PATH_WORDS or (words & _PERHAPS_PATH_WORDS and (verbs & _PATH_WORDS or _may_be_path(value)))
    if about_files or _is_path_shaped(value):
        return _path(use, value, words, verbs, read_only=read_only)
    return ()


def _path(
    use: ToolUse, value: str, words: frozenset[str], verbs: frozenset[str], *, read_only: bool
) -> tuple[Operation, ...]:
    if "\n" in value or len(value) > bounds.PATH_CHARS:
        return ()
    kind = _direction(verbs, read_only=read_only)
    if kind in {Kind.FILE_DELETE, Kind.FILE_WRITE} and _is_setting(words):
        kind = Kind.FILE_LIST
    if verbs & _TAKING_AWAY and words & _ORIGINS and not read_only:
        kind = Kind.FILE_DELETE
    elif kind is Kind.FILE_WRITE and words & _ORIGINS:
        kind = Kind.FILE_READ
    resource = use.locate(value)
    if kind is Kind.FILE_WRITE and resource.value.lower().endswith(loosening.FILES):
        resource = loosening.judged(resource, "\n".join(leaf.value for leaf in leaves(use.arguments)))
    if value.startswith("/") and not _is_on_this_machine(use, resource):
        return ()
    fact = use.inquiry.ask(PathQuery(resource.value)) if kind is Kind.FILE_DELETE else None
    tree = fact is not None and fact.type is FileType.DIRECTORY
    made = [use.operation(kind, resource, certainty=Certainty.LIKELY, recursive=tree)]
    if kind is Kind.FILE_DELETE and verbs & _TAKING_AWAY and ResourceClass.SECRET in resource.classes:
        made.append(use.operation(Kind.FILE_READ, resource, certainty=Certainty.LIKELY))  # its content goes along
    return tuple(made)


_PLACES = frozenset({ResourceClass.PROJECT, ResourceClass.HOME, ResourceClass.HOME_ROOT, ResourceClass.TEMP})
_TOP_DIRECTORIES = frozenset(
    "bin boot dev etc home lib mnt opt proc root run srv sys tmp usr var Users Library System Volumes private".split()  # noqa: SIM905 - names
)


def _is_on_this_machine(use: ToolUse, resource: Resource) -> bool:
    """False for an absolute name outside known places whose first directory does not exist: a route of an API."""
    top = resource.value.lstrip("/").partition("/")[0]
    if resource.classes & _PLACES or top in _TOP_DIRECTORIES:
        return True
    fact = use.inquiry.ask(PathQuery(f"/{top}"))
    return fact is None or fact.type is not FileType.MISSING


def shell(use: ToolUse, command: str) -> tuple[Operation, ...]:
    """What a shell would do with `command`, in the directory that the arguments name."""
    from bailiwick.interpret.shell import interpret_shell  # load the parser only when there is a command

    spoken = words_of(use.name) | words_of(str(use.arguments.get("shell", "")))
    if spoken & _POWERSHELL:
        command = f"pwsh -Command {shlex.quote(command)}"
    cwd = next((use.arguments[key] for key in _DIRECTORIES if use.arguments.get(key)), None)
    where = use.locate(cwd).value if isinstance(cwd, str) else None
    launch = RunShell(literal(command), use.name, cwd=where)
    return interpret_shell(launch, request=use.request, inquiry=use.inquiry)


_POWERSHELL = frozenset(("powershell", "pwsh"))
_DIRECTORIES = ("cwd", "workdir", "working_directory", "repo_path", "repository_path", "repoPath")


def _sql(use: ToolUse, statement: str) -> tuple[Operation, ...]:
    from bailiwick.interpret.code import effects_of_code  # likewise

    launch = RunCode("sql", literal(statement), use.name)
    place, cwd = use.request.place, use.request.cwd
    return effects_of_code(launch, cwd=cwd, place=place, inquiry=use.inquiry).operations


def _code(use: ToolUse, language: str, code: str) -> tuple[Operation, ...]:
    """Code of a cell: lines that begin with `!` are for the shell (IPython)."""
    lines = code.split("\n")
    starts = [line.lstrip()[1:] for line in lines if line.lstrip().startswith("!")]
    rest = "\n".join("" if line.lstrip().startswith(("!", "%")) else line for line in lines)
    started = [operation for line in starts for operation in shell(use, line)]
    return (*started, *(shell(use, f"{language} {shlex.quote(rest)}") if rest.strip() else ()))


def _interacts(verbs: frozenset[str]) -> bool:
    """A tool that types into a program which already runs: a shell, or the prompt of a language."""
    return "process" in verbs and not verbs.isdisjoint({"interact", "send", "input", "write"})


def _typed(use: ToolUse, value: str) -> tuple[Operation, ...]:
    """What is typed into a running program: Python where it can be nothing else, or else a command."""
    first = value.split(None, 1)[0] if value else ""
    if first in {"import", "from", "def", "class", "print", "with"} or "(" in first or " = " in value.split("\n", 1)[0]:
        language = "node -e" if "require(" in value else "python3 -c"
        return _code(use, language, value)
    return shell(use, value)


def _language(use: ToolUse, words: frozenset[str]) -> str:
    """How a shell would run the code in a field, by the words of the tool and the field; empty when it is none."""
    if not words & _CODE_WORDS:
        return ""
    if words_of(use.name) & _BROWSERS:
        return "node -e"
    named = [value for key, value in use.arguments.items() if words_of(key) & _SPEAKING_WORDS]
    spoken = words_of(use.name).union(words, *(words_of(value) for value in named if isinstance(value, str)))
    return next((start for names, start in _LANGUAGES if spoken & names), "")


def _is_setting(words: frozenset[str]) -> bool:
    """A field that says where a tool works (`projectRoot`, `cwd`), not what it changes."""
    if "project" in words and "in" not in words:
        return not words.isdisjoint({"root", "path", "dir", "directory", "folder"})
    return not words.isdisjoint({"cwd", "workdir", "workspace"})


def _direction(verbs: frozenset[str], *, read_only: bool) -> Kind:
    for kind, names in _DIRECTIONS:
        if verbs & names and not (read_only and kind in {Kind.FILE_DELETE, Kind.FILE_WRITE}):
            return kind
    return Kind.FILE_READ


def _is_command(value: str, verbs: frozenset[str]) -> bool:
    return bool(verbs & _RUNNING_WORDS) or any(letter in value for letter in " ;|&$`<>/\n")


def _has_scheme(value: str) -> bool:
    scheme, separator, _rest = value.partition("://")
    return bool(separator) and 1 < len(scheme) < 20 and scheme.replace("+", "").replace("-", "").isalnum()


def _may_be_path(value: str) -> bool:
    """The text could be a path: one word with a slash or a dot, no mail address."""
    return len(value) < 1024 and not set(value) & set(" \t\n@") and not set(value).isdisjoint("/\\.~")


def _is_path_shaped(value: str) -> bool:
    """The whole text looks like a path and like nothing else."""
    if len(value) > 1024 or any(letter.isspace() for letter in value):
        return False
    return value.startswith(("/", "~/", "./", "../", ".env")) or value[1:3] == ":\\"


def _percent_decoded(path: str) -> str:
    from urllib.parse import unquote  # `file:` URLs are rare

    return unquote(path)
