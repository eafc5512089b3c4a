"""PowerShell as the POSIX shell text that does the same, so that one interpreter judges both.

A subset: pipelines of cmdlets and programs, variables, strings, blocks, `if`, loops, `try`, functions, the calls of
.NET that reach files, the network and decoders. What is not in it makes the whole text opaque, which a rule asks about.
Source: about_Language_Keywords, about_Parsing, about_Quoting_Rules, about_Automatic_Variables.
"""

from __future__ import annotations

import re
import shlex

from bailiwick.interpret.shell import cmdlets, dotnet
from bailiwick.interpret.shell.cmdlets import Unsupported, Word
from bailiwick.model import bounds

_VARIABLE = re.compile(r"\$(?:\{([^}]*)\}|((?:(?:env|global|script|local|using|private):)?\w+|[_?^$]))", re.IGNORECASE)
_ASSIGNMENT = re.compile(
    r"(?:\[[\w.\[\]]+\]\s*)?\$((?:(?:env|global|script|local):)?\w+)\s*(?:[-+*/]|\?\?)?=(?!=)", re.IGNORECASE
)
_OPERATOR = re.compile(
    r"-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split)"
    r"|and|or|xor|not|join|is|as|f|band|bor)\b|[-+*/%!]|\.\.",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[kmgt]b)?(?![\w./\\-])", re.IGNORECASE)
_TYPE = re.compile(r"\[([A-Za-z_][\w.]*(?:\[\])?)\]")
_MEMBER = re.compile(r"(\.|::|\?\.)(\w+)")
_REDIRECT = re.compile(r"([1-6*]?)(>>?)(?:&([1-2]))?")
_KEYWORD = re.compile(
    r"(if|elseif|else|foreach|while|for|function|filter|try|catch|finally|return|throw|exit)\b", re.IGNORECASE
)
_HERE_STRING = re.compile(r"@(['\"])[ \t]*\r?\n(.*?)\r?\n\1@", re.DOTALL)
_BLANK = re.compile(r"(?:[ \t\r]|`\r?\n|<#.*?#>|#[^\n]*)+", re.DOTALL)
_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")
_ENVIRONMENT = {
    "home": "$HOME", "env:userprofile": "$HOME", "env:home": "$HOME", "env:temp": "$TMPDIR", "env:tmp": "$TMPDIR",
    "env:appdata": "$HOME/AppData/Roaming", "env:localappdata": "$HOME/AppData/Local", "env:windir": "/Windows",
    "env:systemroot": "/Windows", "env:systemdrive": "/", "profile": "$HOME/.config/powershell/profile.ps1",
    "pwd": "$PWD", "psscriptroot": ".", "_": "$item", "psitem": "$item", "true": "1", "false": "", "null": "",
    "lastexitcode": "$?", "?": "$?", "args": "$@", "env:computername": "$HOSTNAME", "env:username": "$USER",
}  # fmt: skip


def posix_text_of_cmd(text: str) -> str | None:
    """The same for text of cmd.exe, whose built-in commands are aliases in PowerShell; None when it cannot be said."""
    if set(text) & set("()^!'$`") or text.lower().lstrip("@").startswith(("for ", "if ", "set ", "start ")):
        return None
    return posix_text(re.sub(r"%(\w+)%", r"$env:\1", text).replace("&&", ";").replace("&", ";"))


def posix_text(text: str) -> str | None:
    """The POSIX shell text that does what the PowerShell `text` does; None when it cannot be said."""
    if len(text) > bounds.SCRIPT_BYTES:
        return None
    try:
        return _Reader(text).script("")
    except (Unsupported, RecursionError):
        return None


class _Reader:
    """Reads from left to right; every method leaves `at` behind what it has read."""

    def __init__(self, text: str, known: dict[str, str] | None = None) -> None:
        self._text = text
        self._at = 0
        self._known: dict[str, str] = {} if known is None else known
        """Literal values of variables, and other names of commands."""

    # Statements

    def script(self, end: str) -> str:
        """All statements before `end`, which is read too."""
        made: list[str] = []
        while True:
            self._blank("\n;")
            if self._at >= len(self._text):
                if end:
                    raise Unsupported(f"expected `{end}`")
                break
            if end and self._text[self._at] == end:
                self._at += 1
                break
            made.append(self._statement())
            self._blank()
            if self._peek(2) in ("&&", "||"):
                made[-1] += f" {self._peek(2)} {{ "
                self._at += 2
                self._blank("\n")
                made[-1] += f"{self._statement()}; }}"
            self._blank()
            if self._peek() == "&" or (self._at < len(self._text) and self._peek() not in (end, ";", "\n")):
                raise Unsupported("expected the end of a statement")
        return "\n".join(made) or ":"

    def _statement(self) -> str:
        keyword = _KEYWORD.match(self._text, self._at)
        if keyword:
            return self._control(keyword[1].lower(), keyword.end())
        assignment = _ASSIGNMENT.match(self._text, self._at)
        if assignment:
            self._at = assignment.end()
            return self._assigned(assignment[1].lower())
        return self._pipeline()

    def _assigned(self, name: str) -> str:
        self._blank()
        plain = self._at_value()
        value = self._expression() if plain else Word(f'"$({self._pipeline()})"')
        self._blank()
        if plain and self._peek() == "|":
            value = Word(f'"$({self._piped(self._shown(value))})"')
        variable = name.rpartition(":")[2]
        if value.text is not None:
            self._known[variable] = value.text
        else:
            self._known.pop(variable, None)
        if len(shlex.split(value.posix, posix=False)) > 1 and value.text is None and not value.posix.startswith('"'):
            raise Unsupported("expected one value")
        return ("export " if name.startswith("env:") else "") + f"{_name(name)}={value.posix or chr(39) * 2}"

    def _control(self, keyword: str, end: int) -> str:
        self._at = end
        self._blank("\n")
        if keyword in ("return", "throw", "exit"):
            return self._shown(self._expression()) if self._at_value() else ":"
        if keyword in ("function", "filter"):
            name = self._take(re.compile(r"[\w:-]+"))
            self._blank("\n")
            return f"{name.rpartition(':')[2]}() {{ {self._block()}\n}}"
        if keyword == "foreach":
            return self._each()
        if keyword in ("if", "while"):
            return self._conditional(keyword)
        if keyword == "try":
            made = [f"{{ {self._block()}\n}}"]
            while self._keyword("catch", "finally"):
                self._skip_types()
                made.append(f"{{ {self._block()}\n}}")
            return "\n".join(made)
        raise Unsupported(f"expected a known statement, got `{keyword}`")

    def _conditional(self, keyword: str) -> str:
        condition = self._condition()
        made = f"{keyword} {condition}; {'do' if keyword == 'while' else 'then'} {self._block()}\n"
        if keyword == "while":
            return made + "done"
        while True:
            word = self._keyword("elseif", "else")
            if word == "elseif":
                made += f"elif {self._condition()}; then {self._block()}\n"
            elif word == "else":
                return f"{made}else {self._block()}\nfi"
            else:
                return f"{made}fi"

    def _condition(self) -> str:
        self._blank("\n")
        self._expect("(")
        return f"{{ {self.script(')')}\n}}"

    def _each(self) -> str:
        self._expect("(")
        self._blank()
        variable = _VARIABLE.match(self._text, self._at)
        if variable is None:
            raise Unsupported("expected a variable")
        self._at = variable.end()
        self._blank()
        self._take(re.compile("in", re.IGNORECASE))
        items = self.script(")")
        self._blank("\n")
        name = _name(variable[0][1:])
        return f"{items} | while read -r {name}; do {self._block()}\ndone"

    def _block(self) -> str:
        self._blank("\n")
        self._expect("{")
        self._blank("\n")
        if self._text[self._at : self._at + 5].lower() == "param":
            raise Unsupported("expected a block without parameters")
        return self.script("}")

    def _keyword(self, *wanted: str) -> str:
        start = self._at
        self._blank("\n")
        found = _KEYWORD.match(self._text, self._at)
        if found and found[1].lower() in wanted:
            self._at = found.end()
            return found[1].lower()
        self._at = start
        return ""

    def _skip_types(self) -> None:
        self._blank("\n")
        while found := _TYPE.match(self._text, self._at):
            self._at = found.end()
            self._blank("\n,")

    # Pipelines

    def _pipeline(self) -> str:
        if self._at_value():
            first = self._shown(self._expression())
        else:
            first = self._command(fed=False)
        return self._piped(first)

    def _piped(self, first: str) -> str:
        stages = [first + self._redirects()]
        while True:
            self._blank()
            if self._peek() != "|" or self._peek(2) == "||":
                return " | ".join(stages)
            self._at += 1
            self._blank("\n")
            stages.append(self._command(fed=True) + self._redirects())

    def _command(self, *, fed: bool) -> str:
        called = self._peek() in ("&", ".") and self._text[self._at + 1 : self._at + 2] in tuple(" \t\"'$({")
        if called:
            self._at += 1
            self._blank()
        head = self._word()
        words = self._words()
        if head.block:
            return f"( {head.block}\n)"
        name = self._known.get(f"alias {(head.text or '').lower()}", head.text)
        if head.text is None and called and not words:
            return f"eval {head.posix}"
        if not name or any(letter.isspace() for letter in name):
            raise Unsupported("expected the name of a command")
        translated = cmdlets.translate(name, words, fed=fed, nested=self._nested)
        if translated is not None:
            return translated
        return " ".join((shlex.quote(cmdlets.program(name)), *(word.posix for word in words)))

    def _nested(self, text: str, alias: str = "") -> str:
        """The POSIX text of PowerShell text that a command is given; with `alias`, it is remembered as a name."""
        if alias:
            self._known[f"alias {alias.lower()}"] = text
            return ":"
        return _Reader(text, self._known).script("")

    def _words(self) -> list[Word]:
        words: list[Word] = []
        while True:
            self._blank()
            if not self._peek() or self._peek() in "|;\n)}&" or _REDIRECT.match(self._text, self._at):
                return words
            if self._peek() == ",":
                self._at += 1
                self._blank("\n")
                if not words:
                    raise Unsupported("expected a value before a comma")
                words[-1] = Word(f"{words[-1].posix} {self._word().posix}")
                continue
            words.append(self._word())

    def _redirects(self) -> str:
        made = ""
        while True:
            self._blank()
            found = _REDIRECT.match(self._text, self._at)
            if not found:
                return made
            self._at = found.end()
            stream = {"*": "&"}.get(found[1], found[1] if found[1] in ("", "1", "2") else "2")
            if found[3]:
                made += f" {stream}>&{found[3]}"
                continue
            self._blank()
            target = self._word()
            made += f" {stream}{found[2]}{target.posix if target.posix != chr(39) * 2 else '/dev/null'}"

    # Words and values

    def _word(self) -> Word:
        """One argument: a value, or a bare word."""
        if self._peek() == "{":
            return Word("''", block=self._block())
        if self._peek() in tuple("'\"(@") or (self._peek() == "$" and not self._bare_variable()):
            return self._value()
        found = re.compile(r"(?:`.|[^\s|;(){},'\"`$&<>]|\$\(|(?<=\w)['\"]|\$[\w{:]+)+").match(self._text, self._at)
        if found is None or "$(" in found[0]:
            raise Unsupported("expected a word")
        self._at = found.end()
        if self._peek() in tuple("'\"("):
            raise Unsupported("expected a word of one kind")
        return self._interpolated(found[0], bare=True)

    def _bare_variable(self) -> bool:
        """A variable that a bare word goes on after: `$HOME/x`."""
        found = _VARIABLE.match(self._text, self._at)
        return found is not None and self._text[found.end() : found.end() + 1] in tuple("/\\-:")

    def _at_value(self) -> bool:
        head = self._peek()
        return bool(head) and (
            head in "'\"$(@[!"
            or _NUMBER.match(self._text, self._at) is not None
            or self._text[self._at : self._at + 4].lower() == "-not"
        )

    def _expression(self, *, lists: bool = True) -> Word:
        """Values between operators: joined, which is what `+` does, and shows what the others would see."""
        values: list[Word] = []
        listed = False
        while True:
            self._blank()
            operator = _OPERATOR.match(self._text, self._at)
            if operator and not _NUMBER.match(self._text, self._at):
                self._at = operator.end()
                listed = False
            elif self._peek() == "," and values and lists:
                self._at += 1
                listed = True
            elif values or not self._at_value():
                break
            self._blank("\n")
            if self._at_value():
                values.append(self._value())
        if len(values) == 1:
            return values[0]
        if listed:
            return Word(f"\"$(printf '%s\\n' {' '.join(value.posix for value in values)})\"")
        if all(value.text is not None for value in values):
            return _literal("".join(value.text or "" for value in values))
        return Word(f'"$(printf %s {" ".join(value.posix for value in values)})"')

    def _value(self) -> Word:
        value = self._plain_value()
        while True:
            member = _MEMBER.match(self._text, self._at)
            if member:
                self._at = member.end()
                arguments = self._arguments() if self._peek() == "(" else None
                value = dotnet.member(value, member[2].lower(), arguments)
            elif self._peek() == "[":
                depth = self._text.find("]", self._at)
                if depth < 0:
                    raise Unsupported("expected `]`")
                self._at = depth + 1
                value = Word(value.posix)
            else:
                return value

    def _plain_value(self) -> Word:
        head = self._peek()
        here = _HERE_STRING.match(self._text, self._at)
        if here:
            self._at = here.end()
            return _literal(here[2]) if here[1] == "'" else self._interpolated(here[2], bare=False)
        if head == "'":
            return _literal(self._take(re.compile(r"'((?:[^']|'')*)'"), 1).replace("''", "'"))
        if head == '"':
            return self._interpolated(self._take(re.compile(r'"((?:[^"`]|""|`.)*)"', re.DOTALL), 1), bare=False)
        if self._peek(2) == "@{":
            return self._table()
        if head == "(" or self._peek(2) in ("$(", "@("):
            self._at += 1 if head == "(" else 2
            return self._substituted(self.script(")"))
        if head == "[":
            return self._typed()
        if head == "$":
            found = _VARIABLE.match(self._text, self._at)
            if found is None:
                raise Unsupported("expected a variable")
            self._at = found.end()
            return self._variable(found)
        number = _NUMBER.match(self._text, self._at)
        if number:
            self._at = number.end()
            return _literal(number[0])
        raise Unsupported(f"expected a value, got `{head}`")

    def _typed(self) -> Word:
        kind = self._take(_TYPE, 1).lower().removeprefix("system.")
        if self._peek(2) == "::":
            self._at += 2
            name = self._take(re.compile(r"\w+")).lower()
            return dotnet.static(kind, name, self._arguments() if self._peek() == "(" else None)
        self._blank()
        return self._value()

    def _table(self) -> Word:
        """`@{ name = value; ... }`: what shows it shows its values."""
        self._at += 2
        values: list[str] = []
        while True:
            self._blank("\n;")
            if self._peek() == "}":
                self._at += 1
                return Word(f"\"$(printf '%s\\n' {' '.join(values)})\"")
            self._value() if self._peek() in tuple("'\"") else self._take(re.compile(r"[\w-]+"))
            self._blank()
            self._expect("=")
            self._blank("\n")
            values.append(self._expression().posix)

    def _arguments(self) -> list[Word]:
        self._expect("(")
        found: list[Word] = []
        while True:
            self._blank("\n,")
            if self._peek() == ")":
                self._at += 1
                return found
            found.append(self._expression(lists=False))
            self._blank("\n")
            if self._peek() not in (",", ")"):
                raise Unsupported("expected `,` or `)`")

    def _substituted(self, script: str) -> Word:
        if script.startswith("printf '%s\\n' ") and "\n" not in script and "|" not in script:
            value = script.removeprefix("printf '%s\\n' ")
            words = shlex.split(value) if not set(value) & set("$`*~") else []
            return Word(value, words[0] if len(words) == 1 else None)
        return Word(f'"$({script})"')

    def _shown(self, value: Word) -> str:
        return f"printf '%s\\n' {value.posix}"

    def _variable(self, found: re.Match[str]) -> Word:
        name = (found[1] or found[2]).lower()
        standing = _ENVIRONMENT.get(name)
        if standing is not None:
            return Word(f'"{standing}"' if standing else "''", None if "$" in standing else standing)
        return Word(f'"${{{_name(name)}}}"', self._known.get(name.rpartition(":")[2]))

    def _interpolated(self, raw: str, *, bare: bool) -> Word:
        """Text with variables and `$(...)` in it."""
        made, literal, at = "", "", 0
        while at < len(raw):
            letter = raw[at]
            found = _VARIABLE.match(raw, at)
            if letter == "`" and at + 1 < len(raw):
                literal, at = literal + {"n": "\n", "t": "\t", "0": ""}.get(raw[at + 1], raw[at + 1]), at + 2
            elif raw.startswith("$(", at):
                inner = _Reader(raw[at + 2 :], self._known)
                made, literal = f'{made}{_quoted(literal, start=not made)}"$({inner.script(")")})"', ""
                at += 2 + inner._at
            elif found:
                made, literal = made + _quoted(literal, start=not made) + self._variable(found).posix, ""
                at = found.end()
            else:
                literal, at = literal + letter, at + 1
                if letter == '"' and not bare and raw[at : at + 1] == '"':
                    at += 1
        if not made:
            return _literal(literal)
        return Word(made + _quoted(literal, start=False))

    # Characters

    def _blank(self, more: str = "") -> None:
        while self._at < len(self._text):
            found = _BLANK.match(self._text, self._at)
            if found:
                self._at = found.end()
            elif self._text[self._at] in more:
                self._at += 1
            else:
                return

    def _peek(self, width: int = 1) -> str:
        return self._text[self._at : self._at + width]

    def _expect(self, letter: str) -> None:
        if self._peek() != letter:
            raise Unsupported(f"expected `{letter}`")
        self._at += 1

    def _take(self, pattern: re.Pattern[str], group: int = 0) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise Unsupported("expected another text")
        self._at = found.end()
        return found[group]


def _name(variable: str) -> str:
    """A POSIX name; PowerShell's are the same in any case, variables of the environment are upper-case."""
    scope, _, name = variable.lower().rpartition(":")
    if not name.replace("_", "a").isalnum() or name[0].isdigit():
        raise Unsupported("expected a plain name of a variable")
    return name.upper() if scope == "env" else name


def _literal(text: str) -> Word:
    return Word(_quoted(text, start=True) or "''", text)


def _quoted(text: str, *, start: bool) -> str:
    """Literal text, with `~`, drives and wildcards as what they are, in a path with slashes."""
    if start and _DRIVE.match(text):
        text = text[2:]
    if "\\" in text and not any(letter.isspace() for letter in text):
        text = text.replace("\\", "/")
    if start and (text == "~" or text.startswith("~/")):
        return f"~{_quoted(text[1:], start=False)}"
    if not text:
        return ""
    if not any(letter.isspace() for letter in text):
        return "".join(letter if letter in "*?" else shlex.quote(letter) for letter in text)
    return shlex.quote(text)
