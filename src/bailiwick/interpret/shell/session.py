"""One shell call of an agent, from its text to operations."""

from __future__ import annotations

from bailiwick.interpret.shell.machine import Machine
from bailiwick.interpret.shell.state import State
from bailiwick.interpret.shell.world import SOURCE_CHARACTERS, World
from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import Kind, Operation, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import RunShell, Text
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.request import Request


def interpret_shell(launch: RunShell, *, request: Request, inquiry: Inquiry) -> tuple[Operation, ...]:
    """What a shell call would do, as far as the facts of this round allow.

    The first operation stands for the call itself (`shell`), whatever the text is.

    Args:
        launch: the text, as the agent gave it.
        request: where the call happens.
        inquiry: facts; what is missing in it afterwards is wanted for the next round.

    Raises:
        BoundError: the text is longer, deeper or does more than the bounds allow.
    """
    world = _run(launch, request, inquiry)
    program = world.first or "shell"
    proven = {"reads_only": True} if world.reads_only and launch.language == "bash" else {}
    call = Operation(
        Kind.EXEC_RUN,
        Resource(ResourceType.PROGRAM, program),
        {"program": program, "known": True, "shell": True, **proven},
        source=launch.text.shown()[:SOURCE_CHARACTERS],
    )
    return (call, *world.operations.values())


def program_starts(launch: RunShell, *, request: Request, inquiry: Inquiry) -> tuple[tuple[tuple[Text, ...], int], ...]:
    """The words of every program that a shell call starts, and how deep in other programs, in the order of the call.

    Args and errors are those of `interpret_shell`.
    """
    return tuple(_run(launch, request, inquiry).starts)


def _run(launch: RunShell, request: Request, inquiry: Inquiry) -> World:
    size = sum(len(part.encode("utf-8", "replace")) for part in launch.text.parts if isinstance(part, str))
    if size > bounds.SHELL_BYTES:
        raise BoundError(f"expected a shell text of at most {bounds.SHELL_BYTES} bytes, got {size}")
    world = World(request.place, inquiry)
    machine = Machine(world)
    state = State(request.cwd if launch.cwd is None else launch.cwd, arguments=launch.arguments[1:])
    try:
        machine.launcher.whole(launch, state)
    except RecursionError:
        raise BoundError("expected a shell text of bounded nesting, got one that is nested deeper") from None
    return world
