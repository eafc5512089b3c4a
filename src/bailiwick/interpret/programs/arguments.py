"""The argument reader: one argv against the option grammar of one program.

It follows getopt_long as GNU programs use it: clusters of short options, values attached or in the next
word, unambiguous abbreviations of long options, `--`, operands between options. Programs that
differ say so in `Program.style`.

An abstract word is an option when its known beginning says so. A word of which nothing is known
is an operand, and `Arguments.uncertain` tells that it might be an option too. An option that the
grammar does not know counts as a flag, so its separate value, if it takes one, counts as an operand.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.grammar import Option, compile_options
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Given(Value):
    """One option as given."""

    key: str
    value: Text | None = None
    role: str = "text"
    implied: bool = False
    """Counts because another option implies it."""


class Arguments(Value):
    """An argv as its program reads it."""

    given: tuple[Given, ...] = ()
    operands: tuple[Text, ...] = ()
    uncertain: bool = False
    """An unknown word stands where it could also be an option."""
    dashes: int | None = None
    """How many operands came before `--`; None without one."""
    strange: tuple[str, ...] = ()
    """Options that the grammar does not know, as written."""

    def has(self, *keys: str) -> bool:
        """True when one of the options is given."""
        return any(item.key in keys for item in self.given)

    def may(self, *keys: str) -> bool:
        """True when one of the options is given, or hidden in an unknown word beside known operands."""
        return self.has(*keys) or (self.uncertain and len(self.operands) > 1)

    def value(self, *keys: str) -> Text | None:
        """The last value given to one of the options."""
        found = None
        for item in self.given:
            if item.key in keys and item.value is not None:
                found = item.value
        return found

    def values(self, *keys: str) -> tuple[Text, ...]:
        """Every value given to one of the options, in order."""
        return tuple(item.value for item in self.given if item.key in keys and item.value is not None)

    def known(self, *keys: str) -> str | None:
        """The last value of an option when it is wholly known."""
        value = self.value(*keys)
        return None if value is None else value.known

    def text(self, index: int) -> str:
        """The operand at `index` with `*` for what is unknown; empty when there is none."""
        return texts.pattern(self.operands[index]) if -len(self.operands) <= index < len(self.operands) else ""

    def after(self, outer: Arguments) -> Arguments:
        """These arguments of a subcommand, with the options that `outer` read before its name."""
        return Arguments(
            outer.given + self.given,
            self.operands,
            self.uncertain or outer.uncertain,
            self.dashes,
            outer.strange + self.strange,
        )


def read_arguments(
    words: Sequence[Text], options: str, *, style: str = "", stop: int | None = None
) -> tuple[Arguments, int]:
    """Read `words` (without the program's name).

    Args:
        words: the argv after the program or subcommand.
        options: option lines (`grammar`).
        style: `Program.style`.
        stop: end after this many operands; the option that follows is not read. None reads all.

    Returns:
        The arguments, and how many words were read.
    """
    reader = _Reader(words, compile_options(options), style)
    read = reader.read(stop)
    return reader.arguments(), read


class _Reader:
    """Reads one argv; used once."""

    __slots__ = ("_at", "_dashes", "_given", "_operands", "_options", "_strange", "_style", "_uncertain", "_words")

    def __init__(self, words: Sequence[Text], options: Mapping[str, Option], style: str) -> None:
        self._words = words
        self._options = options
        self._style = style.split()
        self._at = 0
        self._given: list[Given] = []
        self._operands: list[Text] = []
        self._strange: list[str] = []
        self._uncertain = False
        self._dashes: int | None = None

    def arguments(self) -> Arguments:
        return Arguments(tuple(self._given), tuple(self._operands), self._uncertain, self._dashes, tuple(self._strange))

    def read(self, stop: int | None) -> int:
        words = self._words
        raw = "raw" in self._style
        while self._at < len(words):
            if stop is not None and len(self._operands) >= stop:
                return self._at
            word = words[self._at]
            self._at += 1
            head = word.prefix
            if raw:
                self._operands.append(word)
            elif "old" in self._style and self._at == 1 and head and head[0] != "-":
                self._bundle(head)
            elif head == "--" and word.known is not None:
                self._dashes = len(self._operands)
                raw = True
            elif len(head) > 1 and head[0] in "-+" and self._option(word, head):
                continue
            else:
                self._operands.append(word)
                self._uncertain |= texts.is_hole(word) and len(word.parts) == 1
                raw = "posix" in self._style and stop is None
        return self._at

    def _option(self, word: Text, head: str) -> bool:
        if head[0] == "+":
            option = self._options.get(head[:2])
            if option is None:
                return False
            self._take(option, texts.drop(word, 2))
            return True
        if head.startswith("--"):
            self._long(word)
            return True
        if "single" in self._style and self._single(word):
            return True
        if head in self._options:
            self._take(self._options[head], texts.drop(word, len(head)))
            return True
        self._cluster(word, head)
        return True

    def _long(self, word: Text) -> None:
        name, value = texts.partition(word, "=")
        spelling = name.prefix
        option = find_long(self._options, spelling) if name.known is not None else None
        if value is not None and value.known == "false" and (option is None or not option.value):
            return  # `--dry-run=false` switches a flag off
        if option is None:
            self._strange.append(spelling)
            self._given.append(Given(spelling.lstrip("-"), value))
            self._uncertain |= name.known is None
        elif value is not None or option.value != "required":
            self._add(option, value)
        else:
            self._add(option, self._next())

    def _single(self, word: Text) -> bool:
        name, value = texts.partition(word, "=")
        option = self._options.get(name.prefix) or self._options.get("-" + name.prefix)
        if option is None or name.known is None:
            return False
        if value is None and option.value == "required":
            value = self._next()
        self._add(option, value)
        return True

    def _cluster(self, word: Text, head: str) -> None:
        for index in range(1, len(head)):
            option = self._options.get("-" + head[index])
            if option is None:
                self._given.append(Given(head[index]))
                self._strange.append("-" + head[index])
            elif option.value:
                self._take(option, texts.drop(word, index + 1))
                return
            else:
                self._add(option, None)
        self._uncertain |= word.known is None

    def _bundle(self, head: str) -> None:
        """Options without a dash, whose values follow in order (`tar xzf FILE`)."""
        for character in head:
            option = self._options.get("-" + character)
            if option is None:
                self._given.append(Given(character))
            else:
                self._add(option, self._next() if option.value == "required" else None)

    def _take(self, option: Option, rest: Text) -> None:
        if rest.parts:
            self._add(option, rest if option.value else None)
        elif option.value == "required":
            self._add(option, self._next())
        else:
            self._add(option, None)

    def _next(self) -> Text | None:
        if self._at >= len(self._words):
            return None
        self._at += 1
        return self._words[self._at - 1]

    def _add(self, option: Option, value: Text | None) -> None:
        self._given.append(Given(option.key, value, option.role))
        for key in option.implied:
            self._given.append(Given(key, value, implied=True))


def find_long(options: Mapping[str, Option], spelling: str) -> Option | None:
    """The long option of this spelling or abbreviation, as getopt_long finds it.

    An ambiguous abbreviation is an error to getopt_long; here it is the option spelt shortest, which is the strongest
    (`--forc` is `--force`), because a grammar of ours may know more options than the program.
    """
    exact = options.get(spelling)
    if exact is not None or len(spelling) < 3:
        return exact
    found = [name for name in options if name.startswith(spelling)]
    return options[min(found, key=len)] if found else None


def merged(outer: str, inner: str) -> str:
    """Option lines of a subcommand after those of its program, which it also accepts."""
    return f"{outer}\n{inner}" if outer and inner else outer or inner
