"""`Words` behaves like the `StrEnum` that type checkers take it for, as far as it is used."""

from __future__ import annotations

import copy
import json
import pickle
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest

from bailiwick.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable


class Mode(Words):
    """Two words."""

    ENFORCE = "enforce"
    """Binds."""
    OBSERVE = "observe"

    @property
    def loud(self) -> str:
        """A property of members."""
        return f"{self}!"


class Standard(StrEnum):
    """The same words in the standard library's form."""

    ENFORCE = "enforce"
    OBSERVE = "observe"

    @property
    def loud(self) -> str:
        """A property of members."""
        return f"{self}!"


USES: list[Callable[[Any], object]] = [
    lambda words: [word.value for word in words],
    lambda words: [word.name for word in words],
    lambda words: [str(word) for word in words],
    lambda words: f"{words.ENFORCE} {words.ENFORCE:>9}",
    lambda words: json.dumps({words.ENFORCE: [words.OBSERVE]}),
    lambda words: words("observe") is words.OBSERVE,
    lambda words: words(words.OBSERVE) is words.OBSERVE,
    lambda words: words.ENFORCE == "enforce",
    lambda words: {"enforce": 1}[words.ENFORCE],
    lambda words: isinstance(words.ENFORCE, str),
    lambda words: (words.ENFORCE in words, len(words)),
    lambda words: sorted(words, reverse=True),
    lambda words: words.ENFORCE.loud,
    lambda words: words.ENFORCE.upper(),
    lambda words: copy.deepcopy(words.ENFORCE) is words.ENFORCE,
    lambda words: pickle.loads(pickle.dumps(words.ENFORCE)) is words.ENFORCE,
    lambda words: type(words.ENFORCE) is words,
]


@pytest.mark.parametrize("use", USES)
def test_a_use_gives_what_the_standard_form_gives(use: Callable[[Any], object]) -> None:
    assert use(Mode) == use(Standard)


@pytest.mark.parametrize("other", ["", "ENFORCE", None, 1, [], {}])
def test_what_is_no_word_is_refused_like_by_the_standard_form(other: Any) -> None:
    for words in (Mode, Standard):
        with pytest.raises(ValueError, match="is not a valid"):
            words(other)


def test_a_vocabulary_is_closed() -> None:
    with pytest.raises(AttributeError, match="is closed"):
        Mode.ENFORCE = Mode.OBSERVE  # type: ignore[misc]  # what is refused
    with pytest.raises(AttributeError, match="is immutable"):
        Mode.ENFORCE.value = "observe"  # type: ignore[misc]  # what is refused


def test_two_names_for_one_word_are_refused() -> None:
    with pytest.raises(TypeError, match="two names"):
        exec('class Twice(Words):\n    ONE = "x"\n    TWO = "x"\n')


def test_a_member_shows_its_class_and_name() -> None:
    assert repr(Mode.ENFORCE) == "<Mode.ENFORCE: 'enforce'>"
