"""Policy from files: reloaded on change, never silently replaced by something broken."""

from __future__ import annotations

import os

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.policy_files import DEFAULT_POLICY, PolicyFiles, compile_sources, default_policy
from bailiwick.model.verdict import Mode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(str(tmp_path / "home"))
    home.create()
    (tmp_path / "project").mkdir()
    return home


def write(path: str, text: str | bytes) -> None:
    """Replace a file so that its stamp differs whatever the clock's resolution is."""
    data = text.encode() if isinstance(text, str) else text
    with open(f"{path}.new", "wb") as file:
        file.write(data)
    os.replace(f"{path}.new", path)


def files(home: Home) -> PolicyFiles:
    return PolicyFiles(home, managed=f"{home.root}/managed.yaml")


def test_no_file_is_no_policy(home: Home) -> None:
    current = files(home).current("/p")
    assert current.policy is None
    assert "no policy file" in current.problem
    assert current.changed


def test_where_nothing_is_installed_a_projects_file_narrows_the_default_profile(home: Home, tmp_path: Path) -> None:
    write(f"{tmp_path}/bailiwick.yaml", "version: 1\nmode: observe\nrules: [{id: x, guard: deny, reason: no}]\n")
    plain = compile_sources(files(home).uninstalled(str(tmp_path)))
    assert plain["mode"] == "enforce"
    assert {"project/x", "baseline/files.delete-vital"} <= {rule["id"] for rule in plain["rules"]}
    assert compile_sources(files(home).uninstalled(""))["packs"] == ["baseline"]


def test_a_managed_file_alone_is_a_policy(home: Home) -> None:
    write(f"{home.root}/managed.yaml", DEFAULT_POLICY)
    assert files(home).current("/p").policy is not None


def test_a_change_is_seen_on_the_next_call_and_told_once(home: Home) -> None:
    source = files(home)
    write(home.policy, DEFAULT_POLICY)
    first = source.current("/p")
    assert first.changed
    assert not source.current("/p").changed
    write(home.policy, DEFAULT_POLICY + "rules: [{id: x, guard: deny, reason: no, on: net.*}]\n")
    second = source.current("/p")
    assert second.changed
    assert first.policy is not None
    assert second.policy is not None
    assert first.policy.hash != second.policy.hash


@pytest.mark.parametrize("broken", ["version: 1\nmode: [", "version: 1\nmoed: observe\n", b"\xff\xfe", ""])
def test_a_broken_file_never_replaces_the_last_good_policy(home: Home, broken: str | bytes) -> None:
    source = files(home)
    write(home.policy, DEFAULT_POLICY)
    good = source.current("/p").policy
    write(home.policy, broken)
    current = source.current("/p")
    assert current.policy is good
    assert current.problem
    assert current.changed
    assert source.current("/p").problem
    assert not source.current("/p").changed


def test_a_broken_file_at_the_start_is_no_policy(home: Home) -> None:
    write(home.policy, "version: 1\nmode: [")
    assert files(home).current("/p").policy is None


def test_a_removed_file_keeps_the_last_good_policy_and_says_so(home: Home) -> None:
    source = files(home)
    write(home.policy, DEFAULT_POLICY)
    good = source.current("/p").policy
    os.unlink(home.policy)
    current = source.current("/p")
    assert current.policy is good
    assert "no policy file" in current.problem


def test_a_project_file_adds_guards_for_its_project_only(home: Home, tmp_path: Path) -> None:
    project = str(tmp_path / "project")
    write(home.policy, "version: 1\n")
    write(
        f"{project}/bailiwick.yaml", "version: 1\nmode: observe\nrules: [{id: x, guard: deny, reason: no, on: net.*}]\n"
    )
    source = files(home)
    narrowed = source.current(project).policy
    other = source.current(str(tmp_path)).policy
    assert narrowed is not None
    assert other is not None
    assert list(narrowed.rules) == ["project/x"]
    assert narrowed.mode is Mode.ENFORCE
    assert narrowed.notes
    assert not other.rules


def test_the_cache_is_used_and_is_never_believed_when_damaged(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home.policy, DEFAULT_POLICY)
    first = files(home).current("/p").policy
    (name,) = os.listdir(home.folder("cache"))
    assert first is not None

    def refuse(*_arguments: object) -> None:
        raise AssertionError("compiled again")

    with monkeypatch.context() as patched:
        patched.setattr("bailiwick.adapters.policy_files.compile_sources", refuse)
        again = files(home).current("/p").policy
    assert again is not None
    assert again.hash == first.hash
    write(f"{home.folder('cache')}/{name}", '{"plain_version": 1, "ru')
    repaired = files(home).current("/p").policy
    assert repaired is not None
    assert repaired.hash == first.hash


def test_what_was_prepared_is_not_compiled_again_for_any_project(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home.policy, DEFAULT_POLICY)
    source = PolicyFiles(home, managed=f"{home.root}/managed.yaml", caches=False)
    source.prepare()
    monkeypatch.setattr("bailiwick.adapters.policy_files.compile_sources", pytest.fail)
    first, second = source.current("/p"), source.current("/q")
    assert first.policy is second.policy is not None
    assert first.changed
    assert second.changed


def test_preparing_a_broken_policy_leaves_the_problem_to_the_first_call(home: Home) -> None:
    write(home.policy, "version: 99\n")
    source = files(home)
    source.prepare()
    current = source.current("/p")
    assert current.policy is None
    assert current.problem
    assert current.changed


def test_an_unwritable_cache_is_only_slower(home: Home) -> None:
    write(home.policy, DEFAULT_POLICY)
    os.rmdir(home.folder("cache"))
    assert files(home).current("/p").policy is not None


def test_the_default_profile_is_enforced_baseline() -> None:
    policy = default_policy()
    assert policy.mode is Mode.ENFORCE
    assert policy.packs == ("baseline",)
    assert len(policy.rules) > 100
