"""Adds or replaces words of a program in a shell call, in the text itself.

The text is changed at the fewest places that have the intended effect, and the effect is proven by interpretation: the
changed text starts the same programs in the same order with the same words, but for the intended ones (and for the
programs that launch those: `sudo rm x`). What cannot be proven is not changed. So quoting, comments, here-documents and
loops need no understanding of their own.
"""

from __future__ import annotations

import re
from itertools import combinations

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.shell.session import program_starts
from bailiwick.model import bounds
from bailiwick.model.errors import InputError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from bailiwick.interpret.effects import Text
    from bailiwick.model.fact import Facts
    from bailiwick.model.request import Request

    Start: TypeAlias = tuple[Text, ...]
    Starts: TypeAlias = tuple[tuple[Start, int], ...]

_SHELL_TOOLS = frozenset({"Bash", "Monitor"})
_EDGE = r"[\w./:=@%+~-]"


class Edit(Value):
    """One change of the words of a program: `new` behind the program's name, or instead of each `old`."""

    program: tuple[str, ...]
    new: str
    old: str = ""


def rewritten(request: Request, edits: Sequence[Edit], facts: Facts) -> str:
    """The command of `request` with all edits made; the same text when it has them already.

    Args:
        request: a call of a shell tool.
        edits: what to change.
        facts: what is known of the call.

    Raises:
        InputError: it cannot be done, and why.
    """
    command = request.input.get("command")
    if request.tool not in _SHELL_TOOLS or not isinstance(command, str):
        raise InputError(f"expected a shell call to rewrite, got one of `{request.tool}`")
    for edit in edits:
        command = _edited(request, command, edit, facts)
    starts, _ = _starts(request, command, facts)
    for edit in edits:
        if not any(word.known == edit.new for start, _ in starts if _is_of(start, edit) for word in start):
            raise InputError(f"`{' '.join(edit.program)}` has neither the word `{edit.old}` nor `{edit.new}`")
    return command


def proven(request: Request, changed: Request, edits: Sequence[Edit], facts: Facts) -> bool:
    """True when, by all facts that both texts need, `changed` differs from `request` by the edits only."""
    before, wanted = _starts(request, str(request.input["command"]), facts)
    after, still_wanted = _starts(changed, str(changed.input["command"]), facts)
    return not wanted and not still_wanted and _differ_as_intended(before, after, edits)


def _edited(request: Request, command: str, edit: Edit, facts: Facts) -> str:
    before, _ = _starts(request, command, facts)
    name = " ".join(edit.program)
    concerned = [start for start, _ in before if _is_of(start, edit)]
    if not concerned:
        raise InputError(f"expected the call to start `{name}`, it does not as far as its text shows")
    if all(_intended(start, edit) == start for start in concerned):
        return command
    target = edit.old or _name_word(concerned[0], edit.program)
    new = edit.new if edit.old else f"{target} {edit.new}"
    for text in _candidates(command, target, new):
        if _differ_as_intended(before, _starts(request, text, facts)[0], [edit]):
            return text
    raise InputError(f"`{target}` does not stand in the text as a plain word where `{name}` is started")


def _differ_as_intended(before: Starts, after: Starts, edits: Sequence[Edit]) -> bool:
    """True when only the programs of the edits have other words, and programs that launch them."""
    if [depth for _, depth in before] != [depth for _, depth in after]:
        return False
    changed = False
    for index in reversed(range(len(before))):
        start, depth = before[index]
        intended = start
        for edit in edits:
            intended = _intended(intended, edit)
        launches = index + 1 < len(before) and before[index + 1][1] > depth
        if after[index][0] != intended and not (launches and changed):
            return False
        changed = after[index][0] != start
    return True


def _starts(request: Request, command: str, facts: Facts) -> tuple[Starts, bool]:
    """The program starts of a text, and whether facts are missing."""
    inquiry = Inquiry(facts)
    starts = program_starts(RunShell(literal(command), request.tool), request=request, inquiry=inquiry)
    return starts, bool(inquiry.missing)


def _candidates(command: str, target: str, new: str) -> Iterator[str]:
    """The text with `target` replaced at one place, then at two ..."""
    pattern = re.compile(f"(?<!{_EDGE}){re.escape(target)}(?!{_EDGE})")
    places = [found.span() for found in pattern.finditer(command)]
    if len(places) > bounds.REWRITE_PLACES:
        return
    for size in range(1, len(places) + 1):
        for chosen in combinations(places, size):
            text, end = "", 0
            for start, stop in chosen:
                text += command[end:start] + new
                end = stop
            yield text + command[end:]


def _is_of(start: Start, edit: Edit) -> bool:
    return _name_index(start, edit.program) is not None


def _name_word(start: Start, program: tuple[str, ...]) -> str:
    """The last word of the program's name, as it stands in the start."""
    index = _name_index(start, program)
    return (start[index].known or "") if index is not None else ""


def _name_index(start: Start, program: tuple[str, ...]) -> int | None:
    """Where the program's name ends among the words, None when it is another program."""
    if not start or (start[0].known or "").rpartition("/")[2] != program[0]:
        return None
    at = 0
    for name in program[1:]:
        found = _subcommand(start, at + 1, name)
        if found is None:
            return None
        at = found
    return at


def _subcommand(start: Start, at: int, name: str) -> int | None:
    """The word `name` behind options and their values."""
    while at < len(start):
        word = start[at].known
        if word == name:
            return at
        if word is None or not (word.startswith("-") or (start[at - 1].known or "").startswith("-")):
            return None
        at += 1
    return None


def _intended(start: Start, edit: Edit) -> Start:
    """The words of a start as they must be."""
    index = _name_index(start, edit.program)
    if index is None:
        return start
    if edit.old:
        rest = (literal(edit.new, word.labels) if word.known == edit.old else word for word in start[index + 1 :])
        return (*start[: index + 1], *rest)
    if edit.new in [word.known for word in _before_dashes(start)]:
        return start
    return (*start[: index + 1], literal(edit.new), *start[index + 1 :])


def _before_dashes(start: Start) -> Start:
    """The words before `--`, where options stand."""
    for index, word in enumerate(start):
        if word.known == "--":
            return start[:index]
    return start
