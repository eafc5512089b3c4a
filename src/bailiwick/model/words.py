"""`Words`: base of the closed vocabularies; to type checkers it is `enum.StrEnum`.

    class Mode(Words):
        ENFORCE = "enforce"
        OBSERVE = "observe"

Members are single, immutable strings with `name` and `value`; `Mode("enforce")` finds one or raises
`ValueError`; the class iterates over its members in order and tells whether a text is one of them.
That is what is used of `StrEnum`. Why not `StrEnum` itself: defining a dozen of its classes costs the
in-process evaluator over a millisecond (ADR 0002), and every reading of `value` is a call in Python.
"""

from __future__ import annotations

__all__ = ["Words"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum as Words
else:

    class _WordsType(type):
        """Turns the public strings in the body of a class into its members."""

        def __new__(mcs, name, bases, namespace):
            words = {key: item for key, item in namespace.items() if type(item) is str and key[0] != "_"}
            namespace.setdefault("__slots__", ())
            cls = super().__new__(mcs, name, bases, namespace)
            members = {}
            for key, text in words.items():
                member = members[text] = str.__new__(cls, text)
                _set_name(member, key)
                _set_value(member, text)
                type.__setattr__(cls, key, member)
            if len(members) != len(words):
                raise TypeError(f"{name} has two names for one word")
            type.__setattr__(cls, "_members", members)
            return cls

        def __call__(cls, text):
            try:
                return cls._members[text]
            except (KeyError, TypeError):
                raise ValueError(f"{text!r} is not a valid {cls.__qualname__}") from None

        def __iter__(cls):
            return iter(cls._members.values())

        def __len__(cls):
            return len(cls._members)

        def __contains__(cls, text):
            return text in cls._members

        def __setattr__(cls, name, value):
            raise AttributeError(f"{cls.__name__} is closed: cannot set `{name}`")

    class Words(str, metaclass=_WordsType):
        """Base of closed vocabularies; see the module docstring."""

        __slots__ = ("name", "value")

        def __setattr__(self, name, value):
            raise AttributeError(f"{self!r} is immutable: cannot set `{name}`")

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {str.__repr__(self)}>"

        def __reduce_ex__(self, _protocol):
            return type(self), (self.value,)

    _set_name = Words.name.__set__
    _set_value = Words.value.__set__
