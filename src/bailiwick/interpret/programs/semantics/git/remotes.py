"""Remotes: from a name or address to a host, and whether the repository knows it."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.web import target
from bailiwick.model.fact import RepositoryQuery
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.call import Call
    from bailiwick.model.fact import RepositoryFact


class Remote(Value):
    """Where a push or fetch goes."""

    given: str
    host: str = ""
    new: bool = False
    """An address that the repository does not know."""


def repository(here: Call) -> RepositoryFact | None:
    """The repository of the call's directory, as far as facts tell."""
    return here.inquiry.ask(RepositoryQuery(here.cwd)) if here.cwd else None


def host_of(address: str) -> str:
    """The host of a git address: URL, `user@host:path`, or empty for a path of this machine."""
    if "://" in address:
        return str(target(address)[1].get("host", ""))
    before, colon, _ = address.partition(":")
    if colon and "/" not in before:
        return before.rpartition("@")[2].lower()
    return ""


def is_address(word: str) -> bool:
    """True for a URL, an scp-like address or a path, false for the name of a remote."""
    return "://" in word or ":" in word or word.startswith(("/", "./", "../", "~")) or word in (".", "..")


def resolve(here: Call, word: Text | None) -> Remote:
    """The remote that `word` names; None is the default one."""
    fact = repository(here)
    known = dict(fact.remotes) if fact is not None else {}
    if word is None:
        name = fact.upstream.partition("/")[0] if fact is not None and fact.upstream else "origin"
        return Remote(name, host_of(known.get(name, "")))
    given = texts.pattern(word)
    transport(here, word)
    if word.known is None:
        return Remote(given, new="://" in given or ":" in given)
    if given in known:
        return Remote(given, host_of(known[given]))
    if is_address(given):
        return Remote(given, host_of(given), new=not _same(given, tuple(known.values())))
    return Remote(given)


def _same(address: str, known: tuple[str, ...]) -> bool:
    plain = _plain(address)
    return any(_plain(item) == plain for item in known)


def _plain(address: str) -> str:
    """An address without protocol, user and `.git`, so that both spellings of one repository are equal."""
    rest = address.partition("://")[2] or address.replace(":", "/", 1)
    return rest.rpartition("@")[2].removesuffix("/").removesuffix(".git").lower()


def transport(here: Call, word: Text) -> None:
    """`ext::CMD` runs a command as transport (git-remote-ext)."""
    if word.prefix.startswith("ext::"):
        command = texts.drop(word, len("ext::"))
        spaced = command if command.known is None else literal(command.known.replace("% ", "\\ "))
        here.launch(RunShell(spaced, "git ext::"))
    elif word.prefix.startswith(("fd::", "remote-ext")):
        here.launch(RunShell(literal(""), "git remote helper"))
