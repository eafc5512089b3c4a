"""mail, mutt, sendmail: standard input and attachments leave by mail."""

from __future__ import annotations

from bailiwick.interpret.effects import NO_LABELS, Data, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.call import carried, label_of
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


def run(call: Call, arguments: Arguments) -> None:
    """The operands are the recipients."""
    labels = call.stdin.labels | NO_LABELS
    for word in arguments.values("a", "A", "attach", "body", "data"):
        path = word.prefix.startswith("@")
        if call.program == "swaks" and not path and not call.may_be_file(word):
            labels |= word.labels
            continue
        labels |= label_of(call.read(texts.drop(word, 1) if path else word))
    for word in arguments.values("s", "m", "u"):
        labels |= word.labels
    if arguments.operands or arguments.has("to", "t"):
        text = call.stdin.text if call.stdin.text is not None else None
        data = Data(text if text is not None else (literal("") if not call.stdin.labels else None), labels)
        call.emit(
            Kind.NET_SEND,
            call.name(arguments.text(0) or "mail"),
            channel="mail",
            carries=carried(labels, data),
        )
