"""Words of a command line that tell what a program does when nothing else is known of it."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

LOOKED_AT = 4
"""How many of the first words may be a verb: `tool [group [group]] verb`."""

_TELLING = frozenset(
    (
        "delete", "destroy", "terminate", "purge", "wipe", "nuke", "erase", "obliterate", "deprovision", "drop",
        "publish", "upload", "send", "share", "exfiltrate", "broadcast", "expose", "tunnel",
    )
)  # fmt: skip
"""Verbs that take something away for good or out of the machine."""


def tells(word: str) -> bool:
    """True for such a verb alone, or at an edge of a compound: `delete-db`, `stack:destroy`, `DeleteInstance`."""
    pieces = word.replace(":", "-").replace("_", "-").lower().split("-")
    if pieces[0] in _TELLING or pieces[-1] in _TELLING:
        return True
    return any(word.startswith(verb.capitalize()) and word[len(verb) : len(verb) + 1].isupper() for verb in _TELLING)


def warn_of_verbs(call: Call, words: Sequence[Text]) -> None:
    """A program that is not known, or a subcommand, and a verb that may do harm: a person should look."""
    plain = [word.known for word in words if word.known and not word.known.startswith("-")]
    for word in plain[:LOOKED_AT]:
        if word.replace("-", "").replace(":", "").replace("_", "").isalpha() and tells(word):
            call.emit(
                Kind.EXEC_RUN, call.name(f"{call.program} {word}"), certainty=Certainty.LIKELY, program=call.program,
                opaque=True,
            )  # fmt: skip
            return


def commands_inside(call: Call, words: Sequence[Text], starters: frozenset[str]) -> None:
    """A word that is a command line of its own, whose program leaves no doubt, may well be run."""
    for word in words:
        text = texts.partition(word, "=")[1] if word.prefix.startswith("-") else word
        first, space, _ = (text.prefix if text is not None else "").partition(" ")
        if text is not None and space and first.rpartition("/")[2] in starters:
            call.launch(RunShell(text, via=call.program))
