"""`bailiwick confine` from the outside: what it runs, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bailiwick.adapters.confinement import landlock

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or landlock.version() < landlock.OLDEST_ABI, reason="needs Linux with Landlock"
)


def confine(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-m", "bailiwick", "confine", *words]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def test_the_command_runs_with_its_words_its_input_and_its_exit_code(tmp_path: Path) -> None:
    done = confine(tmp_path, "--", "sh", "-c", 'echo "$1"; exit 7', "name", "--network -- it's")
    assert (done.stdout, done.returncode) == ("--network -- it's\n", 7)


def test_what_may_be_written_is_relative_to_the_working_directory(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = confine(tmp_path, "--write", "in", "--", "sh", "-c", "echo x > in/a; echo x > b")
    assert done.returncode != 0
    assert (tmp_path / "in" / "a").exists()
    assert not (tmp_path / "b").exists()


def test_a_link_that_no_command_could_have_made_is_followed(tmp_path: Path) -> None:
    (tmp_path / "dir").mkdir()
    (tmp_path / "other").symlink_to("dir")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    assert confine(tmp_path, "--write", "link", "--", "sh", "-c", "echo x > dir/a; echo x > link/b").returncode == 0
    assert sorted(path.name for path in (tmp_path / "dir").iterdir()) == ["a", "b"]


def test_credentials_are_those_of_the_home(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("x")
    assert confine(tmp_path, "--hide", "credentials", "--", "cat", ".netrc").returncode == 1
    assert confine(tmp_path, "--", "cat", ".netrc").stdout == "x"


def test_with_credentials_the_keys_of_bailiwick_are_hidden(tmp_path: Path) -> None:
    key = tmp_path / ".bailiwick" / "keys" / "log"
    key.parent.mkdir(parents=True)
    key.write_text("x")
    assert confine(tmp_path, "--", "cat", str(key)).stdout == "x"
    assert confine(tmp_path, "--hide", "credentials", "--", "cat", str(key)).returncode == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--", "nonexistent-program"], 127, "is not there"),
        (["--", "/etc/passwd"], 126, "cannot be run"),
        (["--write", ".", "--hide", "dir", "--", "true"], 125, "cannot be hidden"),
        (["--write", ".", "--write", "link", "--", "true"], 125, "is a link in a place that may be written"),
        (["--write", "dir", "--write", "chain", "--", "true"], 125, "is a link in a place that may be written"),
        (["--write", "link", "--write", "chain", "--", "true"], 125, "is a link in a place that may be written"),
        (["--write", "loop", "--", "true"], 125, "at most 40 links"),
        (["--network", "some", "--", "true"], 2, "invalid choice"),
        (["--write", "."], 2, "required: PROGRAM"),
    ],
)
def test_what_goes_wrong_has_an_exit_code_and_a_message(
    tmp_path: Path, words: list[str], code: int, message: str
) -> None:
    (tmp_path / "dir").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "dir")
    (tmp_path / "dir" / "inner").symlink_to(tmp_path)
    (tmp_path / "chain").symlink_to("dir/inner")
    (tmp_path / "loop").symlink_to("loop")
    done = confine(tmp_path, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
