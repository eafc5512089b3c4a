"""Words of copy programs that name another machine: `user@host:path`, `scp://`, `rsync://`, `host::module`."""

from __future__ import annotations

from bailiwick.interpret.effects import Text
from bailiwick.interpret.programs import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call


def remote_host(word: Text) -> Text | None:
    """The host when `word` names another machine, else None."""
    head = word.prefix
    if head.startswith(("scp://", "sftp://", "rsync://", "ssh://")):
        return word
    before, after = texts.partition(word, ":")
    if after is None:
        # `$HOST:path`: the host is not known, the colon is.
        if texts.is_hole(word) and any(isinstance(part, str) and part.startswith(":") for part in word.parts):
            return Text((word.parts[0],), word.labels)
        return None
    if "/" in before.prefix or len(before.prefix) < 2:
        return None
    host = texts.partition(before, "@")[1]
    return host if host is not None else before


def sent(call: Call, host: Text, sources: tuple[Text, ...], *, recursive: bool, channel: str) -> None:
    """Local files leave for `host`."""
    from bailiwick.interpret.effects import NO_LABELS, Data
    from bailiwick.interpret.programs.call import label_of
    from bailiwick.model.operation import Kind

    labels = NO_LABELS
    for source in sources:
        labels |= label_of(call.read(source, recursive=recursive))
    call.network(Kind.NET_SEND, host, data=Data(None, labels), channel=channel)
