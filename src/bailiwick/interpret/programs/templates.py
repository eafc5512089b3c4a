"""Effect lines of the catalogue, filled in from the arguments of one call."""

from __future__ import annotations

from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.grammar import compile_effects
from bailiwick.interpret.programs.guard import touches_guard
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call
    from bailiwick.model.operation import AttributeValue, Resource


def apply_effects(lines: str, call: Call, arguments: Arguments) -> None:
    """Emit every effect whose conditions hold."""
    for effect in compile_effects(lines):
        if all(_holds(test, arguments) for test in effect.conditions) and not any(
            _holds(test, arguments) for test in effect.unless
        ):
            attributes = {name: _value(expression, call, arguments) for name, expression in effect.attributes}
            call.emit(effect.kind, _resource(call, arguments), more=attributes)
            if attributes.get("removes") and any(touches_guard(word) for word in _names(arguments)):
                call.emit(Kind.EXEC_RUN, call.name(call.program), program=call.program, known=True, stops_guard=True)


def _resource(call: Call, arguments: Arguments) -> Resource:
    return call.name(" ".join((call.program, *(texts.pattern(word) for word in arguments.operands)))[:200])


def _names(arguments: Arguments) -> list[str]:
    return [texts.pattern(word) for word in arguments.operands]


def _holds(test: str, arguments: Arguments) -> bool:
    if test.startswith("!"):
        return not _holds(test[1:], arguments)
    keys = test.split("|")
    return arguments.has(*keys) or ("operands" in keys and bool(arguments.operands))


def _value(expression: str, call: Call, arguments: Arguments) -> AttributeValue:
    if not expression:
        return True
    mark, rest = expression[0], expression[1:]
    if mark == "?":
        return _holds(rest, arguments)
    if rest == "@operands":
        return tuple(texts.pattern(word) for word in arguments.operands)
    if rest == "@program":
        return call.program
    if rest == "@verb":
        return call.verb or (call.command[-1] if call.command else "")
    if rest.startswith("@"):
        value = arguments.value(rest[1:])
        return "" if value is None else texts.pattern(value)
    return rest
