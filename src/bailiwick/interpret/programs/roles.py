"""Roles: what a program does with an operand or an option's value.

A role name in the catalogue may carry a parameter after a colon (`script:python`). Attributes that
follow from options (`recursive`, `append`) are read by their keys, so a program
only has to spell its options with these keys or imply them. `name` is text that at most names a file, which stays
closed. `verb` is a word that may say what the program does: all of them together are read for verbs that do harm.
"""

from __future__ import annotations

from bailiwick.interpret.effects import RunCode, RunFile, RunShell, RunWords, Text
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.code import announce, from_stdin
from bailiwick.interpret.programs.packages import index_of_packages, package
from bailiwick.interpret.programs.semantics.remote_code import run_address, run_repository
from bailiwick.interpret.programs.undescribed import is_meant, names_output, option_before, undescribed_word
from bailiwick.interpret.programs.unknown import secret_operand
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call


_STANDARD_INPUT = ("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")


def play(role: str, call: Call, arguments: Arguments, *words: Text) -> None:
    """Emit what `role` means for `words` (one word, or an argv for `exec`).

    Raises:
        KeyError: the catalogue names a role that does not exist.
    """
    name, _, parameter = role.partition(":")
    if name in ARGV_ROLES:
        if words:
            ARGV_ROLES[name](call, words)
        return
    for word in words:
        ROLES[name](call, arguments, word, parameter)


def _text(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.labels |= word.labels


def _read(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.read(word, recursive=arguments.may("recursive"), through=parameter)


def _tree(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.read(word, recursive=True, through=parameter)


def _list(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.file(Kind.FILE_LIST, word, recursive=arguments.may("recursive"))


def _search(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A tree whose files are searched; an address is fetched."""
    if "://" in word.prefix:
        call.network(Kind.NET_FETCH, word)
    else:
        call.file(Kind.FILE_SEARCH, word, recursive=True)


def _write(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    if word.known != "-":
        appends = arguments.has("append")
        call.write(word, data=call.stdin, appends=appends, truncates=not appends)


def _create(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.file(Kind.FILE_WRITE, word, appends=True)


def _update(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """Read and written in place."""
    call.read(word, recursive=arguments.may("recursive"))
    call.file(Kind.FILE_WRITE, word, recursive=arguments.may("recursive"))


def _output(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A product of the program (an archive, a report), whose old content is replaced."""
    if word.known != "-":
        call.file(Kind.FILE_WRITE, word, truncates=True)


def _output_or_pipe(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A product; behind `|` or `!` stands the command that takes it."""
    if word.prefix.startswith(("|", "!")):
        call.launch(RunShell(texts.drop(word, 1), via=call.program))
    else:
        _output(call, arguments, word, parameter)


def _download(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    if word.known != "-":
        call.file(Kind.FILE_WRITE, word, truncates=True, download=True, from_network=True)


def _delete(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.file(Kind.FILE_DELETE, word, recursive=arguments.may("recursive"), many=word.known is None)


def _remove_tree(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.file(Kind.FILE_DELETE, word, recursive=True, many=word.known is None)


def _meta(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.file(Kind.FILE_META, word, recursive=arguments.may("recursive"))


def _host(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.network(Kind.NET_FETCH, word, channel=parameter)


def _word(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A word of which only this is known: when it names a credential file, that file is read."""
    call.labels |= word.labels
    before = option_before(call, arguments, word)
    if before and names_output(before):
        undescribed_word(call, word, before)
    elif not is_meant(before):
        secret_operand(call, word)
        if arguments.has("write", "fix", "in-place", "inplace"):
            undescribed_word(call, word, "output")


def _shell(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.launch(RunShell(word, via=parameter or call.program, stdin=call.stdin))


def _script(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    if word.known in _STANDARD_INPUT:
        text = from_stdin(call)
        announce(call, text)
        call.launch(RunCode(parameter or call.program, text, via=call.program))
        return
    if run_address(call, word):
        return
    resource = call.read(word)
    call.launch(RunFile(resource.value, parameter, via=call.program, stdin=call.stdin))


_RUN_SETTINGS = ("invoke", "pre-install-pkgs", "auto-detect", "autodetect", "dir::bin", "hook", "post_", "pre_")
"""Pieces of names of settings whose value is a command."""


def _setting(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """`NAME=VALUE` of a configuration, some of which are commands (`APT::Update::Pre-Invoke`)."""
    name, value = texts.partition(word, "=")
    if value is not None and any(piece in name.prefix.lower() for piece in _RUN_SETTINGS):
        call.launch(RunShell(value, via=call.program))
        return
    from bailiwick.interpret.programs.settings import setting  # few programs have such options

    setting(call, word)


def _code(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    call.launch(RunCode(parameter, word, via=call.program, stdin=call.stdin))


def _requirements(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A list of packages: a file of the project, or one from anywhere."""
    if "://" in word.prefix:
        package(call, arguments, word)
    else:
        call.read(word)


def _installed(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A package by name, or one that is fetched from an address."""
    if "://" in word.prefix:
        package(call, arguments, word)
    else:
        secret_operand(call, word)


def _source(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A project, template or build file: from a host that is no known forge it is code that runs unseen."""
    if not run_repository(call, word):
        secret_operand(call, word)


def _plugin(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """Code of a file that the program loads and runs."""
    resource = call.read(word)
    call.launch(RunFile(resource.value, parameter, via=call.program))


def _exec(call: Call, words: tuple[Text, ...]) -> None:
    call.launch(RunWords(words, via=call.program, stdin=call.stdin))


def _unknown_path(call: Call, arguments: Arguments, word: Text, parameter: str) -> None:
    """A word that names a file of which it is not known what is done with it."""
    if is_meant(option_before(call, arguments, word)):
        return
    resource = call.path(word)
    call.emit(Kind.FILE_READ, resource, certainty=Certainty.LIKELY, wildcard=word.known is None)


ROLES: Mapping[str, Callable[[Call, Arguments, Text, str], None]] = {
    "text": _text,
    "name": _text,
    "word": _word,
    "verb": _word,
    "index": index_of_packages,
    "read": _read,
    "tree": _tree,
    "list": _list,
    "search": _search,
    "write": _write,
    "create": _create,
    "update": _update,
    "output": _output,
    "output-or-pipe": _output_or_pipe,
    "download": _download,
    "delete": _delete,
    "remove-tree": _remove_tree,
    "meta": _meta,
    "host": _host,
    "setting": _setting,
    "shell": _shell,
    "script": _script,
    "code": _code,
    "plugin": _plugin,
    "installed": _installed,
    "source": _source,
    "requirements": _requirements,
    "package": package,
    "path": _unknown_path,
}

ARGV_ROLES: Mapping[str, Callable[[Call, tuple[Text, ...]], None]] = {"exec": _exec}
