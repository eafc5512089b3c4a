"""Words to texts: every expansion of the shell in its order (bash manual 3.5), on abstract strings.

What is known is expanded exactly; what is not stays a hole with the known text around it.
"""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import Hole, Text, join, literal, unknown
from bailiwick.interpret.globs import aims_at_secrets
from bailiwick.interpret.regex import regex
from bailiwick.interpret.shell.fields import Field, Fields
from bailiwick.interpret.shell.lexer import HOLE_END, HOLE_START
from bailiwick.interpret.shell.parser import parse_text
from bailiwick.interpret.shell.patterns import Pattern, escape, has_pattern, unescaped
from bailiwick.interpret.shell.state import may_be_empty
from bailiwick.interpret.shell.syntax import (
    Arithmetic,
    Assignment,
    Literal,
    Parameter,
    ProcessSubstitution,
    Substitution,
    Word,
)
from bailiwick.interpret.shell.variables import Store
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.fact import FileType, GlobQuery, PathQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.interpret.effects import Data
    from bailiwick.interpret.shell.state import State
    from bailiwick.interpret.shell.syntax import Part, Script
    from bailiwick.interpret.shell.world import World

_HOLE = regex(f"{HOLE_START}([0-9]+){HOLE_END}")
_DEFAULTS = frozenset((":-", "-", ":=", "=", ":?", "?", ":+", "+"))
_SPECIALS = frozenset("@*#?$!-")
_CHOSEN = Word((), "\0")
_CHOSEN_TEXT = literal("\0")
"""Stand-in for an argument, to learn whether it is taken; a null character cannot occur in shell text."""


class Expander:
    """Expands words in a state. `capture` runs a substitution, `process` a process substitution."""

    def __init__(
        self,
        world: World,
        capture: Callable[[Script, State], Data],
        process: Callable[[ProcessSubstitution, State], str],
    ) -> None:
        self._world = world
        self._capture = capture
        self._process = process
        self.store = Store(world, self.string_value)

    # Whole words

    def words(self, words: Sequence[Word | Assignment], state: State) -> list[Text]:
        """All fields of the words, with splitting and globbing.

        Raises:
            BoundError: more than `bounds.SHELL_WORDS` fields.
        """
        out: list[Text] = []
        for word in words:
            if isinstance(word, Assignment):
                out.append(self.declaration(word, state))
            elif word.plain is not None:
                out.append(literal(word.plain))
            else:
                for braced in _braced(word):
                    for field in self._fields(braced, state, split=True):
                        self.glob(field, state, out)
            if len(out) > bounds.SHELL_WORDS:
                raise BoundError(f"expected a command of at most {bounds.SHELL_WORDS} words, got more")
        return out

    def single(self, word: Word, state: State, *, assignment: bool = False) -> Text:
        """The word as one text: no splitting, no globbing."""
        if word.plain is not None:
            return literal(word.plain)
        fields = self._fields(word, state, split=False, assignment=assignment)
        if len(fields) == 1:
            return fields[0].text()
        pieces: list[Text] = []
        for field in fields:
            pieces.extend((literal(" "), field.text()) if pieces else (field.text(),))
        return join(*pieces)

    def pattern(self, word: Word, state: State) -> str | None:
        """The word as a pattern; None when a part is unknown."""
        fields = self._fields(word, state, split=False)
        return fields[0].pattern() if fields else ""

    def declaration(self, assignment: Assignment, state: State) -> Text:
        """An assignment argument of `declare` and its kin as text; arrays are assigned by the builtin."""
        name = assignment.name + ("+=" if assignment.append else "=")
        if isinstance(assignment.value, Word):
            return join(literal(name), self.single(assignment.value, state, assignment=True))
        return literal(name)

    def string_value(self, text: str, state: State) -> Text:
        """`text` with its expansions made: what arithmetic, `PS4` and `${x@P}` do with the value of a variable."""
        return self.single(parse_text(text), state)

    def calculate(self, word: Word, state: State) -> int | None:
        """The value of an arithmetic word."""
        from bailiwick.interpret.shell.numbers import calculate

        return calculate(self.single(word, state), self.store, state)

    # Fields

    def _fields(self, word: Word, state: State, *, split: bool, assignment: bool = False) -> list[Field]:
        separators = self._separators(state) if split else None
        fields = Fields(separators)
        assignment = assignment or _like_assignment(word)
        for index, part in enumerate(word.parts):
            self._part(part, state, fields, first=index == 0, assignment=assignment)
        fields.end()
        return fields.done

    def _separators(self, state: State) -> str:
        value = self.store.scalar("IFS", state)
        known = value.known if value is not None else " \t\n"
        return " \t\n" if known is None else known

    def _part(self, part: Part, state: State, fields: Fields, *, first: bool, assignment: bool) -> None:
        match part:
            case Literal():
                self._literal(part, state, fields, first=first, assignment=assignment)
            case Parameter():
                value = self._parameter_or_default(part, state, fields)
                if value is None:
                    return
                if isinstance(value, Text):
                    fields.expansion(value, quoted=part.quoted)
                else:
                    fields.items(value, quoted=part.quoted)
            case Substitution():
                fields.expansion(self.substitution(part.script, state), quoted=part.quoted)
            case Arithmetic():
                number = self.calculate(part.expression, state)
                value = unknown("a number") if number is None else literal(str(number))
                fields.expansion(value, quoted=part.quoted)
            case ProcessSubstitution():
                fields.add(self._process(part, state), quoted=True)

    def _parameter_or_default(self, part: Parameter, state: State, fields: Fields) -> Text | list[Text] | None:
        """The value, or None when the default was taken and expanded into `fields` with its own quoting."""
        if part.operator not in (":-", "-", ":+", "+") or part.indirect or self._items(part, state) is not None:
            return self.parameter(part, state)
        argument = part.argument or Word((), "")
        if self._default(part.replace(argument=_CHOSEN), self._scalar(part, state), state) != _CHOSEN_TEXT:
            return self.parameter(part, state)
        for index, piece in enumerate(argument.parts):
            if isinstance(piece, Literal) and not piece.quoted and not part.quoted:
                text = self._tilde(piece.text, state) if index == 0 else piece.text
                fields.expansion(literal(text), quoted=False)
            else:
                self._part(piece, state, fields, first=False, assignment=False)
        if part.quoted and not argument.parts:
            fields.add("", quoted=True)
        return None

    def substitution(self, script: Script, state: State) -> Text:
        """What a command substitution yields: output without the last newlines."""
        data = self._capture(script, state)
        if data.text is None:
            return unknown(f"output of {data.origin}" if data.origin else "output of a command", data.labels)
        labels = data.labels | data.text.labels
        parts = data.text.parts
        if parts and isinstance(parts[-1], str):
            kept = parts[-1].rstrip("\n")
            parts = (*parts[:-1], kept) if kept else parts[:-1]
        return Text(parts, labels)

    def _literal(self, part: Literal, state: State, fields: Fields, *, first: bool, assignment: bool) -> None:
        text = part.text
        if not part.quoted and "~" in text and (first or assignment):
            text = self._tildes(text, state, first=first, assignment=assignment)
        if HOLE_START not in text:
            fields.add(text, quoted=part.quoted)
            return
        at = 0
        for match in _HOLE.finditer(text):
            if match.start() > at:
                fields.add(text[at : match.start()], quoted=part.quoted)
            hole = self._world.hole(int(match.group(1)))
            fields.add(hole or match.group(), quoted=part.quoted)
            at = match.end()
        if at < len(text):
            fields.add(text[at:], quoted=part.quoted)

    def _tildes(self, text: str, state: State, *, first: bool, assignment: bool) -> str:
        if not assignment:
            return self._tilde(text, state)
        name, equals, value = text.partition("=") if first else ("", "", text)
        if not name.isidentifier():
            name, equals, value = "", "", text
        pieces = value.split(":")
        first = first or bool(equals)
        tried = (self._tilde(piece, state) if index or first else piece for index, piece in enumerate(pieces))
        return name + equals + ":".join(tried)

    def _tilde(self, text: str, state: State) -> str:
        if not text.startswith("~"):
            return text
        user, slash, rest = text[1:].partition("/")
        home = self._home(user, state)
        return text if home is None else home + slash + rest

    def _home(self, user: str, state: State) -> str | None:
        place = self._world.place
        if user == "":
            value = self.store.scalar("HOME", state)
            return value.known if value is not None else place.home
        if user == "+":
            return state.cwd or None
        if user == "-":
            return state.old_cwd or None
        if user == place.user:
            return place.home
        if user == "root":
            return "/var/root" if place.platform == "darwin" else "/root"
        return posixpath.dirname(place.home) + "/" + user if user.replace("-", "").replace("_", "").isalnum() else None

    # Globbing

    def glob(self, field: Field, state: State, out: list[Text]) -> None:
        """Append the paths that a field stands for: those that match when it is a pattern."""
        pattern = field.pattern() if field.globs() else None
        if pattern is None or not has_pattern(pattern) or "noglob" in state.options:
            text = field.text()
            if text.parts or field.pieces:
                out.append(self._open_glob(field, text) if field.globs() else text)
            return
        paths = self._matches(pattern, state)
        if paths is None:
            prefix = unescaped(pattern[: _first_special(pattern)])
            tail = unescaped(pattern[_last_special(pattern) + 1 :])
            hole = Text((Hole(pattern, glob=True),), field.labels)
            out.append(join(literal(prefix), hole, literal(tail)))
        elif paths:
            out.extend(literal(path, field.labels) for path in paths)
        elif "nullglob" not in state.options:
            out.append(field.text())

    def _open_glob(self, field: Field, text: Text) -> Text:
        """A pattern with an unknown part: its pattern characters match anything."""
        if field.pattern() is not None:
            return text
        parts: list[str | Hole] = []
        for value, quoted in field.pieces:
            if quoted or isinstance(value, Hole) or not has_pattern(value):
                parts.append(value)
                continue
            first, last = _first_special(value), _last_special(value)
            parts.extend((value[:first], Hole(value[first : last + 1], glob=True), value[last + 1 :]))
        return join(*(Text((part,), field.labels) for part in parts if part))

    def _matches(self, pattern: str, state: State) -> list[str] | None:
        """Existing paths that match, as the shell would write them; None when that is not known."""
        absolute = pattern.startswith("/")
        if not absolute and not state.cwd:
            return None
        base = "" if absolute else escape(state.cwd.rstrip("/")) + "/"
        full = base + pattern
        deep = "globstar" in state.options and "**" in pattern
        fact = self._world.inquiry.ask(GlobQuery(_host_pattern(full), deep, "dotglob" in state.options))
        if fact is None or not fact.complete:
            return None
        paths = set(fact.paths)
        if self._world.overlay:
            compiled = Pattern(full)
            slashes = full.count("/")
            paths.update(
                path for path in self._world.overlay.paths() if path.count("/") == slashes and compiled.matches(path)
            )
        if absolute:
            return sorted(paths) if paths or not aims_at_secrets(pattern) else None
        if not paths and not pattern.startswith("-") and "://" not in pattern:
            ground = self._world.inquiry.ask(PathQuery(state.cwd))
            if ground is None or ground.type is FileType.MISSING or aims_at_secrets(pattern):
                return None  # a directory that is not there now says nothing about what it will hold
        here = state.cwd.rstrip("/") + "/"
        return sorted(path.removeprefix(here) for path in paths)

    # Parameters

    def parameter(self, part: Parameter, state: State) -> Text | list[Text]:
        """The value of `$name` or `${...}`; a list for the forms that make one field per element."""
        if part.operator == "" and part.index is None and not part.indirect and not part.length:
            return self._plain(part, state)
        if part.indirect:
            return self._indirect(part, state)
        items = self._items(part, state)
        if part.length:
            return self._length(part, items, state)
        if items is not None:
            return self._shape(part, self._many(part, items, state), state)
        value = self._scalar(part, state)
        if part.operator in _DEFAULTS:
            return self._default(part, value, state)
        return self._operate(part, _present(value), state)

    def _plain(self, part: Parameter, state: State) -> Text | list[Text]:
        if part.name in ("@", "*"):
            return self._shape(part, list(state.arguments), state)
        return _present(self.store.value(part.name, state))

    def _scalar(self, part: Parameter, state: State) -> Text | None:
        if part.index is not None:
            return self.store.element(part.name, self._key(part, state), state)
        return self.store.value(part.name, state)

    def _key(self, part: Parameter, state: State) -> str | None:
        assert part.index is not None  # noqa: S101 - the caller checked
        if self.store.associative(part.name, state):
            return self.single(part.index, state).known
        number = self.calculate(part.index, state)
        return None if number is None else str(number)

    def _items(self, part: Parameter, state: State) -> list[Text] | None:
        """All elements when the parameter stands for many."""
        if part.name in ("@", "*"):
            if part.operator == ":":
                return [literal(state.name), *state.arguments]
            return list(state.arguments)
        if part.index is not None and part.index.plain in ("@", "*"):
            return self.store.elements(part.name, state)
        return None

    def _shape(self, part: Parameter, items: list[Text], state: State) -> Text | list[Text]:
        starred = part.name == "*" or (part.index is not None and part.index.plain == "*")
        if not (starred and part.quoted):
            return items
        separator = literal(self._separators(state)[:1])
        pieces: list[Text] = []
        for item in items:
            pieces.extend((separator, item) if pieces else (item,))
        return join(*pieces)

    def _many(self, part: Parameter, items: list[Text], state: State) -> list[Text]:
        from bailiwick.interpret.shell import parameters

        if part.operator == ":":
            offset, length = self._range(part, state)
            if part.name in ("@", "*") and offset == 0 and length is None:
                return items
            return parameters.sliced(items, offset, length, to_end=part.second is None)
        if part.operator in _DEFAULTS:
            value = literal("") if items else None
            chosen = self._default(part, value, state)
            keeps = part.operator in (":-", "-", ":=", "=", ":?", "?") and items
            return items if keeps else [chosen] if chosen.parts else []
        return [self._operate(part, item, state) for item in items]

    def _length(self, part: Parameter, items: list[Text] | None, state: State) -> Text:
        if items is not None:
            return literal(str(len(items)))
        known = _present(self._scalar(part, state)).known
        return unknown(f"length of ${part.name}") if known is None else literal(str(len(known)))

    def _indirect(self, part: Parameter, state: State) -> Text | list[Text]:
        if part.operator == "names":
            return [literal(name) for name in sorted(state.variables) if name.startswith(part.name)]
        if part.index is not None and part.index.plain in ("@", "*"):
            return self._shape(part, [literal(key) for key in self.store.keys(part.name, state)], state)
        target = _present(self._scalar(part, state)).known
        if target is None:
            return unknown(f"value of ${{!{part.name}}}")
        name, bracket, rest = target.partition("[")
        if not (name.replace("_", "a").isalnum() or name in _SPECIALS):
            return literal("")
        index = parse_text(rest.removesuffix("]")) if bracket else None
        return self.parameter(part.replace(name=name, index=index, indirect=False), state)

    def _default(self, part: Parameter, value: Text | None, state: State) -> Text:
        """`-` `=` `?` `+`, with or without the colon that treats empty as unset."""
        operator = part.operator[-1]
        holes = [] if value is None else [item for item in value.parts if isinstance(item, Hole)]
        guessed = bool(holes) and value is not None and len(value.parts) == 1 and may_be_empty(holes[0])
        empty = value is None or (part.operator[0] == ":" and not value.parts)
        argument = part.argument or Word((), "")
        if operator == "+":
            return literal("") if empty else self.single(argument, state)
        if operator == "?":
            if guessed or empty:
                self.single(argument, state)  # the message; commands in it run
            return unknown(f"value of ${part.name}") if guessed or value is None else value
        if not (empty or guessed):
            assert value is not None  # noqa: S101 - `empty` covers None
            return value
        chosen = self.single(argument, state, assignment=False)
        if operator == "=":
            self.store.assign(part.name, None, chosen, state)
        return chosen

    def _operate(self, part: Parameter, value: Text, state: State) -> Text:
        from bailiwick.interpret.shell import parameters

        operator = part.operator
        if operator == "":
            return value
        if operator == ":":
            offset, length = self._range(part, state)
            return parameters.substring(value, offset, length, to_end=part.second is None)
        if operator == "@P":
            return self.string_value(value.known, state) if value.known is not None else value
        if operator.startswith("@"):
            return parameters.transformed(value, operator)
        pattern = self.pattern(part.argument, state) if part.argument is not None else ""
        if operator.startswith("/"):
            replacement = self.single(part.second, state) if part.second is not None else literal("")
            return parameters.replaced(value, operator, pattern, replacement)
        if operator[0] in "^,~":
            return parameters.cased(value, operator, pattern)
        return parameters.removed(value, operator, pattern)

    def _range(self, part: Parameter, state: State) -> tuple[int | None, int | None]:
        offset = self.calculate(part.argument, state) if part.argument is not None else 0
        length = self.calculate(part.second, state) if part.second is not None else None
        return offset, length


def _braced(word: Word) -> list[Word]:
    if not any(isinstance(part, Literal) and not part.quoted and "{" in part.text for part in word.parts):
        return [word]
    from bailiwick.interpret.shell.braces import brace_words

    return brace_words(word)


def _like_assignment(word: Word) -> bool:
    """True for `name=...`: bash expands tildes in its value wherever it stands."""
    first = word.parts[0] if word.parts else None
    if not isinstance(first, Literal) or first.quoted:
        return False
    name, equals, _value = first.text.partition("=")
    return bool(equals) and name.isidentifier() and "~" in first.text


def _present(value: Text | None) -> Text:
    return literal("") if value is None else value


def emptied(text: Text) -> Text | None:
    """`text` with every variable that may be unset taken as empty; None when there is none in it."""
    kept = tuple(part for part in text.parts if isinstance(part, str) or not may_be_empty(part))
    if len(kept) == len(text.parts):
        return None
    return join(*(Text((part,), text.labels) for part in kept)) if kept else Text((), text.labels)


def _first_special(pattern: str) -> int:
    at = 0
    while at < len(pattern) and pattern[at] not in "*?[":
        at += 2 if pattern[at] == "\\" else 1
    return min(at, len(pattern))


def _last_special(pattern: str) -> int:
    return max(pattern.rfind("*"), pattern.rfind("?"), pattern.rfind("]"))


def _host_pattern(pattern: str) -> str:
    """A shell pattern in the notation of `GlobQuery`, where a quoted character is a one-member class."""
    if "\\" not in pattern:
        return pattern
    out: list[str] = []
    characters = iter(pattern)
    for char in characters:
        if char != "\\":
            out.append(char)
            continue
        quoted = next(characters, "\\")
        out.append(f"[{quoted}]" if quoted in "*?[" else quoted)
    return "".join(out)
