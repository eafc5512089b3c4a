"""Programs: what one start of a program does, from a catalogue of data.

`catalogue` has one module of literals per family of programs, `grammar` defines their notation, `arguments`
and `commands` read an argv with it, `roles` and `templates` turn it into operations. `semantics` holds
one small module for each program that data cannot describe.
"""

from __future__ import annotations

from bailiwick.interpret.programs.start import effects

__all__ = ["effects"]
