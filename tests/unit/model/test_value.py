from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.model.value import Value


class Point(Value):
    x: int
    y: int = 0


class Named(Point):
    name: str = "p"


class Positive(Value):
    amount: int

    def validate(self) -> None:
        if self.amount <= 0:
            raise ValueError(f"expected a positive amount, got {self.amount}")


@given(st.integers(), st.integers())
def test_values_with_equal_fields_are_equal_and_hash_alike(x: int, y: int) -> None:
    assert Point(x, y) == Point(x=x, y=y)
    assert hash(Point(x, y)) == hash(Point(x, y))


def test_values_of_different_types_differ_even_with_equal_fields() -> None:
    class Other(Value):
        x: int
        y: int = 0

    assert Point(1) != Other(1)


def test_a_value_cannot_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="immutable"):
        point.x = 2  # type: ignore[misc]  # the point of the test
    with pytest.raises(AttributeError, match="immutable"):
        del point.x
    with pytest.raises(AttributeError):
        point.z = 3


def test_inherited_fields_come_first_and_keep_their_defaults() -> None:
    assert repr(Named(3)) == "Named(x=3, y=0, name='p')"


def test_wrong_constructor_arguments_are_refused() -> None:
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError):
        Point(1, 2, 3)  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError):
        Point(1, z=3)  # type: ignore[call-arg]  # the point of the test


def test_replace_changes_only_the_named_fields() -> None:
    assert Point(1, 2).replace(y=5) == Point(1, 5)
    with pytest.raises(TypeError, match="no field"):
        Point(1).replace(z=1)


def test_validate_runs_on_construction_and_on_replace() -> None:
    with pytest.raises(ValueError, match="positive"):
        Positive(0)
    with pytest.raises(ValueError, match="positive"):
        Positive(1).replace(amount=-1)


def test_a_required_field_after_an_optional_one_is_refused() -> None:
    with pytest.raises(TypeError, match="no default"):

        class Wrong(Value):
            a: int = 1
            b: int  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize("constructions_before", [0, 100])
def test_the_compiled_constructor_does_what_the_first_ones_did(constructions_before: int) -> None:
    class Fresh(Value):
        x: int
        y: int = 0

    make: Any = Fresh
    for number in range(constructions_before):
        assert make(number) == Fresh(x=number, y=0)
    assert (make(1, 2).x, make(1, 2).y, make(1).y, make(y=3, x=1).y) == (1, 2, 0, 3)
    for arguments, named in (((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"y": 1, "z": 1})):
        with pytest.raises(TypeError):
            make(*arguments, **named)
