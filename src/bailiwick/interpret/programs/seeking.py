"""Searches for files by name or content whose pattern aims at credentials: what they print names such files."""

from __future__ import annotations

from bailiwick.interpret.effects import Hole, Text
from bailiwick.interpret.resources import classify
from bailiwick.model import bounds
from bailiwick.model.operation import ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bailiwick.model.request import Place

_BY_NAME = frozenset(("locate", "plocate", "mlocate", "slocate", "mdfind", "whereis", "fd", "fdfind", "es"))
"""Programs whose words are patterns of names."""

_BY_CONTENT = frozenset(("grep", "egrep", "fgrep", "rg", "ag", "ack", "git"))
_LISTS = frozenset(("files-with-matches", "name-only"))
_EVERYWHERE = frozenset((".", "./", "*", "/", "~"))
_CONTENT = (
    "aws_secret",
    "secret_access_key",
    "private key",
    "private_key",
    "private.key",
    "begin rsa",
    "begin openssh",
)
"""What stands in files of credentials, and hardly anywhere else but in code that handles them."""

_KEY_NAMES = ("id_rsa", "id_ed25519", "id_ecdsa", "id_dsa", "zz.pem", "zz.key", "zz.p12", "zz.jks", ".env", ".netrc")
_ORDINARY = ("readme.md", "index.ts", "main.py", "app.json", ".gitignore", "notes.txt", "idea.txt")


def names_sought(words: Sequence[str | None], place: Place) -> Text | None:
    """One printed name for all when a search is after credentials, else None.

    Args:
        words: the program's base name, then its argv; None for a word that is not known.
        place: where the call happens.
    """
    program = words[0] or ""
    operands = [word for word in words[1:] if word and not word.startswith("-")]
    options = {word for word in words[1:] if word and word.startswith("-")}
    if program in _BY_NAME:
        hidden = not options.isdisjoint(("-H", "--hidden", "-u", "-HI"))
        return file_sought(operands[:1] if program.startswith("fd") else operands, place, hidden=hidden)
    if program == "git" and operands[:1] == ["ls-files"]:
        return file_sought(operands[1:], place)
    if program == "rg" and "--files" in options:
        return file_sought([word for word in operands if "*" in word or word.startswith(".env")], place)
    if program in _BY_CONTENT and _names_only(options):
        pattern, places = operands[program == "git" :][:1], operands[(program == "git") + 1 :]
        if (
            pattern
            and _EVERYWHERE.issuperset(set(places) - {place.home})
            and any(piece in pattern[0].lower() for piece in _CONTENT)
        ):
            return _named(".env")
    return None


def file_sought(patterns: Iterable[str], place: Place, *, hidden: bool = False) -> Text | None:
    """The path of a credential file that a pattern of names (a word, a glob, or a plain regular expression) is after.

    Args:
        patterns: as given; the first that means a credential counts.
        place: where the call happens.
        hidden: hidden files are looked for, so `env` finds `.env`.
    """
    for pattern in patterns:
        for choice in pattern[: bounds.PATH_CHARS].lower().split("|"):
            name = sought_name(choice, hidden=hidden)
            if name and ResourceClass.SECRET in classify(f"/*/{name}", place):
                return _named(name)
    return None


def sought_name(pattern: str, *, hidden: bool = False) -> str:
    """The name that a pattern means, of a credential file when it is a glob; empty when it means files in general."""
    plain = pattern.strip("()^$").replace("\\.", ".").rpartition("/")[2].removeprefix(".*")
    if hidden and plain == "env":
        return ".env"
    if not set(plain) & set("*?["):
        return plain if len(plain) > 2 else ""
    from fnmatch import fnmatchcase  # rare, and slow to import

    if any(fnmatchcase(name, plain) for name in _ORDINARY):
        return ""
    return next((name for name in _KEY_NAMES if fnmatchcase(name, plain)), "")


def _names_only(options: Iterable[str]) -> bool:
    return any(
        option[2:] in _LISTS if option.startswith("--") else "l" in option and option[1:].isalpha()
        for option in options
    )


def _named(name: str) -> Text:
    return Text((Hole("a file that is looked for"), f"/{name}"))
