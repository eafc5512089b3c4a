"""env: prints the environment, or runs a program with a changed one. `-S` splits a string into words."""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunWords, Text, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


_AGENTS = ("claude", "codex", "gemini", "qwen", "opencode")
"""Programs that find their hooks through the environment."""


def run(call: Call, arguments: Arguments) -> None:
    """Assignments, then an argv."""
    words = list(arguments.operands)
    split = arguments.value("split-string")
    if split is not None:
        words = [*split_words(split), *words]
        words = _without_options(words)
    environment: dict[str, Text] = {}
    while words and "=" in words[0].prefix:
        name, value = texts.partition(words.pop(0), "=")
        environment[name.shown()] = value if value is not None else literal("")
    _guard(call, arguments)
    if not words:
        call.stdout = Data(None, frozenset({Label.ENVIRONMENT}))
        return
    if arguments.has("ignore-environment") and (words[0].known or "").rpartition("/")[2] in (
        "claude",
        "codex",
        "gemini",
    ):
        call.emit(Kind.EXEC_RUN, call.name(words[0]), program="env", known=True, hooks_off=True)
    directory = arguments.value("chdir")
    cwd = None if directory is None else call.path(directory).value if directory.known else ""
    call.launch(RunWords(tuple(words), "env", call.stdin, cwd, environment))


def _without_options(words: list[Text]) -> list[Text]:
    """`env -S '-i sh'`: the split string may begin with more options of env itself."""
    while words and words[0].prefix.startswith("-") and words[0].known != "-":
        taken = 2 if words[0].known in ("-u", "-C", "-S", "--unset", "--chdir") else 1
        words = words[taken:]
    return words


def _guard(call: Call, arguments: Arguments) -> None:
    """Unsetting or changing what governance needs."""
    if any(word.prefix.startswith(("BAILIWICK_", "CLAUDE_CONFIG_DIR")) for word in arguments.values("unset")):
        call.emit(Kind.EXEC_RUN, call.name("env"), program="env", known=True, unsets_guard=True)
