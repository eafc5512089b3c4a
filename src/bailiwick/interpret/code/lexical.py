"""JavaScript, Perl, Ruby, PHP, Lua, R, awk and sed by their tokens: calls with literal arguments.

A call that runs code or a command with an argument that is not literal is opaque, and suspicious when
the argument is assembled or decoded. Everything is data in `lexical_calls`.
"""

from __future__ import annotations

from bailiwick.interpret.code.lexical_calls import CALLS, DECODING, NEUTRAL, perform
from bailiwick.interpret.code.streams import interpret_awk, interpret_sed
from bailiwick.interpret.code.tokens import LEXICONS, Sort, Token, tokenize
from bailiwick.interpret.effects import Label, RunShell, Text, join, literal, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.effects import RunCode

_LANGUAGE = {"typescript": "javascript"}
_OPENING, _CLOSING = "([{", ")]}"


def interpret_lexically(code: str, launch: RunCode, emitter: Emitter) -> None:
    """Emit what `code` does as far as its calls tell."""
    if launch.language == "awk":
        interpret_awk(code, emitter)
    elif launch.language == "sed":
        interpret_sed(code, emitter)
    else:
        language = _LANGUAGE.get(launch.language, launch.language)
        Reader(tokenize(code, LEXICONS[language]), language, emitter).read()


class Reader:
    """One pass over the tokens; remembers literal assignments by name."""

    def __init__(self, tokens: list[Token], language: str, emitter: Emitter) -> None:
        self.tokens = tokens
        self.emitter = emitter
        self.calls = CALLS[language]
        self.names: dict[str, Text] = {}

    def read(self) -> None:
        """Walk the tokens and perform every call that matters."""
        for position, token in enumerate(self.tokens):
            if token.sort is Sort.SHELL:
                self.emitter.launch(RunShell(self._literal(token), via="backticks"))
            elif token.sort is Sort.NAME:
                self._assignment(position)
                self._call(position)

    def _assignment(self, position: int) -> None:
        after = self._at(position + 1)
        if after is not None and after.text == "=" and not self._is(position + 2, "="):
            end = self._end_of_argument(position + 2)
            self.names[self.tokens[position].text] = self.expression(position + 2, end)

    def _call(self, position: int) -> None:
        name = self.tokens[position].text
        action = self.calls.get(name)
        if action is None:
            return
        before, after = self._at(position - 1), self._at(position + 1)
        if before is not None and before.sort is Sort.NAME and before.text in {"function", "def", "sub"}:
            return
        dotted = before is not None and before.text in {".", ">", ":"}
        if action.dotted is not None and dotted is not action.dotted:
            return
        if after is not None and after.text == "(":
            arguments = self._arguments(position + 2, ")")
        elif action.bare and after is not None and (after.sort is not Sort.MARK or after.text in "\\<[$"):
            arguments = self._arguments(position + 1, ";")
        else:
            return
        perform(action, arguments, name, self.emitter)

    def _arguments(self, start: int, closing: str) -> list[Text]:
        arguments, position = [], start
        while position < len(self.tokens) and not self._is(position, closing):
            end = self._end_of_argument(position)
            arguments.append(self.expression(position, end))
            if not self._is(end, ","):
                break
            position = end + 1
        return arguments

    def _end_of_argument(self, position: int) -> int:
        depth = 0
        while position < len(self.tokens):
            token = self.tokens[position]
            if token.sort is Sort.MARK:
                if token.text in _OPENING:
                    depth += 1
                elif token.text in _CLOSING:
                    depth -= 1
                if depth < 0 or (not depth and token.text in ",;"):
                    return position
            position += 1
        return position

    def expression(self, start: int, end: int) -> Text:
        """A text made of literals, known names and concatenation; unknown and labelled otherwise."""
        labels = frozenset({Label.DECODED}) if self._decodes_between(start, end) else frozenset()
        parts = []
        for position in range(start, end):
            token = self.tokens[position]
            if token.sort in {Sort.STRING, Sort.SHELL}:
                parts.append(self._literal(token))
            elif token.sort is Sort.NAME and token.text in self.names:
                parts.append(self.names[token.text])
            elif token.sort is Sort.NUMBER:
                parts.append(literal(token.text))
            elif (token.sort is Sort.MARK and token.text in "+.") or (
                token.sort is Sort.NAME and token.text in NEUTRAL
            ):
                continue
            elif token.sort is Sort.MARK and token.text in "[](),":
                if token.text == "," and parts:
                    parts.append(literal(" "))
            else:
                return unknown(token.text, labels | join(*parts).labels)
        return Text(join(*parts).parts, join(*parts).labels | labels)

    def _decodes_between(self, start: int, end: int) -> bool:
        return any(token.sort is Sort.NAME and token.text in DECODING for token in self.tokens[start:end])

    def _literal(self, token: Token) -> Text:
        if not token.open:
            return literal(token.text)
        return _interpolated(token.text, self.names)

    def _at(self, position: int) -> Token | None:
        return self.tokens[position] if 0 <= position < len(self.tokens) else None

    def _is(self, position: int, text: str) -> bool:
        token = self._at(position)
        return token is not None and token.sort is Sort.MARK and token.text == text


def _interpolated(text: str, names: Mapping[str, Text]) -> Text:
    """A string with `$name`, `${...}` or `#{...}` in it: known names are filled in, the rest is a hole."""
    parts: list[Text] = []
    position = 0
    while position < len(text):
        starts = [
            at for at in (text.find("$", position), text.find("#{", position), text.find("@", position)) if at >= 0
        ]
        if not starts:
            break
        start = min(starts)
        end = start + 1
        if text[start + 1 : start + 2] == "{":
            closing = text.find("}", start)
            end = len(text) if closing < 0 else closing + 1
        else:
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
        name = text[start:end].strip("#{}").removeprefix("${")
        parts += [literal(text[position:start]), names.get(name, names.get(name.lstrip("$"), unknown(name)))]
        position = end
    return join(*parts, literal(text[position:]))
