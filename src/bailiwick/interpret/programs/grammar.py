"""The words in which the catalogue describes programs.

Option lines. A line, or a part of one between `;`, lists the spellings of one option and what follows it. Only options
that take a value or matter to what happens are listed: any other one counts as a flag.

    -f --force                  a flag
    -o --output =write          takes a value (`-oX`, `-o X`, `--output=X`, `--output X`) whose role is `write`
    -i --in-place =?            takes a value only when attached (`-iX`, `--in-place=X`)
    -a --archive >recursive     also counts as the option `recursive` (with its value, if it takes one)

The *key* of an option is its last long spelling, or else its last one, without dashes; effects and
semantics ask by key. A role is described in `roles`; a bare `=` stands for text that nothing is done with.

Operand patterns. Roles in the order of the operands, each with an optional quantifier
`?` (optional), `*` (any number), `+` (at least one), `...` (all the rest as one argv):
`text read*`, `read* write`, `text exec...`.

Effect lines. `KIND attribute... [if CONDITIONS]` or `KIND attribute... [unless CONDITIONS]`:

    file.delete recursive       attribute is true
    all?all|prune-all           attribute is true when one of the options is given
    what=tree                   attribute is the text
    branch=@branch              attribute is the value of the option
    packages=@operands          attribute is the tuple of the operands
    if force|f !dry-run         all conditions hold; `|` is or, `!` is not; `operands` is true when there are any
"""

from __future__ import annotations

from functools import lru_cache

from bailiwick.model.operation import EMPTY, Kind
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Program(Value):
    """One program or subcommand as the catalogue describes it."""

    names: str = ""
    """Names it is called by, separated by spaces; empty for a subcommand."""
    options: str = ""
    operands: str = ""
    does: str = ""
    stdout: str = ""
    """What it prints: a mode of `output`, or empty for what cannot be said."""
    style: str = ""
    """Words: `posix` (options end at the first operand), `single` (long options with one dash), `old` (the first
    word is a cluster without a dash), `raw` (no options at all: every word is an operand), `own` (its subcommands
    do not accept its options)."""
    semantics: str = ""
    """Module below `semantics` that says what the data cannot, after options and operands were read."""
    commands: Mapping[str, Program] = EMPTY
    """Subcommands by name, the first that fits counts; `rm|remove` are two names of one. A key of several words, or
    with `*`, is matched against the leading operands, word by word; the word `**` stands for any number of words."""


class Option(Value):
    """One option of a program."""

    key: str
    implied: tuple[str, ...] = ()
    value: str = ""
    """`required`, `attached` (only when attached to the option), or empty for a flag."""
    role: str = "text"


class Slot(Value):
    """One place of an operand pattern."""

    role: str
    quantifier: str = ""


class Effect(Value):
    """One effect line."""

    kind: Kind
    attributes: tuple[tuple[str, str], ...]
    """(attribute, expression)"""
    conditions: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def compile_options(lines: str) -> Mapping[str, Option]:
    """Options by spelling.

    Raises:
        ValueError: a line that is not in the notation of this module.
    """
    options: dict[str, Option] = {}
    for line in lines.replace(";", "\n").splitlines():
        words = line.split()
        if not words:
            continue
        spellings = [word for word in words if word[0] in "-+"]
        rest = words[len(spellings) :]
        if not spellings or words[: len(spellings)] != spellings:
            raise ValueError(f"expected an option line, got `{line.strip()}`")
        named = [spelling for spelling in spellings if spelling.startswith("--")] or spellings
        option = _option(named[-1].lstrip("-+") or named[-1], rest)
        for spelling in spellings:
            options[spelling] = option
    return options


def _option(key: str, rest: list[str]) -> Option:
    value, role, implied = "", "text", []
    for word in rest:
        if word.startswith("=?"):
            value, role = "attached", word[2:] or "text"
        elif word.startswith("="):
            value, role = "required", word[1:] or "text"
        elif word.startswith(">"):
            implied.append(word[1:])
        else:
            raise ValueError(f"expected `=role` or `>key` after an option, got `{word}`")
    return Option(key, tuple(implied), value, role)


@lru_cache(maxsize=512)
def compile_operands(pattern: str) -> tuple[Slot, ...]:
    """The slots of an operand pattern; an empty pattern is `text*`."""
    slots = []
    for word in (pattern or "text*").split():
        for quantifier in ("...", "*", "+", "?"):
            if word.endswith(quantifier):
                slots.append(Slot(word.removesuffix(quantifier), quantifier))
                break
        else:
            slots.append(Slot(word))
    return tuple(slots)


@lru_cache(maxsize=1024)
def compile_effects(lines: str) -> tuple[Effect, ...]:
    """The effects of effect lines.

    Raises:
        ValueError: an unknown kind.
    """
    return tuple(_effect(line) for line in lines.splitlines() if line.strip())


def _effect(line: str) -> Effect:
    words = line.split()
    conditions: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    if "unless" in words:
        at = words.index("unless")
        words, unless = words[:at], tuple(words[at + 1 :])
    if "if" in words:
        at = words.index("if")
        words, conditions = words[:at], tuple(words[at + 1 :])
    attributes = []
    for word in words[1:]:
        name, mark, expression = _split_attribute(word)
        attributes.append((name, mark + expression))
    return Effect(Kind(words[0]), tuple(attributes), conditions, unless)


def _split_attribute(word: str) -> tuple[str, str, str]:
    for mark in ("=", "?"):
        name, found, expression = word.partition(mark)
        if found:
            return name, mark, expression
    return word, "", ""
