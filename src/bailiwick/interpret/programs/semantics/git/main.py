"""git's own options, configuration on the command line and aliases; then the subcommand."""

from __future__ import annotations

from functools import cache

from bailiwick.interpret.effects import Data, Hole, Label, RunShell, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.catalogue.git import porcelain
from bailiwick.interpret.programs.semantics.git.settings import apply_settings, command_settings
from bailiwick.interpret.programs.semantics.xargs import FOUND
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.interpret.programs.start import run_program
from bailiwick.interpret.programs.telling import warn_of_verbs
from bailiwick.model.fact import RepositoryQuery
from bailiwick.model.operation import Certainty, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call
    from bailiwick.interpret.programs.grammar import Program

_ALL_FILES = frozenset({"-z", "-c", "--cached", "--full-name", "."})
"""Words with which `git ls-files` still names every tracked file."""

ALIASES = 8
"""Longest chain of aliases; git itself refuses loops."""


def run(call: Call, arguments: Arguments) -> None:
    """Where, with which configuration, which subcommand."""
    here = call.moved(_directory(call, arguments))
    here.settings = command_settings(call, arguments)
    path = arguments.value("exec-path")
    if path is not None:
        call.emit(Kind.EXEC_RUN, call.path(path), program="git", known=True, environment=("GIT_EXEC_PATH",))
    apply_settings(here)
    words = arguments.operands
    for _ in range(ALIASES):
        if not words:
            call.stdout = Data(None, frozenset({Label.COMMAND}))
            return
        verb = words[0].known
        command = subcommand(verb) if verb is not None else None
        if verb is None or command is not None:
            break
        expansion = _alias(here, verb)
        if expansion is None:
            break
        if expansion.prefix.startswith("!"):
            _shell_alias(here, verb, expansion, words[1:])
            return
        words = (*split_words(expansion), *words[1:])
    _subcommand(call, here, words)


def _subcommand(call: Call, here: Call, words: tuple[Text, ...]) -> None:
    verb = words[0].known if words else None
    command = subcommand(verb) if verb is not None else None
    if verb is None:
        call.emit(Kind.EXEC_RUN, call.name("git"), certainty=Certainty.UNKNOWN, program="git", opaque=True)
    elif command is None:
        call.emit(Kind.EXEC_RUN, call.name(f"git-{verb}"), program=f"git-{verb}")
        warn_of_verbs(call, words, stranger=True)
        for word in words[1:]:
            if word.prefix.startswith(("/", "~", ".")):
                call.read(word)
    else:
        here.verb = verb
        _elsewhere(here, verb)
        call.stdout = run_program(here, command, words[1:])
        if verb == "ls-files" and all(word.known in _ALL_FILES for word in words[1:]):
            call.stdout = Data(join(literal("./"), Text((Hole(FOUND),)), _end(words)), frozenset({Label.COMMAND}))


def _end(words: tuple[Text, ...]) -> Text:
    return literal("\0" if any(word.known == "-z" for word in words) else "\n")


_CHANGING = frozenset(
    ("commit", "push", "merge", "rebase", "cherry-pick", "revert", "am", "apply", "tag", "branch", "rm", "mv", "add")
)
"""Subcommands that change a repository."""


def _elsewhere(here: Call, verb: str) -> None:
    """A change of a repository that is neither the project's nor a temporary one."""
    if verb not in _CHANGING or not here.cwd.startswith("/") or f"{here.cwd}/".startswith(f"{here.place.project}/"):
        return
    place = here.path(literal("."))
    if ResourceClass.REPOSITORY in place.classes and place.classes.isdisjoint(
        (ResourceClass.PROJECT, ResourceClass.TEMP)
    ):
        here.emit(Kind.FILE_META, place)


def subcommand(verb: str) -> Program | None:
    """The grammar of a subcommand; what has none is a program `git-VERB` on PATH."""
    return _everyday().get(verb) or _further().get(verb)


@cache
def _everyday() -> Mapping[str, Program]:
    return _by_name(porcelain.COMMANDS)


@cache
def _further() -> Mapping[str, Program]:
    from bailiwick.interpret.programs.catalogue.git import additions, plumbing

    return _by_name({**plumbing.COMMANDS, **additions.COMMANDS})


def _by_name(commands: Mapping[str, Program]) -> Mapping[str, Program]:
    return {name: item for names, item in commands.items() for name in names.split("|")}


def _directory(call: Call, arguments: Arguments) -> str:
    """Every `-C` is relative to the one before; `--git-dir` and `--work-tree` name the repository."""
    cwd = call.cwd
    for directory in arguments.values("C"):
        cwd = "" if directory.known is None else call.path(directory, cwd=cwd).value
    tree = arguments.value("work-tree")
    if tree is not None:
        return call.path(tree, cwd=cwd).value if tree.known else ""
    git_dir = arguments.value("git-dir")
    if git_dir is not None and git_dir.known is None:
        return ""
    if git_dir is not None:
        path = call.path(git_dir, cwd=cwd).value
        return path.removesuffix("/.git")
    return cwd


def _alias(here: Call, verb: str) -> Text | None:
    """What an alias stands for: from `-c`, else from the repository's configuration."""
    key = f"alias.{verb.lower()}"
    if key in here.settings:
        return here.settings[key]
    fact = here.inquiry.ask(RepositoryQuery(here.cwd)) if here.cwd else None
    value = None if fact is None else fact.setting(key)
    return None if value is None else literal(value)


def _shell_alias(here: Call, verb: str, expansion: Text, rest: tuple[Text, ...]) -> None:
    """`!cmd` runs in a shell at the repository's root, with the words behind it."""
    fact = here.inquiry.ask(RepositoryQuery(here.cwd)) if here.cwd else None
    root = fact.root if fact is not None and fact.root else here.cwd
    text = texts.drop(expansion, 1)
    quoted = [join(literal(" '"), word, literal("'")) for word in rest]
    here.launch(RunShell(join(text, *quoted), f"git {verb}", here.stdin, root))
