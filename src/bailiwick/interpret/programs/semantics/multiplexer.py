"""tmux and screen: new windows run commands, and keys are sent into running shells."""

from __future__ import annotations

from bailiwick.interpret.effects import RunShell, RunWords, Text, join, literal
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.arguments import read_arguments
from bailiwick.interpret.programs.splitting import split_words
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_RUNS = frozenset(
    [
        "new",
        "new-session",
        "neww",
        "new-window",
        "splitw",
        "split-window",
        "respawnp",
        "respawn-pane",
        "respawnw",
        "respawn-window",
        "popup",
        "display-popup",
        "run",
        "run-shell",
        "if",
        "if-shell",
        "pipep",
        "pipe-pane",
    ]
)
_COMMAND_SETTINGS = frozenset({"default-command", "default-shell", "update-environment", "lock-command"})
_OPTIONS = "-t =; -s =; -n =; -c =; -F =; -e =; -l =; -x =; -y =; -p =; -f =; -h =; -w =; -d =?; -T =; -S ="
_KEYS = {"Enter": "\n", "C-m": "\n", "Space": " ", "Tab": "\t", "KPEnter": "\n"}
MESSAGES = 32
"""Most tmux commands in one call, separated by `;`."""


def run(call: Call, arguments: Arguments) -> None:
    """Text that a shell would run is interpreted as a shell would."""
    if call.program == "screen":
        if not arguments.text(0).startswith("/dev/tty"):
            _screen(call, arguments)
        return
    rest = list(arguments.operands)
    for _ in range(MESSAGES):
        if not rest:
            break
        end = next((index for index, word in enumerate(rest) if word.known == ";"), len(rest))
        _tmux(call, tuple(rest[:end]))
        rest = rest[end + 1 :]


def _tmux(call: Call, words: tuple[Text, ...]) -> None:
    verb = words[0].known if words else None
    if verb in _RUNS:
        inner, _ = read_arguments(words[1:], _OPTIONS, style="posix")
        _run(call, inner.operands)
    elif verb in ("send", "send-keys"):
        inner, _ = read_arguments(words[1:], _OPTIONS, style="posix")
        keys = [literal(_KEYS[word.known]) if word.known in _KEYS else word for word in inner.operands]
        call.launch(RunShell(join(*keys), call.program))
    elif verb in ("set-hook", "bind", "bind-key"):
        inner, _ = read_arguments(words[1:], _OPTIONS, style="posix")
        later = split_words(inner.operands[-1]) if len(inner.operands) == 2 else list(inner.operands[1:])
        if later and later[0].known in _RUNS:
            _tmux(call, tuple(later))
            call.emit(Kind.SYS_PERSIST, call.name(f"tmux {verb}"), by="tmux")
    elif verb in ("set", "set-option", "setw") and len(words) > 1 and words[-2].known in _COMMAND_SETTINGS:
        call.launch(RunShell(words[-1], call.program))
    elif verb in ("source", "source-file", "load-buffer", "loadb"):
        for word in words[1:]:
            call.read(word)


def _run(call: Call, words: tuple[Text, ...]) -> None:
    if len(words) == 1:
        call.launch(RunShell(words[0], call.program))
    elif words:
        call.launch(RunWords(words, call.program))


def _screen(call: Call, arguments: Arguments) -> None:
    words = arguments.operands
    if not arguments.has("X", "Q"):
        if words:
            call.launch(RunWords(words, call.program, call.stdin))
    elif words and words[0].known in ("readbuf", "readreg", "source"):
        for word in words[1:]:
            secret_operand(call, word)
    elif words and words[0].known in ("stuff", "exec", "screen"):
        call.launch(RunShell(texts.words_joined(words[1:]), call.program))
