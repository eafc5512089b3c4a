"""Facts of repositories made by the real git, compared with what git itself says, and hostile ones."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from bailiwick.adapters.git_config import parse
from bailiwick.adapters.git_facts import GitFacts

if TYPE_CHECKING:
    from pathlib import Path


class Repository:
    """A repository and the git that made it, both cut off from the machine's configuration."""

    def __init__(self, root: Path) -> None:
        self.root = root / "repo"
        self.home = root / "home"
        self.root.mkdir()
        self.home.mkdir()
        (self.home / ".gitconfig").write_text(
            "[user]\n\tname = t\n\temail = t@example.com\n[init]\n\tdefaultBranch = main\n[alias]\n\tst = status\n"
        )
        self.git("init", "-q")
        self.facts = GitFacts(home=str(self.home), system_config="/nonexistent")

    def git(self, *words: str, cwd: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=cwd or self.root,
            env={"HOME": str(self.home), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return done.stdout

    def commit(self, *names: str) -> None:
        for name in names:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(name)
        self.git("add", "-A")
        self.git("commit", "-qm", "x")


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    return Repository(tmp_path.resolve())


def test_the_repository_of_a_path_is_found_from_below(repo: Repository) -> None:
    repo.commit("src/a.py")
    fact = repo.facts.repository(f"{repo.root}/src/new/deep.py")
    assert fact.root == str(repo.root)
    assert fact.git_dir == f"{repo.root}/.git"
    assert fact.branch == "main"


def test_outside_of_repositories_there_is_no_fact(repo: Repository) -> None:
    assert repo.facts.repository(str(repo.home)).root == ""
    assert not repo.facts.tracked(str(repo.home)).tracked


def test_a_detached_head_has_no_branch(repo: Repository) -> None:
    repo.commit("a")
    repo.git("checkout", "-q", "--detach")
    assert repo.facts.repository(str(repo.root)).branch == ""


def test_changes_are_seen_although_facts_are_kept(repo: Repository) -> None:
    repo.commit("a")
    assert repo.facts.repository(str(repo.root)).branch == "main"
    repo.git("checkout", "-qb", "feature/x")
    repo.git("remote", "add", "origin", "https://example.com/a.git")
    fact = repo.facts.repository(str(repo.root))
    assert fact.branch == "feature/x"
    assert fact.remotes == (("origin", "https://example.com/a.git"),)


def test_a_worktree_shares_the_configuration_and_has_its_own_branch(repo: Repository) -> None:
    repo.commit("a")
    repo.git("remote", "add", "origin", "https://example.com/a.git")
    repo.git("worktree", "add", "-q", "-b", "side", "../side")
    fact = repo.facts.repository(f"{repo.root}/../side/x")
    assert fact.root == str(repo.root.parent / "side")
    assert fact.branch == "side"
    assert fact.remotes == (("origin", "https://example.com/a.git"),)
    assert repo.facts.tracked(f"{repo.root.parent}/side/a").tracked


def test_a_submodule_is_a_repository_of_its_own(repo: Repository, tmp_path: Path) -> None:
    repo.commit("a")
    inner = tmp_path / "inner"
    repo.git("clone", "-q", str(repo.root), str(inner), cwd=tmp_path)
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "lib")
    fact = repo.facts.repository(f"{repo.root}/lib/a")
    assert fact.root == f"{repo.root}/lib"
    assert fact.git_dir == f"{repo.root}/.git/modules/lib"


def test_a_bare_repository_in_a_directory_is_one(repo: Repository, tmp_path: Path) -> None:
    repo.git("init", "-q", "--bare", str(tmp_path / "bare"))
    assert repo.facts.repository(str(tmp_path / "bare" / "x")).root == str(tmp_path.resolve() / "bare")


def test_push_urls_are_rewritten_as_git_rewrites_them(repo: Repository) -> None:
    repo.git("remote", "add", "origin", "gh:owner/repo.git")
    repo.git("remote", "add", "both", "https://a.example/x")
    repo.git("remote", "set-url", "--push", "both", "https://b.example/x")
    repo.git("config", "url.https://github.com/.insteadOf", "gh:")
    repo.git("config", "url.ssh://evil.example/.pushInsteadOf", "https://a.")
    repo.git("config", "--add", "remote.dotted.name.url", "https://c.example/x")
    remotes = dict(repo.facts.repository(str(repo.root)).remotes)
    for name in ("origin", "both", "dotted.name"):
        assert remotes[name] == repo.git("remote", "get-url", "--push", name).strip()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ""),
        ({"branch.main.remote": "origin", "branch.main.merge": "refs/heads/main"}, "origin/main"),
        ({"branch.main.remote": "up", "branch.main.merge": "refs/heads/trunk", "push.default": "upstream"}, "up/trunk"),
        ({"branch.main.remote": "origin", "push.default": "current"}, "origin/main"),
        ({"branch.main.remote": "up", "remote.pushDefault": "fork"}, "fork/main"),
        ({"branch.main.remote": "up", "remote.pushDefault": "fork", "branch.main.pushRemote": "mine"}, "mine/main"),
    ],
)
def test_a_bare_push_goes_where_git_sends_it(repo: Repository, settings: dict[str, str], expected: str) -> None:
    for key, value in settings.items():
        repo.git("config", key, value)
    assert repo.facts.repository(str(repo.root)).upstream == expected


def test_includes_are_followed_as_git_follows_them(repo: Repository) -> None:
    (repo.home / "extra").write_text("[alias]\n\tgo = push --force\n")
    (repo.home / "work").write_text("[alias]\n\tw = !sh\n")
    (repo.home / "never").write_text("[alias]\n\tnever = x\n")
    (repo.root / ".git" / "more").write_text("[core]\n\thooksPath = /tmp/hooks\n[include]\n\tpath = more\n")
    with (repo.home / ".gitconfig").open("a") as config:
        config.write("[include]\n\tpath = extra\n")
        config.write(f'[includeIf "gitdir:{repo.root}/"]\n\tpath = ~/work\n')
        config.write('[includeIf "gitdir:/elsewhere/"]\n\tpath = ~/never\n')
        config.write('[includeIf "onbranch:nope/"]\n\tpath = ~/never\n')
    repo.git("config", "include.path", "nope")
    (repo.root / ".git" / "config").write_text("[core]\n\tbare = false\n[include]\n\tpath = more\n")
    fact = repo.facts.repository(str(repo.root))
    assert fact.setting("alias.go") == "push --force"
    assert fact.setting("alias.w") == "!sh"
    assert fact.setting("alias.never") is None
    assert fact.setting("core.hookspath") == "/tmp/hooks"


@pytest.mark.parametrize(
    "text",
    [
        "[a]\n\tk = v\n",
        "[a]k=v",
        "[A]\nKey-One = x ; comment\n# line\n",
        '[a "Sub.Name"]\n\tk = "quoted ; # kept"  # gone\n',
        '[a "q\\"uote\\\\"]\nk = v\n',
        "[a]\n\tflag\n\tempty =\n",
        "[a]\n\tk = one \\\n\t  two\n",
        '[a]\n\tk = "  spaces  " \n',
        '[a]\n\tk = tab\\tnew\\nline\\"q\\\\\n',
        "[a.Dotted]\n\tk = v\n",
        '[url "https://x/"]\n\tinsteadOf = y\n\tinsteadof = z\n',
        "[a]\n\tk = a#b\n\tl = a b  c   ;x\n",
    ],
)
def test_configuration_is_read_as_git_reads_it(repo: Repository, text: str, tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text(text)
    pairs = repo.git("config", "--null", "--list", "--file", str(file)).split("\0")
    split = [pair.partition("\n") for pair in pairs if pair]
    theirs = [(key, value if newline else "true") for key, newline, value in split]
    ours = list(parse(text))
    if "Dotted" in text:
        ours = [(key.lower(), value) for key, value in ours]
    # Whether a tab inside a value stays a tab differs between versions of git.
    assert ours == theirs or [(key, value.replace("\t", " ")) for key, value in ours] == theirs


@pytest.mark.parametrize("version", [2, 3, 4])
def test_tracking_is_what_git_says(repo: Repository, version: int) -> None:
    repo.git("config", "index.version", str(version))
    repo.commit("a", "src/deep/b.py", "src/deep/bc.py", "src2/x", "sp ace/ü.txt", "x" * 200)
    if version == 3:
        (repo.root / "intent").write_text("x")
        repo.git("add", "-N", "intent")
    repo.git("update-index", "--index-version", str(version))
    (repo.root / "untracked").mkdir()
    (repo.root / "untracked" / "y").write_text("")
    listed = repo.git("ls-files", "-z").split("\0")
    for name in filter(None, listed):
        assert repo.facts.tracked(f"{repo.root}/{name}").tracked, name
    for name in ("", "src", "src/deep", "sp ace"):
        assert repo.facts.tracked(f"{repo.root}/{name}".rstrip("/")).tracked, name
    for name in ("untracked", "untracked/y", "sr", "src/dee", "nothing", ".git", "src/deep/b"):
        assert not repo.facts.tracked(f"{repo.root}/{name}").tracked, name


def test_modification_is_seen_by_time_and_size(repo: Repository) -> None:
    repo.commit("a", "d/b")
    assert not repo.facts.tracked(f"{repo.root}/d").modified
    (repo.root / "d" / "b").write_text("changed!")
    assert repo.facts.tracked(f"{repo.root}/d").modified
    assert not repo.facts.tracked(f"{repo.root}/a").modified
    (repo.root / "a").unlink()
    assert repo.facts.tracked(f"{repo.root}/a").modified


def test_a_split_index_and_a_sparse_one_are_read(repo: Repository) -> None:
    repo.commit("a", "d/b", "e/f/g")
    repo.git("update-index", "--split-index")
    repo.commit("later")
    assert repo.facts.tracked(f"{repo.root}/a").tracked
    assert repo.facts.tracked(f"{repo.root}/later").tracked
    repo.git("update-index", "--no-split-index")
    repo.git("sparse-checkout", "set", "--sparse-index", "d")
    assert repo.facts.tracked(f"{repo.root}/d/b").tracked
    assert repo.facts.tracked(f"{repo.root}/e/f/g").tracked
    assert repo.facts.tracked(f"{repo.root}/e").tracked


def test_a_file_behind_a_linked_directory_is_found_where_it_is(repo: Repository) -> None:
    repo.commit("d/b")
    os.symlink(repo.root / "d", repo.home / "shortcut")
    assert repo.facts.tracked(f"{repo.home}/shortcut/b").tracked


def test_a_damaged_index_tracks_nothing(repo: Repository) -> None:
    repo.commit("a")
    index = repo.root / ".git" / "index"
    for content in (b"", b"DIRC", index.read_bytes()[:40], b"\xff" * 100, b"DIRC\0\0\0\2\xff\xff\xff\xff"):
        index.write_bytes(content)
        assert not GitFacts(home=str(repo.home)).tracked(f"{repo.root}/zzz").tracked


def test_a_hostile_repository_runs_nothing(repo: Repository, tmp_path: Path) -> None:
    """Every place from which git starts programs is armed; facts are gathered; nothing may have run."""
    repo.commit("a", "b.txt")
    witness = tmp_path / "ran"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\necho x >> {witness}\n")
    script.chmod(0o755)
    for hook in ("post-index-change", "post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman"):
        target = repo.root / ".git" / "hooks" / hook
        target.parent.mkdir(exist_ok=True)
        target.write_text(script.read_text())
        target.chmod(0o755)
    with (repo.root / ".git" / "config").open("a") as config:
        config.write(
            f"[core]\n\tfsmonitor = {script}\n\tpager = {script}\n\teditor = {script}\n\tsshCommand = {script}\n"
            f"\thooksPath = .git/hooks\n\tattributesFile = {repo.root}/.gitattributes\n"
            f'[filter "x"]\n\tclean = {script}\n\tsmudge = {script}\n\tprocess = {script}\n\trequired = true\n'
            f'[diff "x"]\n\ttextconv = {script}\n\tcommand = {script}\n[diff]\n\texternal = {script}\n'
            f"[alias]\n\tls-files = !{script}\n\tstatus = !{script}\n[credential]\n\thelper = !{script}\n"
        )
    (repo.root / ".gitattributes").write_text("* filter=x diff=x\n")
    (repo.root / "b.txt").write_text("touched, so that git would run the filter")
    fact = repo.facts.repository(f"{repo.root}/a")
    assert fact.setting("core.fsmonitor") == str(script)
    assert repo.facts.tracked(str(repo.root)).modified
    assert repo.facts.tracked(f"{repo.root}/a").tracked
    assert not witness.exists()
    subprocess.run(["git", "status"], cwd=repo.root, capture_output=True, check=False, timeout=30)
    assert witness.exists(), "the trap is not armed: git itself should have run it"


def test_configuration_that_never_ends_is_not_read(repo: Repository) -> None:
    os.mkfifo(repo.root / ".git" / "pipe")
    with (repo.root / ".git" / "config").open("a") as config:
        config.write(
            "[include]\n\tpath = /dev/zero\n\tpath = pipe\n\tpath = config\n\tpath = /proc/kmsg\n[a]\n\tk = v\n"
        )
    assert repo.facts.repository(str(repo.root)).setting("a.k") == "v"


@pytest.mark.parametrize("trap", ["loop", "fifo", "device", "garbage", "self"])
def test_a_trap_in_place_of_the_git_directory_is_no_repository(tmp_path: Path, trap: str) -> None:
    root = tmp_path / "repo"
    root.mkdir()
    git = root / ".git"
    match trap:
        case "loop":
            os.symlink(".git", git)
        case "fifo":
            os.mkfifo(git)
        case "device":
            os.symlink("/dev/zero", git)
        case "garbage":
            git.write_bytes(b"gitdir: " + b"\xff" * 100)
        case _:
            git.write_text("gitdir: .git")
    facts = GitFacts(home=str(tmp_path))
    assert facts.repository(str(root / "x")).root == ""
    assert not facts.tracked(str(root / "x")).tracked


def test_a_branch_is_pushed_when_its_remote_branch_holds_the_same_commit(repo: Repository) -> None:
    repo.commit("a")
    repo.git("config", "branch.main.remote", "origin")
    repo.git("config", "branch.main.merge", "refs/heads/main")
    assert repo.facts.repository(str(repo.root)).pushed is False
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    assert repo.facts.repository(str(repo.root)).pushed is True
    repo.git("pack-refs", "--all")
    assert repo.facts.repository(str(repo.root)).pushed is True
    repo.commit("b")
    assert repo.facts.repository(str(repo.root)).pushed is False
