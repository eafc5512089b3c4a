"""Which interpreter reads which language; one that nobody reads is opaque, but for what its calls surely do.

`compiled` is the source of what the project builds and runs: only what it surely does counts.
"""

from __future__ import annotations

from bailiwick.interpret.code.emit import Emitter
from bailiwick.interpret.code.gaps import filled, runs_a_piece
from bailiwick.interpret.code.items import delete_what_is_read
from bailiwick.interpret.effects import Label, literal
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
        case "java":
            from bailiwick.interpret.code.foreign import interpret_foreign, is_quiet

            interpret_foreign(known, emitter, whole_file=True)
            if not is_quiet(known):
                emitter.run(known, opaque=True, interpreter=True)
        case "compiled" | "cmake" | "steps" | "lifecycle" | "ninja" | "compose":
            _of_the_project(launch.language, known, emitter)
        case _:
            _unread(known, emitter)
    delete_what_is_read(launch.stdin, emitter)
    if not whole and runs_a_piece(emitter.effects().launches):
        emitter.run(launch.text.shown(), opaque=True, interpreter=True)
    return emitter.effects()


def _of_the_project(language: str, text: str, emitter: Emitter) -> None:
    """Files that build tools and task runners load."""
    match language:
        case "compiled":
            from bailiwick.interpret.code.foreign import interpret_foreign

            interpret_foreign(text, emitter, whole_file=True)
        case "cmake":
            from bailiwick.interpret.code.cmake import interpret_cmake

            interpret_cmake(text, emitter)
        case "compose":
            from bailiwick.interpret.code.compose_file import interpret_compose

            interpret_compose(text, emitter)
        case "steps" | "ninja":
            from bailiwick.interpret.code.steps import interpret_steps

            interpret_steps(text, emitter)
        case _:
            from bailiwick.interpret.code.steps import interpret_lifecycle

            interpret_lifecycle(text, emitter)


def _unread(code: str, emitter: Emitter) -> None:
    """A language that nobody reads: what its calls surely do, and hidden unless it only computes, reads and prints."""
    from bailiwick.interpret.code.foreign import interpret_foreign
    from bailiwick.interpret.code.plain import is_plain, paths_read

    if emitter.language == "tcl":
        from bailiwick.interpret.code.tcl import interpret_tcl

        if interpret_tcl(code, emitter):
            return
    interpret_foreign(code, emitter)
    if not is_plain(code):
        emitter.run(code, opaque=True, interpreter=True)
        return
    for path in paths_read(code):
        emitter.read(literal(path), path)
