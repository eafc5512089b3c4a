"""Checks of what everything stands on: interpreter, hook client, home, key, policy."""

from __future__ import annotations

import os
import sys

from bailiwick.adapters.keys import load_public_key, load_signing_key, public_key_path
from bailiwick.apps.doctor import confinement, modes, probes
from bailiwick.apps.doctor.check import bad, ok, warn
from bailiwick.apps.setup import policy_in_force
from bailiwick.model.errors import BailiwickError
from bailiwick.pep.hook.command import CLIENT, client_runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bailiwick.adapters.home import Home
    from bailiwick.apps.doctor.check import Check

OLDEST_PYTHON = (3, 11)


def checks(home: Home, project: str) -> Iterator[Check]:
    """All checks of this file."""
    yield _python()
    yield _client()
    yield confinement.check()
    yield from _home(home)
    yield _key(home)
    yield _policy(home, project)
    yield from probes.checks(policy_in_force(home, project).policy)


def _python() -> Check:
    version = ".".join(str(number) for number in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        return bad("python", f"{version} is too old", "install Python 3.11 or newer")
    return ok("python", f"{version}, {sys.executable}")


def _client() -> Check:
    if client_runs():
        return ok("hook client", CLIENT)
    return warn(
        "hook client",
        "the compiled client does not run here; its Python twin serves, at some milliseconds more per call",
        "install a C compiler and reinstall Bailiwick",
    )


def _home(home: Home) -> Iterator[Check]:
    try:
        home.check()
    except BailiwickError as error:
        yield bad("home", str(error), error.remedy)
        return
    yield from modes.checks(home)


def _key(home: Home) -> Check:
    try:
        private, public = load_signing_key(home), load_public_key(home)
    except BailiwickError as error:
        return bad("log key", str(error), error.remedy or "restore keys/ from your backup")
    if private.public().raw != public.raw:
        remedy = "restore keys/ from your backup; a person who checks the log needs the right public key"
        return bad("log key", f"`{public_key_path(home)}` is not the public half of the signing key", remedy)
    return ok("log key", f"{public.raw.hex()[:12]}, private part readable by you only")


def _policy(home: Home, project: str) -> Check:
    in_force = policy_in_force(home, project)
    if in_force.policy is None:
        repair = "repair the file, or move it away and run `bailiwick init` for a fresh one"
        known = os.path.lexists(home.policy)
        return bad("policy", in_force.problem or "there is none", repair if known else "run `bailiwick init`")
    seen = f"{in_force.policy.hash[:12]}, {len(in_force.policy.rules)} rules, mode {in_force.policy.mode}"
    if in_force.problem:
        return bad("policy", f"{in_force.problem}; the last good one stays in force", "repair the file")
    return ok("policy", seen)
