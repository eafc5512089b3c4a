"""Where the daemon's process begins, started by a hook client or by `bailiwick daemon run`."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.config import AnchorPlace, read_config
from bailiwick.adapters.home import Home
from bailiwick.apps.daemon.lifecycle import serve
from bailiwick.apps.daemon.package import load_everything
from bailiwick.model.errors import BailiwickError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from bailiwick.adapters.config import Config
    from bailiwick.adapters.recorder import Durability, Shelf
    from bailiwick.apps.daemon.service import HomeService

_DESCRIPTORS = 1024


def run(home: Home, *, idle_seconds: float | None = None, durability: Durability | None = None) -> bool:
    """Be the daemon of `home` until told to end; False when there is one already.

    Args:
        home: the home to serve.
        idle_seconds: end after so long without a request, 0 is never; None: as the home's `config.json` says.
        durability: what an answered call's entry survives; None: as that file says.

    Raises:
        BailiwickError: see `lifecycle.serve`.
    """
    config = read_config(home)
    chosen = durability or config.durability
    idle = config.idle_seconds if idle_seconds is None else idle_seconds
    return serve(home, lambda: _open(home, chosen, config), idle_seconds=idle or float("inf"))


def _open(home: Home, durability: Durability, config: Config) -> HomeService:
    from bailiwick.apps.daemon.service import HomeService

    load_everything()
    return HomeService(
        home,
        durability=_strictest(home, durability),
        shelf=_shelf(home, config),
        content_days=config.content_days if config.content == "full" else 0,
    )


def _shelf(home: Home, config: Config) -> Shelf | None:
    """The second place for checkpoints, where the file asks for one."""
    from bailiwick.adapters.keyring_shelf import KeyringShelf

    return KeyringShelf(home) if config.anchor is AnchorPlace.KEYRING else None


def _strictest(home: Home, chosen: Durability) -> Durability:
    """What was chosen, or `disk` where the policy asks for it."""
    from bailiwick.adapters.policy_files import PolicyFiles
    from bailiwick.adapters.recorder import Durability

    policy = PolicyFiles(home).current("").policy
    return Durability.DISK if policy is not None and policy.durability == "disk" else chosen


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
