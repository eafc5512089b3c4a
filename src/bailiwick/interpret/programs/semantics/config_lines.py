"""Option files of curl: one option a line, with or without dashes, `=`, `:` or blanks before the value."""

from __future__ import annotations

from bailiwick.interpret.effects import Text, literal
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.model import bounds
from bailiwick.model.fact import TextQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call


def config_words(call: Call, file: Text) -> list[Text]:
    """The words of an option file, as far as its content is known."""
    text = _content(call, file)
    words: list[Text] = []
    for line in (text or "").splitlines():
        line = line.strip()  # noqa: PLW2901 - the stripped line
        if not line or line.startswith("#"):
            continue
        name, value = _parts(line)
        dashes = "" if name.startswith("-") else "--"
        words.append(literal(dashes + name))
        if value:
            words.extend(split_words(literal(value))[:1])
    return words


def _content(call: Call, file: Text) -> str | None:
    if file.known in ("-", "/dev/stdin"):
        text = call.stdin.text
        return None if text is None else text.known
    resource = call.read(file)
    fact = call.inquiry.ask(TextQuery(resource.value, bounds.SCRIPT_BYTES)) if file.known else None
    return None if fact is None else fact.text


def _parts(line: str) -> tuple[str, str]:
    for at, character in enumerate(line):
        if character in " \t=:":
            return line[:at], line[at:].lstrip(" \t=:")
    return line, ""
