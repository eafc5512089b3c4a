"""One use of a cmdlet: its parameters, what came through the pipe, and how it starts programs."""

from __future__ import annotations

from bailiwick.interpret.effects import Text, literal
from bailiwick.interpret.powershell import values
from bailiwick.interpret.powershell.values import NULL, Closure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from bailiwick.interpret.powershell.machine import PowerShell
    from bailiwick.interpret.powershell.values import Datum

    Given: TypeAlias = dict[str, Datum]
    Found: TypeAlias = tuple[Datum, ...]
    Action: TypeAlias = Callable[["Use"], Found]


class Use:
    """One use of a cmdlet."""

    __slots__ = ("capture", "fed", "given", "name", "shell")

    def __init__(self, shell: PowerShell, name: str, given: Given, fed: Found | None, *, capture: bool) -> None:
        self.shell = shell
        self.name = name
        self.given = given
        self.fed = fed
        self.capture = capture

    def text(self, *names: str) -> Text:
        """The first of the parameters that is given, as a string."""
        return next((values.text_of(self.given[name]) for name in names if name in self.given), NULL)

    def paths(self, *names: str) -> list[Text]:
        """The paths in the first of the parameters that is given."""
        literally = "literal" in self.given
        return next(
            (self.shell.paths(self.given[name], literally=literally) for name in names if name in self.given), []
        )

    def block(self, *names: str) -> Closure | None:
        """The first script block among the parameters."""
        for name in names:
            for value in values.items_of(self.given.get(name, NULL)):
                if isinstance(value, Closure):
                    return value
        return None

    def start(self, *words: Text | str, fed: Sequence[Datum] | None = None) -> Found:
        """Start a program."""
        texts = [literal(word) if isinstance(word, str) else word for word in words]
        return self.shell.start(texts, fed, capture=self.capture)


def flat(value: Datum) -> list[Text]:
    """The items of a value as strings."""
    return [values.text_of(item) for item in values.items_of(value)]
