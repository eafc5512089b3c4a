"""A program that the catalogue does not know: its words are facts all the same.

Words that look like URLs, or like paths, count as reached by it; whether it reads or writes
them is not known, so they are reads that are only likely. Options that name an output in every
program (`-o`, `--log-file`) write it, options that name code (`--exec`) run it, and what stands
behind `exec` or `--` is a program of its own.
"""

from __future__ import annotations

from bailiwick.interpret.effects import Data, Label, RunShell, RunWords
from bailiwick.interpret.programs import index, texts
from bailiwick.interpret.programs.carrying import carries_away
from bailiwick.interpret.programs.telling import commands_inside, warn_of_verbs
from bailiwick.model.operation import Certainty, Kind, ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

_SCHEMES = ("http://", "https://", "ftp://", "ftps://", "ssh://", "git://", "tcp://", "ws://", "wss://")


def unknown_program(call: Call) -> Data:
    """Emit what the words of an unknown program name; returns its output."""
    words = call.words
    before = ""
    for position, word in enumerate(words):
        call.labels |= word.labels
        _word(call, word, before)
        if word.known in _STARTED or (before in _LEADS and _is_command(word.known or "", before)):
            call.launch(RunWords(words[position:], via=call.program, stdin=call.stdin))
            words = words[: position + 1] if position else ()
            break
        before = word.known or ""
    _runs_address(call, words)
    carries_away(call, words)
    warn_of_verbs(call, words, stranger=True)
    commands_inside(call, words, _STARTED)
    if call.stdin.text is not None and call.stdin.text.prefix[:1] == "!":
        commands_inside(call, texts.separate(call.stdin.text, "\n"), _STARTED)
    return Data(None, call.labels | call.stdin.labels | {Label.COMMAND})


def started_behind(call: Call, words: Sequence[Text]) -> None:
    """Launch what stands behind `exec` or `--` in a subcommand of which nothing is known."""
    before = ""
    for position, word in enumerate(words):
        if before in _LEADS and word.known in _STARTED:
            call.launch(RunWords(tuple(words[position:]), via=call.program, stdin=call.stdin))
            return
        before = word.known or ""


def _word(call: Call, word: Text, before: str) -> None:
    head = word.prefix
    name = before
    if head.startswith("-"):
        option, value = texts.partition(word, "=")
        if value is None:
            return
        name, word, head = option.prefix, value, value.prefix
    if head.startswith(_SCHEMES):
        call.network(Kind.NET_FETCH, word, data=_piped(call), certainty=Certainty.LIKELY)
    elif looks_like_path(head):
        resource = call.path(word)
        call.emit(Kind.FILE_READ, resource, certainty=Certainty.LIKELY, wildcard=word.known is None)
        if name in _OUTPUTS:
            call.file(Kind.FILE_WRITE, word, truncates=True)
    elif name in _CODE and " " in head and index.family_of(head.partition(" ")[0]):
        call.launch(RunShell(word, via=call.program))


def _piped(call: Call) -> Data | None:
    """Standard input when it holds what was read from files: it may well be sent to an address."""
    return None if call.stdin.labels.isdisjoint(_LOCAL) else call.stdin


def _is_command(word: str, before: str) -> bool:
    """True for a program of the catalogue; names that are also subcommands count only behind `--`."""
    return bool(index.family_of(word)) and (before == "--" or word in _COMMANDS)


def _runs_address(call: Call, words: tuple[Text, ...]) -> None:
    """`tool run https://host/x.py`: code from an address; whether it is fetched to be run is not quite known."""
    verb = ""
    for word in words:
        head = word.prefix
        if head.startswith(("http://", "https://", "git+", "git@", "github:", "gitlab:")) and verb in _FETCHES:
            program = head.partition("?")[0].endswith(_PROGRAMS) and verb not in ("add", "load", "import")
            if program or verb not in ("add", "load", "import") or head.startswith(("git", "gitlab:")):
                call.emit(
                    Kind.EXEC_RUN, call.name(word), certainty=Certainty.LIKELY, program=call.program,
                    opaque=True, fetched_raw=program,
                )  # fmt: skip
                return
        if not head.startswith("-") or head in _FETCHES:
            verb = head


def secret_operand(call: Call, word: Text) -> None:
    """An operand of which the catalogue says nothing: a credential file that it names counts as read."""
    if looks_like_path(word.prefix) and not call.path(word).classes.isdisjoint(_SECRETS):
        call.read(word)


def looks_like_path(head: str) -> bool:
    """True for a word that names a file in the usual spellings (`./x`, `~/x`, `/x`, `a/b`, `.env`)."""
    if not head or "\n" in head or " " in head:
        return False
    return head[0] in "/~." or "/" in head or head.rpartition(".")[2] in _KEY_ENDINGS


_LOCAL = frozenset({Label.FILE, Label.SECRET, Label.ENVIRONMENT})
_SECRETS = frozenset({ResourceClass.SECRET, ResourceClass.GOVERNANCE_KEY})
_STARTED = frozenset(
    (
        "rm", "sh", "bash", "zsh", "dash", "sudo", "dd", "shred", "curl", "wget", "nc", "ncat", "python", "python3",
        "perl", "ruby",
    )
)  # fmt: skip
"""Programs that an unknown program may well start: what stands behind such a name is read as its arguments."""

_LEADS = frozenset(("--", "exec", "run", "x", "with", "dlx", "-e", "-c", "--exec", "--command", "--cmd"))
"""Words behind which a program and its arguments may stand."""

_COMMANDS = _STARTED | {
    "terraform", "tofu", "pulumi", "kubectl", "helm", "docker", "podman", "git", "gh", "aws", "gcloud", "az", "psql",
    "mysql", "mongosh", "redis-cli", "cat", "find", "scp", "ssh", "rsync", "socat", "node", "php", "npm", "npx", "yarn",
    "pnpm", "chmod", "chown", "tar", "cp", "mv", "tee", "crontab", "systemctl", "truncate", "env", "printenv", "rimraf",
    "rails", "rake", "make", "twine", "gem", "cargo", "xargs", "eval", "doas", "su", "mkfs", "base64", "gpg", "openssl",
}  # fmt: skip
"""Programs whose names are no subcommands of others."""

_OUTPUTS = frozenset(
    (
        "-o", "--output", "--out", "--outfile", "--out-file", "--output-file", "--output-dir", "--output-path",
        "--outdir", "--out-dir", "--dest", "--destination", "--log", "--log-file", "--logfile", "--save", "--save-to",
        "--save-as", "--write-to", "--export-to", "--report-file", "-output", "-out", "-outfile", "--output-directory",
    )
)  # fmt: skip
"""Options that name what is written, in whichever program."""

_CODE = frozenset(("-c", "-x", "--exec", "--execute", "--command", "--cmd", "--run", "--shell-command", "--on-change"))
"""Options whose value is a command line when it begins like one."""

_FETCHES = frozenset(
    (
        "install", "run", "exec", "execute", "eval", "apply", "source", "bootstrap", "invoke", "dlx", "try-repo", "add",
        "load", "import", "-i", "--install", "--script", "--run", "--exec",
    )
)  # fmt: skip
"""Verbs that run or install what the next word names."""

_PROGRAMS = (
    ".sh", ".bash", ".py", ".js", ".mjs", ".ts", ".rb", ".pl", ".ps1", ".jl", ".R", ".lua", ".php", ".exs", ".clj",
    ".java", ".kts", ".sc", ".groovy", ".ipynb", ".wasm", ".exe", ".AppImage", ".run", ".bin",
)  # fmt: skip

_KEY_ENDINGS = frozenset({"pem", "key", "p12", "pfx", "jks", "keystore", "kdbx"})
