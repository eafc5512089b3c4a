"""awk and sed programs: the few commands that read, write or run something besides their input."""

from __future__ import annotations

from bailiwick.interpret.code.tokens import LEXICONS, Sort, tokenize
from bailiwick.interpret.effects import Data, RunShell, literal, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.code.tokens import Token
    from bailiwick.interpret.effects import Text

_OUTPUT = frozenset({"print", "printf"})


def interpret_awk(code: str, emitter: Emitter) -> None:
    """`system(...)`, `"cmd" | getline`, `print | "cmd"`, `print > "file"`, `getline < "file"`, `/inet/...`."""
    tokens = tokenize(code, LEXICONS["awk"])
    if any(token.sort is Sort.STRING and token.text.startswith("/inet/") for token in tokens) and "|&" in code:
        emitter.run(code, reverse_shell=True, interpreter=True)  # a two-way connection has no other use in a one-liner
    printing = False
    for position, token in enumerate(tokens):
        if token.sort is Sort.NAME:
            printing = token.text in _OUTPUT or (printing and token.text not in {"if", "while", "next"})
            if token.text == "system":
                emitter.launch(RunShell(_text(tokens, position + 2), via="awk"))
            elif token.text == "getline":
                _getline(tokens, position, emitter)
        elif token.sort is Sort.MARK:
            if token.text in ";}{\n":
                printing = False
            elif printing and token.text == ">":
                _output(tokens, position, emitter)
            elif printing and token.text == "|":
                both = position + 1 < len(tokens) and tokens[position + 1].text == "&"
                command = _text(tokens, position + 1 + both)
                if command.known:
                    emitter.launch(RunShell(command, via="awk", stdin=_printed(tokens, position)))


def _text(tokens: list[Token], position: int) -> Text:
    if position < len(tokens) and tokens[position].sort is Sort.STRING:
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following is None or following.sort is Sort.MARK:
            return literal(tokens[position].text)
    return unknown("awk expression")


def _printed(tokens: list[Token], position: int) -> Data:
    """What `print "..." | command` gives to the command."""
    string = position >= 2 and tokens[position - 1].sort is Sort.STRING and tokens[position - 2].text in _OUTPUT
    return Data(literal(tokens[position - 1].text)) if string else Data()


def _getline(tokens: list[Token], position: int, emitter: Emitter) -> None:
    both = position >= 3 and tokens[position - 1].text == "&"
    if position >= 2 and tokens[position - 1 - both].text == "|":
        emitter.launch(RunShell(_text(tokens, position - 2 - both), via="awk"))
    for ahead in (position + 1, position + 2):
        if ahead < len(tokens) and tokens[ahead].text == "<":
            emitter.read(_text(tokens, ahead + 1), "getline")


def _output(tokens: list[Token], position: int, emitter: Emitter) -> None:
    appends = position + 1 < len(tokens) and tokens[position + 1].text == ">"
    path = _text(tokens, position + 1 + appends)
    known = path.known
    if known is None:
        return
    if known.startswith("/inet"):
        host = known.split("/")[4] if known.count("/") >= 5 else known
        emitter.send(literal(host), "print > " + known, frozenset(), channel="socket")
    elif tokens[position - 1].text != ">":
        text = _printed(tokens, position).text
        emitter.write(path, "print > " + known, frozenset(), text, appends=appends, truncates=not appends)


def interpret_sed(code: str, emitter: Emitter) -> None:
    """`w file`, `r file`, `R file`, `e [command]`, and the `e` and `w` flags of `s`."""
    position = 0
    while position < len(code):
        character = code[position]
        if character in "sy" and position + 1 < len(code) and not code[position + 1].isalnum():
            position = _substitute(code, position, emitter)
        elif character == "/" or (character == "\\" and position + 1 < len(code)):
            position = _address(code, position)
        elif character in "wWrR" and code[position + 1 : position + 2] in {" ", "\t"}:
            end = _line_end(code, position)
            path = literal(code[position + 1 : end].strip())
            if character in "wW":
                emitter.write(path, code[position:end], frozenset(), truncates=True)
            else:
                emitter.read(path, code[position:end])
            position = end
        elif character == "e":
            end = _line_end(code, position)
            command = code[position + 1 : end].strip(" }")
            emitter.launch(RunShell(literal(command) if command else unknown("input line"), via="sed e"))
            position = end
        elif character in "aic" and code[position + 1 : position + 2] in {"\\", " ", ""}:
            position = _line_end(code, position)
        elif character in "btT:#":
            position = _line_end(code, position) if character == "#" else _label_end(code, position)
        else:
            position += 1


def _line_end(code: str, position: int) -> int:
    found = code.find("\n", position)
    return len(code) if found < 0 else found


def _label_end(code: str, position: int) -> int:
    while position < len(code) and code[position] not in ";\n}":
        position += 1
    return position


def _address(code: str, position: int) -> int:
    delimiter = code[position]
    position += 1
    if delimiter == "\\":
        delimiter = code[position]
        position += 1
    return _delimiter(code, delimiter, position) + 1


def _delimiter(code: str, delimiter: str, position: int) -> int:
    in_class = False
    while position < len(code):
        character = code[position]
        if character == "\\":
            position += 1
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
        elif character == delimiter and not in_class:
            return position
        position += 1
    return position


def _substitute(code: str, position: int, emitter: Emitter) -> int:
    delimiter = code[position + 1]
    middle = _delimiter(code, delimiter, position + 2)
    end = _delimiter(code, delimiter, middle + 1)
    replacement = code[middle + 1 : end]
    flags_end = end + 1
    while flags_end < len(code) and (code[flags_end].isalnum()):
        if code[flags_end] == "w":
            line_end = _line_end(code, flags_end)
            emitter.write(literal(code[flags_end + 1 : line_end].strip()), code[position:line_end], frozenset())
            return line_end
        if code[flags_end] == "e" and code[position] == "s":
            command = literal(replacement) if "&" not in replacement and "\\" not in replacement else unknown("match")
            emitter.launch(RunShell(command, via="sed s///e"))
        flags_end += 1
    return flags_end
