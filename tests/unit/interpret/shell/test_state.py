"""Two states after a branch become one that remembers both."""

from __future__ import annotations

from bailiwick.interpret.effects import literal
from bailiwick.interpret.shell.state import ALTERNATIVES, State, Variable, merge


def with_value(text: str) -> State:
    state = State("/work")
    state.variables["x"] = Variable(literal(text))
    return state


def test_equal_values_stay_known() -> None:
    assert merge(with_value("a"), with_value("a")).variables["x"].others == ()


def test_different_values_become_alternatives() -> None:
    variable = merge(with_value("a"), with_value("b")).variables["x"]
    assert (variable.text, variable.others) == (literal("a"), (literal("b"),))


def test_a_variable_set_on_one_branch_only_may_be_as_it_was() -> None:
    variable = merge(State("/work"), with_value("b")).variables["x"]
    assert literal("b") in (variable.text, *variable.others)
    assert len(variable.others) == 1


def test_too_many_alternatives_are_unknown() -> None:
    state = with_value("0")
    for number in range(1, ALTERNATIVES + 3):
        state = merge(state, with_value(str(number)))
    text = state.variables["x"].text
    assert text is not None
    assert text.known is None


def test_a_branch_that_left_does_not_count() -> None:
    left = with_value("a")
    left.flow = "exit"
    assert merge(left, with_value("b")).variables["x"].text == literal("b")
    assert merge(with_value("b"), left).variables["x"].text == literal("b")


def test_two_directories_are_both_remembered() -> None:
    merged = merge(State("/a"), State("/b"))
    assert (merged.cwd, merged.elsewhere) == ("/a", ("/b",))


def test_a_copy_changes_alone() -> None:
    state = with_value("a")
    copy = state.copy()
    copy.variables["x"] = Variable(literal("b"))
    assert state.variables["x"].text == literal("a")


def test_a_child_shell_inherits_only_what_is_exported() -> None:
    state = with_value("a")
    state.variables["y"] = Variable(literal("b"), exported=True)
    assert set(state.child(name="bash", arguments=(), cwd="/").variables) == {"y"}
