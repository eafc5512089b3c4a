"""What is permitted around what is hidden."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bailiwick.adapters.confinement.landlock import readable
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault


def test_with_nothing_hidden_everything_is_permitted_at_once() -> None:
    assert list(readable(())) == ["/"]


def test_nothing_hidden_is_at_or_below_a_permitted_path_and_all_neighbours_are_permitted(tmp_path: Path) -> None:
    for name in ("a/x", "a/y", "b", "ab"):
        (tmp_path / name).mkdir(parents=True)
    hidden = (f"{tmp_path}/a/x", f"{tmp_path}/b")
    found = list(readable(hidden))
    assert {f"{tmp_path}/a/y", f"{tmp_path}/ab"} <= set(found)
    for path in found:
        assert not any(one == path or one.startswith(f"{path}/") for one in hidden)
        assert path not in ("/", str(tmp_path), f"{tmp_path}/a")


def test_what_does_not_exist_hides_nothing_but_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert f"{tmp_path}/a" in list(readable((f"{tmp_path}/missing",)))


def test_more_neighbours_than_can_be_named_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "CONFINED_PATHS", 3)
    for name in "abcde":
        (tmp_path / name).mkdir()
    with pytest.raises(EnvironmentFault, match="at most 3 paths"):
        list(readable((os.path.join(tmp_path, "a"),)))
