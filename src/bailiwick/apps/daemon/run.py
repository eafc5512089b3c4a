"""Where the daemon's process begins, started by a hook client or by `bailiwick daemon run`."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.home import Home
from bailiwick.adapters.recorder import Durability
from bailiwick.apps.daemon.lifecycle import IDLE_SECONDS, serve
from bailiwick.apps.daemon.package import load_everything
from bailiwick.model.errors import BailiwickError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from bailiwick.apps.daemon.service import HomeService

_DESCRIPTORS = 1024


def run(home: Home, *, idle_seconds: float = IDLE_SECONDS, durability: Durability = Durability.PROCESS) -> bool:
    """Be the daemon of `home` until told to end; False when there is one already.

    Raises:
        BailiwickError: see `lifecycle.serve`.
    """
    return serve(home, lambda: _open(home, durability), idle_seconds=idle_seconds)


def _open(home: Home, durability: Durability) -> HomeService:
    from bailiwick.apps.daemon.service import HomeService

    load_everything()
    return HomeService(home, durability=durability)


def main(root: str) -> NoReturn:
    """The process that a hook client starts. Exit 0 also when another daemon serves already."""
    os.closerange(3, _DESCRIPTORS)  # whatever the agent's process left open is none of ours
    os.chdir("/")
    try:
        run(Home(root))
    except BailiwickError as error:
        sys.stderr.write(f"bailiwick: {error}\n" + (f"  -> {error.remedy}\n" if error.remedy else ""))
        raise SystemExit(error.exit_code) from None
    raise SystemExit(0)
