"""The values that interpreters of shell, programs and languages exchange.

`Text` is an abstract string (known pieces and holes), `Data` a stream between programs,
`Invocation` one program start, `Effects` what it does: operations, output, and further
code that it launches. Everything unknown stays unknown and keeps its shape and its labels.
"""

from __future__ import annotations

from bailiwick.model import bounds
from bailiwick.model.errors import BoundError
from bailiwick.model.operation import EMPTY
from bailiwick.model.value import Value
from bailiwick.model.words import Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from bailiwick.model.operation import AttributeValue, Operation


class Label(Words):
    """Where a text or a stream came from."""

    NETWORK = "network"
    """Fetched from another machine."""
    SECRET = "secret"  # noqa: S105 - a label, not a credential
    """Read from a secret file or store."""
    ENVIRONMENT = "environment"
    """Holds many or unknown environment variables (`env`, `printenv`)."""
    FILE = "file"
    """Read from a local file that is not a secret."""
    DECODED = "decoded"
    """Decoded or assembled: base64, hex, rev, tr, decompression, printf escapes."""
    COMMAND = "command"
    """Output of a program that is not otherwise known."""


NO_LABELS: frozenset[Label] = frozenset()


class Hole(Value):
    """An unknown piece of a text."""

    why: str = ""
    """For people: `$HOST`, `output of curl`."""
    glob: bool = False
    """The hole stands for a glob's unknown expansion; no slash in it."""


class Text(Value):
    """An abstract string: literal pieces and holes in order. No two literal pieces touch; none is empty."""

    parts: tuple[str | Hole, ...] = ()
    labels: frozenset[Label] = NO_LABELS

    @property
    def known(self) -> str | None:
        """The string when nothing in it is unknown, else None."""
        parts = self.parts
        if len(parts) == 1:
            only = parts[0]
            return only if isinstance(only, str) else None
        return None if parts else ""

    @property
    def prefix(self) -> str:
        """The known beginning, possibly empty."""
        first = self.parts[0] if self.parts else ""
        return first if isinstance(first, str) else ""

    @property
    def suffix(self) -> str:
        """The known end, possibly empty."""
        last = self.parts[-1] if self.parts else ""
        return last if isinstance(last, str) else ""

    def shown(self) -> str:
        """The text for people, holes as `<why>`."""
        known = self.known
        if known is not None:
            return known
        return "".join(part if isinstance(part, str) else f"<{part.why or '?'}>" for part in self.parts)


def literal(text: str, labels: frozenset[Label] = NO_LABELS) -> Text:
    """A wholly known text."""
    return Text((text,) if text else (), labels)


def unknown(why: str, labels: frozenset[Label] = NO_LABELS) -> Text:
    """A wholly unknown text."""
    return Text((Hole(why),), labels)


def join(*texts: Text) -> Text:
    """Concatenation; labels unite.

    Raises:
        BoundError: the text is longer than `bounds.TEXT_CHARS`.
    """
    parts: list[str | Hole] = []
    labels: frozenset[Label] = NO_LABELS
    for text in texts:
        labels |= text.labels
        for part in text.parts:
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
                check_length(parts[-1])
            else:
                parts.append(part)
    return Text(tuple(parts), labels)


def check_length(text: str) -> None:
    """Refuse a text that was put together and is longer than `bounds.TEXT_CHARS`."""
    if len(text) > bounds.TEXT_CHARS:
        raise BoundError(f"expected texts of at most {bounds.TEXT_CHARS} characters, got one that grew longer")


class Data(Value):
    """A stream: what is known of its text, and where it came from."""

    text: Text | None = None
    """The content as far as known; None when nothing is known."""
    labels: frozenset[Label] = NO_LABELS
    origin: str = ""
    """For people: the file or URL it came from."""


NO_DATA = Data(Text())
"""An empty stream (`/dev/null`, no output)."""


class Invocation(Value):
    """One start of a program."""

    words: tuple[Text, ...]
    """`argv` after all expansions; `words[0]` is the program as written."""
    cwd: str
    """Working directory, absolute; empty when unknown."""
    stdin: Data = NO_DATA
    environment: Mapping[str, Text] = EMPTY
    """Variables set or changed by the call itself (exports and `VAR=x prog`), not the whole environment."""
    reached: tuple[str, ...] = ()
    """How it is reached, outermost first (`Operation.path`)."""
    conditional: bool = False
    """It may not run at all (branch, `&&`, `||`): operations are LIKELY, not CERTAIN."""


class RunWords(Value):
    """The program runs another program with this argv (`env`, `xargs`, `sudo`, `find -exec`)."""

    words: tuple[Text, ...]
    via: str
    stdin: Data = NO_DATA
    cwd: str | None = None
    """Another working directory; None = the same; empty = unknown."""
    environment: Mapping[str, Text] = EMPTY
    """Further variables."""
    many: bool = False
    """Runs once per item."""


class RunShell(Value):
    """The program runs shell text (`bash -c`, `eval`, `ssh host CMD` with `remote`)."""

    text: Text
    via: str
    stdin: Data = NO_DATA
    cwd: str | None = None
    arguments: tuple[Text, ...] = ()
    """`$0`, `$1` ..."""
    remote: bool = False
    """Runs on another machine or in a container: paths are not this machine's."""
    mounts: tuple[tuple[str, str], ...] = ()
    """With `remote`: directories there, and those of this machine that they show; both absolute."""
    same_shell: bool = False
    """Runs in the calling shell (`eval`, `source`): its variables and functions stay."""
    language: str = "bash"
    """`bash`, `powershell` or `cmd`."""


class RunCode(Value):
    """The program runs code of another language given as text (`python -c`, stdin of `node`)."""

    language: str
    """`python`, `javascript`, `perl`, `ruby`, `php`, `awk`, `sed`, `sql`, `lua`, `make` ..."""
    text: Text
    via: str
    stdin: Data = NO_DATA
    arguments: tuple[Text, ...] = ()
    attributes: Mapping[str, AttributeValue] = EMPTY
    """What the program knows about where the code runs (`engine`, `local` for SQL)."""


class RunFile(Value):
    """The program runs a script file (`sh x.sh`, `./x`, `python x.py`, `source x`)."""

    path: str
    """Absolute path; may be missing."""
    language: str
    """Language when the caller fixes it, empty = by shebang and suffix."""
    via: str
    stdin: Data = NO_DATA
    arguments: tuple[Text, ...] = ()
    same_shell: bool = False
    loaded: bool = False
    """A tool loads the file by itself, when it is there: only what it surely does to others counts."""


if TYPE_CHECKING:
    Launch: TypeAlias = RunWords | RunShell | RunCode | RunFile


class Effects(Value):
    """What one invocation does."""

    operations: tuple[Operation, ...] = ()
    launches: tuple[Launch, ...] = ()
    """Further code it runs, which the caller interprets in turn."""
    stdout: Data = Data()
    """What it prints; by default unknown text of unknown origin."""
    written: Mapping[str, Data] = EMPTY
    """What code wrote into files before it launched anything, by absolute path."""


NOTHING = Effects(stdout=NO_DATA)
