"""Which facts a call will most likely need, told by its words alone, so that one round of interpretation is enough.

A guess, and no more: a fact that is fetched and not asked for changes nothing, and one that is
asked for and was not foreseen costs a second round. So only the most frequent tools and
programs are here, and quoting, options with values and expansions are not understood.
"""

from __future__ import annotations

import re
from posixpath import join, normpath

from bailiwick.interpret.pathnames import parent
from bailiwick.model import bounds
from bailiwick.model.fact import PathQuery, RepositoryQuery, TextQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.model.fact import FactQuery
    from bailiwick.model.request import Request

CHARACTERS = 512
"""How far into a shell text is looked; longer ones are scripts, which need several rounds anyway."""

QUERIES = 8
"""Most facts that are fetched on a guess."""

_PATH_FIELDS = ("file_path", "notebook_path", "path")
_TREES = frozenset({"Grep", "Glob", "LS"})

_COMMANDS = re.compile(r"&&|[|;&\n]")
_WORDS = re.compile(r"""'[^']*'|"[^"]*"|[^\s'"]+""")
_PLAIN = re.compile(r"[A-Za-z0-9_/.][A-Za-z0-9_/.@%+,~-]*")
"""A word without quotes, options, expansions and schemes."""

_LEADING = frozenset({"if", "then", "else", "do", "while", "!", "time"})

_FIRST_PATH: Mapping[str, int] = {
    name: place
    for place, names in (
        (
            0,
            ". [ bash cat cd chmod cp diff du file find head less ls mkdir mv node rm sh sort source stat tail tar tee",
        ),
        (0, "test touch tree uniq wc"),
        (1, "awk egrep grep jq rg sed"),
    )
    for name in names.split()
}
"""The first operand of a program that is a path, counted from 0."""

_TREE_PROGRAMS = frozenset({"du", "find", "ls", "rg", "tree"})
"""Without an operand they read the working directory."""

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "make": ("makefile", "Makefile", "GNUmakefile"),
    "npm": ("package.json",),
    "pnpm": ("package.json",),
    "yarn": ("package.json",),
}
"""Files of the working directory that a program runs."""

_REPOSITORY_COMMANDS = frozenset({"push", "pull", "rebase", "reset", "clean"})


def foreseen(request: Request) -> tuple[FactQuery, ...]:
    """Facts to fetch before the first interpretation of `request`; at most `QUERIES`."""
    if request.tool == "Bash":
        command = request.input.get("command")
        return tuple(_of_shell(command[:CHARACTERS], request.cwd)[:QUERIES]) if isinstance(command, str) else ()
    for field in _PATH_FIELDS:
        path = request.input.get(field)
        if isinstance(path, str) and path and "\0" not in path and len(path) <= CHARACTERS:
            return (PathQuery(normpath(join(request.cwd, path))),)
    return (PathQuery(request.cwd),) if request.tool in _TREES else ()


def _of_shell(text: str, cwd: str) -> list[FactQuery]:
    queries: list[FactQuery] = []
    for command in _COMMANDS.split(text):
        words = _WORDS.findall(command)
        while words and (words[0] in _LEADING or "=" in words[0]):
            del words[0]
        if not words:
            continue
        name = words[0]
        if name in _FIRST_PATH:
            paths = _operands(words[1:], cwd)[_FIRST_PATH[name] :] or ([cwd] if name in _TREE_PROGRAMS else [])
            queries += _path_queries(name, [path for path in paths if path])
            cwd = paths[0] if name == "cd" and paths and paths[0] else cwd
        elif name in _TEXTS:
            queries += [TextQuery(join(cwd, file), bounds.SCRIPT_BYTES) for file in _TEXTS[name]]
        elif name == "git" and not _REPOSITORY_COMMANDS.isdisjoint(words):
            queries.append(RepositoryQuery(cwd))
    return queries


def _operands(words: list[str], cwd: str) -> list[str]:
    """The absolute path that each operand would be; empty for a word that is no plain name."""
    return [
        normpath(join(cwd, word)) if _PLAIN.fullmatch(word) else ""
        for word in words
        if not word.startswith(("-", ">", "<"))
    ]


def _path_queries(name: str, paths: list[str]) -> list[FactQuery]:
    queries: list[FactQuery] = [PathQuery(path) for path in paths]
    if name == "rm":
        queries += [PathQuery(parent(path)) for path in paths]
    elif name in {"cp", "node", "mv"} and paths:
        queries.append(TextQuery(paths[0], bounds.SCRIPT_BYTES))
        if name != "node":
            queries.append(PathQuery(join(paths[-1], paths[0].rpartition("/")[2])))
    return queries
