"""Which interpreter reads which language; one that nobody reads is opaque."""

from __future__ import annotations

from bailiwick.interpret.code.emit import Emitter
from bailiwick.interpret.code.gaps import filled, runs_a_piece
from bailiwick.interpret.effects import Label
from bailiwick.model import bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Effects, RunCode
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.request import Place


def effects_of_code(launch: RunCode, *, cwd: str, place: Place, inquiry: Inquiry) -> Effects:
    """What the code of `launch` does.

    Code that is not wholly known runs hidden: fetched or decoded when its labels say so, else opaque, unless
    what is not known stands where the code takes a value.

    Args:
        launch: language and text; the text may have holes.
        cwd: working directory, absolute; empty when unknown.
        place: where the call happens.
        inquiry: facts.
    """
    emitter = Emitter(launch.language, cwd=cwd, place=place, inquiry=inquiry)
    known = launch.text.known
    labels = launch.text.labels
    if Label.NETWORK in labels:
        emitter.run(launch.text.shown(), fetched=True, interpreter=True)
    if Label.DECODED in labels:
        emitter.run(launch.text.shown(), decoded=True, interpreter=True)
    whole = known is not None
    if known is None:
        known = filled(launch.text, launch.language)
    if known is None or len(known) > bounds.SCRIPT_BYTES:
        emitter.run(launch.text.shown(), opaque=True, interpreter=True)
        return emitter.effects()
    match launch.language:
        case "python":
            from bailiwick.interpret.code.python import interpret_python

            interpret_python(known, launch, emitter)
        case "javascript" | "typescript" | "perl" | "ruby" | "php" | "lua" | "awk" | "sed" | "r":
            from bailiwick.interpret.code.lexical import interpret_lexically

            interpret_lexically(known, launch, emitter)
        case "sql":
            from bailiwick.interpret.code.sql import interpret_sql

            interpret_sql(known, emitter, launch.attributes)
        case _:
            from bailiwick.interpret.code.plain import is_plain

            if not is_plain(known):
                emitter.run(known, opaque=True, interpreter=True)
    if not whole and runs_a_piece(emitter.effects().launches):
        emitter.run(launch.text.shown(), opaque=True, interpreter=True)
    return emitter.effects()
