"""What programs print, by the modes of `Program.stdout`.

none         nothing
meta         names, sizes, counts: nothing of what was read
content      what was read from files, or else from standard input
pass         the same, and unchanged
network      what was fetched
file         content of this machine
environment  environment variables
secret       credentials
decoded      what was read, decoded
filter:NAME  what `filters` computes from standard input, or else as `content`
"""

from __future__ import annotations

from bailiwick.interpret.effects import NO_DATA, NO_LABELS, Data, Label, literal
from bailiwick.interpret.programs.filters import FILTERS
from bailiwick.interpret.programs.seeking import file_sought

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_KEEPING = frozenset({"head", "tail", "sort", "tac"})
"""Filters that print some of their lines as they are: what may come out is among what went in."""
_FIXED = {
    "meta": frozenset({Label.COMMAND}),
    "network": frozenset({Label.NETWORK}),
    "file": frozenset({Label.FILE}),
    "environment": frozenset({Label.ENVIRONMENT}),
    "secret": frozenset({Label.SECRET}),
}


def standard_output(mode: str, call: Call, arguments: Arguments) -> Data:
    """The stream that `mode` says for this call."""
    if mode == "none":
        return NO_DATA
    if mode in _FIXED:
        return Data(None, _FIXED[mode], call.origin)
    if mode == "":
        return Data(None, call.labels | call.stdin.labels | {Label.COMMAND})
    name, _, filter_name = mode.partition(":")
    if call.origin:
        decodes = name == "decoded" or (name == "filter" and FILTERS[filter_name][1](arguments))
        extra = frozenset({Label.DECODED}) if decodes else NO_LABELS
        return Data(None, call.labels | extra, call.origin if name == "pass" else "")
    if name == "pass":
        return call.stdin
    if name == "decoded":
        return Data(None, call.stdin.labels | {Label.DECODED}, call.stdin.origin)
    if name == "filter":
        return _filtered(filter_name, call, arguments)
    return Data(None, call.stdin.labels | call.labels, call.stdin.origin)


def _filtered(name: str, call: Call, arguments: Arguments) -> Data:
    labels = call.stdin.labels | call.labels
    compute, decodes = FILTERS[name]
    if decodes(arguments):
        labels |= {Label.DECODED}
    text = call.stdin.text
    known = None if text is None else text.known
    if known is None and text is not None and name in _KEEPING:
        return Data(text, labels, call.stdin.origin)
    result = None if known is None else compute(known, arguments)
    if result is None and name == "grep" and (text is not None or Label.COMMAND in labels):
        hidden = call.stdin.origin.startswith(("ls -a", "ls -A", "ls -la", "ls -lA"))
        sought = file_sought([word.known or "" for word in arguments.operands[:1]], call.place, hidden=hidden)
        if sought is not None and not arguments.has("invert-match"):
            return Data(sought, labels, call.stdin.origin)
    return Data(None if result is None else literal(result, labels), labels, call.stdin.origin)
