"""git show, diff, log, blame, cat-file, archive, grep: what they show of files that hold secrets.

Objects and diffs are another way to the same content (`git show HEAD:.env`, `git diff -- .env`).
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import from_stdin
from bailiwick.interpret.programs.semantics.git.pathspecs import path_of
from bailiwick.interpret.programs.semantics.git.remotes import repository
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_SUMMARIES = ("stat", "name-only", "name-status", "numstat", "shortstat", "no-patch", "summary", "raw", "dirstat")
_PATCHES = ("patch", "L", "S", "G", "cc", "c", "m", "unified")


def run(call: Call, arguments: Arguments) -> None:
    """One `vcs.read`, and one `file.read` for each path whose content it shows and that is a secret."""
    call.emit(Kind.VCS_READ, call.name(call.verb), verb=call.verb)
    if not _shows_content(call, arguments):
        call.stdout = Data(None, frozenset({Label.COMMAND}))
        return
    if arguments.has("batch", "batch-command"):
        _batch(call)
    pattern_first = call.verb == "grep" and not arguments.has("e", "f")
    for index, word in enumerate(arguments.operands):
        if pattern_first and not index and arguments.dashes != 0:
            continue
        revision, path = texts.partition(word, ":")
        in_paths = arguments.dashes is not None and index >= arguments.dashes
        if in_paths:
            _pathspec(call, word)
        elif path is not None and not word.prefix.startswith((":(", ":/", ":!", ":^")):
            _object(call, revision, path)
        else:
            _pathspec(call, word)
    call.stdout = Data(None, call.labels | {Label.FILE})


def _shows_content(call: Call, arguments: Arguments) -> bool:
    if call.verb in ("log", "whatchanged", "shortlog"):
        return arguments.has(*_PATCHES)
    if call.verb == "cat-file":
        return not arguments.has("t", "s", "e", "batch-check")
    return not arguments.has(*_SUMMARIES) or arguments.has("patch")


def _batch(call: Call) -> None:
    """The objects that standard input names, each as `[contents] OBJECT`."""
    for word in split_words(from_stdin(call)):
        revision, path = texts.partition(word, ":")
        if path is not None:
            _object(call, revision, path)


def _object(call: Call, revision: Text, path: Text) -> None:
    """`REV:PATH`, from the root of the repository unless it begins with `./` (gitrevisions(7)); `:N:PATH` is staged."""
    if not revision.parts and path.prefix[:2] in ("0:", "1:", "2:", "3:"):
        path = texts.drop(path, 2)
    fact = repository(call)
    root = fact.root if fact is not None and fact.root and not path.prefix.startswith(("./", "../")) else call.cwd
    call.read(path, cwd=root, through="git-object")


def _pathspec(call: Call, word: Text) -> None:
    """A revision or a path: only a path that is a secret matters."""
    path = path_of(word)
    if path is None:
        return
    resource = call.path(path)
    if not resource.classes.isdisjoint({ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY}):
        call.read(path, through="diff")
