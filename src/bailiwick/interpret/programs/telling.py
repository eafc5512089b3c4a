"""Words of a command line that tell what a program does when nothing else is known of it."""

from __future__ import annotations

from itertools import pairwise

from bailiwick.interpret.effects import RunShell
from bailiwick.interpret.programs import texts
from bailiwick.interpret.programs.dumping import dumps_environment
from bailiwick.model.operation import Certainty, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.interpret.effects import Text
    from bailiwick.interpret.programs.call import Call

LOOKED_AT = 4
"""How many of the first words may be a verb: `tool [group [group]] verb`."""

_DESTROYS = frozenset(
    ("delete", "destroy", "terminate", "purge", "wipe", "nuke", "erase", "obliterate", "deprovision", "drop")
)
_TELLING = _DESTROYS | {
    "publish", "upload", "send", "share", "exfiltrate", "broadcast", "expose", "tunnel",
}  # fmt: skip
"""Verbs that take something away for good or out of the machine."""

_OF_STRANGERS = frozenset(
    (
        "rm",
        "remove",
        "del",
        "unpublish",
        "uninstall",
        "flush",
        "truncate",
        "shred",
        "decommission",
        "push",
        "flushall",
        "revoke",
    )
)
"""Verbs that tell only of a program that nobody described."""

_OPTIONS = (_DESTROYS - {"drop"}) | {
    "publish",
    "upload",
    "shred",
    "drop-all",
    "drop-database",
    "drop-tables",
    "expose",
    "tunnel",
}
"""What an option does that is one of these, or begins with one: `--delete-all`."""

_SAFE_LEADS = frozenset(
    (
        "g", "gen", "generate", "scaffold",
        "test", "tests", "spec", "e2e", "bench", "lint", "check", "validate", "verify", "help", "man",
        "explain", "describe", "completion", "completions", "simulate", "diff", "search", "find", "grep",
    )
)  # fmt: skip
"""A verb behind one of these is what is looked for, tested or shown."""

_MAKES = frozenset(("new", "create", "make", "init"))
"""A compound behind one of these is the name of what is made: `new upload-form`."""

_FLAGS = frozenset(
    (
        "--yes", "--force", "--verbose", "--quiet", "--debug", "--json", "--non-interactive", "--no-input", "--all",
        "--auto-approve", "--no-prompt", "--silent", "--confirm", "--assume-yes", "-y", "-f", "-v", "-q", "-a", "--",
    )
)  # fmt: skip
"""Options without a value: what stands behind any other one may be its value."""

_METHODS = frozenset(("-X", "--method", "--request"))

_SAFE_OPTIONS = frozenset(("--dry-run", "--dryrun", "--help", "-h", "--version", "--whatif", "--plan", "--list"))

_STORES = frozenset(
    (
        "db", "database", "data", "cache", "prod", "production", "cluster", "env", "stack", "storage", "queue",
        "topic", "index", "table", "bucket", "schema", "migrate", "kv",
    )
)  # fmt: skip
"""What is reset for good, and what a task named with a slash (`db/wipe`) is about."""

_SECRETS = frozenset(
    ("secret", "secrets", "password", "passwords", "passwd", "credential", "credentials", "creds", "token", "apikey")
)
_SHOWS = frozenset(("reveal", "show", "get", "read", "view", "print", "decrypt", "export", "dump", "cat", "display"))
_REVEALING = frozenset(
    (
        "--reveal", "--with-secrets", "--show-values", "--with-values",
        "--show-value", "--unmask", "--unmasked", "--no-mask", "--show-sensitive", "--no-redact", "--no-redacted",
        "--show-keys", "--show-key", "--plaintext",
    )
)  # fmt: skip
_SECRET_PAIRS = frozenset(
    (
        "api key", "private key", "access key", "secret key", "signing key", "env pull", "env dump", "dump env",
        "key export", "export key", "keys export", "env decrypt", "mcp add", "mcp install",
    )
)  # fmt: skip
"""Two pieces, one behind the other, that name a credential or print some, or wire an agent."""
_KEYS = frozenset(pair for pair in _SECRET_PAIRS if pair.endswith(" key") and not pair.startswith("export"))
"""Those that only name one: something must show it."""
_UNGUARDED = frozenset(
    ("--yolo", "--trust-all-tools", "--allow-all-tools", "--skip-permissions", "--bypass-permissions", "--no-hooks")
)
"""Options by which agents stop asking."""


def tells(word: str, more: frozenset[str] = frozenset()) -> bool:
    """True for such a verb alone, or at an edge of a compound: `delete-db`, `stack:destroy`, `DeleteInstance`.

    A task may be named with dots, its verb last (`db.wipe`). `more` are further verbs.
    """
    verbs = _TELLING | more
    group, slash, name = word.partition("/")
    if slash:
        return group in _STORES and (name in verbs or name == "reset")
    if "." in word:
        group, _, name = word.rpartition(".")
        return name in verbs or (name == "reset" and group in _STORES)
    pieces = _pieces(word)
    if pieces[0] in verbs or pieces[-1] in verbs:
        return True
    return pieces[-1] == "reset" and not _STORES.isdisjoint(pieces)


def warn_of_verbs(call: Call, words: Sequence[Text], *, stranger: bool = False) -> None:
    """A program that is not known, or a subcommand, and a verb that may do harm: a person should look.

    Args:
        call: the program start.
        words: its words, or those of them that may be a verb.
        stranger: nobody described the program, so more verbs and its options tell.
    """
    known = [word.known or "" for word in words]
    if not _SAFE_OPTIONS.isdisjoint(known):
        return
    telling = _telling_word(known, _OF_STRANGERS if stranger else frozenset())
    if stranger:
        telling = (
            telling or _telling_option(known) or _revealing(known) or _dumping(words, known) or _telling_name(call)
        )
    if telling:
        call.emit(
            Kind.EXEC_RUN, call.name(f"{call.program} {telling}"), certainty=Certainty.LIKELY, program=call.program,
            opaque=True,
        )  # fmt: skip


def _telling_word(words: Sequence[str], more: frozenset[str]) -> str:
    """The first verb that tells and is no value of an option."""
    seen = 0
    before = ""
    makes = stored = False
    for word in words:
        if before in _METHODS and word.upper() == "DELETE":
            return word
        if word and not word.startswith("-"):
            seen += 1
            if seen > LOOKED_AT or word in _SAFE_LEADS or not _SAFE_LEADS.isdisjoint(_pieces(word)[:-1]):
                return ""
            valued = before.startswith("-") and "=" not in before and before not in _FLAGS
            if not valued and (word.isalpha() or (not makes and _is_name(word))) and tells(word, more):
                return word
            if word == "reset" and stored:
                return word
            makes = makes or word in _MAKES
            stored = word in _STORES
        before = word
    return ""


def _telling_name(call: Call) -> str:
    """The name of an installed program that tells by itself: `mod-publish`. A path leads to a file that is read."""
    given = call.invocation.words[0].known or ""
    return given if "/" not in given and _is_name(given) and tells(given) else ""


def _telling_option(words: Sequence[str]) -> str:
    for word in words:
        name = word.partition("=")[0][2:] if word.startswith("--") else ""
        if name and (name in _OPTIONS or name.partition("-")[0] in _OPTIONS) and not name.endswith(("after", "policy")):
            return word
    return ""


def _dumping(words: Sequence[Text], known: Sequence[str]) -> str:
    """`tool ssh web -- env`: what a tool runs elsewhere prints the environment there."""
    at = known.index("--") if "--" in known else len(known)
    return "-- env" if dumps_environment(words[at + 1 :]) else ""


def _revealing(words: Sequence[str]) -> str:
    """The words `secrets get`, `token show`, `print-access-token`, or an option that shows secrets."""
    plain = [word for word in words if word and not word.startswith("-")][:LOOKED_AT]
    if plain[:1] == ["help"]:
        return ""
    pieces = [piece for word in plain if _is_name(word) for piece in _pieces(word)]
    pairs = {f"{one} {two}" for one, two in pairwise(pieces)} & _SECRET_PAIRS
    if (pairs and (not _SHOWS.isdisjoint(pieces) or not pairs <= _KEYS)) or "decrypt" in pieces[:2]:
        return " ".join(plain)
    if not _SECRETS.isdisjoint(pieces) and (not _SHOWS.isdisjoint(pieces) or pieces[:2] == ["auth", "token"]):
        return " ".join(plain)
    return next((word for word in words if word.startswith("--") and _reveals_or_unguards(word)), "")


def _reveals_or_unguards(option: str) -> bool:
    """`--show-secrets`, `--print-token`, `--reveal`, and options that take a guard away."""
    verb, _, noun = option[2:].partition("-")
    return (
        option in _REVEALING
        or option in _UNGUARDED
        or verb == "dangerously"
        or (verb in _SHOWS and noun.partition("=")[0] in _SECRETS)
    )


def _is_name(word: str) -> bool:
    return word.translate(_JOINTS).isalpha()


_JOINTS = str.maketrans("", "", "-:_./")


def _pieces(word: str) -> list[str]:
    """`delete-db`, `db:delete`, `deleteDb` and `DeleteDb` in lower case, by piece."""
    if not (word.islower() or word.isupper()):
        word = "".join(
            f"-{sign}" if sign.isupper() and at and not word[at - 1].isupper() else sign for at, sign in enumerate(word)
        )
    return word.replace(":", "-").replace("_", "-").lower().split("-")


def commands_inside(call: Call, words: Sequence[Text], starters: frozenset[str]) -> None:
    """A word that is a command line of its own, whose program leaves no doubt, may well be run."""
    for word in words:
        text = texts.partition(word, "=")[1] if word.prefix.startswith("-") else word
        if text is not None and text.prefix[:1] in {"!", "|"}:
            text = texts.drop(text, 1)
        first, space, _ = (text.prefix if text is not None else "").partition(" ")
        if text is not None and space and first.rpartition("/")[2] in starters:
            call.launch(RunShell(text, via=call.program))
