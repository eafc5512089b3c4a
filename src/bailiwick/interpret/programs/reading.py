"""Whether one program start is proven to read and print only (the attribute `reads_only`).

The proof is an allow-list: an installed program, known words, only options of its profile, a working directory inside
the project, no variable that could change what runs. Whatever is not proven is simply not `reads_only`; nothing is
denied for it. The files that it reads are operations of their own and prove nothing here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from posixpath import join, normpath
from types import MappingProxyType

from bailiwick.interpret.effects import literal
from bailiwick.interpret.programs.grammar import compile_options
from bailiwick.interpret.programs.reading_profiles import (
    BUILTINS,
    GIT,
    GIT_OPTIONS,
    PROFILES,
    RUN_BY_GIT,
    SUBMODULES,
    VARIABLES,
    VIEWERS,
    Profile,
)
from bailiwick.model.fact import FileType, PathQuery, ProgramQuery, RepositoryQuery
from bailiwick.model.operation import EMPTY, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.interpret.programs.call import Call
    from bailiwick.interpret.programs.grammar import Option
    from bailiwick.interpret.programs.identity import Identity
    from bailiwick.model.operation import AttributeValue

_PROVEN = MappingProxyType({"reads_only": True})

_SED_PRINT = frozenset("0123456789,;$p= ")
"""Characters of a sed script that only selects lines by number and prints them."""

_JQ_REACHES_OUT = ("env", "import", "include", "input_filename", "get_search_list", "debug", "$__prog")
"""Words of jq that read something else than its input."""


def reading(call: Call, identity: Identity) -> Mapping[str, AttributeValue]:
    """The attributes of a program start that is proven to read and print only; empty when it is not.

    What git reads it reads under the configuration of a repository: `repository` names the directory, and the proof
    holds only if `repository_runs_nothing`.
    """
    profiled = identity.name == "git" or identity.name in _profiles()
    if not profiled or not identity.known or identity.file or identity.where not in ("", "program-dir"):
        return EMPTY
    known = [word.known for word in call.words if word.known is not None]
    if len(known) != len(call.words) or not _plain_surroundings(call) or _shadowed(call):
        return EMPTY
    if identity.name == "git":
        return _git(call, known)
    return _PROVEN if any(_fits(profile, known) for profile in _profiles()[identity.name]) else EMPTY


def builtin_reads_only(name: str, words: Sequence[Text]) -> bool:
    """True when a builtin of the shell changes nothing but the shell, and shows no variable that is not known."""
    if name not in BUILTINS:
        return False
    if name == "printf":
        return all(word.known is not None for word in words)
    if name in ("set", "export", "declare", "typeset", "local", "readonly"):
        rest = [word.prefix for word in words[1:]]
        return bool(rest) and not rest[-1].startswith("-") and not any(word.startswith("-p") for word in rest)
    return True


@cache
def _profiles() -> Mapping[str, tuple[Profile, ...]]:
    found: dict[str, tuple[Profile, ...]] = {}
    for names, profile in PROFILES.items():
        for name in names.split():
            found[name] = (*found.get(name, ()), profile)
    return found


@cache
def _git_profiles() -> Mapping[str, Profile]:
    return {name: profile for names, profile in GIT.items() for name in names.split()}


def _plain_surroundings(call: Call) -> bool:
    """Inside the project, with no variable set but those that change how things look."""
    environment = call.invocation.environment
    if any(name not in VARIABLES or value.known is None for name, value in environment.items()):
        return False
    if call.cwd == call.place.project:
        return True
    return bool(call.cwd) and ResourceClass.PROJECT in call.path(literal(".")).classes


def _shadowed(call: Call) -> bool:
    """True when a directory of PATH that the agent can write to has a program of this name."""
    word = call.invocation.words[0].known or ""
    if "/" in word:
        return False
    writable = _writable(call.place.path, (call.place.project, *call.place.temps))
    if not writable:
        return False
    fact = call.inquiry.ask(ProgramQuery(word, writable))
    return fact is None or bool(fact.path)


@lru_cache(maxsize=64)
def _writable(directories: tuple[str, ...], roots: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the directories that are at or below one of the roots."""
    return tuple(
        directory for directory in directories if any(f"{directory}/".startswith(f"{root}/") for root in roots)
    )


def _fits(profile: Profile, words: Sequence[str]) -> bool:
    """True when every option is in the profile and the operands are as many and such as it says."""
    if profile.check == "anything":
        return True
    operands = _operands(profile, words)
    if operands is None or (profile.operands is not None and len(operands) > profile.operands):
        return False
    if profile.words and operands and operands[0] not in profile.words:
        return False
    return not profile.check or CHECKS[profile.check](words, operands)


def _operands(profile: Profile, words: Sequence[str]) -> list[str] | None:
    """The operands, or None when an option is not in the profile."""
    options = compile_options(profile.options)
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            operands.extend(rest)
        elif len(word) < 2 or word[0] != "-":
            operands.append(word)
        elif profile.style == "number" and word[1:].isdigit():
            continue
        elif word.startswith("--") or profile.style == "single":
            name, equals, _ = word.partition("=")
            option = options.get(name)
            if option is None or (equals and not option.value):
                return None
            if option.value == "required" and not equals:
                next(rest, None)
        else:
            awaits = _cluster(word, options)
            if awaits is None:
                return None
            if awaits:
                next(rest, None)
    return operands


def _cluster(word: str, options: Mapping[str, Option]) -> bool | None:
    """Whether a cluster of short options takes the next word; None when one of them is not in the profile."""
    for index in range(1, len(word)):
        option = options.get(f"-{word[index]}")
        if option is None:
            return None
        if option.value:
            return option.value == "required" and index == len(word) - 1
    return False


# -- git ----------------------------------------------------------------------


def repository_runs_nothing(directory: str, inquiry: Inquiry) -> bool:
    """True when nothing in the repository around `directory` makes a git that reads run something.

    That is its configuration and the one hook of reading commands; False also while facts are missing.
    """
    from bailiwick.interpret.programs.semantics.git.settings import is_any

    fact = inquiry.ask(RepositoryQuery(directory))
    if fact is None or not fact.git_dir:
        return False
    if any(is_any(key, RUN_BY_GIT) and not _plain_viewer(value) for key, value in fact.config):
        return False
    if any(is_any(key, SUBMODULES) for key, _ in fact.config):
        return False  # each has a configuration of its own
    folder = fact.setting("core.hookspath") or f"{fact.git_dir}/hooks"
    if folder.startswith("~"):
        return False
    hook = inquiry.ask(PathQuery(normpath(join(fact.root or directory, folder, "post-index-change"))))
    return hook is not None and hook.type is FileType.MISSING


def _plain_viewer(value: str) -> bool:
    """True for a program that only shows or filters text, with plain options."""
    words = value.split()
    name = words[0].rpartition("/")[2] if words else ""
    if name == "git-lfs":
        return all(word in ("clean", "smudge", "filter-process", "--", "--skip", "%f") for word in words[1:])
    return name in VIEWERS and all(word.startswith("-") and "=" not in word for word in words[1:])


def _git(call: Call, words: Sequence[str]) -> Mapping[str, AttributeValue]:
    if words == ["--version"]:
        return _PROVEN
    at, cwd = 0, call.cwd
    while at < len(words) and words[at].startswith("-"):
        if words[at] == "-C" and at + 1 < len(words):
            resource = call.path(literal(words[at + 1]), cwd=cwd)
            if ResourceClass.PROJECT not in resource.classes:
                return EMPTY
            cwd = resource.value
            at += 1
        elif words[at] not in compile_options(GIT_OPTIONS.options):
            return EMPTY
        at += 1
    profile = _git_profiles().get(words[at]) if at < len(words) else None
    if profile is None or not _fits(profile, words[at + 1 :]):
        return EMPTY
    return {"reads_only": True, "repository": cwd}


# -- tests on operands --------------------------------------------------------


def _date(_words: Sequence[str], operands: Sequence[str]) -> bool:
    """`date MMDDhhmm` sets the clock; `date +FORMAT` shows it."""
    return all(operand.startswith("+") for operand in operands)


def _sed(words: Sequence[str], operands: Sequence[str]) -> bool:
    """`sed -n '10,20p' file`: lines by number."""
    quiet = any(word in ("--quiet", "--silent") or (word[:1] == "-" and "n" in word[:3]) for word in words)
    return quiet and bool(operands) and set(operands[0]) <= _SED_PRINT


def _jq(_words: Sequence[str], operands: Sequence[str]) -> bool:
    return bool(operands) and not any(word in operands[0].lower() for word in _JQ_REACHES_OUT)


def _version(words: Sequence[str], _operands: Sequence[str]) -> bool:
    return len(words) == 1


CHECKS: Mapping[str, Callable[[Sequence[str], Sequence[str]], bool]] = {
    "date": _date,
    "sed": _sed,
    "jq": _jq,
    "version": _version,
}
"""The tests that profiles name."""
