"""`Value`: the base of every frozen record in the core.

A subclass lists annotated fields, with or without a default, like a dataclass:

    class Point(Value):
        x: int
        y: int = 0

Instances are slotted and immutable, compare and hash by type and fields, and may
define `validate()`, which runs at the end of construction and raises on a bad state.
Defaults must be immutable.

Why not `dataclasses`: importing it and defining 25 frozen classes costs more than
starting the interpreter, which the in-process evaluator cannot afford (ADR 0002).
Here a definition is a few microseconds, and a constructor is compiled when its class turns
out to be constructed often: most classes of one call are not.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_options):
        """Tells type checkers, and nobody else, that fields become constructor parameters."""
        return lambda item: item


_MISSING = object()

_USES_BEFORE_COMPILING = 12
"""Constructions after which compiling a constructor (about 100 us) has paid for itself."""


@dataclass_transform(frozen_default=True)
class _ValueType(type):
    """Turns annotations into slots and a lazily compiled constructor."""

    _fields: tuple[str, ...]
    _defaults: dict[str, object]
    _key: Callable[[object], object]
    """The values of all fields, to compare and to hash by; one call in C for what most values do most often."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _ValueType:
        own = [
            field
            for field, annotation in namespace.get("__annotations__", {}).items()
            if not str(annotation).startswith("ClassVar")
        ]
        inherited: list[str] = []
        defaults: dict[str, object] = {}
        for base in bases:
            if isinstance(base, _ValueType):
                inherited.extend(field for field in base._fields if field not in inherited)
                defaults.update(base._defaults)  # noqa: SLF001 - our own metaclass
        for field in own:
            default = namespace.pop(field, _MISSING)
            if default is not _MISSING:
                defaults[field] = default
        namespace["__slots__"] = tuple(field for field in own if field not in inherited)
        namespace["_fields"] = (*inherited, *(field for field in own if field not in inherited))
        namespace["_defaults"] = defaults
        namespace["_key"] = attrgetter(*namespace["_fields"]) if namespace["_fields"] else type
        optional_seen = False
        for field in namespace["_fields"]:
            if optional_seen and field not in defaults:
                raise TypeError(f"{name}.{field} has no default but follows a field that has one")
            optional_seen = field in defaults
        cls = super().__new__(mcs, name, bases, namespace)
        if own or bases:
            cls.__init__ = _compiling_constructor(cls)  # type: ignore[misc]  # replaced by the compiled one at first use
        return cls


def _compiling_constructor(cls: _ValueType) -> Any:
    uses = 0

    def __init__(self: object, *args: object, **kwargs: object) -> None:  # noqa: N807 - becomes the constructor
        nonlocal uses
        uses += 1
        values = dict(zip(cls._fields, args, strict=False))
        complete = {**cls._defaults, **values, **kwargs}
        fits = (
            len(args) <= len(cls._fields)
            and complete.keys() == frozenset(cls._fields)
            and values.keys().isdisjoint(kwargs)
        )
        if uses > _USES_BEFORE_COMPILING or not fits:
            constructor = _compile_constructor(cls)  # also the one that explains a call that does not fit
            cls.__init__ = constructor  # type: ignore[misc]  # the compiled constructor takes over
            constructor(self, *args, **kwargs)
            return
        for field in cls._fields:
            object.__setattr__(self, field, complete[field])
        if hasattr(cls, "validate"):
            self.validate()  # type: ignore[attr-defined]  # just looked for

    return __init__


def _compile_constructor(cls: _ValueType) -> Any:
    parameters = [f"{field}=_defaults[{field!r}]" if field in cls._defaults else field for field in cls._fields]
    body = [f"_set_{field}(self, {field})" for field in cls._fields]
    if hasattr(cls, "validate"):
        body.append("self.validate()")
    signature = ", ".join(("self", *parameters))
    source = f"def __init__({signature}):\n    " + "\n    ".join(body or ["pass"])
    # The slots' own setters: 30 % less per construction than `object.__setattr__`, which looks each of them up.
    scope: dict[str, Any] = {f"_set_{field}": getattr(cls, field).__set__ for field in cls._fields}
    scope["_defaults"] = cls._defaults
    exec(source, scope)  # noqa: S102 - field names are identifiers from the class body
    return scope["__init__"]


class Value(metaclass=_ValueType):
    """Base class of frozen records; see the module docstring."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: cannot set `{name}`")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: cannot delete `{name}`")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        key = type(self)._key
        return bool(key(self) == key(other))

    def __hash__(self) -> int:
        cls = type(self)
        return hash((cls.__name__, cls._key(self)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{field}={getattr(self, field)!r}" for field in type(self)._fields)
        return f"{type(self).__name__}({shown})"

    def replace(self, **changes: object) -> Self:
        """A copy with the named fields changed; unknown names raise `TypeError`."""
        values = [changes.pop(field) if field in changes else getattr(self, field) for field in type(self)._fields]
        if changes:
            raise TypeError(f"{type(self).__name__} has no field {sorted(changes)}")
        return type(self)(*values)
