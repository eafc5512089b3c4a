"""The cases of a corpus file: one JSON object per line.

`id`, `want` (`deny`, `ask` or `allow`), `family`, `tool`, `input` and `source`; optional `cwd`, `session` and
`executed`. A case never holds a credential: `<<name>>` stands for a made-up one that looks live.
"""

from __future__ import annotations

from bailiwick.model.errors import InputError, UsageError
from bailiwick.model.value import Value
from bailiwick.pep.dialects.strict_json import read_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WANTS = ("deny", "ask", "allow")

_CREDENTIALS = {
    "github-token": ("gh", "p_", "aB3dE5fG7hI9jK1lM3nO", "5pQ7rS9tU1vW3xY5"),
    "aws-key": ("AK", "IA", "Z7Q3KJ5LX2WNB4TD"),
    "aws-secret": ("wJa7rXUt", "nFEMIK7MDENGbPxRfiCYzk9L2pQ8vB1s"),
    "aws-example": ("AK", "IA", "IOSFODNN7EXAMPLE"),
}


class Case(Value):
    """One call and the verdict that it should get."""

    id: str
    want: str
    tool: str
    input: Mapping[str, object]
    family: str = ""
    source: str = ""
    cwd: str = ""
    session: str = ""
    executed: bool | None = None
    where: str = ""
    """File and line, for people."""

    @property
    def shown(self) -> str:
        """The call in one line."""
        command = self.input.get("command")
        return f"{self.tool} {command!r}" if isinstance(command, str) else f"{self.tool} {dict(self.input)}"

    def call(self, *, cwd: str) -> dict[str, object]:
        """The line for the judge; `cwd` holds for cases that name none."""
        line: dict[str, object] = {
            "id": self.id,
            "tool": self.tool,
            "input": dict(self.input),
            "cwd": self.cwd or cwd,
            "session": self.session,
        }
        if self.executed is not None:
            line["executed"] = self.executed
        return line


def cases(files: Iterable[str]) -> Iterator[Case]:
    """Every case of the files, in order.

    Raises:
        InputError: a line is no case; the message names file, line and field.
        UsageError: a file cannot be read.
    """
    for name in files:
        try:
            with open(name, encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield _case(line, f"{name}:{number}")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"`{name}` cannot be read: {error}") from error


def with_credentials(text: str) -> str:
    """`text` with every `<<name>>` replaced by the made-up credential that it stands for."""
    for name, parts in _CREDENTIALS.items():
        text = text.replace(f"<<{name}>>", "".join(parts))
    return text


def _case(line: str, where: str) -> Case:
    fields = read_object(with_credentials(line).encode(), what=where)
    want, tool, tool_input, executed = (fields.get(name) for name in ("want", "tool", "input", "executed"))
    if not isinstance(want, str) or want not in WANTS:
        raise InputError(f"{where}: expected `want` to be one of {', '.join(WANTS)}, got `{want}`")
    if not isinstance(tool, str) or not tool:
        raise InputError(f"{where}: expected `tool` to name a tool, got `{tool}`")
    if not isinstance(tool_input, dict):
        raise InputError(f"{where}: expected `input` to be an object")
    return Case(
        id=_text(fields, "id", where) or where,
        want=want,
        tool=tool,
        input=tool_input,
        family=_text(fields, "family", where),
        source=_text(fields, "source", where),
        cwd=_text(fields, "cwd", where),
        session=_text(fields, "session", where),
        executed=executed if isinstance(executed, bool) else None,
        where=where,
    )


def _text(fields: Mapping[str, object], name: str, where: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"{where}: expected `{name}` to be a text, got `{value}`")
    return value
