"""Build hook: placeholder until the client is compiled here."""

from __future__ import annotations

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Compiles the hook client into the wheel."""
