"""Tokens that scripting languages share: names, string literals, numbers, punctuation; comments dropped.

Good enough to see which functions are called with which literal arguments, and never fooled
by a call that stands in a string or a comment.
"""

from __future__ import annotations

from enum import Enum

from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Sort(Enum):
    """What a token is."""

    NAME = "name"
    STRING = "string"
    SHELL = "shell"
    """A backtick string that the language runs as a command."""
    NUMBER = "number"
    REGEX = "regex"
    MARK = "mark"


class Token(Value):
    """One token; for strings `text` is the content with escapes undone, `open` when parts are interpolated."""

    sort: Sort
    text: str
    position: int = 0
    open: bool = False


class Lexicon(Value):
    """What differs between languages."""

    line_comments: tuple[str, ...]
    block_comment: tuple[str, str] = ("", "")
    shell_backtick: bool = False
    sigils: str = ""
    """Characters that begin a variable name."""
    interpolation: tuple[str, ...] = ()
    """Marks of interpolation inside double quotes: `$`, `#{`."""
    braces: tuple[str, ...] = ()
    """Marks of an interpolated expression, which may itself hold quotes: `${`, `#{`."""
    glob_brackets: bool = False
    """`</dir/*>` is a glob."""
    percent_quotes: bool = False
    """`%x(...)`, `%q(...)`, `qx(...)`, `q(...)`."""
    regex: bool = False
    """`/.../` where no value stands before it is a regular expression."""


LEXICONS: Mapping[str, Lexicon] = {
    "javascript": Lexicon(("//",), ("/*", "*/"), interpolation=("${",), braces=("${",), regex=True),
    "typescript": Lexicon(("//",), ("/*", "*/"), interpolation=("${",), braces=("${",), regex=True),
    "perl": Lexicon(
        ("#",), shell_backtick=True, sigils="$@%", interpolation=("$", "@"), percent_quotes=True, glob_brackets=True
    ),
    "ruby": Lexicon(
        ("#",), shell_backtick=True, sigils="$@", interpolation=("#{",), braces=("#{",), percent_quotes=True
    ),
    "php": Lexicon(("//", "#"), ("/*", "*/"), shell_backtick=True, sigils="$", interpolation=("$",)),
    "lua": Lexicon(("--",)),
    "awk": Lexicon(("#",), sigils="$"),
    "r": Lexicon(("#",)),
}

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PAIRS = {"(": ")", "{": "}", "[": "]", "<": ">"}
_QUOTE_WORDS = {
    "q": Sort.STRING,
    "qq": Sort.STRING,
    "qx": Sort.SHELL,
    "x": Sort.SHELL,
    "Q": Sort.STRING,
    "w": Sort.STRING,
}


def tokenize(code: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of `code`."""
    tokens: list[Token] = []
    position = 0
    while position < len(code):
        position = _next(code, position, lexicon, tokens)
    return tokens


def _next(code: str, position: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    character = code[position]
    if character.isspace():
        return position + 1
    opening, closing = lexicon.block_comment
    if opening and code.startswith(opening, position):
        found = code.find(closing, position + len(opening))
        return len(code) if found < 0 else found + len(closing)
    if code.startswith(lexicon.line_comments, position):
        found = code.find("\n", position)
        return len(code) if found < 0 else found
    if character in "'\"`":
        return _string(code, position, lexicon, tokens)
    if character.isalpha() or character == "_" or (character in lexicon.sigils and character):
        return _name(code, position, lexicon, tokens)
    if character.isdigit():
        return _number(code, position, tokens)
    if lexicon.regex and character == "/" and (end := _regex(code, position, tokens)):
        return end
    if lexicon.percent_quotes and character == "%" and (end := _percent(code, position, tokens)):
        return end
    if lexicon.glob_brackets and character == "<" and (end := _glob(code, position, tokens)):
        return end
    tokens.append(Token(Sort.MARK, character, position))
    return position + 1


def _regex(code: str, start: int, tokens: list[Token]) -> int:
    """The end of a regular expression, or 0 for a division.

    Whatever could be a division that hides a call (`a++ /f("x")/ 1`) is none.
    """
    if not _may_begin_regex(tokens):
        return 0
    position, brackets = start + 1, False
    while position < len(code) and (brackets or code[position] != "/"):
        if code[position] == "\n":
            return 0
        brackets = code[position] == "[" or (brackets and code[position] != "]")
        position += 2 if code[position] == "\\" else 1
    body = code[start + 1 : position]
    if position >= len(code) or not body or _calls_with_text(body):
        return 0
    position += 1
    while position < len(code) and code[position].isalpha():
        position += 1
    tokens.append(Token(Sort.REGEX, body, start))
    return position


def _may_begin_regex(tokens: list[Token]) -> bool:
    if not tokens:
        return True
    last, before = tokens[-1], tokens[-2] if len(tokens) > 1 else None
    if last.sort is not Sort.MARK:
        return last.sort is Sort.NAME and last.text in _BEFORE_VALUES
    if last.text in ")]}":
        return False
    if last.text in "+-" and before is not None and before.text == last.text:
        return False  # `a++ / b`
    return last.text != "!" or before is None or before.sort is Sort.MARK  # TypeScript's `a! / b`


def _calls_with_text(body: str) -> bool:
    quoted = any(quote in body for quote in "'\"`")
    return quoted and any(
        body[at] == "(" and (body[at - 1].isalnum() or body[at - 1] in "_$") and body[at - 2 : at - 1] != "\\"
        for at in range(1, len(body))
    )


_BEFORE_VALUES = frozenset(("return", "typeof", "case", "of", "in", "throw", "else", "await", "yield"))
"""Keywords after which a value begins."""


def _glob(code: str, start: int, tokens: list[Token]) -> int:
    """Perl's `<pattern>`: the names of files."""
    end = code.find(">", start)
    pattern = code[start + 1 : end] if end > start else ""
    if "*" not in pattern or "/" not in pattern or any(character.isspace() for character in pattern):
        return 0
    tokens.append(Token(Sort.STRING, pattern, start, "$" in pattern))
    return end + 1


def _string(code: str, start: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    quote = code[start]
    pieces: list[str] = []
    unescaped: list[str] = []
    position = start + 1
    while position < len(code) and code[position] != quote:
        if quote != "'" and code.startswith(lexicon.braces, position):
            end = closing_brace(code, position + 2)
            pieces.append(code[position:end])
            unescaped.append(code[position:end])
            position = end
        elif code[position] == "\\" and position + 1 < len(code):
            piece, position = _escape(code, position + 1, plain=quote == "'")
            pieces.append(piece)
        else:
            pieces.append(code[position])
            unescaped.append(code[position])
            position += 1
    text = "".join(pieces)
    written = "".join(unescaped)
    sort = Sort.SHELL if quote == "`" and lexicon.shell_backtick else Sort.STRING
    interpolates = quote != "'" and any(mark in written for mark in lexicon.interpolation)
    tokens.append(Token(sort, text, start, interpolates))
    return position + 1


def closing_brace(text: str, start: int) -> int:
    """The position after the brace that closes the one before `start`; the end of the text when none does."""
    depth = 1
    for position in range(start, len(text)):
        depth += (text[position] == "{") - (text[position] == "}")
        if not depth:
            return position + 1
    return len(text)


def _escape(code: str, position: int, *, plain: bool) -> tuple[str, int]:
    character = code[position]
    if character == "x" and position + 2 < len(code) + 1:
        digits = code[position + 1 : position + 3]
        if len(digits) == 2 and all(digit in "0123456789abcdefABCDEF" for digit in digits):
            return chr(int(digits, 16)), position + 3
    digits = code[position + 1 : position + 5].strip("{}")
    if character == "u" and digits and all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return chr(int(digits, 16)), position + 5
    if plain:
        return _ESCAPES.get(character, character) if character == "n" else character, position + 1
    return _ESCAPES.get(character, character), position + 1


def _name(code: str, start: int, lexicon: Lexicon, tokens: list[Token]) -> int:
    position = start + 1
    inside = "_" if "$" in lexicon.sigils else "_$"
    while position < len(code) and (code[position].isalnum() or code[position] in inside):
        position += 1
    text = code[start:position]
    following = code[position : position + 1]
    if lexicon.percent_quotes and text in {"q", "qq", "qx"} and following.strip() and following not in ",;=":
        return _delimited(code, position, start, _QUOTE_WORDS[text], tokens)
    tokens.append(Token(Sort.NAME, text, start))
    return position


def _percent(code: str, start: int, tokens: list[Token]) -> int:
    letter = code[start + 1 : start + 2]
    if letter in _QUOTE_WORDS and code[start + 2 : start + 3] in {*_PAIRS, "|", "!", "/"}:
        return _delimited(code, start + 2, start, _QUOTE_WORDS[letter], tokens)
    if letter in _PAIRS and tokens and tokens[-1].sort is Sort.MARK and tokens[-1].text in "=(,":
        return _delimited(code, start + 1, start, Sort.STRING, tokens)
    return 0


def _delimited(code: str, position: int, start: int, sort: Sort, tokens: list[Token]) -> int:
    opening = code[position]
    closing = _PAIRS.get(opening, opening)
    depth, end = 1, position + 1
    while end < len(code):
        if code[end] == closing:
            depth -= 1
            if not depth:
                break
        elif code[end] == opening:
            depth += 1
        end += 1
    text = code[position + 1 : end]
    tokens.append(Token(sort, text, start, "$" in text or "#{" in text))
    return end + 1


def _number(code: str, start: int, tokens: list[Token]) -> int:
    position = start
    while position < len(code) and (code[position].isalnum() or code[position] in "._"):
        position += 1
    tokens.append(Token(Sort.NUMBER, code[start:position], start))
    return position
