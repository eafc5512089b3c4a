"""Facts of a real disk: missing, hostile and ordinary things."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.adapters.host_facts import HostFacts, path_fact, program_fact, text_fact
from bailiwick.adapters.host_globs import expand
from bailiwick.model import bounds
from bailiwick.model.fact import (
    AddressQuery,
    FileType,
    GlobQuery,
    PathFact,
    PathQuery,
    ProgramQuery,
    RepositoryQuery,
    TextQuery,
    TrackedQuery,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bailiwick.model.fact import FactQuery


def test_a_file_has_its_real_path_and_type(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "f").write_text("abc")
    os.symlink("f", root / "l")
    fact = path_fact(f"{root}/./l")
    assert fact == PathFact(f"{root}/f", FileType.FILE, link=True, size=3)
    assert path_fact(str(root)).type is FileType.DIRECTORY
    assert path_fact("/dev/null").type is FileType.DEVICE


def test_a_missing_path_is_resolved_up_to_what_exists(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "d").mkdir()
    os.symlink("d", root / "l")
    fact = path_fact(f"{root}/l/x/y")
    assert (fact.real, fact.type) == (f"{root}/d/x/y", FileType.MISSING)


def test_a_dangling_link_is_a_link_to_something_missing(tmp_path: Path) -> None:
    os.symlink("/nowhere/x", tmp_path / "l")
    fact = path_fact(f"{tmp_path}/l")
    assert fact.link
    assert (fact.real, fact.type) == ("/nowhere/x", FileType.MISSING)


def test_hard_links_and_the_executable_bit_are_seen(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    os.link(tmp_path / "f", tmp_path / "g")
    os.chmod(tmp_path / "f", 0o755)
    fact = path_fact(f"{tmp_path}/f")
    assert fact.links == 2
    assert fact.executable


def test_a_fifo_is_neither_file_nor_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p")
    assert path_fact(f"{tmp_path}/p").type is FileType.OTHER
    assert text_fact(f"{tmp_path}/p", 10).text is None


def test_text_is_read_to_its_limit_and_binaries_are_not(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes("é\xff".encode("latin-1") + b"!")
    (tmp_path / "b").write_bytes(b"\x7fELF\0")
    assert text_fact(f"{tmp_path}/t", 10).text == "\ufffd\ufffd!"
    assert "binary" in text_fact(f"{tmp_path}/b", 10).problem
    assert "at most 2" in text_fact(f"{tmp_path}/t", 2).problem


def test_a_program_is_the_first_executable_on_the_path(tmp_path: Path) -> None:
    for name, mode in (("a", 0o644), ("b", 0o755), ("c", 0o755)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tool").write_text("#!/bin/sh\n")
        os.chmod(tmp_path / name / "tool", mode)
    path = tuple(f"{tmp_path}/{name}" for name in "abc")
    assert program_fact("tool", path).path == f"{tmp_path}/b/tool"
    assert program_fact(f"{tmp_path}/c/tool", path).path == f"{tmp_path}/c/tool"
    assert program_fact("none", path).path == ""
    assert program_fact("tool", ("", ".")).path == ""


def test_names_are_resolved_only_when_switched_on(tmp_path: Path) -> None:
    query = AddressQuery("example.com")
    assert HostFacts(home=str(tmp_path)).fetch([query])[query].addresses == ()  # type: ignore[union-attr]
    switched_on = HostFacts(home=str(tmp_path), resolve=lambda host: (f"of {host}",))
    assert switched_on.fetch([query])[query].addresses == ("of example.com",)  # type: ignore[union-attr]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(path=st.text(max_size=30) | st.just("\ud800") | st.just("a" * 5000))
def test_no_path_makes_the_host_raise(tmp_path: Path, path: str) -> None:
    absolute = f"{tmp_path}/{path}"
    queries: list[FactQuery] = [
        PathQuery(path),
        PathQuery(absolute),
        TextQuery(absolute, 100),
        GlobQuery(absolute, deep=True),
        ProgramQuery(path, (str(tmp_path),)),
        RepositoryQuery(absolute),
        TrackedQuery(absolute),
    ]
    assert HostFacts(home=str(tmp_path)).fetch(queries).keys() == set(queries)


@pytest.fixture
def farm(tmp_path: Path) -> Path:
    for name in (
        "a.txt",
        "b.txt",
        ".hidden.txt",
        "c.md",
        "sub/d.txt",
        "sub/deep/e.txt",
        ".dir/f.txt",
        "[x].txt",
        "x y.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    os.symlink("sub", tmp_path / "link")
    os.symlink("loop", tmp_path / "loop")
    return tmp_path.resolve()


@pytest.mark.parametrize(
    "pattern",
    ["*", "*.txt", ".*.txt", "[ab].txt", "[!ab].txt", "[^ab].txt", "?.txt", "*/*.txt", "sub/*", "link/*", "[[]x].txt",
     "nothing*", "a.txt", "s*/deep/*.txt", "*/", "loop/*", "x*"],
)  # fmt: skip
@pytest.mark.parametrize("dotglob", [False, True])
def test_globs_match_what_bash_matches(farm: Path, pattern: str, *, dotglob: bool) -> None:
    script = f"shopt -s nullglob {'dotglob' if dotglob else ''}; printf '%s\\n' {pattern}"
    theirs = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=farm, capture_output=True, text=True, check=True, timeout=20
    ).stdout.split("\n")
    ours = expand(GlobQuery(f"{farm}/{pattern}", dotglob=dotglob)).paths
    expected = sorted(f"{farm}/{name.rstrip('/')}" for name in theirs if name)
    if pattern == "*/":
        return  # whether a trailing slash is kept is the caller's business
    assert list(ours) == expected


def test_deep_globs_walk_the_tree_without_following_links(farm: Path) -> None:
    script = "shopt -s nullglob globstar; printf '%s\\n' **/*.txt"
    theirs = subprocess.run(["bash", "--norc", "-c", script], cwd=farm, capture_output=True, text=True, check=True)
    expected = sorted(f"{farm}/{name}" for name in theirs.stdout.split("\n") if name)
    assert list(expand(GlobQuery(f"{farm}/**/*.txt", deep=True)).paths) == [
        path for path in expected if "/link/" not in path
    ]


def test_a_glob_with_too_many_matches_says_that_it_is_cut(tmp_path: Path) -> None:
    for number in range(bounds.GLOB_MATCHES + 5):
        (tmp_path / str(number)).touch()
    fact = expand(GlobQuery(f"{tmp_path}/*"))
    assert not fact.complete
    assert len(fact.paths) == bounds.GLOB_MATCHES
