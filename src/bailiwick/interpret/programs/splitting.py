"""Splitting one abstract string into words with shell-like quotes, for programs that do so themselves.

Only quotes and backslashes count; nothing is expanded. A hole stays inside the word it stands in.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Hole


class _Splitter:
    """Collects words from pieces."""

    def __init__(self, text: Text) -> None:
        self.words: list[Text] = []
        self._labels = text.labels
        self._parts: list[str | Hole] = []
        self._open = False
        self._quote = ""
        for part in text.parts:
            if isinstance(part, str):
                self._known(part)
            else:
                self._parts.append(part)
                self._open = True
        self._end()

    def _known(self, part: str) -> None:
        escaped = False
        for character in part:
            if escaped:
                self._add(character)
                escaped = False
            elif character == "\\" and self._quote != "'":
                escaped = True
            elif self._quote:
                if character == self._quote:
                    self._quote = ""
                else:
                    self._add(character)
            elif character in "'\"":
                self._quote = character
                self._open = True
            elif character in " \t\n\r":
                self._end()
            else:
                self._add(character)

    def _add(self, character: str) -> None:
        self._open = True
        if self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += character
        else:
            self._parts.append(character)

    def _end(self) -> None:
        if self._open:
            self.words.append(Text(tuple(self._parts), self._labels))
        self._parts, self._open = [], False


def split_words(text: Text) -> list[Text]:
    """The words of `text`."""
    return _Splitter(text).words
