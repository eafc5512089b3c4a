"""Commands that pagers, editors and helpers are commonly set to, which run nothing else by themselves."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bailiwick.interpret.effects import Text

_HARMLESS = frozenset(
    [
        "true",
        "false",
        "1",
        "0",
        "yes",
        "no",
        "on",
        "off",
        "cat",
        "less",
        "more",
        "most",
        "delta",
        "diff-so-fancy",
        "bat",
        "difft",
        "riff",
        "vim",
        "nvim",
        "vi",
        "nano",
        "emacs",
        "emacsclient",
        "code",
        "codium",
        "cursor",
        "subl",
        "micro",
        "hx",
        "helix",
        "kak",
        "pico",
        "ed",
        "notepad",
        "idea",
        "pycharm",
        "webstorm",
        "zed",
        "meld",
        "kdiff3",
        "opendiff",
        "vimdiff",
        "nvimdiff",
        "git-lfs",
        "store",
        "cache",
        "osxkeychain",
        "manager",
        "manager-core",
        "wincred",
        "libsecret",
        "oauth",
        "gpg",
        "gpg2",
        "ssh",
        "ssh-keygen",
        "rebase",
        "merge",
        "checkout",
        "none",
    ]
)
"""Programs that such a key commonly names; they run nothing else by themselves."""

_PRINTERS = frozenset({"cat", "less", "more", "most", "bat"})
"""Those that show a file which stands behind them."""

_SHELL_SIGNS = frozenset(";|&`$<>\n")


def harmless(value: Text) -> bool:
    """True for a value that names only a common viewer, editor or helper."""
    known = value.known
    if known is None:
        return False
    if not known.strip() or known.strip().startswith("!gh auth git-credential"):
        return True
    first = known.split()[0].rpartition("/")[2].removeprefix("!")
    if first in _PRINTERS and any(word[0] in "/~." for word in known.split()[1:]):
        return False
    return first in _HARMLESS and not _SHELL_SIGNS & set(known)
