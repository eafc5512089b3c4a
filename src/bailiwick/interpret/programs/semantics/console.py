"""Consoles of frameworks and tools: what they read from standard input is code."""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode
from bailiwick.interpret.programs.code import announce, from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_LANGUAGES = {
    "rails": "ruby",
    "rake": "ruby",
    "manage.py": "python",
    "django-admin": "python",
    "jupyter": "python",
    "dotnet": "fsharp",
    "artisan": "php",
}


def run(call: Call, arguments: Arguments) -> None:
    """Nothing on standard input means a person at the keyboard; Terraform's language only computes and reads files."""
    if call.stdin.text is not None and not call.stdin.text.parts:
        return
    text = from_stdin(call)
    announce(call, text)
    call.launch(RunCode(_LANGUAGES.get(call.program, "compiled"), text, call.program))
