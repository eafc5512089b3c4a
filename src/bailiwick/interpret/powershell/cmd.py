"""cmd: command lines and batch files, by the programs and builtins of which they consist.

Source: `cmd /?`, the reference of Windows commands. What `%...%` expands to is known for the standing variables and for
those that the text sets.
"""

from __future__ import annotations

import re

from bailiwick.interpret.effects import Data, Hole, Text, join, literal
from bailiwick.interpret.powershell import ambient
from bailiwick.interpret.powershell.machine import PowerShell
from bailiwick.interpret.shell import opaque
from bailiwick.interpret.shell.lexer import HOLE_END, HOLE_START
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bailiwick.interpret.powershell.values import Datum
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State

_TOKEN = re.compile(
    r"(?P<end>&&|\|\||[&\n])|(?P<pipe>\|)|(?P<in><)|(?P<out>[12]?>>?)(?P<same>&[12])?|(?P<open>[()])"
    r"|(?P<word>(?:\"[^\"\n]*\"?|\^(?:\r?\n|.)|[^\s&|<>()\"^,;=]|(?<=[^\s&|<>(])[=(),;])+)|[\s,;=]"
)
_VARIABLE = re.compile(r"%(?:~[a-z]*)?(\d|\*)|%([^%\s:]+)(?::[^%]*)?%|!(\w+)!|%%?~?([a-zA-Z])\b")
_SKIPPED = frozenset({"rem", "goto", "title", "color", "pause", "cls", "ver", "vol", "endlocal", "setlocal", "exit",
                      "date", "time", "prompt", "verify", "path", "shift", "break", "assoc", "ftype", "chcp", "mode",
                      "timeout", "popd", "tasklist", "systeminfo", "hostname", "ipconfig", "where", "whoami",
                      "tree"})  # fmt: skip
_SAME: Mapping[str, str] = {"copy": "cp", "xcopy": "cp -r", "robocopy": "cp -r", "move": "mv", "ren": "mv",
"rename": "mv",
                            "type": "cat", "more": "cat", "md": "mkdir -p", "mkdir": "mkdir -p", "dir": "ls",
                            "cd": "cd",
                            "chdir": "cd", "pushd": "cd", "find": "grep", "findstr": "grep", "mklink": "ln -s",
                            "fc": "diff", "comp": "diff"}  # fmt: skip
_SETS = re.compile(r"\bin\s*\((?:\s*['`]([^'`\n]*)['`]\s*|[^)\n]*)\)", re.IGNORECASE)
DEPTH = 12
"""Deepest nesting of `for`, `if`, `call` in one line."""


def run_cmd(text: Text, machine: Machine, state: State) -> None:
    """Run the command lines of a text, which may have unknown pieces, in `state`."""
    script = opaque.script_text(text, machine.world)
    if len(script) > bounds.SCRIPT_BYTES:
        raise BoundError(f"expected a script of at most {bounds.SCRIPT_BYTES} bytes, got a longer one")
    _Cmd(PowerShell(machine, state)).lines(script)


class _Token(str):
    """A word, or a sign when `kind` says so."""

    __slots__ = ("kind",)
    kind: str


class _Cmd:
    def __init__(self, shell: PowerShell) -> None:
        self._shell = shell
        self._depth = 0

    def lines(self, text: str) -> None:
        """All commands of the text, whatever their conditions."""
        command: list[_Token] = []
        fed: Sequence[Datum] | None = None
        for token in _tokens(text):
            if token.kind in ("end", "pipe", "open"):
                found = self._command(command, fed, capture=token.kind == "pipe")
                fed = found if token.kind == "pipe" else None
                command = []
                if token.kind == "end" and token in ("&&", "||"):
                    continue
            else:
                command.append(token)
        self._command(command, fed, capture=False)

    def _command(self, tokens: list[_Token], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        self._shell.world.step()
        words, writes = self._redirected(tokens)
        while words and words[0].prefix.startswith("@"):
            rest = words[0].prefix[1:]
            words = [Text((rest, *words[0].parts[1:]) if rest else words[0].parts[1:], words[0].labels), *words[1:]]
        words = [word for index, word in enumerate(words) if index or word.parts]
        if not words:
            return ()
        found = self._run(words, fed, capture=capture or bool(writes))
        for path, append in writes:
            text = join(*(item for item in found if isinstance(item, Text)))
            self._shell.write(path, Data(text, text.labels), append=append)
        return () if writes else found

    def _redirected(self, tokens: list[_Token]) -> tuple[list[Text], list[tuple[Text, bool]]]:
        words: list[Text] = []
        writes: list[tuple[Text, bool]] = []
        waiting = ""
        for token in tokens:
            if token.kind in ("out", "in"):
                waiting = "" if "&" in token else token
                continue
            text = self._expanded(token)
            if not waiting:
                words.append(text)
            elif waiting.endswith(">") and (text.known or "").lower() != "nul" and not waiting.startswith("2"):
                writes.extend((path, waiting.endswith(">>")) for path in self._paths([text]))
            waiting = ""
        return words, writes

    def _run(self, words: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        name = (words[0].known or "").lower()
        rest = words[1:]
        name, attached, switch = (
            name.partition("/") if name.partition("/")[0] in (*_SAME, *_BUILTINS) else (name, "", "")
        )
        if attached:
            rest = [literal("/" + switch), *rest]
        if name.startswith((":", "::")) or name in _SKIPPED or name in ("else", "do", "not"):
            following = rest if name in ("else", "do", "not") else []
            return self._again(following, fed, capture=capture)
        builtin = _BUILTINS.get(name)
        if builtin is not None:
            found: Sequence[Datum] = getattr(self, builtin)(rest, fed, capture=capture)
            return found
        same = _SAME.get(name)
        if same is not None:
            return self._same(same.split(" "), rest, fed, capture=capture)
        return self._program(words, fed, capture=capture)

    def _again(self, words: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        self._depth += 1
        found = self._run(words, fed, capture=capture) if words and self._depth <= DEPTH else ()
        self._depth -= 1
        return found

    def _same(
        self, same: list[str], rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool
    ) -> Sequence[Datum]:
        operands = [word for word in rest if not _is_switch(word)]
        if same[0] == "grep":
            pattern = operands[:1] or [literal("")]
            return self._start(["grep", "-e", *pattern, *self._paths(operands[1:])], fed, capture=capture)
        if same[0] == "ln":
            operands.reverse()
        purges = any((word.known or "").lower() in ("/mir", "/purge") for word in rest)
        if purges and len(operands) > 1:
            self._start(["rm", "-rf", *self._paths(operands[1:2])], None, capture=True)
        return self._start([*same, *self._paths(operands)], fed, capture=capture)

    def _program(self, words: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        known = words[0].known
        if known is None:
            return self._start(words, fed, capture=capture)
        path = ambient.program(known)
        if path.lower().endswith((".bat", ".cmd")):
            from bailiwick.interpret.powershell.running import script

            return script(self._shell, literal(path), words[1:], None, language="cmd")
        arguments = [argument for word in words[1:] for argument in ambient.word(self._shell, word, bare=True)]
        return self._start([path, *arguments], fed, capture=capture)

    def _start(self, words: Sequence[Text | str], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        texts = [literal(word) if isinstance(word, str) else word for word in words]
        return self._shell.start(texts, fed, capture=capture)

    def _paths(self, words: Sequence[Text]) -> list[Text]:
        return [path for word in words for path in ambient.paths(self._shell, word, literally=False)]

    # Words

    def _expanded(self, token: str) -> Text:
        raw = re.sub(r"\^(\r?\n|.)", lambda found: "" if found[1].isspace() else found[1], token).replace('"', "")
        parts: list[Text] = []
        at = 0
        for found in _VARIABLE.finditer(raw):
            parts.append(self._shell.marked(raw[at : found.start()]))
            name = found[2] or found[3]
            parts.append(self._value(name) if name else Text((Hole(found[0]),)))
            at = found.end()
        rest = raw[at:]
        parts.append(self._shell.marked(rest) if HOLE_START in rest or HOLE_END in rest else literal(rest))
        return join(*parts)

    def _value(self, name: str) -> Text:
        lowered = name.lower()
        if lowered == "cd":
            return literal(self._shell.state.cwd) if self._shell.state.cwd else Text((Hole("%CD%"),))
        found = ambient.variable(self._shell, f"env:{lowered}")
        return found if isinstance(found, Text) else Text((Hole(f"%{name}%"),))

    # Builtins

    def _delete(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:  # noqa: ARG002 - one signature
        deep = any((word.known or "").lower().startswith("/s") for word in rest if _is_switch(word))
        operands = self._paths([word for word in rest if not _is_switch(word)])
        return self._start(["rm", "-rf" if deep else "-f", *operands], None, capture=capture)

    def _echo(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:  # noqa: ARG002 - one signature
        text = join(*(piece for word in rest for piece in (word, literal(" "))))
        return (text,)

    def _set(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:  # noqa: ARG002 - one signature
        if not rest:
            return self._start(["printenv"], None, capture=capture)
        operands = [word for word in rest if not _is_switch(word)]
        name, sign, value = operands[0].prefix.partition("=") if operands else ("", "", "")
        if sign:
            first = Text((value, *operands[0].parts[1:]) if value else operands[0].parts[1:], operands[0].labels)
            pieces = [piece for word in operands[1:] for piece in (literal(" "), word)]
            ambient.assign(self._shell, f"env:{name.lower()}", join(first, *pieces))
        return ()

    def _call(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        return self._again(rest, fed, capture=capture)

    def _open(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        """`start "title" /b program arguments`."""
        while rest and (_is_switch(rest[0]) or rest[0].known == "" or " " in (rest[0].known or "")):
            rest = rest[1:]
        if rest and rest[0].prefix.startswith(("http://", "https://")):
            return self._start(["xdg-open", *rest], None, capture=capture)
        return self._again(rest, fed, capture=capture)

    def _if(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        words = [word for word in rest if (word.known or "").lower() not in ("not", "/i", "defined")]
        head = (words[0].known or "").lower() if words else ""
        skip = 2 if head in ("exist", "errorlevel") else 1 if len(rest) != len(words) and "==" not in head else 0
        if not skip:
            skip = 3 if len(words) > 1 and (words[1].known or "").lower() in _COMPARES else 1
        return self._perhaps(words[skip:], fed, capture=capture)

    def _for(self, rest: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        after = [at for at, word in enumerate(rest) if (word.known or "").lower() == "do"]
        return self._perhaps(rest[after[0] + 1 :], fed, capture=capture) if after else ()

    def _perhaps(self, words: list[Text], fed: Sequence[Datum] | None, *, capture: bool) -> Sequence[Datum]:
        self._shell.world.conditional += 1
        found = self._again(words, fed, capture=capture)
        self._shell.world.conditional -= 1
        return found


_COMPARES = frozenset({"==", "equ", "neq", "lss", "leq", "gtr", "geq"})
_BUILTINS: Mapping[str, str] = {
    "del": "_delete", "erase": "_delete", "rd": "_delete", "rmdir": "_delete", "echo": "_echo", "echo.": "_echo",
    "set": "_set", "call": "_call", "start": "_open", "if": "_if", "for": "_for",
}  # fmt: skip


def _tokens(text: str) -> list[_Token]:
    """Words and signs; inside `for ... in (...)` the parentheses only hold what is looped over."""
    text = _SETS.sub(lambda found: f"in {found[1]} & " if found[1] else "in ", text)
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "same":
            kind = "out"
        if kind:
            token = _Token(match[0])
            token.kind = kind
            found.append(token)
    return found


def _is_switch(word: Text) -> bool:
    known = word.known or ""
    return (
        known.startswith("/") and len(known) > 1 and (known[1].isalpha() or known[1] in "-?") and "/" not in known[1:]
    )
