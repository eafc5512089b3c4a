"""Arithmetic, compared with bash."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.interpret.shell.arithmetic import evaluate


class Variables:
    def __init__(self, **values: int | None) -> None:
        self.values: dict[str, int | None] = dict(values)

    def number(self, name: str, index: str | None) -> int | None:
        return self.values.get(name if index is None else f"{name}[{index}]", 0)

    def assign(self, name: str, index: str | None, value: int | None) -> None:
        self.values[name if index is None else f"{name}[{index}]"] = value


def in_bash(text: str) -> int | None:
    done = subprocess.run(["bash", "-c", "x=5; y=2; echo $(( $1 ))", "_", text], capture_output=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else None


@pytest.mark.parametrize(
    "text",
    [
        "1+2*3", "(1+2)*3", "7/2", "-7/2", "-7%3", "2**10", "1<<4|3^1&7", "5>3?1:2", "0?1:0?2:3", "0x1F", "017", "2#101", "36#z",
        "!5", "~0", "-x", "x++ + ++x", "x+=y*=3", "x=1,y=2,x+y", "x==5&&y!=2||0", "a[1]=4,a[1]+1", "9223372036854775807+1", "1 <= 2",
        "x-- - --x", "", " 3 ", "x>>1", "5%-3", "2**3**2", "-2**2", "1?2,3:4", "x --> 0",
    ],
)  # fmt: skip
def test_an_expression_has_the_value_that_bash_computes(text: str) -> None:
    expected = in_bash(text) if text else 0
    assert evaluate(text, Variables(x=5, y=2)) == expected


@pytest.mark.parametrize("text", ["1/0", "1+", "(1", "08", "1 2", "@", "x=", "2**-1", "1//2", "((((", "99#1"])
def test_what_bash_refuses_has_no_value(text: str) -> None:
    assert evaluate(text, Variables()) is None


def test_an_unknown_variable_makes_the_result_unknown() -> None:
    variables = Variables(u=None)
    assert evaluate("u+1", variables) is None
    assert evaluate("v=u", variables) is None
    assert variables.values["v"] is None


expressions = st.recursive(
    st.sampled_from(["1", "2", "3", "x", "y", "0", "10"]),
    lambda inner: st.builds(
        "({0} {1} {2})".format,
        inner,
        st.sampled_from(["+", "-", "*", "&", "|", "^", "<", ">", "==", "!=", "&&", "||"]),
        inner,
    ),
    max_leaves=8,
)


@given(expressions)
@settings(max_examples=100, deadline=None)
def test_generated_expressions_agree_with_bash(text: str) -> None:
    assert evaluate(text, Variables(x=5, y=2)) == in_bash(text)


def test_deep_nesting_has_no_value_and_no_crash() -> None:
    assert evaluate("(" * 10_000 + "1" + ")" * 10_000, Variables()) is None
    assert evaluate("-" * 3000 + "1", Variables()) in (None, 1)
