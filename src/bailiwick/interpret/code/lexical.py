"""JavaScript, Perl, Ruby, PHP, Lua, R, awk and sed by their tokens: calls with literal arguments.

A call that runs code or a command with an argument that is not literal is opaque, and suspicious when
the argument is assembled or decoded. Everything is data in `lexical_calls`.
"""

from __future__ import annotations

from bailiwick.interpret.code import lexical_signs
from bailiwick.interpret.code.lexical_calls import CALLS, DECODING, NEUTRAL, Action, perform
from bailiwick.interpret.code.streams import interpret_awk, interpret_sed
from bailiwick.interpret.code.token_folding import fold
from bailiwick.interpret.code.tokens import LEXICONS, Sort, Token, closing_brace, tokenize
from bailiwick.interpret.effects import Hole, Label, RunShell, Text, join, literal, unknown
from bailiwick.interpret.web_requests import takes_away
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.code.emit import Emitter
    from bailiwick.interpret.effects import RunCode

_LANGUAGE = {"typescript": "javascript"}
_OPENING, _CLOSING = "([{", ")]}"
_BY_LINE = frozenset({"javascript", "ruby", "lua", "r"})
"""Languages in which a line may end a statement."""
_PROGRAMS: Mapping[str, str] = {"code": "", "shell": "sh", "words": "sh"}
"""Which program runs what a call is given; empty: the language itself."""
_CALLERS = frozenset(
    ("array_map", "array_walk", "array_filter", "call_user_func", "call_user_func_array", "register_shutdown_function")
)
_CALLING = frozenset(("call", "apply", "bind", "invoke"))
_MODULES = frozenset(("child_process", "node:child_process", "fs", "node:fs", "util", "os", "path"))
_REMOVERS = frozenset(("rimraf", "del", "trash", "remove", "fs-remove"))
"""Modules of Node.js that are a function that removes."""
_MAKER = "constructor"
"""The constructor of any constructor is `Function`, which makes code of text."""
_LABELS: Mapping[str, frozenset[Label]] = {
    "read": frozenset({Label.FILE}),
    "open": frozenset({Label.FILE}),
    "fetch": frozenset({Label.NETWORK}),
}


def interpret_lexically(code: str, launch: RunCode, emitter: Emitter) -> None:
    """Emit what `code` does as far as its calls tell."""
    if launch.language == "awk":
        interpret_awk(code, emitter)
    elif launch.language == "sed":
        interpret_sed(code, emitter)
    else:
        language = _LANGUAGE.get(launch.language, launch.language)
        Reader(code, language, emitter).read()


class Reader:
    """One pass over the tokens; remembers literal assignments and other names of functions."""

    def __init__(self, code: str, language: str, emitter: Emitter) -> None:
        self.code = code
        self.language = language
        self.tokens = fold(tokenize(code, LEXICONS[language]))
        self.emitter = emitter
        self.calls = dict(CALLS[language])
        self.names: dict[str, Text] = {}
        self.effects: set[str] = set()
        self.sends: list[tuple[str, list[Text], str]] = []
        self.unclear_code = False
        self.unclear_start = False
        self.bare_shell = False
        self.home: set[str] = set()
        self.patterns = lexical_signs.regular_expressions(self.tokens)

    def read(self) -> None:
        """Walk the tokens and perform every call that matters."""
        for position, token in enumerate(self.tokens):
            if token.sort is Sort.SHELL or self._is_shell_template(position):
                self.effects.add("shell")
                self.emitter.launch(RunShell(self._literal(token), via="backticks"))
            elif token.sort is Sort.NAME:
                self._assignment(position)
                self._renamed(position)
                self._call(position)
            elif token.sort is Sort.STRING:
                self._called_by_name(position)
                self._called_text(position)
        for effect, arguments, name in self.sends:
            self._send(effect, arguments, name)
        inline = len(self.code) <= lexical_signs.INLINE_CHARACTERS
        if inline and (self.unclear_code or self.bare_shell) and "fetch" in self.effects:
            self.emitter.run(self.code, fetched=True, interpreter=True)
        if inline and lexical_signs.prints_dotenv(self.tokens):
            self.emitter.read(literal(".env"), "dotenv")
        if inline and lexical_signs.prints_credential(self.tokens):
            self.emitter.other(Kind.INFRA_READ, "environment", self.code, system="environment", secret=True)
        self._removals()
        if lexical_signs.forks_without_end(self.tokens):
            self.emitter.run(self.code, fork_bomb=True, interpreter=True)
        if lexical_signs.joins_shell_and_socket(self.tokens, self.effects, unclear=inline and self.unclear_start):
            self.emitter.run(self.code, reverse_shell=True, interpreter=True)

    def _removals(self) -> None:
        """Resources and addresses that the code as a whole asks a service to delete."""
        resource = lexical_signs.removed_resource(self.tokens) if "Command(" in self.code else ""
        inline = len(self.code) <= lexical_signs.INLINE_CHARACTERS
        resource = resource or lexical_signs.removed_by_client(self.tokens, inline=inline)
        if resource:
            self.emitter.other(Kind.INFRA_DESTROY, resource, resource, system="aws", what="resource")
        if self.language == "php":
            address = lexical_signs.deleted_by_curl(self.tokens)
            if address and takes_away("DELETE", literal(address)):
                self.emitter.other(Kind.INFRA_DESTROY, address, "curl", system="http", what="api")

    def _is_shell_template(self, position: int) -> bool:
        """`$`...`` of Bun and zx."""
        token = self.tokens[position]
        template = token.sort is Sort.STRING and self.code[token.position] == "`"
        return template and self._is(position - 1, "$")

    def _assignment(self, position: int) -> None:
        name = self.tokens[position].text
        if self._is(position + 1, "=") and not self._is(position + 2, "="):
            self._alias(name, position + 2)
            end = self._end_of_value(position + 2)
            self.names[name] = self.expression(position + 2, end)
        elif name in self.names and self._appends(position + 1):
            end = self._end_of_argument(position + 3, lines=True)
            self.names[name] = join(self.names[name], self.expression(position + 3, end))

    def _end_of_value(self, position: int) -> int:
        """The end of what is assigned; Perl's functions take their arguments without parentheses, commas included."""
        end = self._end_of_argument(position, lines=True)
        while self.language == "perl" and self._is(end, ","):
            end = self._end_of_argument(end + 1, lines=True)
        return end

    def _appends(self, position: int) -> bool:
        """`.=`, `+=` and Ruby's `<<`."""
        if self._is(position + 1, "="):
            return self._is(position, ".") or self._is(position, "+")
        return self._is(position, "<") and self._is(position + 1, "<")

    def _alias(self, name: str, position: int) -> None:
        """`run = cp.execSync`: another name of a function."""
        while self._is(position + 1, "."):
            position += 2
        function = self._at(position)
        if function is None or function.sort is not Sort.NAME or self._is(position + 1, "("):
            return
        if function.text in self.calls and name not in self.calls:
            self.calls[name] = self.calls[function.text].replace(dotted=None)

    def _renamed(self, position: int) -> None:
        """`const {execSync: run} = require(...)` and `import {execSync as run} from ...`."""
        name, between, other = self.tokens[position].text, self._at(position + 1), self._at(position + 2)
        action = self.calls.get(name)
        if name == "homedir" and between is not None and between.text in {":", "as"} and other is not None:
            self.home.add(other.text)
        if action is None or between is None or other is None or between.text not in {":", "as"}:
            return
        end = next((at for at in range(position, len(self.tokens)) if self._is(at, "}")), len(self.tokens))
        behind = self._at(end + 1)
        if other.sort is Sort.NAME and behind is not None and behind.text in {"=", "from"}:
            self.calls[other.text] = action.replace(dotted=None)

    def _called_by_name(self, position: int) -> None:
        """`array_map("unlink", ...)`: a function named by a string."""
        action, caller = self.calls.get(self.tokens[position].text), self._at(position - 2)
        if action is not None and caller is not None and caller.text in _CALLERS and self._is(position - 1, "("):
            self._perform(action, self._arguments(position + 2, ")"), self.tokens[position].text)

    def _called_variable(self, position: int) -> Action | None:
        """`$f = "system"; $f(...)`: a name that holds the name of a function."""
        name = self.tokens[position].text
        if name not in self.names or not self._is(position + 1, "("):
            return None
        action = self.calls.get(self.names[name].known or "")
        self._assembled(action, name)
        if Label.DECODED in self.names[name].labels:
            self.emitter.run(name, decoded=True, interpreter=True)
        return action

    def _called_text(self, position: int) -> None:
        """PHP's `("sys" . "tem")("...")`: a text that is called."""
        action = self.calls.get(self.tokens[position].text)
        at = position + 1
        while self._is(at, ")"):
            at += 1
        if action is not None and self.language == "php" and self._is(at, "("):
            self._assembled(action, self.tokens[position].text)
            self._perform(action, self._arguments(at + 1, ")"), self.tokens[position].text)

    def _call(self, position: int) -> None:
        name = self.tokens[position].text
        if self.language == "javascript":
            self._module(name, position)
        action = self._owned(position) or self.calls.get(name) or self._called_variable(position)
        if action is None:
            return
        if self._is_put_together(position) or (name == "require" and self._is_put_together(position + 2)):
            self._assembled(action, name)
        before, after = self._at(position - 1), self._at(position + 1)
        if before is not None and before.sort is Sort.NAME and before.text in {"function", "def", "sub"}:
            return
        if name == "exec" and self._is(position - 1, ".") and self._is_pattern(position - 2):
            return
        dotted = before is not None and before.text in {".", ">", ":"}
        if action.dotted is not None and dotted is not action.dotted:
            return
        if after is not None and after.text == "(" and not (name == "import" and dotted):
            arguments = self._arguments(position + 2, ")")
        elif action.bare and after is not None and (after.sort is not Sort.MARK or after.text in "\\<[$*"):
            arguments = self._arguments(position + 1, ";")
        elif action.effect == "words" and after is not None and after.text == "{" and self.language == "perl":
            arguments = self._named_program(position + 1)
        elif action.effect in {"rows", "empties"} or (action.effect.startswith("delete") and (dotted or action.bare)):
            arguments = self._implied(after)
        else:
            self._handed_over(action, position)
            if action.effect == "code" and before is not None and before.text in {"(", ","}:
                self.emitter.run(name, opaque=True, suspicious=True, interpreter=True)
            return
        self._perform(action, arguments, name)

    def _implied(self, after: Token | None) -> list[Text]:
        """Perl's `unlink` that stands alone takes `$_`."""
        alone = after is None or after.text in {";", "}", ")"}
        return [unknown("$_")] if alone and self.language == "perl" else []

    def _named_program(self, position: int) -> list[Text]:
        """Perl's `exec {program} arguments`: the first argument is only a name."""
        end = next((at for at in range(position, len(self.tokens)) if self._is(at, "}")), len(self.tokens))
        return [self.expression(position + 1, end), *self._arguments(end + 1, ";")[1:]]

    def _handed_over(self, action: Action, position: int) -> None:
        """`setTimeout(execSync, 0, "...")`, `exec.call(null, "...")`: the function is a value of its own."""
        after, owner = self._at(position + 1), self._at(position - 1)
        if action.effect not in {"shell", "words"} or after is None or len(self.code) > lexical_signs.INLINE_CHARACTERS:
            return
        method = self._at(position + 2)
        called = after.text == "." and method is not None and method.text in _CALLING
        if (after.text in {",", ")"} and owner is not None and owner.text not in {"{", ";"}) or called:
            for token in self.tokens:
                if token.sort is Sort.STRING and token.text not in _MODULES and not token.open:
                    self.emitter.launch(RunShell(literal(token.text), via=self.language))

    def _owned(self, position: int) -> Action | None:
        """What a method does that matters only as one of its owner: `Deno.remove`, `process.setuid`."""
        owner, dot = self._at(position - 2), self._at(position - 1)
        if self.tokens[position].text == _MAKER and any(
            one.text == _MAKER for one in self.tokens[position - 4 : position]
        ):
            return self.calls.get("Function")
        if owner is None or dot is None or dot.text not in {".", ":"}:
            return None
        return self.calls.get(f"{owner.text}.{self.tokens[position].text}")

    def _module(self, name: str, position: int) -> None:
        if name in {"import", "from"}:
            self._imported(position + 1)
        elif name == "require" and position + 4 < len(self.tokens) and self.tokens[position + 2].text in _REMOVERS:
            self._required(position + 3)

    def _required(self, position: int) -> None:
        """`require("rimraf")(path)`, `require("del").sync([path])`: a module that is one function."""
        if self._is(position + 1, ".") and position + 2 < len(self.tokens):
            position += 2
        if self._is(position + 1, "("):
            self._perform(Action("delete-tree"), self._arguments(position + 2, ")"), "require")

    def _imported(self, position: int) -> None:
        """`import "https://..."` and `import x from "https://..."`."""
        token = self._at(position)
        if token is not None and token.sort is Sort.STRING and token.text.startswith(("http:", "https:", "data:")):
            self.emitter.run(token.text, fetched=True, interpreter=True)

    def _is_put_together(self, position: int) -> bool:
        """`["ex" + "ec"]`: a name that is a text made of pieces."""
        token, after = self._at(position), self._at(position + 1)
        if token is None:
            return False
        written = self.code[token.position : after.position if after is not None else None]
        return written[:1] in {"'", '"', "`"} and "+" in written

    def _assembled(self, action: Action | None, name: str) -> None:
        if action is not None and action.effect in {"shell", "words", "code", "include"}:
            self.emitter.run(name, decoded=True, interpreter=True)

    def _is_pattern(self, position: int) -> bool:
        """True for a regular expression, whose `exec` searches."""
        owner = self._at(position)
        return owner is not None and (
            owner.sort is Sort.REGEX or (owner.sort is Sort.NAME and owner.text in self.patterns)
        )

    def _perform(self, action: Action, arguments: list[Text], name: str) -> None:
        self.effects.add(action.effect)
        if action.effect == "rows":
            self.emitter.other(Kind.DB_WRITE, name, name, no_where=True)
        if action.effect == "empties":
            self.emitter.other(Kind.DB_DESTROY, name, name, engine=self.language, what="database")
        if action.effect == "finish":
            if lexical_signs.opens_request(self.tokens):
                self.sends.append(("send", arguments, name))
            return
        if action.effect in {"send", "connect"}:
            self.sends.append((action.effect, arguments, name))
            return
        if action.effect in {"shell", "words"} and arguments:
            self.unclear_start = self.unclear_start or not arguments[0].prefix
            self.bare_shell = self.bare_shell or lexical_signs.is_shell(arguments)
        if action.effect in _PROGRAMS and arguments:
            self._run_output(arguments[0], _PROGRAMS[action.effect] or self.language)
        if action.effect in {"code", "include"} and arguments and arguments[0].known is None:
            self.unclear_code = True
        if action.effect.startswith("delete") and not (arguments and arguments[0].prefix):
            self._delete_somewhere(name)
        perform(action, arguments, name, self.emitter)

    def _run_output(self, argument: Text, program: str) -> None:
        """Code that a command prints: the command, piped into what runs the code."""
        for part in argument.parts:
            if isinstance(part, Hole) and Label.COMMAND in argument.labels and self._has_shell(part.why):
                self.emitter.launch(RunShell(literal(f"{part.why} | {program}"), via=self.language))

    def _has_shell(self, command: str) -> bool:
        return any(token.sort is Sort.SHELL and token.text == command for token in self.tokens)

    def _send(self, effect: str, arguments: list[Text], name: str) -> None:
        """What a one-liner reads is what it sends, however the two are chained."""
        inline = len(self.code) <= lexical_signs.INLINE_CHARACTERS
        if inline and arguments and self.effects & {"read", "open"}:
            arguments = [*arguments, unknown("what was read", frozenset({Label.FILE}))]
        perform(Action(effect), arguments, name, self.emitter)

    def _delete_somewhere(self, name: str) -> None:
        """A one-liner deletes what it finds: that is below the places it names."""
        if len(self.code) <= lexical_signs.INLINE_CHARACTERS:
            for place in lexical_signs.places(self.tokens):
                below = join(literal(place.partition("*")[0].rstrip("/")), literal("/"), unknown("entry"))
                self.emitter.file(Kind.FILE_DELETE, below, f"{name} below {place}", recursive=True, wildcard=True)

    def _arguments(self, start: int, closing: str) -> list[Text]:
        arguments, position = [], start
        while position < len(self.tokens) and not self._is(position, closing):
            end = self._end_of_argument(position, lines=closing == ";")
            inner = self._words_of_object(position, end)
            if self._is(position, "{") and lexical_signs.asks_to_delete(self.tokens[position:end]):
                arguments.append(literal("DELETE", self._sources_between(position, end)))
            else:
                arguments.append(self.expression(inner or position, end - 1 if inner else end))
            if not self._is(end, ","):
                break
            position = end + 1
        return arguments

    def _words_of_object(self, position: int, end: int) -> int:
        """`{args: [...]}` of Deno's `Command`: where the words begin; 0 for anything else."""
        if not self._is(position, "{"):
            return 0
        for at in range(position + 1, end - 2):
            if self.tokens[at].text == "args" and self._is(at + 1, ":") and self._is(at + 2, "["):
                return at + 2
        return 0

    def _end_of_argument(self, position: int, *, lines: bool = False) -> int:
        depth, start = 0, position
        while position < len(self.tokens):
            token = self.tokens[position]
            if lines and not depth and position > start and self._begins_statement(position):
                return position
            if token.sort is Sort.MARK:
                if token.text in _OPENING:
                    depth += 1
                elif token.text in _CLOSING:
                    depth -= 1
                if depth < 0 or (not depth and token.text in ",;"):
                    return position
            position += 1
        return position

    def _begins_statement(self, position: int) -> bool:
        """True for a token on a new line that does not go on with what stands before it."""
        if self.language not in _BY_LINE:
            return False
        before, token = self.tokens[position - 1], self.tokens[position]
        between = self.code[before.position : token.position]
        ends = before.sort is not Sort.MARK or before.text in _CLOSING
        goes_on = token.sort is Sort.MARK and token.text in ".+,)]}"
        return ends and not goes_on and "\n" in between[len(between.rstrip()) :]

    def expression(self, start: int, end: int) -> Text:
        """A text made of literals, known names and concatenation; unknown and labelled otherwise."""
        labels = self._sources_between(start, end)
        parts: list[Text] = []
        between = " "
        for position in range(start, end):
            token = self.tokens[position]
            if lexical_signs.joins_path(self.tokens, position):
                between = "/"
            if token.sort is Sort.SHELL:
                parts.append(unknown(token.text, frozenset({Label.COMMAND})))
            elif token.sort is Sort.STRING:
                parts.append(self._literal(token))
            elif token.sort is Sort.NAME and token.text in self.home:
                parts.append(literal("~"))
            elif token.sort is Sort.NAME and token.text in self.names:
                parts.append(self.names[token.text])
            elif token.sort is Sort.NUMBER:
                parts.append(literal(token.text))
            elif (token.sort is Sort.MARK and token.text in "+.") or (
                token.sort is Sort.NAME and (token.text in NEUTRAL or (token.text == "c" and self.language == "r"))
            ):
                continue
            elif token.sort is Sort.MARK and token.text in "[](),":
                if token.text == "," and parts:
                    parts.append(literal(between))
            else:
                return join(*parts, unknown(token.text, labels))
        return Text(join(*parts).parts, join(*parts).labels | labels)

    def _sources_between(self, start: int, end: int) -> frozenset[Label]:
        """Where the pieces of an expression come from."""
        labels: set[Label] = set()
        for position in range(start, end):
            token = self.tokens[position]
            if token.sort is Sort.SHELL:
                labels.add(Label.COMMAND)
            if token.sort is not Sort.NAME:
                continue
            if lexical_signs.is_environment(self.tokens, position):
                labels.add(Label.ENVIRONMENT)
            if token.text in DECODING:
                labels.add(Label.DECODED)
            action = self.calls.get(token.text)
            if action is not None and (self._is(position + 1, "(") or action.bare):
                labels |= _LABELS.get(action.effect, frozenset())
            if token.text in self.names:
                labels |= self.names[token.text].labels
        return frozenset(labels)

    def _literal(self, token: Token) -> Text:
        if not token.open:
            return literal(token.text)
        return self._interpolated(token.text)

    def _interpolated(self, text: str) -> Text:
        """A string with `$name`, `${...}` or `#{...}` in it: what is known is filled in, the rest is a hole."""
        parts: list[Text] = []
        position = 0
        while (found := _next_interpolation(text, position)) is not None:
            start, end, inside = found
            value = self.names.get(inside, self.names.get(inside.lstrip("$")))
            if value is None:
                inner = Reader(inside, self.language, self.emitter)
                inner.names = self.names
                value = inner.expression(0, len(inner.tokens)) if inner.tokens else unknown(inside)
            parts += [literal(text[position:start]), value]
            position = end
        return join(*parts, literal(text[position:]))

    def _at(self, position: int) -> Token | None:
        return self.tokens[position] if 0 <= position < len(self.tokens) else None

    def _is(self, position: int, text: str) -> bool:
        token = self._at(position)
        return token is not None and token.sort is Sort.MARK and token.text == text


def _next_interpolation(text: str, position: int) -> tuple[int, int, str] | None:
    """Start, end and inside of the next `$name`, `$name{key}`, `${...}` or `#{...}`; None when there is none."""
    starts = [at for at in (text.find(mark, position) for mark in ("$", "#{", "@")) if at >= 0]
    if not starts:
        return None
    start = min(starts)
    end = start + 1
    if text[end : end + 1] == "{":
        end = closing_brace(text, end + 1)
        return start, end, text[start + 2 : end - 1]
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    if text[start:end] == "$ENV" and text[end : end + 1] == "{":
        end = closing_brace(text, end + 1)
    return start, end, text[start:end]
