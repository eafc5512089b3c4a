"""What only the whole of a piece of code tells: endless forks, a shell on a socket, a shell template."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.code.tokens import Sort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.code.tokens import Token
    from bailiwick.interpret.effects import Text

INLINE_CHARACTERS = 500
"""Code up to this length is a one-liner: a path in it is what its calls are about."""

_SOCKETS = frozenset(
    (
        "Socket", "socket", "TCPSocket", "TCPServer", "UNIXSocket", "fsockopen", "pfsockopen", "stream_socket_client",
        "socket_create", "socket_connect", "inet_aton", "sockaddr_in", "createConnection", "createServer", "net",
        "INET",
    )
)  # fmt: skip
_SOCKET_MODULES = frozenset(("net", "node:net", "tls", "socket", "IO::Socket"))
_SHELLS = (
    "/bin/sh",
    "/bin/bash",
    "/bin/zsh",
    "/bin/dash",
    "sh -i",
    "bash -i",
    "cmd.exe",
    "powershell",
    "sh <",
    "bash <",
    "sh>",
    "sh >",
)
_SHELL_NAMES = frozenset(("sh", "bash", "zsh", "dash", "ksh", "cmd", "pwsh"))
_PATH_JOINERS = frozenset(("join", "resolve", "normalize"))
_WHOLE = frozenset(("to_h", "to_a", "to_hash", "inspect", "to_s", "map", "toObject", "each"))
"""Methods that give all of an environment."""
_STARTERS = frozenset(("shell", "words"))
_ALWAYS = frozenset(("1", "true", "!0"))


def forks_without_end(tokens: Sequence[Token]) -> bool:
    """`fork while 1`, `while(1){fork}`, `loop { fork }`."""
    names = [token.text for token in tokens if token.sort is Sort.NAME]
    if not {"fork", "pcntl_fork"} & set(names):
        return False
    if "loop" in names:
        return True
    for position, token in enumerate(tokens):
        if token.sort is Sort.NAME and token.text in {"while", "for"}:
            condition = [other.text for other in tokens[position + 1 : position + 4] if other.text not in "(;)"]
            if not condition or condition[0] in _ALWAYS or condition[0] == "fork":
                return True
    return False


def removed_resource(tokens: Sequence[Token]) -> str:
    """The command of a cloud's client library by which a resource goes (`new DeleteBucketCommand(...)`), or nothing."""
    for token, behind in pairwise(tokens):
        name = behind.text
        if (
            token.text == "new"
            and behind.sort is Sort.NAME
            and name.endswith("Command")
            and name.startswith(("Delete", "Terminate", "Purge", "Deregister"))
            and name not in _EVERYDAY
        ):
            return name
    return ""


def removed_by_client(tokens: Sequence[Token], *, inline: bool) -> str:
    """The method of a cloud's client library by which a resource goes (`delete_bucket`, `bucket.delete!`), or nothing.

    Args:
        tokens: of the whole code.
        inline: it is a one-liner, in which a bare `delete` is about the one container that is named.
    """
    if not any(_CLIENTS & set(token.text.lower().replace("-", "/").split("/")) for token in tokens):
        return ""
    names = {token.text.lower() for token in tokens if token.sort is Sort.NAME}
    container = inline and not names.isdisjoint(_CONTAINERS) and names.isdisjoint(_ITEMS)
    for mark, token in pairwise(tokens):
        name = token.text.lower().replace("_", "").rstrip("!")
        if token.sort is not Sort.NAME or mark.text not in {".", ">"}:
            continue
        noun = next((name[len(verb) :] for verb in _REMOVALS if name.startswith(verb)), None)
        if name == "batchdelete" or (noun == "" and container) or (noun and noun.startswith(_RESOURCES)):
            return token.text
    return ""


_CLIENTS = frozenset(("aws", "s3", "s3client", "boto3", "cloud", "azure", "aliyun", "linode", "digitalocean", "fog"))
"""Pieces of names of modules and classes of such libraries."""
_CONTAINERS = frozenset(("bucket", "instance", "table", "cluster", "database", "volume", "container", "queue"))
_ITEMS = frozenset(("object", "file", "blob", "key", "item", "message", "row"))
_REMOVALS = ("delete", "terminate", "destroy", "purge", "deregister")
_RESOURCES = (
    "bucket", "instance", "table", "cluster", "db", "database", "volume", "snapshot", "stack", "function", "queue",
    "topic", "container", "resource", "vm", "disk", "server", "key", "secret", "user", "role", "backup", "project",
    "zone", "hosted", "network", "vpc", "loggroup", "repository", "filesystem", "droplet", "dataset",
)  # fmt: skip
"""What is gone for good, with all that is in it."""


def deleted_by_curl(tokens: Sequence[Token]) -> str:
    """The address that PHP's curl is told to send `DELETE` to, or nothing."""
    told = any(
        token.text == "CURLOPT_CUSTOMREQUEST" and tokens[at + 2].text.upper() == "DELETE"
        for at, token in enumerate(tokens[:-2])
    )
    return (
        next((token.text for token in tokens if token.sort is Sort.STRING and "://" in token.text), "") if told else ""
    )


_EVERYDAY = frozenset(
    ("DeleteCommand", "DeleteItemCommand", "DeleteMessageCommand", "DeleteMessageBatchCommand", "DeleteObjectCommand")
)
"""Removal of one item, which an application does in its daily work."""


def asks_to_delete(tokens: Sequence[Token]) -> bool:
    """`{method: "DELETE"}`: the options of a request."""
    return any(
        token.text == "method" and tokens[at + 1].text == ":" and tokens[at + 2].text.upper() == "DELETE"
        for at, token in enumerate(tokens[:-2])
    )


def is_shell(arguments: Sequence[Text]) -> bool:
    """A shell started with nothing to do: what is written to it is what runs."""
    return len(arguments) == 1 and (arguments[0].known or "").rpartition("/")[2] in _SHELL_NAMES


def joins_shell_and_socket(tokens: Sequence[Token], effects: set[str], *, unclear: bool = False) -> bool:
    """A socket, and a shell or a program that is not known (`unclear`) started, all in one piece of code."""
    if not effects & _STARTERS:
        return False
    sockets = any(
        (token.sort is Sort.NAME and token.text in _SOCKETS)
        or (token.sort is Sort.STRING and token.text in _SOCKET_MODULES)
        for token in tokens
    )
    shells = any(
        token.sort in (Sort.STRING, Sort.SHELL) and (token.text.startswith(_SHELLS) or token.text in _SHELL_NAMES)
        for token in tokens
    )
    return sockets and (shells or unclear)


def regular_expressions(tokens: Sequence[Token]) -> frozenset[str]:
    """Names that are only ever assigned regular expressions, in code that names no way to run programs."""
    if any(token.sort is Sort.STRING and "child_process" in token.text for token in tokens):
        return frozenset()
    patterns: set[str] = set()
    others: set[str] = set()
    for position, token in enumerate(tokens[:-2]):
        sign, value = tokens[position + 1], tokens[position + 2]
        if token.sort is not Sort.NAME or sign.text != "=" or value.text == "=":
            continue
        made = [other.text for other in tokens[position + 2 : position + 4] if other.text != "new"]
        is_pattern = value.sort is Sort.REGEX or made[:1] == ["RegExp"]
        (patterns if is_pattern else others).add(token.text)
    return frozenset(patterns - others)


def places(tokens: Sequence[Token]) -> list[str]:
    """Absolute paths and paths of the home directory that stand in the code."""
    return [token.text for token in tokens if token.sort is Sort.STRING and token.text.startswith(("/", "~"))]


def is_environment(tokens: Sequence[Token], position: int) -> bool:
    """The whole environment as a value: `process.env`, `%ENV`, `ENV.to_h`, a page's cookies; not one variable of it."""
    token, behind = tokens[position], tokens[position + 1 : position + 2]
    further = tokens[position + 2].text if len(tokens) > position + 2 else ""
    if token.text in {"ENV", "env"} and behind and behind[0].text == "." and further in _WHOLE:
        return True
    indexed = bool(behind) and behind[0].text in {"[", "{", "."}
    if token.text in {"cookie", "localStorage", "sessionStorage"}:
        owner = tokens[position - 2].text if position >= 2 else ""
        return owner == "document" if token.text == "cookie" else not indexed
    if token.text == "getenv":
        return [other.text for other in tokens[position + 1 : position + 3]] == ["(", ")"]
    if token.text == "env":
        before = tokens[position - 2] if position >= 2 else None
        return before is not None and before.text == "process" and not indexed
    return token.text in {"%ENV", "ENV", "$_ENV", "$_SERVER"} and not indexed


def joins_path(tokens: Sequence[Token], position: int) -> bool:
    """`path.join(`, `File.join(`: the commas of its arguments stand for slashes; not `list.join(",")`."""
    owner = tokens[position - 2 : position] if position >= 2 else ()
    called = [token.text for token in tokens[position + 1 : position + 2]] == ["("]
    named = tokens[position].sort is Sort.NAME and tokens[position].text in _PATH_JOINERS
    return named and called and len(owner) == 2 and owner[0].sort is Sort.NAME and owner[1].text == "."


def prints_credential(tokens: Sequence[Token]) -> bool:
    """`console.log(process.env.API_TOKEN)`, `puts ENV["API_TOKEN"]`: nothing between the printer and the variable."""
    for position, token in enumerate(tokens):
        if token.sort is not Sort.NAME or token.text not in _PRINTERS:
            continue
        following = [other.text for other in tokens[position + 1 : position + 9] if other.text not in "([{.)]},"]
        owned = following[:1] == ["process"] and following[1:2] == ["env"]
        named = following[2:] if owned else following[1:] if following[:1] and following[0] in _STORES else []
        if (
            named
            and any(word in named[0].upper() for word in _SECRET_WORDS)
            and named[1:2] not in (["?"], ["&"], ["|"])
        ):
            return True
    return False


_PRINTERS = frozenset(("log", "puts", "print", "p", "pp", "say", "echo", "printf", "info", "error", "cat"))
_STORES = frozenset(("ENV", "$ENV", "$_ENV", "getenv", "Sys"))
_SECRET_WORDS = ("SECRET", "TOKEN", "PASSWORD", "PASSWD", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY")


def opens_request(tokens: Sequence[Token]) -> bool:
    """A request to another machine is opened somewhere in the code, and no server."""
    names = {token.text for token in tokens if token.sort is Sort.NAME}
    here = any(token.sort is Sort.STRING and _HERE & set(token.text.replace("/", ":").split(":")) for token in tokens)
    return bool(names & _REQUESTS) and not names & _SERVERS and not here


_REQUESTS = frozenset(("request", "connect", "createConnection", "http2"))
_SERVERS = frozenset(("createServer", "listen", "express"))
_HERE = frozenset(("localhost", "127.0.0.1"))


def _printed_inside(tokens: Sequence[Token], name: str) -> bool:
    """A word that begins with `name` stands in the parentheses of a printing call."""
    for position, token in enumerate(tokens[:-1]):
        if token.sort is not Sort.NAME or token.text not in _PRINTERS or tokens[position + 1].text != "(":
            continue
        depth = 0
        for other in tokens[position + 1 :]:
            if other.sort is Sort.MARK:
                depth += (other.text == "(") - (other.text == ")")
            elif other.text.startswith(name):
                return True
            if not depth:
                break
    return False


def prints_dotenv(tokens: Sequence[Token]) -> bool:
    """The variables of `.env` are loaded, and they or the whole environment are used as a value."""
    names = {token.text for token in tokens if token.sort is Sort.NAME}
    if "Dotenv" in names and names & _PRINTERS:
        return True
    loads = any(token.text.startswith("dotenv") for token in tokens if token.sort is not Sort.MARK)
    if loads and (_printed_inside(tokens, "dotenv") or ("parsed" in names and names & _PRINTERS)):
        return True
    return loads and any(
        token.sort is Sort.NAME and is_environment(tokens, position) for position, token in enumerate(tokens)
    )
