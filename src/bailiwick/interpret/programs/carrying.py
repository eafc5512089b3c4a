"""A local file, and behind it another machine: an unknown program may well send the one to the other.

The order matters: `tool clone https://host/x ./x` brings something here.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.web import target
from bailiwick.model.fact import FileType, PathQuery
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

_STORES = ("s3://", "gs://", "gcs://", "az://", "b2://", "r2://", "sftp://", "scp://", "ssh://", "rsync://", "ftp://")
"""Addresses behind a local file that are places to put it."""

_COPIES = frozenset(
    ("sync", "copy", "cp", "mirror", "backup", "put", "mv", "move", "transfer", "push", "upload", "send")
)
"""Verbs that make `remote:path` a place elsewhere."""

_FILE_OPTIONS = frozenset(
    (
        "--attach", "--attachment", "--upload", "--upload-file", "--body-file", "--payload", "--media", "--document",
        "--file",
    )
)  # fmt: skip
_ADDRESS_OPTIONS = frozenset(
    (
        "--url", "--endpoint", "--host", "--server", "--to", "--remote", "--webhook", "--webhook-url", "--dest",
        "--target",
    )
)  # fmt: skip

_FLAGS = frozenset(
    ("-r", "-R", "-a", "-v", "-f", "-q", "-y", "-z", "-av", "-avz", "-rv", "--recursive", "--verbose", "--force", "--")
)
"""Options without a value in nearly every program."""

_DATA = frozenset(
    (
        "sql", "csv", "db", "sqlite", "sqlite3", "tar", "gz", "tgz", "zip", "7z", "log", "pdf", "xlsx", "docx",
        "parquet", "dump", "bak", "pcap", "mbox", "pst", "rdb", "dmp", "kdbx",
    )
)  # fmt: skip
"""Endings of files that hold data."""


def carries_away(call: Call, words: Sequence[Text]) -> None:
    """Emit the sending of local files when the words name a file and then another machine."""
    local: Text | None = None
    verb = before = ""
    offered: Text | None = None
    address: Text | None = None
    for word in words:
        head = word.prefix
        option, value = before, word
        if head.startswith("-"):
            name, rest = texts.partition(word, "=")
            option, value = name.prefix, rest or literal("")
        if option in _FILE_OPTIONS and _is_local(call, value):
            offered = value
        elif option in _ADDRESS_OPTIONS and _is_web(value.prefix):
            address = value
        elif not head.startswith("-") and (not before.startswith("-") or before in _FLAGS):
            if local is not None and _send(call, local, word, verb):
                return
            if local is None and _is_local(call, word):
                local = word
            elif not verb:
                verb = head
        before = head
    if offered is not None and address is not None:
        call.network(Kind.NET_SEND, address, data=Data(None), certainty=Certainty.LIKELY)


def _send(call: Call, local: Text, word: Text, verb: str) -> bool:
    """Emit that `local` leaves for `word` when it is a place elsewhere."""
    head = word.prefix
    if _is_web(head):
        call.network(Kind.NET_SEND, word, data=Data(None), certainty=Certainty.LIKELY)
        return True
    if not (head.startswith(_STORES) or _is_remote(head, verb)) or _is_here(head):
        return False
    call.read(local, recursive=True)
    leaving = Data(literal(""), frozenset({Label.FILE}))
    if "://" in head:
        call.network(Kind.NET_SEND, word, data=leaving, certainty=Certainty.LIKELY)
    else:
        call.emit(Kind.NET_SEND, call.name(word), certainty=Certainty.LIKELY, carries="file")
    return True


def _is_web(head: str) -> bool:
    """True for an address of the web that is not this machine."""
    return head.startswith(("http://", "https://", "ws://", "wss://")) and not _is_here(head)


def _is_here(place: str) -> bool:
    """True for a URL, `host:path` or `user@host:path` of this machine."""
    return target(place if "://" in place else place.partition(":")[0])[1].get("address") == "loopback"


def _is_remote(head: str, verb: str) -> bool:
    """`user@host:path`, `host.tld::module`, and `remote:path` behind a verb that copies."""
    place, colon, path = head.partition(":")
    if not colon or "/" in place or len(place) < 2:
        return False
    if "@" in place:
        return bool(place.partition("@")[2])
    return path.startswith(":") or (verb in _COPIES and not path.isdigit())


def _is_local(call: Call, word: Text) -> bool:
    """True for a file or directory of this machine."""
    head = word.prefix
    if head in (".", "./", "*") or head.startswith(("./", "~/", "/")) or head.rpartition(".")[2] in _DATA:
        return ":" not in head
    if not word.known or ":" in head or head.startswith("-") or not ("." in head or "/" in head):
        return False
    fact = call.inquiry.ask(PathQuery(call.path(word).value))
    return fact is not None and fact.type in (FileType.FILE, FileType.DIRECTORY)
