"""`ToolUse`: one call of an agent's tool, read with types, and the operations it is made into."""

from __future__ import annotations

from collections.abc import Mapping

from bailiwick.interpret import paths, web
from bailiwick.model.errors import InputError
from bailiwick.model.operation import EMPTY, Certainty, Operation, Resource, ResourceType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.inquiry import Inquiry
    from bailiwick.model.operation import AttributeValue, Kind
    from bailiwick.model.request import Request

SOURCE_CHARACTERS = 200
"""Longest `Operation.source`."""


class ToolUse:
    """A request with the name under which its tool is read, and the facts."""

    __slots__ = ("arguments", "inquiry", "name", "request")

    def __init__(
        self, request: Request, inquiry: Inquiry, name: str, arguments: Mapping[str, object] | None = None
    ) -> None:
        """Args: `arguments` replaces the request's input when a tool wraps another.

        Raises:
            InputError: the input is not an object.
        """
        given = request.input if arguments is None else arguments
        if not isinstance(given, Mapping):
            raise InputError(f"expected an object as input of `{request.tool}`, got {_named(given)}")
        self.request = request
        self.inquiry = inquiry
        self.name = name
        self.arguments = given

    # -- input ----------------------------------------------------------------

    def text(self, *names: str) -> str:
        """The required text under the first of `names` that is there.

        Raises:
            InputError: it is missing or not a text.
        """
        found = self.optional_text(*names)
        if found is None:
            raise InputError(f"expected `{names[0]}` in the input of `{self.request.tool}`, got none")
        return found

    def optional_text(self, *names: str) -> str | None:
        """The text under the first of `names` that is there and not null.

        Raises:
            InputError: it is not a text.
        """
        for name in names:
            value = self.arguments.get(name)
            if value is None:
                continue
            if not isinstance(value, str):
                raise InputError(
                    f"expected a text as `{name}` in the input of `{self.request.tool}`, got {_named(value)}"
                )
            return value
        return None

    def objects(self, name: str) -> list[Mapping[str, object]]:
        """The required list of objects under `name`.

        Raises:
            InputError: it is missing, not a list, or something in it is not an object.
        """
        value = self.arguments.get(name)
        if not isinstance(value, list | tuple) or not all(isinstance(item, Mapping) for item in value):
            raise InputError(
                f"expected a list of objects as `{name}` in the input of `{self.request.tool}`, got {_named(value)}"
            )
        return list(value)

    # -- operations -----------------------------------------------------------

    def locate(self, path: Text | str, *, cwd: str | None = None) -> Resource:
        """The resource a path names, seen from the call's working directory."""
        return paths.locate(
            path, cwd=self.request.cwd if cwd is None else cwd, place=self.request.place, inquiry=self.inquiry
        )

    def operation(
        self,
        kind: Kind,
        resource: Resource | None = None,
        attributes: Mapping[str, AttributeValue] = EMPTY,
        *,
        certainty: Certainty = Certainty.CERTAIN,
        source: str = "",
        **more: AttributeValue,
    ) -> Operation:
        """One operation of this call; attributes that are false or empty are left out."""
        given = {**attributes, **more}
        if resource is not None and resource.type is ResourceType.PATH and paths.uncertain(resource):
            given["wildcard"] = True
        kept = {name: value for name, value in given.items() if value or (value == 0 and value is not False)}
        if not source:
            source = f"{self.request.tool} {(resource.given or resource.value) if resource else ''}".rstrip()
        return Operation(kind, resource, {"tool": self.name, **kept}, certainty, source[:SOURCE_CHARACTERS])

    def request_to(
        self, kind: Kind, url: str, *, certainty: Certainty = Certainty.CERTAIN, **attributes: AttributeValue
    ) -> Operation:
        """A network operation on a URL."""
        resource, network = web.target(url)
        return self.operation(kind, resource, {**network, **attributes}, certainty=certainty)


def named(value: str) -> Resource:
    """A resource that is only a name."""
    return Resource(ResourceType.NAME, value[:SOURCE_CHARACTERS])


def _named(value: object) -> str:
    return "null" if value is None else f"{type(value).__name__}"
