"""`effects`: what one program start does."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from bailiwick.interpret.effects import NOTHING, Data, Effects, Label, RunFile
from bailiwick.interpret.programs import index, texts
from bailiwick.interpret.programs.call import Call
from bailiwick.interpret.programs.commands import read_command
from bailiwick.interpret.programs.environment import dangerous_variables, run_variables
from bailiwick.interpret.programs.grammar import compile_operands
from bailiwick.interpret.programs.identity import Identity, identify
from bailiwick.interpret.programs.loading import load
from bailiwick.interpret.programs.output import standard_output
from bailiwick.interpret.programs.reading import reading
from bailiwick.interpret.programs.roles import play
from bailiwick.interpret.programs.telling import warn_of_verbs
from bailiwick.interpret.programs.templates import apply_effects
from bailiwick.interpret.programs.undescribed import option_before, undescribed_word
from bailiwick.interpret.programs.unknown import secret_operand, started_behind, unknown_program
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bailiwick.interpret.effects import Invocation, Text
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.grammar import Program
    from bailiwick.model.request import Place


def effects(invocation: Invocation, place: Place, inquiry: Inquiry) -> Effects:
    """What one program start does, as far as the facts of this round allow.

    Raises:
        BoundError: more words than `bounds.PROGRAM_WORDS`.
    """
    if not invocation.words:
        return NOTHING
    if len(invocation.words) > bounds.PROGRAM_WORDS:
        raise BoundError(f"expected at most {bounds.PROGRAM_WORDS} words for one program, got {len(invocation.words)}")
    word = invocation.words[0]
    call = Call(invocation, place, inquiry, texts.pattern(word).rpartition("/")[2])
    if word.known is None:
        _unknown_word(call, word)
        return call.effects(Data(None, call.stdin.labels | {Label.COMMAND}))
    identity = identify(call, word)
    call.program = identity.name
    _announce(call, identity, word)
    if not identity.known:
        return call.effects(unknown_program(call))
    return call.effects(run_program(call, index.program(identity.name), call.words))


def run_program(call: Call, program: Program, words: Sequence[Text]) -> Data:
    """Emit into `call` what `program` does with `words`; returns its output."""
    run_variables(call)
    leaf, arguments, path = read_command(program, words)
    call.command = path
    if _only_shows(leaf, arguments, words) or (program.commands and words and words[0].known == "help"):
        return Data(None, frozenset({Label.COMMAND}))
    _options(call, arguments)
    _operands(call, leaf, arguments)
    apply_effects(leaf.does, call, arguments)
    _hidden_subcommand(call, leaf, arguments)
    if leaf.commands and not (leaf.semantics or leaf.does):
        warn_of_verbs(call, arguments.operands)
        started_behind(call, words)
    elif leaf.operands == "verb*":
        warn_of_verbs(call, arguments.operands, stranger=True)
    mode = leaf.stdout or (program.stdout if path else "")
    if leaf.semantics:
        _semantics(leaf.semantics)(call, arguments)
    load(call, arguments)
    return call.stdout or standard_output(mode, call, arguments)


@cache
def _semantics(name: str) -> Callable[[Call, Arguments], None]:
    run: Callable[[Call, Arguments], None] = import_module(f"bailiwick.interpret.programs.semantics.{name}").run
    return run


def _only_shows(leaf: Program, arguments: Arguments, words: Sequence[Text]) -> bool:
    """True for a call that only prints its usage or version (GNU coding standards, "--version" and "--help")."""
    if len(words) == 1 and words[0].known in ("--version", "--help"):
        return True
    style = leaf.style.split()
    return arguments.has("help") and "raw" not in style and "posix" not in style


def _announce(call: Call, identity: Identity, word: Text) -> None:
    variables = dangerous_variables(call)
    unsets = any(name.startswith("BAILIWICK_") for name in call.invocation.environment)
    call.emit(
        Kind.EXEC_RUN,
        identity.resource,
        program=identity.name,
        known=identity.known,
        where=identity.where,
        environment=variables,
        unsets_guard=unsets,
        decoded=Label.DECODED in word.labels,
        fetched=Label.NETWORK in word.labels,
        more=reading(call, identity),
    )
    if identity.file:
        call.launch(RunFile(identity.file, "", via=call.program, stdin=call.stdin, arguments=call.words))


def _unknown_word(call: Call, word: Text) -> None:
    call.emit(
        Kind.EXEC_RUN,
        call.name(word),
        certainty=Certainty.UNKNOWN,
        program=call.program,
        opaque=True,
        wildcard=True,
        decoded=Label.DECODED in word.labels,
        fetched=Label.NETWORK in word.labels,
    )


def _options(call: Call, arguments: Arguments) -> None:
    for given in arguments.given:
        if given.value is not None:
            play(given.role, call, arguments, given.value)
            if given.role == "text":
                undescribed_word(call, given.value, given.key)


def _operands(call: Call, leaf: Program, arguments: Arguments) -> None:
    """Give each operand its role: fixed slots from both ends, what lies between to the repeated one."""
    operands = arguments.operands
    if not operands:
        return
    slots = compile_operands(leaf.operands)
    at = 0
    for position, slot in enumerate(slots):
        needed = sum(1 for later in slots[position + 1 :] if later.quantifier in ("", "+"))
        available = max(len(operands) - at - needed, 0)
        if slot.quantifier == "...":
            play(slot.role, call, arguments, *operands[at:])
            return
        if slot.quantifier in ("", "?"):
            taken = 1 if available or (slot.quantifier == "" and at < len(operands)) else 0
        else:
            taken = available
        play(slot.role, call, arguments, *operands[at : at + taken])
        if slot.role == "text" and (arguments.strange or not leaf.semantics):
            for word in operands[at : at + taken]:
                before = option_before(call, arguments, word)
                if before or not leaf.semantics:
                    undescribed_word(call, word, before)
        at += taken
    if not leaf.semantics:
        for word in operands[at:]:
            secret_operand(call, word)


def _hidden_subcommand(call: Call, leaf: Program, arguments: Arguments) -> None:
    """A subcommand that is not known could be any of them."""
    if leaf.commands and arguments.operands and arguments.operands[0].known is None:
        call.emit(
            Kind.EXEC_RUN, call.name(call.program), certainty=Certainty.UNKNOWN, program=call.program, opaque=True
        )
