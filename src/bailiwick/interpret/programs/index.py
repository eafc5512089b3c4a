"""Programs by name: which family module of the catalogue holds which program.

Families are imported when one of their programs is first met. A test checks this index against them.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from bailiwick.interpret.programs.families import FAMILIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.grammar import Program


@lru_cache(maxsize=1)
def _families() -> Mapping[str, str]:
    return {name: family for family, names in FAMILIES.items() for name in names.split()}


def family_of(name: str) -> str:
    """The family module that describes the program, or empty."""
    return _families().get(name, "")


def program(name: str) -> Program:
    """The description of a program that `family_of` knows."""
    return programs_of(family_of(name))[name]


@lru_cache(maxsize=128)
def programs_of(family: str) -> Mapping[str, Program]:
    """The programs of one family by each of their names."""
    module = import_module(f"bailiwick.interpret.programs.catalogue.{family}")
    programs: tuple[Program, ...] = module.PROGRAMS
    return {name: item for item in programs for name in item.names.split()}
