"""`Fields`: the words that come out of one word, while it is expanded (bash manual 3.5.7, 3.5.8)."""

from __future__ import annotations

import re

from bailiwick.interpret.effects import NO_LABELS, Hole, Text, check_length
from bailiwick.interpret.shell.patterns import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Label

FIELDS = 4096
"""Most fields that one word splits into; the rest stays one unknown field."""


class Field:
    """One field: pieces with their quoting."""

    __slots__ = ("labels", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[str | Hole, bool]] = []
        self.labels: frozenset[Label] = NO_LABELS

    def text(self) -> Text:
        """The field without pattern meaning."""
        parts: list[str | Hole] = []
        for value, _quoted in self.pieces:
            if isinstance(value, str) and parts and isinstance(parts[-1], str):
                parts[-1] += value
                check_length(parts[-1])
            elif value != "":
                parts.append(value)
        return Text(tuple(parts), self.labels)

    def pattern(self) -> str | None:
        """The field as a pattern, quoted characters escaped; None when a part is unknown."""
        out: list[str] = []
        for value, quoted in self.pieces:
            if isinstance(value, Hole):
                return None
            out.append(escape(value) if quoted else value)
        return "".join(out)

    def globs(self) -> bool:
        """True when an unquoted piece has a pattern character."""
        return any(
            not quoted and isinstance(value, str) and ("*" in value or "?" in value or "[" in value)
            for value, quoted in self.pieces
        )


class Fields:
    """Collects pieces and breaks them into fields."""

    __slots__ = ("_current", "_delimiter", "_white", "done")

    def __init__(self, separators: str | None) -> None:
        """`separators` is `$IFS`; None means that nothing is split."""
        self.done: list[Field] = []
        self._current: Field | None = None
        self._delimiter: re.Pattern[str] | None = None
        self._white = ""
        if separators:
            self._white = "".join(char for char in separators if char in " \t\n")
            self._delimiter = _delimiter(separators, self._white)

    def add(self, value: str | Hole, *, quoted: bool, labels: frozenset[Label] = NO_LABELS) -> None:
        """Append a piece that is not split."""
        field = self._current
        if field is None:
            field = self._current = Field()
        field.pieces.append((value, quoted))
        if labels:
            field.labels |= labels

    def expansion(self, text: Text, *, quoted: bool) -> None:
        """Append the result of an expansion: split at separators unless quoted."""
        if quoted or self._delimiter is None:
            for part in text.parts:
                self.add(part, quoted=quoted, labels=text.labels)
            if quoted and not text.parts:
                self.add("", quoted=True, labels=text.labels)
            return
        for part in text.parts:
            if isinstance(part, Hole):
                self.add(part, quoted=False, labels=text.labels)
            else:
                self._split(part, text)

    def items(self, texts: Sequence[Text], *, quoted: bool) -> None:
        """Append the elements of `$@`: a field each."""
        for index, text in enumerate(texts):
            if index:
                self.end()
            self.expansion(text, quoted=quoted)

    def end(self) -> None:
        """End the current field, if there is one."""
        if self._current is not None:
            self.done.append(self._current)
            self._current = None

    def _split(self, part: str, text: Text) -> None:
        assert self._delimiter is not None  # noqa: S101 - the caller checked
        at = 0
        for match in self._delimiter.finditer(part):
            if match.start() > at:
                self.add(part[at : match.start()], quoted=False, labels=text.labels)
            at = match.end()
            if match.group().strip(self._white) and self._current is None:
                self.add("", quoted=False)
            if len(self.done) < FIELDS:
                self.end()
            else:
                self.add(Hole("further words"), quoted=False, labels=text.labels)
                return
        if at < len(part):
            self.add(part[at:], quoted=False, labels=text.labels)


def _delimiter(separators: str, white: str) -> re.Pattern[str]:
    space = f"[{re.escape(white)}]" if white else "(?!)"
    hard = "".join(char for char in separators if char not in white)
    if not hard:
        return re.compile(f"{space}+")
    return re.compile(f"{space}*[{re.escape(hard)}]{space}*|{space}+")
