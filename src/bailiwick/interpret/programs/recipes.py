"""Makefiles and justfiles: which shell text runs for which target.

Read line by line, as far as variables and prerequisites are plain; functions of make other than a
variable's value are holes. What cannot be read is left out of a recipe as a hole, never the recipe itself.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text, join, literal
from bailiwick.model import bounds
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENVIRONMENT = frozenset(("HOME", "USER", "PWD", "TMPDIR"))
"""Variables that the shell of a recipe knows as well as make does."""
_ASSIGNMENTS = (":::=", "::=", ":=", "+=", "?=", "!=", "=")


class Rule(Value):
    """One rule of a makefile."""

    targets: tuple[str, ...]
    prerequisites: tuple[str, ...]
    lines: tuple[str, ...]


class Makefile:
    """Variables and rules of one makefile."""

    def __init__(self, text: str, added: str = "") -> None:
        """`added` is read first, as text of `--eval` is."""
        self.variables: dict[str, str] = {
            "MAKE": "make",
            "RM": "rm -f",
            "CURDIR": ".",
            "CC": "cc",
            "CXX": "c++",
            "SHELL": "/bin/sh",
        }
        self.rules: list[Rule] = []
        self.shells: list[str] = []
        self._read(added)
        self._read(text)

    def recipes(self, targets: Sequence[str]) -> Iterator[Text]:
        """Shell texts that making `targets` (or the default target) would run, prerequisites first.

        Texts of `$(shell ...)` in variables come first: make runs them while it reads the file.
        """
        for shell in self.shells:
            yield self.expanded(shell)
        wanted = list(targets) or self._default()
        done: set[str] = set()
        for target in wanted:
            yield from self._of(target, done, 0)

    def _default(self) -> list[str]:
        for rule in self.rules:
            for target in rule.targets:
                if not target.startswith("."):
                    return [target]
        return []

    def _of(self, target: str, done: set[str], depth: int) -> Iterator[Text]:
        if target in done or depth > bounds.SHELL_DEPTH:
            return
        done.add(target)
        for rule in self.rules:
            if target in rule.targets or any("%" in name and _fits(name, target) for name in rule.targets):
                for name in rule.prerequisites:
                    yield from self._of(name, done, depth + 1)
                for line in rule.lines:
                    for shell in _shell_calls(line):
                        yield self.expanded(shell, target, rule)
                    yield self.expanded(line.lstrip("@-+ \t"), target, rule)

    def _read(self, text: str) -> None:
        lines = text.replace("\\\n", " ").split("\n")
        position = 0
        while position < len(lines):
            line = lines[position]
            position += 1
            if not line.strip() or line.lstrip().startswith("#") or line.startswith("\t"):
                continue
            if self._assignment(line):
                continue
            self.shells += _shell_calls(line)
            head, colon, rest = line.partition(":")
            if colon and not head.startswith(("define ", "ifeq", "ifneq", "ifdef", "export ")):
                position = self._rule(head, rest.lstrip(":"), lines, position)

    def _rule(self, head: str, rest: str, lines: list[str], position: int) -> int:
        names, _, inline = rest.partition(";")
        recipe = [inline.strip()] if inline.strip() else []
        while position < len(lines) and (lines[position].startswith("\t") or not lines[position].strip()):
            if lines[position].strip():
                recipe.append(lines[position].strip())
            elif position + 1 >= len(lines) or not lines[position + 1].startswith("\t"):
                break
            position += 1
        targets, prerequisites = self._words(head), self._words(names.partition("|")[0])
        self.rules.append(Rule(targets, prerequisites, tuple(recipe)))
        return position

    def _words(self, text: str) -> tuple[str, ...]:
        return tuple((self.expanded(text).known or text).split())

    def _assignment(self, line: str) -> bool:
        text = line.removeprefix("export ").removeprefix("override ").strip()
        for mark in _ASSIGNMENTS:
            name, found, value = text.partition(mark)
            if found and " " not in name.strip() and ":" not in name and "$" not in name:
                self._assign(name.strip(), mark, value.strip().partition(" #")[0])
                return True
        return False

    def _assign(self, name: str, mark: str, value: str) -> None:
        if mark == "!=":
            self.shells.append(value)
            value = "$(shell)"
        self.shells += _shell_calls(value)
        if mark == "+=":
            value = f"{self.variables.get(name, '')} {value}".strip()
        if mark != "?=" or name not in self.variables:
            self.variables[name] = value

    def override(self, name: str, value: str) -> None:
        """A variable that the command line sets, whatever the file says."""
        self.shells += _shell_calls(value)
        self.variables[name] = value

    def expanded(self, text: str, target: str = "", rule: Rule | None = None, depth: int = 0) -> Text:
        """`text` with the variables of make filled in, and holes for what is not plain."""
        pieces: list[Text] = []
        position = 0
        while (start := text.find("$", position)) >= 0 and start + 1 < len(text):
            pieces.append(literal(text[position:start]))
            following = text[start + 1]
            if following == "$":
                pieces.append(literal("$"))
                position = start + 2
            elif following in "({":
                inside = _inside(text, start + 2)
                pieces.append(self._variable(inside, target, rule, depth))
                position = start + 3 + len(inside)
            else:
                pieces.append(self._automatic(following, target, rule))
                position = start + 2
        return join(*pieces, literal(text[position:]))

    def _variable(self, name: str, target: str, rule: Rule | None, depth: int) -> Text:
        if name in self.variables and depth < bounds.SHELL_DEPTH:
            return self.expanded(self.variables[name], target, rule, depth + 1)
        return literal(f"${{{name}}}") if name in _ENVIRONMENT else Text((Hole(f"$({name})"),))

    def _automatic(self, mark: str, target: str, rule: Rule | None) -> Text:
        if mark == "@" and target:
            return literal(target)
        if mark in "<^" and rule is not None and not any("%" in name for name in rule.prerequisites):
            return literal(" ".join(rule.prerequisites[: 1 if mark == "<" else None]))
        return Text((Hole(f"${mark}"),))


def _fits(pattern: str, target: str) -> bool:
    head, _, tail = pattern.partition("%")
    return len(target) > len(head) + len(tail) and target.startswith(head) and target.endswith(tail)


def _shell_calls(text: str) -> list[str]:
    """The texts of every `$(shell ...)` and `${shell ...}`."""
    found = []
    for opening in ("$(shell ", "${shell "):
        start = text.find(opening)
        while start >= 0:
            found.append(_inside(text, start + 2).removeprefix("shell ").strip())
            start = text.find(opening, start + 1)
    return found


def _inside(text: str, start: int) -> str:
    """The text up to the bracket that closes the one before `start`."""
    closing = {"(": ")", "{": "}"}[text[start - 1]] if text[start - 1] in "({" else ")"
    opening = "(" if closing == ")" else "{"
    depth = 1
    for position in range(start, len(text)):
        if text[position] == opening:
            depth += 1
        elif text[position] == closing:
            depth -= 1
            if not depth:
                return text[start:position]
    return text[start:]


def justfile_recipes(text: str, wanted: Sequence[str]) -> Iterator[Text]:
    """Shell texts that `just wanted...` (or the first recipe) would run; recipes with a shebang are one text."""
    recipes: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    current: list[str] | None = None
    for line in text.replace("\\\n", " ").split("\n"):
        if line[:1] in {" ", "\t"}:
            if current is not None and line.strip():
                current.append(line.strip())
        elif line.strip() and not line.startswith(("#", "[", "set ", "import ", "mod ", "alias ")) and ":=" not in line:
            head, colon, rest = line.partition(":")
            words = head.removeprefix("@").split()
            if colon and words:
                current = []
                recipes[words[0]] = (tuple(word.strip("()") for word in rest.replace("&&", " ").split()), current)
    names = [name for name in wanted if name in recipes] or list(recipes)[:1]
    done: set[str] = set()
    for name in names:
        yield from _just(name, recipes, done)


def _just(name: str, recipes: dict[str, tuple[tuple[str, ...], list[str]]], done: set[str]) -> Iterator[Text]:
    if name in done or name not in recipes:
        return
    done.add(name)
    dependencies, lines = recipes[name]
    for dependency in dependencies:
        yield from _just(dependency, recipes, done)
    if lines and lines[0].startswith("#!"):
        yield _just_text("\n".join(lines[1:])) if "sh" in lines[0] else Text((Hole("recipe of another language"),))
        return
    for line in lines:
        yield _just_text(line.lstrip("@-"))


def _just_text(text: str) -> Text:
    """Text with `{{...}}` as holes."""
    pieces: list[Text] = []
    position = 0
    while (start := text.find("{{", position)) >= 0:
        end = text.find("}}", start)
        if end < 0:
            break
        pieces += [literal(text[position:start]), Text((Hole(text[start + 2 : end].strip()),))]
        position = end + 2
    return join(*pieces, literal(text[position:]))
