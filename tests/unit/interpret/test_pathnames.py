"""Names by text alone."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.pathnames import absolute, normal, parent
from bailiwick.model.errors import InputError
from bailiwick.model.request import Place

LINUX = Place(project="/home/dev/app", home="/home/dev", user="dev")
WINDOWS = Place(project="C:/app", home="C:/Users/dev", user="dev", platform="windows", ignores_case=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a", "/w/a"),
        ("", "/w/"),
        ("../b", "/w/../b"),
        ("/a//b", "/a//b"),
        ("//a", "/a"),
        ("~", "/home/dev"),
        ("~/x", "/home/dev/x"),
        ("~dev/x", "/home/dev/x"),
        ("~other/x", "/home/other/x"),
        ("~root/x", "/root/x"),
        ("~+/x", "/w/x"),
        ("a~", "/w/a~"),
        ("~$x", "/w/~$x"),
        ("C:file", "/w/C:file"),
    ],
)
def test_a_name_is_made_absolute(text: str, name: str) -> None:
    assert absolute(text, cwd="/w", place=LINUX) == name


@pytest.mark.parametrize("text", ["a", "../a", "./a", "~-/x", "~+/x", "~1/x"])
def test_a_name_from_an_unknown_directory_is_unknown(text: str) -> None:
    assert absolute(text, cwd="", place=LINUX) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("C:\\a\\b", "C:/a/b"),
        ("c:/a", "c:/a"),
        ("a\\b", "C:/w/a/b"),
        ("~\\x", "C:/Users/dev/x"),
        ("\\\\?\\C:\\x", "C:/x"),
        ("\\\\host\\share\\x", "//host/share/x"),
        ("C:\\app\\.env.", "C:/app/.env"),
        ("C:\\app\\.env. .", "C:/app/.env"),
        ("C:\\app\\.env::$DATA", "C:/app/.env"),
        ("..\\x", "C:/w/../x"),
    ],
)
def test_names_of_windows_lose_what_windows_ignores(text: str, name: str) -> None:
    assert absolute(text, cwd="C:\\w", place=WINDOWS) == name


def test_a_nul_byte_is_never_part_of_a_name() -> None:
    with pytest.raises(InputError):
        absolute("a\0b", cwd="/", place=LINUX)


@given(st.lists(st.sampled_from(["a", "b", "..", ".", "", "x y"]), max_size=8).map("/".join))
def test_normal_names_are_those_of_the_standard_library(path: str) -> None:
    name = absolute(f"/{path}", cwd="/w", place=LINUX)
    assert name is not None
    assert normal(name) == "/" + posixpath.normpath(f"/{path}").lstrip("/")


@given(st.text(alphabet="ab./proc1selfroot", max_size=40))
def test_a_normal_name_stays_as_it_is(path: str) -> None:
    assert normal(normal(f"/{path}")) == normal(f"/{path}")


def test_the_root_holds_itself() -> None:
    assert parent("/") == "/"
    assert parent("/a") == "/"
    assert parent("/a/b") == "/a"
