"""Credentials of the environment that a command prints for the agent to see."""

from __future__ import annotations

from bailiwick.interpret.effects import Label
from bailiwick.interpret.programs.call import SECRET_WORDS, names_secret
from bailiwick.interpret.programs.texts import base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Data, Text

_FILTERS = frozenset({"grep", "egrep", "fgrep", "rg", "ag", "awk", "gawk", "sed", "cut", "fzf", "jq"})


def shows_environment(words: Sequence[Text], stdin: Data) -> bool:
    """True for a filter that picks the environment out of the description of a container (`jq '.[0].Config.Env'`)."""
    picks = Label.ENVIRONMENT in stdin.labels and base(tuple(words)) in ("jq", "yq", "gojq")
    return picks and any(".Env" in (word.known or "") for word in words[1:])


def shows_credential(words: Sequence[Text], stdin: Data, printed: Data) -> bool:
    """True when a program without another reader prints a variable that is named like a credential.

    Args:
        words: the program and its words.
        stdin: what it reads; `env | grep TOKEN` reads the environment.
        printed: its output, as far as known.
    """
    if printed.text is not None and names_secret(printed.text):
        return True
    name = base(tuple(words))
    if name == "printenv" or (name in _FILTERS and Label.ENVIRONMENT in stdin.labels):
        return any(_named(word) for word in words[1:])
    return False


def _named(word: Text) -> bool:
    known = (word.known or "").upper()
    return any(piece in known for piece in (*SECRET_WORDS, "KEY", "PASS"))
