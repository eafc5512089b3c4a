"""`WordIndex`: which rules about words can match a text, by one pass of one automaton over it.

Imported policies have a hundred regular expressions about the same commands; asking them one by one costs more than
interpreting the call. The automaton only narrows: a rule that it names is asked all the same. When it gives up
for want of memory, every rule is named: a pattern that matches everywhere is in each automaton, and says that it ran.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

AUTOMATON_BYTES = 64 * 1024 * 1024
"""Most memory of one automaton, bytes; it grows with what it meets and is emptied at this size."""

_INDEXED = ("regex", "pattern", "contains", "prefix")


class WordIndex:
    """Rules by the expressions that one of must match."""

    __slots__ = ("_automaton", "_rules", "_wanted")

    def __init__(self) -> None:
        self._wanted: list[tuple[str, str]] = []
        self._rules: list[str] = []
        self._automaton: Any = None

    def file(self, test: object, rule: str) -> bool:
        """File a rule by its test on words; False when the test is of a sort that cannot be indexed."""
        if not isinstance(test, dict) or not test.keys() <= set(_INDEXED):
            return False
        ((operator, operand),) = test.items()
        for text in operand if isinstance(operand, list) else [operand]:
            self._wanted.append((operator, text))
            self._rules.append(rule)
        return True

    def candidates(self, texts: Iterable[str]) -> list[str]:
        """Ids of the rules that may match one of the texts; one may come twice."""
        if self._automaton is None:
            self._automaton = _automaton(self._wanted)
        found: list[str] = []
        for text in texts:
            hits = self._automaton.Match(text.encode("utf-8", "replace"))
            if len(self._rules) not in hits:
                return self.all()
            found += [self._rules[hit] for hit in hits if hit < len(self._rules)]
        return found

    def all(self) -> list[str]:
        """Ids of all rules that are filed here."""
        return self._rules


def _automaton(wanted: Iterable[tuple[str, str]]) -> Any:
    from importlib import import_module

    from bailiwick.policy.constraints import pattern_expression

    engine: Any = import_module("re2")  # the rules filed here need it themselves
    options = engine.Options()
    options.log_errors = False
    options.max_mem = AUTOMATON_BYTES
    automaton = engine.Set.SearchSet(options)
    expressions: Mapping[str, Any] = {
        "regex": str,
        "pattern": pattern_expression,
        "contains": engine.escape,
        "prefix": lambda text: f"\\A{engine.escape(text)}",
    }
    for operator, text in wanted:
        automaton.Add(expressions[operator](text))
    automaton.Add("")
    automaton.Compile()
    return automaton
