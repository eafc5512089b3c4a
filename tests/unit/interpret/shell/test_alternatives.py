"""After a branch, every outcome is followed."""

from __future__ import annotations

import pytest


def words(shell, text: str) -> set[str]:  # type: ignore[no-untyped-def]  # fixture of conftest
    return {" ".join(word.shown() for word in argv) for argv in shell.invocations(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if one; then v=a; else v=b; fi; show $v", {"one", "show a", "show b"}),
        ("v=a; one && v=b; show $v", {"one", "show a", "show b"}),
        ("v=a; one || v=b; show $v", {"one", "show a", "show b"}),
        ("case $unknown in x) v=a;; *) v=b;; esac; show $v", {"show a", "show b"}),
        ("v=a; one && v=b; w=$v; show $w$w", {"one", "show aa", "show bb"}),
        ("v=a; one && v=b; [[ $v == a ]] && show yes || show no", {"one", "show yes", "show no"}),
        ("v=a; one && v=b; case $v in a) show x;; b) show y;; esac", {"one", "show x", "show y"}),
        ("v=a; one && v=b; for i in $v; do show $i; done", {"one", "show a", "show b"}),
        ('v=a; one && v=b; x=$(echo $v); show "$x"', {"one", "show a", "show b"}),
        ('set -- a; one && set -- b c; show "$@"', {"one", "show a", "show b c"}),
        ("f() { one && return; v=b; }; v=a; f; show $v", {"one", "show a", "show b"}),
        ("for v in a b; do one && break; done; show $v", {"one", "show a", "show b"}),
        ("for v in a b; do one && continue; w=$v; done; show ${w:-none}", {"one", "show a", "show b", "show none"}),
        ("one && exit; show x", {"one", "show x"}),
        ("one || exit; show x", {"one", "show x"}),
        ("one && v=$(two); show ${v:-none}", {"one", "two", "show none", "show <output>"}),
    ],
)
def test_all_values_are_used(text: str, expected: set[str], shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    found = {
        " ".join("<output>" if "<" in word else word for word in line.split(" <")[:1]) for line in words(shell, text)
    }
    assert {line for line in expected if "<" not in line} <= found | words(shell, text)


def test_a_directory_that_may_not_exist_leaves_two_places(shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    base = str(shell.project)
    assert deleted("cd sub; rm -rf x") == {f"{base}/sub/x", f"{base}/x"}
    assert deleted("cd sub && rm -rf x") == {f"{base}/sub/x"}
    assert deleted("cd sub || exit; rm -rf x") == {f"{base}/sub/x"}
    assert deleted("cd sub || rm -rf x") == {f"{base}/x"}
    assert deleted("set -e; cd sub; rm -rf x") == {f"{base}/sub/x"}
    assert deleted("mkdir sub; cd sub; rm -rf x") == {f"{base}/sub/x"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("cd /tmp; cd -; rm x", "{project}/x"),
        ("pushd /usr; popd; rm x", "{project}/x"),
        ("pushd /usr; rm x", "/usr/x"),
        ("(cd /usr); rm x", "{project}/x"),
        ("cd; rm x", "{home}/x"),
        ("cd ~/project/../..; rm x", "{root}/x"),
        ("cd -P -- /usr; rm x", "/usr/x"),
        ("cd /usr | true; rm x", "{project}/x"),
        ("cd $(pwd)/..; rm x", "{home}/x"),
        ('d=/usr; cd "$d/lib"; rm x', "/usr/lib/x"),
        ("cd /usr && cd lib && rm x", "/usr/lib/x"),
        ('dirs > /dev/null; rm "$PWD/x"', "{project}/x"),
    ],
)
def test_the_working_directory_is_followed(text: str, place: str, shell, deleted) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    expected = place.format(project=shell.project, home=shell.home, root=shell.home.parent)
    assert deleted(text) == {expected}


def test_more_combinations_than_the_bound_are_unknown_and_not_forgotten(shell) -> None:  # type: ignore[no-untyped-def]  # fixture of conftest
    text = "".join(f"v{number}=a; one && v{number}=b; " for number in range(8))
    text += "show " + "".join(f"$v{number}" for number in range(8))
    found = words(shell, text)
    assert {"show aaaaaaaa", "show bbbbbbbb"} & found
    assert any("<value of" in line for line in found)
