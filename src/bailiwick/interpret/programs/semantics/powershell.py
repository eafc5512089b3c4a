"""pwsh: `-Command` text, `-EncodedCommand` base64, `-File`; parameters may be abbreviated (about_Pwsh)."""

from __future__ import annotations

import base64
import binascii

from bailiwick.interpret.effects import Label, RunFile, RunShell, Text, literal, unknown
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce, from_stdin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_TAKES_VALUE = (
    "executionpolicy",
    "ep",
    "ex",
    "windowstyle",
    "w",
    "outputformat",
    "o",
    "inputformat",
    "configurationname",
    "workingdirectory",
    "wd",
    "version",
    "settingsfile",
    "custompipename",
)


def run(call: Call, arguments: Arguments) -> None:
    """The first word that is no parameter is a file for pwsh and a command for powershell.exe."""
    words = list(arguments.operands)
    while words:
        word = words.pop(0)
        name = word.prefix.lower().lstrip("-/") if word.prefix[:1] in ("-", "/") else None
        if name is None:
            _plain(call, [word, *words])
            return
        if (
            name
            and "encodedcommand".startswith(name)
            and name[0] == "e"
            and name not in ("ep", "ex", "exec", "executionpolicy")
        ):
            _shell(call, _decoded(words[0]) if words else Text())
            return
        if name and "command".startswith(name):
            _shell(call, from_stdin(call) if [word.known for word in words] == ["-"] else texts.words_joined(words))
            return
        if name and "file".startswith(name):
            _plain(call, words, file=True)
            return
        if any(full.startswith(name) for full in _TAKES_VALUE if name):
            words = words[1:]
    if call.stdin.text is None or call.stdin.text.parts:
        _shell(call, from_stdin(call))


def _plain(call: Call, words: list[Text], *, file: bool = False) -> None:
    if not words:
        return
    if file or words[0].suffix.lower().endswith(".ps1"):
        call.launch(RunFile(call.path(words[0]).value, "powershell", call.program, call.stdin, tuple(words[1:])))
    else:
        _shell(call, texts.words_joined(words))


def _shell(call: Call, text: Text) -> None:
    announce(call, text)
    call.launch(RunShell(text, call.program, call.stdin, language="powershell"))


def _decoded(word: Text) -> Text:
    labels = word.labels | {Label.DECODED}
    if word.known is None:
        return unknown("encoded command", labels)
    try:
        return literal(base64.b64decode(word.known + "=" * (-len(word.known) % 4)).decode("utf-16-le"), labels)
    except (ValueError, binascii.Error):
        return unknown("encoded command", labels)
