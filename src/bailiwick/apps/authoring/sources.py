"""Policies that an author names: the one in force, or a file alone."""

from __future__ import annotations

import os

from bailiwick.adapters.home import Home, default_root
from bailiwick.adapters.policy_files import PolicyFiles, Sources, compile_sources
from bailiwick.apps.judging import project_of
from bailiwick.model import bounds
from bailiwick.model.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

IN_FORCE = "in-force"
"""Name that stands for the policy in force."""


def installed_sources(folder: str) -> Sources:
    """The texts of all levels for calls in the project that holds `folder`.

    Where no policy is installed, the default profile and the project's.

    Raises:
        PolicyError: a file cannot be read.
    """
    files = PolicyFiles(Home(default_root(os.environ)), caches=False)
    if not files.installed:
        return files.uninstalled(project_of(folder))
    return files.sources(project_of(folder))


def sources_of(name: str) -> Sources:
    """The texts that a person means: a policy file alone, or the policy in force here.

    Raises:
        UsageError: the file cannot be read.
        PolicyError: a file in force cannot be read.
    """
    if name in ("", IN_FORCE):
        return installed_sources(os.getcwd())
    return Sources(user=read_file(name), names=("", name, ""))


def plain_of(name: str) -> dict[str, Any]:
    """The compiled plain form of what `sources_of` gives.

    Raises:
        UsageError: the file cannot be read.
        PolicyError: a policy is broken.
    """
    return compile_sources(sources_of(name))


def read_file(path: str) -> str:
    """The text of a file.

    Raises:
        UsageError: it cannot be read, is too long, or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(bounds.POLICY_BYTES + 1)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be read: {error.strerror}") from error
    if len(data) > bounds.POLICY_BYTES:
        raise UsageError(f"expected `{path}` to have at most {bounds.POLICY_BYTES} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"expected `{path}` to be UTF-8, byte {error.start} is not") from error
