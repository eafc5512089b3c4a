"""Output of small programs that is known without running them."""

from __future__ import annotations

import subprocess

import pytest


def shown(shell, text: str) -> list[str]:  # type: ignore[no-untyped-def]  # fixture of conftest
    (argv,) = shell.invocations(text)
    return [word.shown() for word in argv[1:]]


@pytest.mark.parametrize(
    "call",
    ["basename /a/b.txt .txt", "basename a/", "basename /", "dirname /a/b", "dirname a", "dirname /a", "dirname a/b/", "seq 3", "seq 2 4",
     "seq 1 2 7", "seq 5 -2 1", "basename x x"],
)  # fmt: skip
def test_the_answer_is_the_one_of_the_real_program(call: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    real = subprocess.run(call.split(), capture_output=True, text=True, check=True).stdout.rstrip("\n")
    assert shown(shell, f'show "$({call})"') == [real]


def test_parts_of_an_unknown_path_stay_known(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    assert shown(shell, 'show "$(basename "$X/file.txt" .txt)" "$(dirname "$X/file.txt")"') == ["file", "<$X>"]


def test_git_answers_from_the_facts(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    subprocess.run(["git", "init", "-q", "-b", "work", str(shell.project)], check=True)
    (shell.project / "sub").mkdir()
    found = shell.operations('cd sub && cd "$(git rev-parse --show-toplevel)" && rm -rf dist')
    assert [item.resource.value for item in found if item.kind == "file.delete"] == [str(shell.project / "dist")]


def test_a_listing_that_is_consumed_is_exact(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    for name in ("a.log", "b.log", "c.txt"):
        (shell.project / name).write_text("")
    assert deleted("ls | grep log | xargs rm") == {str(shell.project / name) for name in ("a.log", "b.log")}


@pytest.mark.parametrize("listing", ["find . -name '*.pyc'", "git ls-files", "grep -rl x ."])
def test_names_from_below_the_directory_stay_below_it(listing: str, shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = shell.operations(f"{listing} | xargs rm")
    deletions = [item.resource for item in found if item.kind == "file.delete"]
    assert deletions
    assert all(one.value.startswith(str(shell.project)) and "outside" not in one.classes for one in deletions)


@pytest.mark.parametrize("listing", ["find . -type f", "find . -print0", "git ls-files"])
def test_removing_all_that_a_search_without_a_name_finds_removes_the_place(listing: str, shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    zero = " -0" if "print0" in listing else ""
    assert str(shell.project) in deleted(f"{listing} | xargs{zero} rm -f")


def test_a_temporary_name_is_the_same_wherever_it_is_used(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    (path,) = deleted('t=$(mktemp -d); cd "$t"; cd /; rm -rf "$t"')
    assert path.startswith(str(shell.root / "tmp"))
    assert len(deleted('a=$(mktemp); b=$(mktemp); rm "$a" "$b"')) == 2
