"""perl: clusters of switches whose last may take text (`perl -lane TEXT FILE`), `-i` edits in place (perlrun)."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import Arguments
from bailiwick.interpret.programs.code import announce
from bailiwick.interpret.programs.semantics.inline import launch_code
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call

_ATTACHED = frozenset("0lCDFiIMmVx")
"""Switches that take the rest of their word, if any."""
_DIGITS = frozenset("0l")


def run(call: Call, arguments: Arguments) -> None:
    """Every `-e` is code; the operands are files that `-n`, `-p` and `<>` read."""
    code, flags, rest = _switches(arguments.operands)
    for text in code:
        announce(call, text)
        call.launch(RunCode("perl", text, "perl -e", call.stdin, rest))
    if not code:
        if "v" not in flags and "V" not in flags:
            launch_code(call, Arguments((), rest), "perl", ())
        return
    for word in rest if flags & {"n", "p"} else ():
        call.read(word)
        if "i" in flags:
            call.file(Kind.FILE_WRITE, word)


def _switches(words: tuple[Text, ...]) -> tuple[list[Text], set[str], tuple[Text, ...]]:
    code: list[Text] = []
    flags: set[str] = set()
    at = 0
    while at < len(words):
        head = words[at].prefix
        if len(head) < 2 or head[0] != "-":
            break
        at += 1
        if head == "--":
            break
        at = _cluster(words, at, head, code, flags)
    return code, flags, words[at:]


def _cluster(words: tuple[Text, ...], at: int, head: str, code: list[Text], flags: set[str]) -> int:
    position = 1
    word = words[at - 1]
    while position < len(head):
        letter = head[position]
        flags.add(letter)
        position += 1
        if letter in "eE":
            rest = texts.drop(word, position)
            if rest.parts:
                code.append(rest)
            elif at < len(words):
                code.append(words[at])
                at += 1
            return at
        if letter in _DIGITS:
            while (position < len(head) and head[position] in "0123456789abcdefxABCDEF" and letter == "0") or (
                position < len(head) and head[position].isdigit()
            ):
                position += 1
        elif letter in _ATTACHED:
            return at
    return at
