"""Which credential files a sandbox hides."""

from __future__ import annotations

from pathlib import Path

from bailiwick.adapters.confinement.credentials import credential_paths


def test_credentials_of_the_home_are_found_where_they_exist(tmp_path: Path) -> None:
    home = tmp_path / "an [odd] home"
    for name in (".ssh/id_ed25519", ".aws/credentials", ".config/gh/hosts.yml", ".netrc", ".gitconfig", "work/a.py"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("x")
    found = {path.removeprefix(f"{home}/") for path in credential_paths(str(home)) if path.startswith(str(home))}
    assert found == {".ssh", ".aws", ".aws/credentials", ".config/gh/hosts.yml", ".netrc"}


def test_a_link_hides_what_it_points_to(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    (home / ".ssh").symlink_to(keys)
    assert str(keys) in credential_paths(str(home))


def test_a_home_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert not any(path.startswith(str(tmp_path)) for path in credential_paths(str(tmp_path / "nobody")))
