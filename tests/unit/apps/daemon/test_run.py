"""What the daemon's process begins with: the strictest durability that anybody asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import Durability
from bailiwick.apps.daemon.run import _strictest


@pytest.mark.parametrize(
    ("policy", "chosen", "expected"),
    [
        ("version: 1\n", Durability.PROCESS, Durability.PROCESS),
        ("version: 1\n", Durability.DISK, Durability.DISK),
        ("version: 1\ndurability: disk\n", Durability.PROCESS, Durability.DISK),
        ("version: 1\ndurability: process\n", Durability.DISK, Durability.DISK),
        ("broken: [", Durability.PROCESS, Durability.PROCESS),
    ],
)
def test_a_policy_makes_the_log_stricter_and_never_weaker(
    tmp_path: Path, policy: str, chosen: Durability, expected: Durability
) -> None:
    home = Home(str(tmp_path))
    home.create()
    Path(home.policy).write_text(policy)
    assert _strictest(home, chosen) is expected
