"""Pattern tables: anchors, stars, and what lies below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.interpret.resources.table import PathTable

if TYPE_CHECKING:
    from collections.abc import Mapping


def tags(patterns: Mapping[str, tuple[str, ...]], path: str, home: int = -1) -> set[str]:
    return PathTable(patterns).tags([part for part in path.split("/") if part], home=home)


def test_a_plain_name_holds_anywhere_and_for_everything_below() -> None:
    table = {"x": (".ssh",)}
    assert tags(table, "/a/.ssh") == {"x"}
    assert tags(table, "/a/.ssh/b/c") == {"x"}
    assert tags(table, "/a/.ssh2") == set()


def test_a_run_of_names_holds_only_in_that_order() -> None:
    table = {"x": (".config/gcloud",)}
    assert tags(table, "/h/.config/gcloud/db") == {"x"}
    assert tags(table, "/h/gcloud/.config") == set()
    assert tags(table, "/gcloud") == set()


def test_anchors_bind_to_the_home_and_to_the_root() -> None:
    assert tags({"x": ("~/.npmrc",)}, "/home/u/.npmrc", home=2) == {"x"}
    assert tags({"x": ("~/.npmrc",)}, "/home/u/app/.npmrc", home=2) == set()
    assert tags({"x": ("~/.npmrc",)}, "/home/u/.npmrc") == set()
    assert tags({"x": ("/etc/shadow",)}, "/etc/shadow") == {"x"}
    assert tags({"x": ("/etc/shadow",)}, "/mnt/etc/shadow") == set()


def test_a_star_stands_for_letters_of_one_name() -> None:
    assert tags({"x": ("*.pem",)}, "/a/b.pem") == {"x"}
    assert tags({"x": (".env.*",)}, "/a/.env.local") == {"x"}
    assert tags({"x": (".env.*",)}, "/a/.env") == set()
    assert tags({"x": ("/proc/*/environ",)}, "/proc/1/environ") == {"x"}
    assert tags({"x": ("/proc/*/environ",)}, "/proc/1/2/environ") == set()
    assert tags({"x": ("aba*aba",)}, "/aba") == set()


def test_a_bare_star_at_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="star"):
        PathTable({"x": ("a/*",)})


def test_all_tags_of_a_path_are_found() -> None:
    assert tags({"x": (".git",), "y": (".git/hooks",)}, "/p/.git/hooks/pre-push") == {"x", "y"}


_NAME = st.text(alphabet="abc.", min_size=2, max_size=4)


@given(st.lists(_NAME, min_size=1, max_size=4), st.lists(_NAME, max_size=4), st.lists(_NAME, max_size=3))
def test_a_pattern_holds_for_itself_wherever_it_stands(run: list[str], before: list[str], after: list[str]) -> None:
    assert PathTable({"x": ("/".join(run),)}).tags([*before, *run, *after]) == {"x"}


def test_a_directory_that_is_not_known_may_be_any_inner_component() -> None:
    table = {"x": (".config/gh/hosts.yml",)}
    assert tags(table, "/h/.config/*/hosts.yml") == {"x"}
    assert tags(table, "/h/*/gh/hosts.yml") == set()
    assert tags(table, "/h/*/hosts.yml") == set()
    assert tags(table, "/h/.config/gh/*") == set()
