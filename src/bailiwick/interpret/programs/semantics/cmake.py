"""cmake: `-E` is a set of portable commands, `-P` runs a script; anything else loads the lists of the project."""

from __future__ import annotations

from bailiwick.interpret.effects import RunWords, literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "rm": ("rm",),
    "remove": ("rm", "-f"),
    "remove_directory": ("rm", "-rf"),
    "cat": ("cat",),
    "copy": ("cp",),
    "copy_if_different": ("cp",),
    "copy_directory": ("cp", "-r"),
    "copy_directory_if_different": ("cp", "-r"),
    "rename": ("mv",),
    "env": ("env",),
    "time": (),
    "make_directory": ("mkdir", "-p"),
    "create_symlink": ("ln", "-sf"),
    "create_hardlink": ("ln", "-f"),
    "touch": ("touch",),
    "touch_nocreate": ("touch", "-c"),
    "tar": ("tar",),
    "md5sum": ("md5sum",),
    "sha256sum": ("sha256sum",),
    "compare_files": ("cmp",),
}


def run(call: Call, arguments: Arguments) -> None:
    """The words behind `-E` are a command and its words."""
    verb = arguments.value("E")
    if verb is None:
        return
    at = next((at for at, word in enumerate(call.words) if word is verb), len(call.words))
    words = call.words[at + 1 :]
    if verb.known == "chdir" and words:
        call.launch(RunWords(words[1:], "cmake -E", call.stdin, cwd=call.path(words[0]).value))
        return
    program = _COMMANDS.get(verb.known or "")
    if program is not None:
        call.launch(RunWords((*map(literal, program), *words), "cmake -E", call.stdin))
