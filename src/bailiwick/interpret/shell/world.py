"""`World`: what all shells of one interpretation share: facts, written files, operations, bounds."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole
from bailiwick.interpret.shell.overlay import OverlaidInquiry, Overlay
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import EMPTY, Certainty, Kind, Operation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.interpret.shell.flow import Stream
    from bailiwick.model.operation import AttributeValue, Resource
    from bailiwick.model.request import Place

NESTING = 70
"""Deepest nesting of compound commands, calls and substitutions while a script runs; keeps Python's own stack."""

SOURCE_CHARACTERS = 200
"""Longest `Operation.source`, characters."""


class Call:
    """One running function or script, to recognise what starts itself again."""

    __slots__ = ("body", "conditional", "forks", "name")

    def __init__(self, name: str, world: World, body: object = None) -> None:
        self.name = name
        self.body = body
        """The definition: a function may define another one of its own name."""
        self.forks = world.forks
        self.conditional = world.conditional


class World:
    """Shared by every state; remote shells get one of their own."""

    def __init__(self, place: Place, inquiry: Inquiry) -> None:
        self.place = place
        self.host = inquiry
        self.overlay = Overlay()
        self.inquiry: Inquiry = OverlaidInquiry(inquiry, self.overlay)
        self.operations: dict[object, Operation] = {}
        self.steps = 0
        self.characters = 0
        """How much shell text was read."""
        self.depth = 0
        self.launches = 0
        """How many shells, scripts and wrappers deep."""
        self.conditional = 0
        """More than 0: what runs now may not run at all."""
        self.forks = 0
        """How many pipes, backgrounds and substitutions deep."""
        self.backgrounds = 0
        """How many commands were sent to the background so far."""
        self.waits = 0
        """How many programs ran in the foreground, or waits were made, so far."""
        self.calls: list[Call] = []
        self.reached: tuple[str, ...] = ()
        self.first = ""
        """Name of the first program of the call."""
        self.starts: list[tuple[tuple[Text, ...], int]] = []
        """The words of every program start and how deep in launches it is, in the order in which they were met."""
        self.reads_only = True
        """Every program and builtin so far is proven to read and print only."""
        self.lasting: list[Stream] = []
        """Files that `exec > file` opened for the rest of the shell."""
        self.fresh = 0
        """How many temporary names were handed out."""
        self.interpreters: dict[str, str] = {}
        """Named pipes that a shell reads its commands from, with that shell's name."""
        self._holes: list[Hole] = []

    # Bounds

    def step(self) -> None:
        """Count one step.

        Raises:
            BoundError: more than `bounds.SHELL_STEPS` steps.
        """
        self.steps += 1
        if self.steps > bounds.SHELL_STEPS:
            raise BoundError(f"expected at most {bounds.SHELL_STEPS} steps in one shell call, got more")

    def read(self, text: str) -> None:
        """Count a shell text that is about to be parsed.

        Raises:
            BoundError: more than `bounds.SHELL_TEXT_CHARS` characters in all.
        """
        self.characters += len(text)
        if self.characters > bounds.SHELL_TEXT_CHARS:
            raise BoundError(f"expected a call to read at most {bounds.SHELL_TEXT_CHARS} characters of shell, got more")

    def enter(self) -> None:
        """Go one level deeper; the caller leaves by `depth -= 1`.

        Raises:
            BoundError: deeper than `NESTING`.
        """
        self.depth += 1
        if self.depth > NESTING:
            raise BoundError(f"expected at most {NESTING} levels of nesting in a shell call, got more")

    @property
    def room(self) -> int:
        """How many rounds a loop may still take: fewer as the steps are used up."""
        used = self.steps / bounds.SHELL_STEPS
        return 64 if used < 0.25 else 8 if used < 0.5 else 2 if used < 0.75 else 1

    # Recursion

    def running(self, name: str, body: object = None) -> list[Call]:
        """The running calls of a function or script, outermost first."""
        return [call for call in self.calls if call.name == name and call.body is body]

    def replicates(self, call: Call) -> bool:
        """True when starting `call` again from here is a copy of itself in the background, every time."""
        return self.forks > call.forks and self.conditional == call.conditional

    # Operations

    def emit(
        self,
        kind: Kind,
        resource: Resource | None = None,
        *,
        source: str = "",
        certainty: Certainty = Certainty.CERTAIN,
        more: Mapping[str, AttributeValue] = EMPTY,
        **attributes: AttributeValue,
    ) -> None:
        """One operation of the shell itself; its attributes are the keywords and `more`."""
        self.add(Operation(kind, resource, {**attributes, **more}, certainty, source[:SOURCE_CHARACTERS], self.reached))

    def add(self, operation: Operation) -> None:
        """Keep an operation once; a certain one replaces the same one that was only likely.

        Raises:
            BoundError: more than `bounds.OPERATIONS` operations.
        """
        if self.conditional and operation.certainty is Certainty.CERTAIN:
            operation = operation.replace(certainty=Certainty.LIKELY)
        key = (operation.kind, operation.resource, _frozen(operation.attributes), operation.path)
        known = self.operations.get(key)
        if known is not None and (
            known.certainty is operation.certainty or operation.certainty is not Certainty.CERTAIN
        ):
            return
        self.operations[key] = operation
        if len(self.operations) > bounds.OPERATIONS:
            raise BoundError(f"expected at most {bounds.OPERATIONS} operations in one call, got more")

    # Holes in script text

    def keep_hole(self, hole: Hole) -> int:
        """A number for a hole that stands in script text."""
        self._holes.append(hole)
        return len(self._holes) - 1

    def hole(self, number: int) -> Hole | None:
        """The hole of a number; None when the text only looked like one."""
        return self._holes[number] if number < len(self._holes) else None


def _frozen(attributes: Mapping[str, AttributeValue]) -> tuple[tuple[str, AttributeValue], ...]:
    return tuple(sorted(attributes.items())) if attributes else ()
