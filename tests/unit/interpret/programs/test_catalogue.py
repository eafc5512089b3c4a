"""The catalogue holds together: every name, role, effect and module it speaks of exists."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest

from bailiwick.interpret.programs import catalogue, index
from bailiwick.interpret.programs.catalogue.git import additions, plumbing, porcelain
from bailiwick.interpret.programs.families import FAMILIES
from bailiwick.interpret.programs.filters import FILTERS
from bailiwick.interpret.programs.grammar import (
    Program,
    compile_effects,
    compile_operands,
    compile_options,
)
from bailiwick.interpret.programs.roles import ARGV_ROLES, ROLES
from bailiwick.model.vocabulary import attributes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MODES = {"", "none", "meta", "content", "pass", "network", "file", "environment", "secret", "decoded"}
FAMILY_MODULES = sorted(module.name for module in iter_modules(catalogue.__path__))


def known_role(role: str) -> bool:
    return role.partition(":")[0] in ROLES.keys() | ARGV_ROLES.keys()


def family_programs(family: str) -> tuple[Program, ...]:
    programs: tuple[Program, ...] = import_module(f"{catalogue.__name__}.{family}").PROGRAMS
    return programs


def below(program: Program) -> Iterator[Program]:
    yield program
    for command in program.commands.values():
        yield from below(command)


def everything(family: str) -> Iterator[Program]:
    for program in family_programs(family):
        yield from below(program)
    if family == "git":
        for command in (*porcelain.COMMANDS.values(), *plumbing.COMMANDS.values(), *additions.COMMANDS.values()):
            yield from below(command)


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_the_index_lists_what_the_family_holds(family: str) -> None:
    held = {name for program in family_programs(family) for name in program.names.split()}
    listed = set(FAMILIES[family].split())
    assert listed == held, f"families.py should say for {family}: {' '.join(sorted(held))}"


def test_the_index_names_no_family_that_is_not_there() -> None:
    assert sorted(FAMILIES) == FAMILY_MODULES


def test_no_program_is_in_two_families() -> None:
    seen: dict[str, str] = {}
    for family, names in FAMILIES.items():
        for name in names.split():
            assert name not in seen, f"{name} is in {seen.get(name)} and {family}"
            seen[name] = family


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_every_option_line_can_be_read_and_names_known_roles(family: str) -> None:
    for program in everything(family):
        for option in compile_options(program.options).values():
            assert known_role(option.role), f"{program.names}: {option}"


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_every_operand_pattern_names_known_roles(family: str) -> None:
    for program in everything(family):
        slots = compile_operands(program.operands)
        assert all(known_role(slot.role) for slot in slots), program.names
        repeated = [slot for slot in slots if slot.quantifier in ("*", "+", "...")]
        assert len(repeated) <= 1, f"{program.names}: {program.operands}"


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_every_effect_line_uses_the_vocabulary(family: str) -> None:
    for program in everything(family):
        for effect in compile_effects(program.does):
            names = {name for name, _ in effect.attributes}
            assert names <= attributes_of(effect.kind), f"{program.names}: {program.does}"


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_every_output_mode_is_known(family: str) -> None:
    for program in everything(family):
        mode, _, name = program.stdout.partition(":")
        assert mode in MODES or (mode == "filter" and name in FILTERS), f"{program.names}: {program.stdout}"


@pytest.mark.parametrize("family", FAMILY_MODULES)
def test_every_semantics_module_exists_and_runs(family: str) -> None:
    for program in everything(family):
        if program.semantics:
            name = f"bailiwick.interpret.programs.semantics.{program.semantics}"
            assert find_spec(name) is not None, f"{program.names}: {program.semantics}"
            assert callable(import_module(name).run)


@pytest.mark.parametrize("name", ["rm", "git", "curl", "kubectl", "claude", "python3", "tar"])
def test_a_program_is_found_by_its_name(name: str) -> None:
    assert name in index.program(name).names.split()


def test_a_program_that_is_not_described_is_not_found() -> None:
    assert index.family_of("frobnicate") == ""
