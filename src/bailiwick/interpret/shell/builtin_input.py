"""Builtins that read input: `read`, `mapfile`, `getopts`."""

from __future__ import annotations

from bailiwick.interpret.digits import whole_number
from bailiwick.interpret.effects import Hole, Text, literal, unknown
from bailiwick.interpret.shell.fields import Fields
from bailiwick.interpret.shell.flow import AGENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.shell.flow import Stream
    from bailiwick.interpret.shell.machine import Machine
    from bailiwick.interpret.shell.state import State

LINES = 1024
"""Most lines that `mapfile` takes one by one."""

_READ_VALUES = "adinNptu"
_MAPFILE_VALUES = "dnOsuCc"


class _Options:
    """Options of a builtin, with the operands left over."""

    def __init__(self, words: list[Text], with_value: str) -> None:
        self.values: dict[str, Text] = {}
        self.flags = ""
        self.operands: list[Text] = []
        rest = list(words[1:])
        while rest:
            known = rest[0].known
            if known is None or not known.startswith("-") or len(known) < 2:
                break
            rest.pop(0)
            if known == "--":
                break
            self._letters(known[1:], rest, with_value)
        self.operands = rest

    def _letters(self, letters: str, rest: list[Text], with_value: str) -> None:
        for at, letter in enumerate(letters):
            if letter not in with_value:
                self.flags += letter
                continue
            attached = letters[at + 1 :]
            self.values[letter] = literal(attached) if attached or not rest else rest.pop(0)
            return

    def stream(self, state: State) -> Stream:
        """The descriptor that is read."""
        number = whole_number(self.values["u"].known) if "u" in self.values else 0
        return AGENT if number is None else state.streams.get(number, AGENT)


def read(machine: Machine, words: list[Text], state: State) -> None:
    """`read [-r] [-a array] [-d delimiter] ... [name...]`."""
    options = _Options(words, _READ_VALUES)
    machine.world.waits += 1
    stream = options.stream(state)
    delimiter = options.values["d"].known if "d" in options.values else "\n"
    line: Text | None
    if stream is AGENT or delimiter is None:
        line = unknown("a line of input")
    else:
        line = stream.line(delimiter or "\0")
    known_input = stream is not AGENT and stream.data.text is not None
    state.status = None if not known_input else int(line is None)
    line = line or literal("")
    if "n" in options.values or "N" in options.values:
        line = Text((Hole("a part of a line"),), line.labels) if line.parts else line
    separators = machine.store.scalar("IFS", state)
    ifs = separators.known if separators is not None else " \t\n"
    if "a" in options.values:
        name = options.values["a"].known or ""
        machine.store.assign_array(name, [(None, item) for item in _split(line, ifs)], state)
        return
    names = [word.known or "" for word in options.operands] or ["REPLY"]
    for name, value in zip(names, _shared(line, ifs, len(names)), strict=True):
        machine.store.assign_named(name, value, state)


def _split(line: Text, separators: str | None) -> list[Text]:
    fields = Fields(separators)
    fields.expansion(line, quoted=False)
    fields.end()
    return [field.text() for field in fields.done]


def _shared(line: Text, separators: str | None, count: int) -> list[Text]:
    """The line for one name each; the last one takes the rest."""
    if count == 1:
        known = line.known
        white = "".join(char for char in separators or "" if char in " \t\n")
        return [literal(known.strip(white), line.labels) if known is not None and white else line]
    if line.known is None:
        return [Text((Hole("a part of a line of input"),), line.labels)] * count
    pieces = _split(line, separators)
    if len(pieces) <= count:
        return pieces + [literal("", line.labels)] * (count - len(pieces))
    tail = line.known
    for piece in pieces[: count - 1]:
        tail = tail[tail.find(piece.known or "") + len(piece.known or "") :]
    rest = tail.strip(separators or None)
    return [*pieces[: count - 1], literal(rest, line.labels)]


def mapfile(machine: Machine, words: list[Text], state: State) -> None:
    """`mapfile [-t] [-C callback] [array]`."""
    options = _Options(words, _MAPFILE_VALUES)
    stream = options.stream(state)
    name = options.operands[0].known if options.operands else "MAPFILE"
    items: list[tuple[str | None, Text]] = []
    if stream is AGENT or stream.data.text is None:
        items.append((None, Text((Hole("a line of input"),), stream.data.labels)))
    else:
        while len(items) < LINES and (line := stream.line()) is not None:
            items.append((None, line))
    if name:
        machine.store.assign_array(name, items, state)
    if "C" in options.values:
        machine.launcher.shell_text(options.values["C"], state.copy(), via="mapfile -C")
    state.status = 0


def getopts(machine: Machine, words: list[Text], state: State) -> None:
    """`getopts optstring name [arg...]`: one option per call."""
    if len(words) < 3:
        state.status = 1
        return
    given = words[3:] or list(state.arguments)
    index = machine.store.scalar("OPTIND", state)
    position = (whole_number(index.known) if index is not None else None) or 0
    name, letters = words[2].known or "", words[1].known
    word = given[position - 1] if 0 < position <= len(given) else literal("")
    option = word.known
    if option is None or letters is None or position == 0:
        machine.store.assign(name, None, unknown("an option"), state)
        machine.store.assign("OPTARG", None, unknown("argument of an option"), state)
        state.status = None
        return
    if len(option) < 2 or not option.startswith("-") or option == "--":
        state.status = 1
        return
    letter, attached = option[1], option[2:]
    takes = letters.partition(letter)[2].startswith(":")
    argument = literal(attached)
    following = position + 1
    if takes and not attached and position < len(given):
        argument, following = given[position], position + 2
    elif attached and not takes:
        rest = literal("-" + attached)
        state.arguments = (*state.arguments[: position - 1], rest, *state.arguments[position:])
        following = position
    machine.store.assign(name, None, literal(letter if letter in letters else "?"), state)
    machine.store.assign("OPTARG", None, argument if takes else literal(""), state)
    machine.store.assign("OPTIND", None, literal(str(following)), state)
    state.status = 0
