"""How the daemon runs, from a file that people edit."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bailiwick.adapters.config import Config, config_path, read_config, write_config
from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import Durability
from bailiwick.model.errors import EnvironmentFault, UsageError


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(str(tmp_path))


def write(home: Home, text: str) -> None:
    Path(config_path(home)).write_text(text)


def test_without_a_file_the_defaults_hold(home: Home) -> None:
    assert read_config(home) == Config()


def test_what_was_set_is_read_again_and_unset_brings_the_default_back(home: Home) -> None:
    write_config(home, "durability", "disk")
    write_config(home, "idle_seconds", "0")
    config = read_config(home)
    assert (config.durability, config.idle_seconds, config.chosen) == (
        Durability.DISK,
        0,
        ("durability", "idle_seconds"),
    )
    assert stat.S_IMODE(Path(config_path(home)).stat().st_mode) == 0o600
    write_config(home, "durability", None)
    assert read_config(home).durability is Durability.PROCESS
    assert read_config(home).chosen == ("idle_seconds",)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 10_000, '{"durability": "sometimes"}', '{"durability": ["disk"]}']
)
def test_what_cannot_be_read_counts_as_the_strongest_durability(home: Home, text: str) -> None:
    write(home, text)
    config = read_config(home)
    assert config.durability is Durability.DISK
    assert len(config.problems) == 1


def test_a_linked_file_is_not_followed(home: Home, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text('{"durability": "process"}')
    Path(config_path(home)).symlink_to(tmp_path / "elsewhere")
    assert read_config(home).durability is Durability.DISK


@pytest.mark.parametrize("value", ["-1", "1.5", '"60"', "true", "99999999999"])
def test_an_impossible_idle_time_does_not_count(home: Home, value: str) -> None:
    write(home, f'{{"idle_seconds": {value}}}')
    config = read_config(home)
    assert config.idle_seconds == Config().idle_seconds
    assert "idle_seconds" in config.problems[0]


def test_an_unknown_key_is_reported_with_the_key_that_was_meant_and_kept(home: Home) -> None:
    write(home, '{"durabilty": "disk"}')
    assert "is it `durability`?" in read_config(home).problems[0]
    write_config(home, "idle_seconds", "60")
    assert "durabilty" in Path(config_path(home)).read_text()


@pytest.mark.parametrize(("key", "value"), [("durability", "sometimes"), ("idle_seconds", "soon"), ("speed", "high")])
def test_a_wrong_setting_is_refused_and_nothing_is_written(home: Home, key: str, value: str) -> None:
    with pytest.raises(UsageError):
        write_config(home, key, value)
    assert not Path(config_path(home)).exists()


def test_a_broken_file_is_not_overwritten(home: Home) -> None:
    write(home, "{")
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        write_config(home, "durability", "disk")
