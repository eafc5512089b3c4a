"""Shell text to operations by abstract interpretation of the parsed script."""

from __future__ import annotations

from bailiwick.interpret.shell.session import interpret_shell

__all__ = ["interpret_shell"]
