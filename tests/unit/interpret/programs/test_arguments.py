"""The argument reader against the real getopt_long, through getopt(1) of util-linux."""

from __future__ import annotations

import shlex
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bailiwick.interpret.effects import Hole, Text, literal
from bailiwick.interpret.programs.arguments import Arguments, find_long, merged, read_arguments
from bailiwick.interpret.programs.grammar import compile_effects, compile_operands, compile_options

OPTIONS = """
    -a --all; -f --force; -o --output =; -c --color =?; -v --verbose; -n =; --format =; --recursive
"""
SHORT, LONG = "afo:c::vn:", "all,force,output:,color::,verbose,format:,recursive"


def words(line: str) -> tuple[Text, ...]:
    return tuple(literal(word) for word in shlex.split(line))


def read(line: str, options: str = OPTIONS, *, style: str = "") -> Arguments:
    return read_arguments(words(line), options, style=style)[0]


def shown(arguments: Arguments) -> tuple[list[tuple[str, str]], list[str]]:
    given_options = [(item.key, item.value.shown() if item.value else "") for item in arguments.given]
    return given_options, [word.shown() for word in arguments.operands]


def by_getopt(argv: list[str]) -> tuple[list[tuple[str, str]], list[str]] | None:
    """The same call as getopt(1) reads it, options by our keys; None when getopt refuses it."""
    done = subprocess.run(["getopt", "-o", SHORT, "-l", LONG, "--", *argv], capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    output = shlex.split(done.stdout)
    keys = compile_options(OPTIONS)
    found: list[tuple[str, str]] = []
    at = 0
    while output[at] != "--":
        option = keys[output[at]]
        value = ""
        if option.value:
            at += 1
            value = output[at]
        found.append((option.key, value))
        at += 1
    return found, output[at + 1 :]


@pytest.mark.skipif(shutil.which("getopt") is None, reason="needs getopt of util-linux")
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "-a", "-af", "-fo", "-ofile", "-o", "-c", "-cred", "-vn3", "-n", "--all", "--forc", "--force", "--output",
                "--output=x", "--out", "--color", "--color=red", "--col", "--verb", "--format", "--form=y", "--rec", "--", "-",
                "file", "other.txt", "-afv", "-vcx",
            ]
        ),
        max_size=7,
    )
)  # fmt: skip
def test_reads_like_getopt_long(argv: list[str]) -> None:
    expected = by_getopt(argv)
    if expected is not None:
        assert shown(read_arguments([literal(word) for word in argv], OPTIONS)[0]) == expected


def test_options_after_operands_still_count() -> None:
    assert read("x -a y").has("all")


def test_posix_programs_stop_at_the_first_operand() -> None:
    arguments = read("-a prog -f x", style="posix")
    assert arguments.has("all")
    assert not arguments.has("force")
    assert [word.known for word in arguments.operands] == ["prog", "-f", "x"]


def test_two_dashes_end_the_options() -> None:
    arguments = read("a -- -f")
    assert not arguments.has("force")
    assert arguments.dashes == 1


def test_an_option_with_one_dash_and_a_long_name() -> None:
    arguments = read("-auto-approve -var=x -chdir dir", "-auto-approve; -var =; -chdir =", style="single")
    assert arguments.has("auto-approve")
    assert arguments.known("chdir") == "dir"
    assert arguments.known("var") == "x"


def test_old_style_bundles_take_values_in_order() -> None:
    arguments = read("xfC a.tar /tmp member", "-x --extract; -f --file =; -C --directory =", style="old")
    assert (arguments.known("file"), arguments.known("directory")) == ("a.tar", "/tmp")
    assert arguments.text(0) == "member"


def test_raw_programs_have_no_options() -> None:
    assert [word.known for word in read("-n -- x", style="raw").operands] == ["-n", "--", "x"]


def test_an_unknown_option_is_a_flag_and_its_value_an_operand() -> None:
    arguments = read("--frob value -a")
    assert arguments.strange == ("--frob",)
    assert arguments.text(0) == "value"
    assert arguments.has("all", "frob")


def test_implied_options_count_with_their_value() -> None:
    arguments = read("-A x", "-A >all =")
    assert arguments.has("all")
    assert arguments.known("all") == "x"


def test_an_ambiguous_abbreviation_is_the_shortest_option() -> None:
    found = find_long(compile_options("--force-with-lease =?; --force; --force-if-includes"), "--forc")
    assert found is not None
    assert found.key == "force"


def test_a_hole_may_hide_an_option() -> None:
    arguments, _ = read_arguments([Text((Hole("$X"),)), literal("dir")], OPTIONS)
    assert arguments.uncertain
    assert arguments.may("force")
    assert not arguments.has("force")


def test_a_lone_hole_is_only_an_operand() -> None:
    arguments, _ = read_arguments([Text((Hole("$X"),))], OPTIONS)
    assert not arguments.may("force")


def test_a_partly_known_cluster_keeps_its_known_letters() -> None:
    arguments, _ = read_arguments([Text(("-af", Hole("$X"))), literal("x")], OPTIONS)
    assert arguments.has("all")
    assert arguments.has("force")


def test_a_value_keeps_its_holes() -> None:
    arguments, _ = read_arguments([Text(("--output=/tmp/", Hole("$X")))], OPTIONS)
    value = arguments.value("output")
    assert value is not None
    assert value.prefix == "/tmp/"
    assert value.known is None


def test_key_is_the_last_long_spelling() -> None:
    assert compile_options("--dry-run -n")["-n"].key == "dry-run"


def test_options_of_the_program_hold_for_its_subcommands() -> None:
    assert set(compile_options(merged("-a --all", "-b"))) == {"-a", "--all", "-b"}


@pytest.mark.parametrize("line", ["force", "-f x", "a -b"])
def test_a_line_that_is_no_option_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        compile_options(line)


def test_operand_patterns_have_slots() -> None:
    assert [(slot.role, slot.quantifier) for slot in compile_operands("read* write")] == [("read", "*"), ("write", "")]
    assert [(slot.role, slot.quantifier) for slot in compile_operands("text exec...")] == [
        ("text", ""),
        ("exec", "..."),
    ]


def test_effect_lines_have_conditions() -> None:
    (effect,) = compile_effects("vcs.discard what=tree all?all if hard|force !dry-run")
    assert effect.conditions == ("hard|force", "!dry-run")
    assert effect.attributes == (("what", "=tree"), ("all", "?all"))
