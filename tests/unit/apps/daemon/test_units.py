"""Service definitions that systemd and launchd can read."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from bailiwick.apps.daemon.units import launchd_plist, systemd_unit

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ["/opt/a b/python", "-I", "--home", '/home/x"%$HOME\\y&<z>']


def test_the_plist_holds_the_command_word_for_word() -> None:
    plist = plistlib.loads(launchd_plist(COMMAND, "/home/x&y/log").encode())
    assert plist["ProgramArguments"] == COMMAND
    assert plist["StandardErrorPath"] == "/home/x&y/log"
    assert plist["Umask"] == 0o077


def test_the_unit_quotes_what_systemd_would_expand() -> None:
    line = next(line for line in systemd_unit(COMMAND).splitlines() if line.startswith("ExecStart="))
    assert line == r'ExecStart="/opt/a b/python" -I --home "/home/x\"%%$$HOME\\y&<z>"'


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd-analyze on this machine")
    unit = tmp_path / "bailiwick.service"
    unit.write_text(systemd_unit(["/bin/true", "a b"]))
    done = subprocess.run([program, "verify", "--user", str(unit)], check=False, capture_output=True, timeout=30)
    assert b"bailiwick.service" not in done.stderr
