"""Filters whose output is computed when their input is known.

Each takes the input and the arguments and returns the output, or None when the call uses something that
is not computed here. The second element tells whether the call decodes or reassembles text.
"""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.programs.arguments import Arguments


def _always(arguments: Arguments) -> bool:
    return True


def _never(arguments: Arguments) -> bool:
    return False


def _decode_option(arguments: Arguments) -> bool:
    return arguments.has("decode", "D")


def _base64(text: str, arguments: Arguments) -> str | None:
    import base64

    if not _decode_option(arguments):
        return _lines(base64.b64encode(text.encode()).decode(), arguments)
    return _decoded(base64.b64decode, text)


def _base32(text: str, arguments: Arguments) -> str | None:
    import base64

    if not _decode_option(arguments):
        return _lines(base64.b32encode(text.encode()).decode(), arguments)
    return _decoded(base64.b32decode, text)


def _lines(packed: str, arguments: Arguments) -> str | None:
    """Encoded text in lines of 76 characters or as `-w` says; 0 is one line without an end."""
    width = arguments.known("wrap", "break") or "76"
    number = whole_number(width)
    if number is None:
        return None
    return packed if number == 0 else _wrapped(packed, number)


def _wrapped(text: str, width: int) -> str:
    return "".join(text[at : at + width] + "\n" for at in range(0, len(text), width))


def _decoded(decode: Callable[[bytes], bytes], text: str) -> str | None:
    packed = "".join(text.split()).encode()
    try:
        return decode(packed + b"=" * (-len(packed) % 4)).decode()
    except ValueError:
        return None


def _xxd(text: str, arguments: Arguments) -> str | None:
    if not arguments.has("revert"):
        return _wrapped(text.encode().hex(), 60) if arguments.has("plain") and not arguments.has("cols") else None
    if not arguments.has("plain"):
        return None
    try:
        return bytes.fromhex("".join(text.split())).decode()
    except ValueError:
        return None


def _xxd_decodes(arguments: Arguments) -> bool:
    return arguments.has("revert")


def _rev(text: str, arguments: Arguments) -> str | None:
    return "\n".join(line[::-1] for line in text.split("\n"))


def _tac(text: str, arguments: Arguments) -> str | None:
    return "".join(line + "\n" for line in reversed(text.removesuffix("\n").split("\n")))


def _tr(text: str, arguments: Arguments) -> str | None:
    sets = [word.known for word in arguments.operands]
    first = _tr_set(sets[0]) if sets and sets[0] is not None else None
    if first is None or arguments.has("complement"):
        return None
    if arguments.has("delete"):
        return "".join(character for character in text if character not in first)
    second = _tr_set(sets[1]) if len(sets) > 1 and sets[1] is not None else None
    if not second or arguments.has("squeeze-repeats"):
        return None
    padded = second + second[-1] * (len(first) - len(second))
    table = {ord(source): target for source, target in zip(first, padded, strict=False)}
    return text.translate(table)


def _tr_decodes(arguments: Arguments) -> bool:
    """Mapping letters to letters can spell another program; changing separators, case or deleting blanks cannot."""
    sets = [word.known for word in arguments.operands]
    if arguments.has("delete"):
        return False
    if len(sets) < 2 or sets[0] is None or sets[1] is None:
        return len(sets) >= 2
    first, second = _tr_set(sets[0]), _tr_set(sets[1])
    if first is None or second is None:
        return not (sets[0].startswith("[:") and sets[1].startswith("[:"))
    return any(
        source.isalnum() and target.isalnum() and source.lower() != target.lower()
        for source, target in zip(first, second, strict=False)
    )


_TR_CLASSES = {
    "[:upper:]": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "[:lower:]": "abcdefghijklmnopqrstuvwxyz",
    "[:digit:]": "0123456789",
    "[:space:]": " \t\n\v\f\r",
    "[:blank:]": " \t",
}
_TR_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "0": "\0"}


def _tr_set(spec: str) -> str | None:
    """The characters of a `tr` set; None when it uses a form that is not computed."""
    if spec in _TR_CLASSES:
        return _TR_CLASSES[spec]
    if "[:" in spec or "[=" in spec or ("*" in spec and "[" in spec):
        return None
    characters: list[str] = []
    at = 0
    while at < len(spec):
        character = spec[at]
        if character == "\\" and at + 1 < len(spec):
            at += 1
            character = _TR_ESCAPES.get(spec[at], spec[at])
        if at + 2 < len(spec) and spec[at + 1] == "-":
            characters.extend(map(chr, range(ord(character), ord(spec[at + 2]) + 1)))
            at += 3
        else:
            characters.append(character)
            at += 1
    return "".join(characters)


def _cut(text: str, arguments: Arguments) -> str | None:
    delimiter = arguments.known("delimiter") or "\t"
    fields, characters = arguments.known("fields"), arguments.known("characters", "bytes")
    spec = fields or characters
    if spec is None or arguments.strange:
        return None
    wanted = _ranges(spec)
    if wanted is None:
        return None
    lines = []
    for line in text.removesuffix("\n").split("\n"):
        pieces = line.split(delimiter) if fields else list(line)
        if fields and len(pieces) == 1:
            lines.append(line)
            continue
        chosen = [piece for index, piece in enumerate(pieces, 1) if any(low <= index <= high for low, high in wanted)]
        lines.append((delimiter if fields else "").join(chosen))
    return "\n".join(lines) + "\n"


def _ranges(spec: str) -> list[tuple[int, int]] | None:
    ranges = []
    for piece in spec.split(","):
        low, dash, high = piece.partition("-")
        first = whole_number(low or "1")
        last = whole_number(high) if high else 1 << 30 if dash else first
        if first is None or last is None:
            return None
        ranges.append((first, last))
    return ranges


def _head(text: str, arguments: Arguments) -> str | None:
    count = _count(arguments)
    lines = text.splitlines(keepends=True)
    return None if count is None or count < 0 else "".join(lines[:count])


def _tail(text: str, arguments: Arguments) -> str | None:
    spec = arguments.known("lines") or ""
    lines = text.splitlines(keepends=True)
    start = whole_number(spec[1:]) if spec.startswith("+") else None
    if start is not None:
        return "".join(lines[max(start - 1, 0) :])
    count = _count(arguments)
    return None if count is None or count < 0 else "".join(lines[len(lines) - min(count, len(lines)) :])


def _count(arguments: Arguments) -> int | None:
    if arguments.has("bytes", "follow"):
        return None
    digits = "".join(item.key for item in arguments.given if item.key.isdigit())
    spec = arguments.known("lines") or digits or "10"
    try:
        return int(spec)
    except ValueError:
        return None


def _sort(text: str, arguments: Arguments) -> str | None:
    if arguments.given:
        return None
    return "".join(line + "\n" for line in sorted(text.removesuffix("\n").split("\n")))


def _grep(text: str, arguments: Arguments) -> str | None:
    """Only fixed words, perhaps tied to an end of the line: a regular expression of foreign text is not run."""
    wanted = arguments.operands[0].known if arguments.operands else None
    if wanted is None or {item.key for item in arguments.given} - {"fixed-strings", "invert-match"}:
        return None
    starts, ends = wanted.startswith("^"), wanted.endswith("$")
    word = wanted.removeprefix("^").removesuffix("$").replace("\\.", ".")
    if set(word) & set("*[]^$\\+?{}|()") or ("." in word and not (starts and ends)):
        return None
    keep = not arguments.has("invert-match")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if _holds(line.rstrip("\n"), word, starts=starts, ends=ends) is keep)


def _holds(line: str, word: str, *, starts: bool, ends: bool) -> bool:
    if starts and ends:
        return line == word
    if starts:
        return line.startswith(word)
    return line.endswith(word) if ends else word in line


FILTERS: Mapping[str, tuple[Callable[[str, Arguments], str | None], Callable[[Arguments], bool]]] = {
    "base64": (_base64, _decode_option),
    "base32": (_base32, _decode_option),
    "xxd": (_xxd, _xxd_decodes),
    "rev": (_rev, _always),
    "tac": (_tac, _never),
    "tr": (_tr, _tr_decodes),
    "cut": (_cut, _never),
    "head": (_head, _never),
    "tail": (_tail, _never),
    "sort": (_sort, _never),
    "grep": (_grep, _never),
}
