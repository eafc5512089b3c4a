"""Words of which the catalogue says no more than that they are text.

Programs have more options that open a file than any catalogue knows (`arp -f`, `ss -F`, `date -f`), and nearly all of
them show what they read, if only in their complaints: a credential file counts as read. Told apart by name are options
that use a credential where it belongs (`--key-file`, `--cacert`, `--kubeconfig`), those that only name a file
(`--exclude`), and those that write (`--output-dir`): what they name outside the project is written. A command line runs
when a mark says so (`!rm -rf x`, `|sh -c x`) or the name of its option (`--pre-hook`).
"""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import RunShell, literal
from bailiwick.interpret.pathnames import absolute, normal
from bailiwick.interpret.programs.index import family_of
from bailiwick.interpret.programs.unknown import looks_like_path
from bailiwick.interpret.resources import classify
from bailiwick.model.operation import Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.arguments import Arguments
    from bailiwick.interpret.programs.call import Call

_USES = (
    "key", "ident", "cert", "cred", "conf", "env", "pass", "secret", "token", "auth", "store", "ssl", "tls", "ssh",
    "pem", "signing", "var-file", "var_file",
)  # fmt: skip
"""Pieces of names of options whose credential goes where it belongs."""

_NAMES = (
    "exclu", "ignor", "skip", "filter", "pattern", "glob", "regex", "messag", "titl", "body", "desc", "comment", "name",
    "label", "prefix", "suffix", "prune", "target",
)  # fmt: skip
"""Pieces of names of options that only name a file, or say something about it."""

_OUTPUTS = (
    "output", "outfile", "outdir", "out-", "out_", "-out", "_out", "logfile", "log-file", "log_file", "junit",
    "redirect-", "prof-dir", "prof-name", "save-to", "save-as", "dump-to", "export-to", "report-file", "dest",
)  # fmt: skip
"""Pieces of names of options that name what is written."""

_RUNS = (
    "hook",
    "exec",
    "command",
    "cmd",
    "pager",
    "callback",
    "alias",
    "on-complete",
    "on-change",
    "pre-run",
    "post-run",
)
"""Pieces of names of options and settings whose value is a command line."""

_SHORT = frozenset(("i", "k", "m", "x", "E", "ks"))
_KEYS = frozenset(("pem", "key", "p12", "pfx", "jks", "keystore", "crt", "p8"))
_HERE = frozenset((ResourceClass.PROJECT, ResourceClass.TEMP))
_HARMLESS = _HERE | {ResourceClass.SINK, ResourceClass.BUILD_ARTIFACT}
_SECRETS = frozenset((ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY))


def undescribed_word(call: Call, word: Text, option: str = "") -> None:
    """Count what `word` names as read, written or run.

    Args:
        call: collects what is found.
        word: an operand, or the value of an option, whose role is only text.
        option: key of the option; empty for an operand that is none's value.
    """
    known = word.known
    if known is None or not (head := known[:1]):
        return
    if " " in known:
        command = _command(known, option)
        if command:
            call.launch(RunShell(literal(command), via=call.program))
        return
    name, equals, path = known.rpartition("=") if head not in "/~." else ("", "", known)
    if equals:
        option = name
    if not looks_like_path(path) or (is_meant(option) and not names_output(option)):
        return
    where = absolute(path, cwd=call.cwd, place=call.place)
    if where is None:
        return
    classes = classify(normal(where), call.place)
    if names_output(option):
        if classes.isdisjoint(_HARMLESS):
            call.file(Kind.FILE_WRITE, word.replace(parts=(path,)), truncates=True)
        return
    if classes.isdisjoint(_SECRETS):
        return
    if path.rpartition(".")[2] in _KEYS and not classes.isdisjoint(_HERE):
        return  # keys of a project are made and used by its tools
    call.read(word.replace(parts=(path,)))


def words_of_script(call: Call, words: Sequence[Text]) -> None:
    """Words that a script gets: a credential file among them is read, unless it may be an option's value."""
    before = ""
    for word in words:
        if not before.startswith("-") and not word.prefix.startswith("-"):
            undescribed_word(call, word)
        before = word.prefix


def _command(text: str, option: str) -> str:
    """The command line that `text` holds, or nothing: `!COMMAND`, `NAME=!COMMAND`, the value of an option that runs."""
    name, equals, value = text.partition("=")
    if not equals or " " in name:
        name, value = option, text
    runs = any(piece in name.lower() for piece in _RUNS) and not any(piece in name.lower() for piece in _NAMES)
    command = value.lstrip("!| ")
    program = command.partition(" ")[0].rpartition("/")[2]
    return command if (runs or value[:1] in "!|") and family_of(program) else ""


def option_before(call: Call, arguments: Arguments, word: Text) -> str:
    """The option before an operand, when the grammar does not know it, so that the operand may be its value."""
    if not arguments.strange:
        return ""
    for before, after in pairwise(call.words):
        if after is word:
            option = before.prefix
            spelling = option if option[:2] == "--" else f"-{option[-1:]}"
            return option.lstrip("-") if option[:1] == "-" and spelling in arguments.strange else ""
    return ""


def is_meant(option: str) -> bool:
    """True for an option that uses a credential where it belongs, or that only names a file."""
    if len(option) < 3:
        return option in _SHORT
    lower = option.lower()
    return any(piece in lower for piece in _USES) or any(piece in lower for piece in _NAMES)


def names_output(option: str) -> bool:
    """True for an option whose name says that its value is written."""
    lower = option.lower()
    return lower in {"o", "out"} or any(piece in lower for piece in _OUTPUTS)
