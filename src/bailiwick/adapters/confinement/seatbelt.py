"""The profile for `sandbox-exec` of macOS. Never tried on a real machine by our own tests."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

PROGRAM = "/usr/bin/sandbox-exec"

_HEAD = """\
(version 1)
(allow default)
(deny job-creation)
(deny appleevent-send)
(deny lsopen)
(deny file-write*)
(allow file-write* (regex #"^/dev/(null|zero|random|urandom|tty|ttys[0-9]+|ptmx)$"))
"""
_NETWORK = {
    "none": "(deny network*)\n",
    "any": """\
(deny network-outbound (remote unix-socket))
(allow network-outbound (literal "/private/var/run/mDNSResponder"))
""",
}


def profile(write: Collection[str], hide: Collection[str], network: str) -> str:
    """The text of a profile in Apple's sandbox language; later lines win.

    Args:
        write: real paths that may be written, with all below.
        hide: real paths that cannot be read, with all below.
        network: `none` or `any`; there are no networks of one's own.

    Raises:
        KeyError: another network.
    """
    lines = [f"(allow file-write* (subpath {_text(path)}))\n" for path in write]
    lines += [f"(deny file-read* file-write* (subpath {_text(path)}))\n" for path in hide]
    return "".join((_HEAD, *lines, _NETWORK[network]))


def _text(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
