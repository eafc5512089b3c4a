"""A program that the catalogue does not know: its words are facts all the same.

Words that look like URLs, or like paths, count as reached by it; whether it reads or writes
them is not known, so they are reads that are only likely.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunWords
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.telling import commands_inside, warn_of_verbs
from bailiwick.model.operation import Certainty, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

_SCHEMES = ("http://", "https://", "ftp://", "ftps://", "ssh://", "git://", "tcp://", "ws://", "wss://")


def unknown_program(call: Call) -> Data:
    """Emit what the words of an unknown program name; returns its output."""
    for position, word in enumerate(call.words):
        call.labels |= word.labels
        _word(call, word)
        if word.known in _STARTED:
            call.launch(RunWords(call.words[position:], via=call.program, stdin=call.stdin))
            break
    warn_of_verbs(call, call.words)
    commands_inside(call, call.words, _STARTED)
    return Data(None, call.labels | call.stdin.labels | {Label.COMMAND})


def _word(call: Call, word: Text) -> None:
    head = word.prefix
    if head.startswith("-"):
        _, value = texts.partition(word, "=")
        if value is None:
            return
        word, head = value, value.prefix
    if head.startswith(_SCHEMES):
        call.network(Kind.NET_FETCH, word, certainty=Certainty.LIKELY)
    elif looks_like_path(head):
        resource = call.path(word)
        call.emit(Kind.FILE_READ, resource, certainty=Certainty.LIKELY, wildcard=word.known is None)


def secret_operand(call: Call, word: Text) -> None:
    """An operand of which the catalogue says nothing: a credential file that it names counts as read."""
    if looks_like_path(word.prefix) and not call.path(word).classes.isdisjoint(_SECRETS):
        call.read(word)


def looks_like_path(head: str) -> bool:
    """True for a word that names a file in the usual spellings (`./x`, `~/x`, `/x`, `a/b`, `.env`)."""
    if not head or "\n" in head or " " in head:
        return False
    return head[0] in "/~." or "/" in head or head.rpartition(".")[2] in _KEY_ENDINGS


_SECRETS = frozenset({ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY})
_STARTED = frozenset(
    (
        "rm", "sh", "bash", "zsh", "dash", "sudo", "dd", "shred", "curl", "wget", "nc", "ncat", "python", "python3",
        "perl", "ruby",
    )
)  # fmt: skip
"""Programs that an unknown program may well start: what stands behind such a name is read as its arguments."""

_KEY_ENDINGS = frozenset({"pem", "key", "p12", "pfx", "jks", "keystore", "kdbx"})
