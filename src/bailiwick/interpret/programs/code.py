"""Code that a program runs: where its text comes from, and what that says about it."""

from __future__ import annotations

from bailiwick.interpret.effects import Label, Text, unknown
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call


def from_stdin(call: Call) -> Text:
    """The text of standard input: as known, or the content of the one file it comes from, or unknown."""
    stdin = call.stdin
    if stdin.text is not None:
        return Text(stdin.text.parts, stdin.text.labels | stdin.labels)
    if stdin.labels <= {Label.FILE} and stdin.origin.startswith("/"):
        fact = call.inquiry.ask(TextQuery(stdin.origin, bounds.SCRIPT_BYTES))
        if fact is not None and fact.text is not None:
            return Text((fact.text,) if fact.text else (), stdin.labels)
    return unknown("standard input", stdin.labels)


def announce(call: Call, text: Text) -> None:
    """One `exec.run` for code that was fetched, decoded, or is not visible."""
    fetched = Label.NETWORK in text.labels
    decoded = Label.DECODED in text.labels
    if fetched or decoded or text.known is None:
        call.emit(
            Kind.EXEC_RUN,
            call.name(call.program),
            certainty=Certainty.CERTAIN if fetched or decoded else Certainty.UNKNOWN,
            program=call.program,
            known=True,
            fetched=fetched,
            decoded=decoded,
            opaque=not text.prefix,
        )
