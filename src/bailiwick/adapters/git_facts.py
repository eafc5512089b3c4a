"""Repository and tracking facts, read from the files of `.git` without ever starting git.

A hostile repository can make git run programs (fsmonitor, filters, hooks, aliases, pagers); reading
its files cannot. `TrackedFact.modified` therefore compares time and size with the index and does not
see changes that are staged and not committed.
"""

from __future__ import annotations

import os

from bailiwick.adapters import git_index
from bailiwick.adapters.git_config import ConfigFiles
from bailiwick.adapters.regular_files import Unreadable, read_regular, signature
from bailiwick.model import bounds
from bailiwick.model.fact import RepositoryFact, TrackedFact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    Cached = TypeVar("Cached")

_SMALL = 4096


class GitFacts:
    """Answers about repositories, cached until one of the files read changes."""

    def __init__(self, *, home: str, system_config: str = "/etc/gitconfig") -> None:
        self._home = home
        self._system_config = system_config
        self._repositories: dict[str, tuple[dict[str, tuple[int, int, int] | None], RepositoryFact]] = {}
        self._indexes: dict[str, tuple[tuple[int, int, int] | None, git_index.Index]] = {}

    def repository(self, path: str) -> RepositoryFact:
        """The repository that holds `path`; an empty fact when there is none."""
        found = find_repository(path)
        if found is None:
            return RepositoryFact()
        root, git_dir = found
        cached = self._repositories.get(git_dir)
        if cached is not None and cached[1].root == root and _unchanged(cached[0]):
            return cached[1]
        read, fact = self._read(root, git_dir)
        _keep(self._repositories, git_dir, (read, fact))
        return fact

    def tracked(self, path: str) -> TrackedFact:
        """Whether git tracks `path` or something below it, and whether that differs from the index."""
        found = find_repository(path)
        if found is None:
            return TrackedFact()
        root, git_dir = found
        real = os.path.realpath(os.path.dirname(path)) if path != root else root
        full = root if path == root else os.path.join(real, os.path.basename(path))
        if full != root and not full.startswith(root.rstrip("/") + "/"):
            return TrackedFact()
        name = full[len(root.rstrip("/")) + 1 :] if full != root else ""
        index = self._index(git_dir)
        if not index.holds(name):
            return TrackedFact()
        files = index.below(name, limit=bounds.GIT_STATUS_FILES + 1)
        modified = len(files) > bounds.GIT_STATUS_FILES or any(index.changed(root, file) for file in files)
        return TrackedFact(tracked=True, modified=modified)

    def _read(self, root: str, git_dir: str) -> tuple[dict[str, tuple[int, int, int] | None], RepositoryFact]:
        branch = _branch(git_dir)
        common = _common_directory(git_dir)
        files = ConfigFiles(home=self._home, git_dir=git_dir, branch=branch)
        files.add(self._system_config)
        files.add(f"{self._home}/.config/git/config")
        files.add(f"{self._home}/.gitconfig")
        files.add(f"{common}/config")
        if ("extensions.worktreeconfig", "true") in files.settings:
            files.add(f"{git_dir}/config.worktree")
        for name in ("HEAD", "commondir"):
            files.read[f"{git_dir}/{name}"] = signature(f"{git_dir}/{name}")
        settings = tuple(files.settings)
        upstream = _upstream(branch, settings)
        heads = [f"refs/heads/{branch}", f"refs/remotes/{upstream}"]
        if branch and upstream:
            for name in (*heads, "packed-refs"):
                files.read[f"{common}/{name}"] = signature(f"{common}/{name}")
        fact = RepositoryFact(
            root=root,
            git_dir=git_dir,
            branch=branch,
            upstream=upstream,
            remotes=_remotes(settings),
            config=settings,
            pushed=bool(branch and upstream) and _same_commit(common, *heads),
        )
        return files.read, fact

    def _index(self, git_dir: str) -> git_index.Index:
        path = f"{git_dir}/index"
        now = signature(path)
        cached = self._indexes.get(git_dir)
        if cached is not None and cached[0] == now:
            return cached[1]
        common = _common_directory(git_dir)
        sha256 = any(
            (key, value.lower()) == ("extensions.objectformat", "sha256") for key, value in _local_settings(common)
        )
        index = git_index.load(path, sha256=sha256)
        _keep(self._indexes, git_dir, (now, index))
        return index


def find_repository(path: str) -> tuple[str, str] | None:
    """(root, git directory) of the repository that holds an absolute path, links resolved; None when there is none."""
    try:
        directory = os.path.realpath(path)
    except (OSError, ValueError):
        return None
    for _ in range(bounds.GIT_PARENTS):
        name = f"{directory.rstrip('/')}/.git"
        if os.path.isdir(name):
            if _is_git_directory(name):
                return directory, os.path.realpath(name)
        elif os.path.isfile(name):
            linked = _linked_git_directory(name)
            if linked:
                return directory, linked
        if _is_git_directory(directory) and os.path.basename(directory) != ".git":
            return directory, directory
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return None


def _is_git_directory(path: str) -> bool:
    return os.path.lexists(f"{path}/HEAD") and (
        (os.path.isdir(f"{path}/objects") and os.path.isdir(f"{path}/refs")) or os.path.isfile(f"{path}/commondir")
    )


def _linked_git_directory(name: str) -> str:
    text = _small_text(name)
    if not text.startswith("gitdir:"):
        return ""
    path = os.path.realpath(os.path.join(os.path.dirname(name), text[len("gitdir:") :].strip()))
    return path if _is_git_directory(path) else ""


def _common_directory(git_dir: str) -> str:
    text = _small_text(f"{git_dir}/commondir").strip()
    return os.path.realpath(os.path.join(git_dir, text)) if text else git_dir


def _branch(git_dir: str) -> str:
    head = f"{git_dir}/HEAD"
    text = f"ref: {os.readlink(head)}" if os.path.islink(head) else _small_text(head)
    return text[len("ref:") :].strip().removeprefix("refs/heads/") if text.startswith("ref:") else ""


def _small_text(path: str) -> str:
    try:
        return read_regular(path, _SMALL).decode("utf-8", "replace")
    except Unreadable:
        return ""


def _local_settings(common: str) -> list[tuple[str, str]]:
    files = ConfigFiles(home="", git_dir=common, branch="")
    files.add(f"{common}/config")
    return files.settings


def _last(settings: Iterable[tuple[str, str]], key: str) -> str:
    found = ""
    for name, value in settings:
        if name == key:
            found = value
    return found


def _same_commit(common: str, first: str, second: str) -> bool:
    """Two references name one commit; loose references win over packed ones (gitrepository-layout(5))."""
    loose = [_small_text(f"{common}/{name}").strip() for name in (first, second)]
    if not all(loose):
        packed = dict.fromkeys((first, second), "")
        for line in _packed(common):
            commit, _space, name = line.partition(" ")
            if name in packed:
                packed[name] = commit
        loose = [text or packed[name] for text, name in zip(loose, (first, second), strict=True)]
    return loose[0] == loose[1] != ""


def _packed(common: str) -> list[str]:
    try:
        return read_regular(f"{common}/packed-refs", bounds.GIT_PACKED_BYTES).decode("utf-8", "replace").splitlines()
    except Unreadable:
        return []


def _upstream(branch: str, settings: tuple[tuple[str, str], ...]) -> str:
    """`remote/branch` that a bare `git push` updates (git-config(1), `push.default`)."""
    if not branch:
        return ""
    own = _last(settings, f"branch.{branch}.remote")
    remote = _last(settings, f"branch.{branch}.pushremote") or _last(settings, "remote.pushdefault") or own
    merge = _last(settings, f"branch.{branch}.merge").removeprefix("refs/heads/")
    style = _last(settings, "push.default") or "simple"
    target = merge if merge and (style in {"upstream", "tracking"} or (style == "simple" and remote == own)) else branch
    return f"{remote}/{target}" if remote else ""


def _remotes(settings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """(name, push URL) of every remote, after `insteadOf` and `pushInsteadOf`."""
    urls: dict[str, str] = {}
    pushed: dict[str, str] = {}
    for key, value in settings:
        if key.startswith("remote.") and key.count(".") >= 2:
            name, _dot, field = key[len("remote.") :].rpartition(".")
            if field == "url":
                urls.setdefault(name, value)
            elif field == "pushurl":
                pushed.setdefault(name, value)
    found = []
    for name in sorted(urls.keys() | pushed.keys()):
        if name in pushed:
            found.append((name, _rewritten(pushed[name], settings, "insteadof")))
        else:
            url = _rewritten(urls[name], settings, "pushinsteadof")
            found.append((name, url if url != urls[name] else _rewritten(url, settings, "insteadof")))
    return tuple(found)


def _rewritten(url: str, settings: tuple[tuple[str, str], ...], field: str) -> str:
    best, replacement = "", ""
    for key, value in settings:
        if key.startswith("url.") and key.endswith(f".{field}") and url.startswith(value) and len(value) > len(best):
            best, replacement = value, key[len("url.") : -len(field) - 1]
    return replacement + url[len(best) :] if best else url


def _unchanged(read: dict[str, tuple[int, int, int] | None]) -> bool:
    return all(signature(path) == before for path, before in read.items())


def _keep(cache: dict[str, Cached], key: str, value: Cached) -> None:
    cache.pop(key, None)
    cache[key] = value
    while len(cache) > bounds.GIT_REPOSITORIES:
        del cache[next(iter(cache))]
