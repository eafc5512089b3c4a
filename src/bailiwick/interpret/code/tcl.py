"""Tcl and Expect: commands with literal words, in braces and brackets too."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords, Text, literal, unknown
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.code.emit import Emitter

DEPTH = 8
"""How deep braces and brackets are followed into each other."""

_QUIET = frozenset(
    (
        "set", "puts", "incr", "append", "lappend", "list", "expr", "string", "regexp", "regsub", "split", "join",
        "lindex", "llength", "lrange", "lsort", "lmap", "concat", "format", "scan", "info", "clock", "pwd", "flush",
        "gets", "eof", "close", "array", "dict", "global", "variable", "upvar", "unset", "after", "return", "break",
        "continue", "exit", "wait", "interact", "log_user", "exp_internal", "match_max", "exp_continue", "send_user",
        "timeout", "argv", "fconfigure", "update", "lassign", "exp_version", "stty", "log_file",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "if",
        "while",
        "for",
        "foreach",
        "proc",
        "catch",
        "switch",
        "expect",
        "expect_before",
        "expect_after",
        "try",
        "time",
    )
)
_PIPES = frozenset(("|", "|&", ">", ">>", "<", "2>", "2>@1", "&", ">&"))
_SHELLS = frozenset(("sh", "bash", "zsh", "dash", "ksh", "su", "sudo", "ssh"))
_ENDS = {"{": "}", "[": "]", '"': '"'}


def interpret_tcl(code: str, emitter: Emitter) -> bool:
    """Emit what the commands of `code` do; False when one of them is not known."""
    return _Reader(emitter).script(code, 0)


class _Reader:
    def __init__(self, emitter: Emitter) -> None:
        self.emitter = emitter
        self.shell = False
        """A shell was started whose input the script writes."""

    def script(self, code: str, depth: int) -> bool:
        if depth > DEPTH:
            return False
        known = [self._command(words, depth) for words in _commands(code)]
        return False not in known

    def _command(self, words: list[str], depth: int) -> bool:
        inside = [self.script(body, depth + 1) for word in words if word[0] != "{" for body in _bracketed(word)]
        name, rest = words[0], words[1:]
        if name in _BLOCKS:
            return all(inside) and self._block(rest, depth)
        if name in _QUIET:
            return all(inside) and not (name == "interact" and len(rest) > 1)  # which may join two programs
        handler = getattr(self, f"_do_{name}", None) if name in _DOING else None
        if handler is None:
            return False
        handler([_text(word) for word in rest])
        return all(inside)

    def _block(self, words: Sequence[str], depth: int) -> bool:
        """Bodies in braces; of `expect {pattern {body} ...}` the bodies that stand in the braces."""
        known = True
        for word in words:
            if word[0] != "{":
                continue
            body = word[1:-1]
            nested = [part for part in _words(body.replace("\n", " ")) if part[0] == "{"]
            for part in nested or [word]:
                inner = part[1:-1].strip()
                if inner and inner.split()[0].isidentifier() and not inner.startswith(("$", "[")) and " " in inner:
                    known = self.script(inner, depth + 1) and known
        return known

    def _do_exec(self, words: list[Text]) -> None:
        while words and words[0].prefix.startswith("-"):
            words = words[1:]
        if any(word.known in _PIPES for word in words):
            self.emitter.launch(RunShell(literal(" ".join(word.shown() for word in words)), via="exec"))
        elif words:
            self.emitter.launch(RunWords(tuple(words), via="exec"))

    def _do_spawn(self, words: list[Text]) -> None:
        words = [word for word in words if word.known != "-noecho"]
        self.shell = self.shell or bool(words and (words[0].known or "").rpartition("/")[2] in _SHELLS)
        self._do_exec(words)

    def _do_system(self, words: list[Text]) -> None:
        self.emitter.launch(RunShell(literal(" ".join(word.shown() for word in words)), via="system"))

    def _do_send(self, words: list[Text]) -> None:
        known = words[-1].known if words else None
        if self.shell and known:
            self.emitter.launch(RunShell(literal(known.replace("\\r", "\n").replace("\\n", "\n")), via="send"))

    def _do_file(self, words: list[Text]) -> None:
        paths = [word for word in words[1:] if not word.prefix.startswith("-")]
        verb = words[0].known if words else ""
        source = f"file {verb}"
        if verb == "delete":
            for path in paths:
                self.emitter.file(Kind.FILE_DELETE, path, source, recursive=words[1].known == "-force")
        elif verb in ("copy", "rename") and len(paths) > 1:
            labels = self.emitter.read(paths[0], source)
            self.emitter.write(paths[-1], source, labels, truncates=True)
            if verb == "rename":
                self.emitter.file(Kind.FILE_DELETE, paths[0], source, moved_away=True)

    def _do_open(self, words: list[Text]) -> None:
        path = words[0] if words else unknown("file")
        if path.prefix.startswith("|"):
            self.emitter.launch(RunShell(literal(path.shown()[1:]), via="open"))
        elif len(words) > 1 and words[1].prefix[:1] in {"w", "a"}:
            self.emitter.write(path, "open", frozenset(), truncates=words[1].prefix[:1] == "w")
        else:
            self.emitter.read(path, "open")

    def _do_cd(self, words: list[Text]) -> None:
        if words:
            self.emitter.chdir(words[0])


_DOING = frozenset(("exec", "spawn", "system", "send", "file", "open", "cd"))


def _text(word: str) -> Text:
    if word[0] == "{":
        return literal(word[1:-1])
    plain = word[1:-1] if word[0] == '"' else word
    return unknown(word) if "$" in plain or "[" in plain else literal(plain.replace("\\ ", " "))


def _commands(code: str) -> list[list[str]]:
    found: list[list[str]] = []
    for line in _split(code.replace("\\\n", " "), "\n;"):
        words = _words(line)
        if words and not words[0].startswith("#"):
            found.append(words)
    return found


def _words(line: str) -> list[str]:
    return _split(line, " \t")


def _split(text: str, separators: str) -> list[str]:
    """The pieces between separators that stand outside braces, brackets and quotes."""
    pieces: list[str] = []
    start = at = 0
    while at < len(text):
        letter = text[at]
        if letter in separators:
            pieces.append(text[start:at].strip())
            start = at + 1
        elif letter == "\\":
            at += 1
        elif letter in _ENDS:
            at = _end(text, at)
        at += 1
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _end(text: str, start: int) -> int:
    """Where the group that begins at `start` ends."""
    opening, closing = text[start], _ENDS[text[start]]
    depth, at = 1, start + 1
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == closing:
            depth -= 1
            if not depth:
                return at
        elif text[at] == opening:
            depth += 1
        at += 1
    return at


def _bracketed(word: str) -> list[str]:
    """The commands in brackets inside a word."""
    found, at = [], word.find("[")
    while at >= 0:
        end = _end(word, at)
        found.append(word[at + 1 : end])
        at = word.find("[", end)
    return found
