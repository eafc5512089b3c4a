"""What `bailiwick doctor --live` proved last, and of which client: `install/proof.json` of the home.

A client is known by the file that its name leads to, with size and time of change: so that it was replaced is seen
without running it, at the start of each session. A program that starts one or another client (`volta`, `asdf`) hides
which one it starts.
"""

from __future__ import annotations

import json
import os
import shutil

from bailiwick.adapters.durable import replace_file
from bailiwick.model.errors import EnvironmentFault
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

REMEDY = "prove it: `bailiwick doctor --live`"


class Client(Value):
    """One installed client."""

    program: str
    """Real path."""
    size: int
    modified: int
    """Time of the last change, nanoseconds since 1970."""


class LiveProof(Value):
    """The result of one proof."""

    client: Client
    version: str
    """What the client said of itself."""
    at: str
    """When, as the log writes times."""
    failed: tuple[str, ...] = ()
    """Names of the canaries that did not hold."""


def client_of(program: str) -> Client | None:
    """The client that a program is; None when there is none."""
    real = os.path.realpath(program)
    try:
        status = os.stat(real)
    except OSError:
        return None
    return Client(real, status.st_size, status.st_mtime_ns)


def installed_client(search_path: Sequence[str]) -> Client | None:
    """The `claude` that is found first in these directories; None when there is none."""
    program = shutil.which("claude", path=os.pathsep.join(search_path))
    return client_of(program) if program else None


def keep_proof(folder: str, proof: LiveProof) -> None:
    """Keep a proof in the home's `install` folder, in place of the one before.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    client = proof.client
    plain = {
        "program": client.program,
        "size": client.size,
        "modified": client.modified,
        "version": proof.version,
        "at": proof.at,
        "failed": list(proof.failed),
    }
    try:
        replace_file(_path(folder), json.dumps(plain, indent=2).encode() + b"\n")
    except OSError as error:
        raise EnvironmentFault(f"`{_path(folder)}` cannot be written: {error.strerror}") from error


def last_proof(folder: str) -> LiveProof | None:
    """The proof that was kept; None when there is none, or none that can be read: then nothing is proven."""
    try:
        with open(_path(folder), "rb") as file:
            plain = json.load(file)
        client = Client(str(plain["program"]), int(plain["size"]), int(plain["modified"]))
        return LiveProof(client, str(plain["version"]), str(plain["at"]), tuple(map(str, plain["failed"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def doubt(proof: LiveProof | None, client: Client | None, *, version: str = "") -> str:
    """Why the proof does not speak for the client; empty when it does, or when one of them is missing.

    Args:
        proof: the last one.
        client: what is installed now.
        version: what that says of itself; empty when it was not asked.
    """
    if proof is None or client is None:
        return ""
    when = f"{proof.version} on {proof.at[:10]}"
    if client != proof.client:
        now = f"claude {version}" if version else "the installed claude"
        return f"{now} is not the client that `bailiwick doctor --live` tried last ({when})"
    if proof.failed:
        return f"the last `bailiwick doctor --live` ({when}) failed: {proof.failed[0]}"
    return ""


def _path(folder: str) -> str:
    return f"{folder}/proof.json"
