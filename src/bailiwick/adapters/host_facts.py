"""`HostFacts`: fact queries answered from this machine, read-only, bounded, never by running anything."""

from __future__ import annotations

import os
import stat

from bailiwick.model.fact import (
    AddressFact,
    AddressQuery,
    CheckFact,
    CheckQuery,
    CheckResult,
    ConfinementFact,
    ConfinementQuery,
    FileType,
    GlobQuery,
    ObjectionFact,
    ObjectionQuery,
    PathFact,
    PathQuery,
    ProgramFact,
    ProgramQuery,
    RepositoryQuery,
    TextFact,
    TextQuery,
    TrackedQuery,
    TreeQuery,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bailiwick.adapters.git_facts import GitFacts
    from bailiwick.model.fact import Fact, FactQuery


class HostFacts:
    """The `engine.ports.FactSource` of a real machine. What reads git and globs is imported when first asked.

    Args:
        home: home directory whose git configuration counts.
        resolve: host name to addresses, or None: names are not resolved. Used only when a policy asks.
        objections: what an agent's own configuration says about a call, or None: agents have none.
        checks: runs external checks, or None: they are not run, and so fail.
        confinement: how commands are confined on this machine, or None: they are not.
    """

    def __init__(
        self,
        *,
        home: str,
        resolve: Callable[[str], tuple[str, ...]] | None = None,
        objections: Callable[[ObjectionQuery], ObjectionFact] | None = None,
        checks: Callable[[Collection[CheckQuery]], Mapping[CheckQuery, CheckFact]] | None = None,
        confinement: Callable[[ConfinementQuery], ConfinementFact] | None = None,
    ) -> None:
        self._home = home
        self._objections = objections or _no_objection
        self._checks = checks
        self._confinement = confinement or _unconfined
        self._known_git: GitFacts | None = None
        self._resolve = resolve

    def fetch(self, queries: Collection[FactQuery]) -> Mapping[FactQuery, Fact]:
        """An answer for each query. What is missing or unreadable has an answer that says so."""
        checks = [query for query in queries if isinstance(query, CheckQuery)]
        answered = self._checks(checks) if checks and self._checks is not None else {}
        return {query: self._answer(query) for query in queries if query not in answered} | {**answered}

    def _answer(self, query: FactQuery) -> Fact:
        match query:
            case PathQuery():
                return path_fact(query.path)
            case TextQuery():
                return text_fact(query.path, query.limit)
            case GlobQuery():
                from bailiwick.adapters.host_globs import expand

                return expand(query)
            case ProgramQuery():
                return program_fact(query.name, query.path)
            case RepositoryQuery():
                return self._git.repository(query.path)
            case TrackedQuery():
                return self._git.tracked(query.path)
            case AddressQuery():
                return AddressFact(self._resolve(query.host) if self._resolve else ())
            case TreeQuery():
                from bailiwick.adapters.host_trees import secrets_below

                return secrets_below(query.path, home=self._home)
            case ObjectionQuery():
                return self._objections(query)
            case ConfinementQuery():
                return self._confinement(query)
            case CheckQuery():
                return CheckFact(
                    CheckResult.FAILED, f"the check `{query.check}` is not run here: it runs with the policy in force"
                )

    @property
    def _git(self) -> GitFacts:
        if self._known_git is None:
            from bailiwick.adapters.git_facts import GitFacts

            self._known_git = GitFacts(home=self._home)
        return self._known_git


def _no_objection(_query: ObjectionQuery) -> ObjectionFact:
    return ObjectionFact()


def _unconfined(_query: ConfinementQuery) -> ConfinementFact:
    return ConfinementFact(problem="commands are not confined here")


def path_fact(path: str) -> PathFact:
    """What is at an absolute path, links followed."""
    if not os.path.isabs(path):
        return PathFact(path)
    try:
        real = os.path.realpath(path)
        link = stat.S_ISLNK(os.lstat(path.rstrip("/") or "/").st_mode)
        status = os.stat(path)
    except FileNotFoundError:
        return PathFact(real, link=os.path.islink(path.rstrip("/")))
    except (OSError, ValueError):
        # A loop of links, a name too long, a directory that may not be entered, a name no system call takes.
        return PathFact(_real_or_same(path))
    kind = _file_type(status.st_mode)
    executable = kind is FileType.FILE and bool(status.st_mode & 0o111)
    return PathFact(real, kind, link=link, size=status.st_size, links=status.st_nlink, executable=executable)


def _real_or_same(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _file_type(mode: int) -> FileType:
    if stat.S_ISREG(mode):
        return FileType.FILE
    if stat.S_ISDIR(mode):
        return FileType.DIRECTORY
    return FileType.DEVICE if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else FileType.OTHER


def text_fact(path: str, limit: int) -> TextFact:
    """The text of a regular file; bytes that are not UTF-8 are replaced."""
    from bailiwick.adapters.regular_files import Unreadable, read_regular

    try:
        content = read_regular(path, limit)
    except Unreadable as error:
        return TextFact(None, str(error))
    if b"\0" in content:
        return TextFact(None, f"`{path}` is binary")
    return TextFact(content.decode("utf-8", "replace"))


def program_fact(name: str, directories: tuple[str, ...]) -> ProgramFact:
    """The first executable file of that name along the directories; a name with a slash is its own path."""
    candidates = [name] if "/" in name else [f"{directory}/{name}" for directory in directories]
    for candidate in candidates:
        fact = path_fact(candidate)
        if fact.type is FileType.FILE and fact.executable and os.path.isabs(candidate):
            return ProgramFact(candidate, fact.real)
    return ProgramFact()
