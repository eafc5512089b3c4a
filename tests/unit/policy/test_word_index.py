"""The index of rules about words never hides one that matches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.policy.predicates import predicate
from bailiwick.policy.word_index import WordIndex

texts = st.text(alphabet="ab .*[]-", max_size=6)
tests = st.one_of(
    st.fixed_dictionaries({"contains": st.lists(texts.filter(bool), min_size=1, max_size=2)}),
    st.fixed_dictionaries({"prefix": texts.filter(bool)}),
    st.fixed_dictionaries({"pattern": texts.filter(bool)}),
    st.fixed_dictionaries({"regex": st.sampled_from(["a+b", "^b", "(?i)A$", "a|b", "."])}),
)


@given(st.lists(tests, min_size=1, max_size=6), st.lists(texts, min_size=1, max_size=2))
def test_every_rule_that_matches_is_a_candidate(drawn: list[object], given_texts: list[str]) -> None:
    index = WordIndex()
    for number, test in enumerate(drawn):
        assert index.file(test, f"r{number}")
    candidates = set(index.candidates(given_texts))
    for number, test in enumerate(drawn):
        if any(predicate(test)(text) for text in given_texts):
            assert f"r{number}" in candidates


def test_a_test_that_can_hold_on_other_words_is_not_indexed() -> None:
    index = WordIndex()
    assert not index.file({"not": "a"}, "r")
    assert not index.file("a", "r")
    assert index.all() == []


def test_an_automaton_that_gives_up_names_every_rule() -> None:
    class GivenUp:
        def Match(self, _text: bytes) -> list[int]:  # noqa: N802 - the engine's name
            return []

    index = WordIndex()
    index.file({"regex": "a"}, "r1")
    index.file({"regex": "b"}, "r2")
    index._automaton = GivenUp()
    assert index.candidates(["nothing"]) == ["r1", "r2"]
