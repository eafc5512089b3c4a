"""Code of other languages than shell: what a one-liner or script does, as far as its text tells."""

from __future__ import annotations

from bailiwick.interpret.code.dispatch import effects_of_code

__all__ = ["effects_of_code"]
