"""Policy from files: managed, organisation, user and project level and the packs they name.

Files are looked at on every call by `stat` only. A change is compiled; a file that cannot be
compiled never replaces the last good policy, and is reported. Compiled policies are cached as
JSON under the hash of everything they were made from, so the in-process evaluator reads no YAML.
"""

from __future__ import annotations

import json
import os

from bailiwick import __version__
from bailiwick.adapters.regular_files import open_regular
from bailiwick.adapters.trust_pins import policy_of_bundle, read_pins, real_path, require_newest, write_pins
from bailiwick.crypto.hashing import content_hash
from bailiwick.model import bounds
from bailiwick.model.errors import EnvironmentFault, PolicyError, TrustError
from bailiwick.model.value import Value
from bailiwick.policy.compiled import PLAIN_VERSION, from_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from bailiwick.adapters.home import Home
    from bailiwick.policy.compiled import CompiledPolicy
    from bailiwick.policy.levels import Levels
    from bailiwick.policy.schema import Document

    Stamp: TypeAlias = tuple[tuple[int, int, int] | None, ...]

MANAGED = "/etc/bailiwick/bailiwick.yaml"
"""The managed level's file, owned by the administrator."""

FILE_NAME = "bailiwick.yaml"
"""Name of the project level's file, in the project root."""

DEFAULT_POLICY = "version: 1\nmode: enforce\npacks: [baseline]\n"
"""The default profile: what `init` starts from and what `decide` uses when nothing is installed."""


class InForce(Value):
    """Implements `engine.ports.PolicyInForce`."""

    policy: CompiledPolicy | None
    problem: str = ""
    changed: bool = False
    text: str = ""


class Sources(Value):
    """The text of each level's file, None where there is none, with the names to show in problems."""

    managed: str | None = None
    user: str | None = None
    project: str | None = None
    names: tuple[str, str, str] = ("managed policy", "user policy", "project policy")
    bundle: str | None = None
    """The organisation's policy as a signed note, not yet verified."""
    key: str = ""
    """The verifier key that is trusted for it."""
    serial: int = 0
    """The greatest number of a policy of that organisation that was seen."""
    trusted: bool = False
    """A person has trusted the project's file as it is."""


class PolicyFiles:
    """Implements `engine.ports.PolicySource` over a `Home`."""

    def __init__(self, home: Home, *, managed: str = MANAGED, caches: bool = True, tells: bool = False) -> None:
        """Look at the files of `home`.

        Args:
            home: where the user's files are.
            managed: the administrator's file.
            caches: keep compiled policies.
            tells: give the text of each new policy along, for the log.
        """
        self._home = home
        self._managed = managed
        self._caches = caches
        self._tells = tells
        self._seen: dict[str, tuple[Stamp, InForce]] = {}
        self._last_good: dict[str, CompiledPolicy] = {}
        self._latest: tuple[str, CompiledPolicy] | None = None
        """What was compiled last, behind the hash of what it was made from: most projects have no file of their own."""
        self._text = ""
        """Of that, when it is to be told."""

    @property
    def installed(self) -> bool:
        """True when there is a user's or a managed policy file, whatever is in it."""
        return any(map(os.path.lexists, (self._home.policy, self._managed, self._home.bundle)))

    def current(self, project: str) -> InForce:
        """The policy for `project`; `changed` is true once after each reload."""
        paths = self._paths(project)
        stamp = tuple(_stamp(path) for path in (*paths, self._home.bundle, self._home.pins))
        known = self._seen.get(project)
        if known is not None and known[0] == stamp:
            return known[1]
        loaded = self._load(paths, project)
        self._seen[project] = (stamp, loaded.replace(changed=False, text=""))
        return loaded

    def sources(self, project: str) -> Sources:
        """The texts of all levels for calls of `project`, as the files are now.

        Raises:
            PolicyError: a file cannot be read, or there is none.
        """
        return self._sources(self._paths(project))

    def uninstalled(self, project: str) -> Sources:
        """What counts where no policy is installed: the default profile, and the project's own file.

        Raises:
            PolicyError: the project's file cannot be read.
        """
        path = self._paths(project)[2]
        return Sources(user=DEFAULT_POLICY, project=_read(path), names=("", "default profile", path))

    def prepare(self) -> None:
        """Compile what all projects share, so that no call waits for it. A problem is left to the first call."""
        try:
            self._compiled(self._sources(self._paths("")))
        except PolicyError:
            return

    def _paths(self, project: str) -> tuple[str, str, str]:
        return (self._managed, self._home.policy, f"{project}/{FILE_NAME}" if project else "")

    def _sources(self, paths: tuple[str, str, str]) -> Sources:
        managed, user, project = paths
        sources = Sources(_read(managed), _read(user), _read(project), names=paths, bundle=_read(self._home.bundle))
        try:
            pins = read_pins(self._home.pins)
        except TrustError as error:
            raise PolicyError(str(error), remedy=error.remedy) from error
        if sources.user is None and sources.managed is None and not pins.organisation:
            raise PolicyError(f"there is no policy file `{user}`", remedy="run `bailiwick init`")
        pinned = pins.files.get(real_path(project)) if sources.project is not None else None
        trusted = pinned is not None and pinned == content_hash(sources.project or "")
        return sources.replace(key=pins.organisation, serial=pins.serial, trusted=trusted)

    def _load(self, paths: tuple[str, str, str], project: str) -> InForce:
        try:
            policy = self._compiled(self._sources(paths))
        except PolicyError as error:
            return InForce(self._last_good.get(project), problem=str(error), changed=True)
        self._last_good[project] = policy
        return InForce(policy, changed=True, text=self._text)

    def _compiled(self, sources: Sources) -> CompiledPolicy:
        packs = pack_texts()
        texts = _level_texts(sources)
        names = [name if text is not None else "" for name, text in zip(sources.names, texts, strict=True)]
        signed = [sources.bundle, sources.key, sources.serial, sources.trusted]
        digest = content_hash(json.dumps([__version__, PLAIN_VERSION, *names, *texts, *signed, packs]))
        if self._latest is None or self._latest[0] != digest:
            plain = self._compiled_plain(digest, sources, packs)
            self._latest = digest, from_plain(plain)
            if self._tells:
                from bailiwick.policy.effective import text_of

                self._text = text_of(plain)
        return self._latest[1]

    def _compiled_plain(self, digest: str, sources: Sources, packs: Mapping[str, str]) -> Mapping[str, Any]:
        path = f"{self._home.folder('cache')}/policy-{digest}.json"
        cached = _cached(path)
        if cached is not None:
            return cached
        from bailiwick.policy.levels import combine

        levels, available = read_levels(sources, packs)
        plain = combine(levels, available)
        if levels.organisation is not None and levels.organisation.serial > sources.serial:
            self._pin(levels.organisation.serial)
        if self._caches:
            _keep(path, plain)
        return plain

    def _pin(self, serial: int) -> None:
        """Remember that a policy of the organisation with this number was seen."""
        try:
            pins = read_pins(self._home.pins)
            write_pins(self._home.pins, pins.replace(serial=max(serial, pins.serial)))
        except (TrustError, EnvironmentFault) as error:
            raise PolicyError(f"the organisation's policy cannot be pinned: {error}", remedy=error.remedy) from error


def compile_sources(sources: Sources, packs: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The compiled plain form of policy texts.

    Raises:
        PolicyError: every problem of the first level that has any, one per line.
    """
    from bailiwick.policy.levels import combine

    return combine(*read_levels(sources, packs))


def read_levels(sources: Sources, packs: Mapping[str, str] | None = None) -> tuple[Levels, dict[str, Document]]:
    """The documents of policy texts, and the packs that they name.

    Raises:
        PolicyError: every problem of the first level that has any, one per line.
    """
    from bailiwick.policy.levels import Levels
    from bailiwick.policy.schema import read_pack

    levels = [_document(text, name) for text, name in zip(_level_texts(sources), sources.names, strict=True)]
    managed, user, project = levels
    organisation = organisation_policy(sources.bundle, sources.key, pinned=sources.serial)
    wanted = {name for level in (*levels, organisation) if level is not None for name in level.packs}
    available: dict[str, Document] = {}
    texts = pack_texts() if packs is None else packs
    read = texts.keys() if wanted - texts.keys() else wanted  # a message about an unknown one suggests any
    for name, text in texts.items():
        if name in read:
            pack, problems = read_pack(text, f"pack {name}")
            if pack is None:
                raise PolicyError("\n".join(map(str, problems)), remedy="reinstall bailiwick: a pack in it is damaged")
            available[name] = pack
    return Levels(user, managed, project, organisation, sources.trusted), available


def organisation_policy(bundle: str | None, key: str, *, pinned: int) -> Document | None:
    """The policy of a bundle, verified; None when there is neither bundle nor key.

    Args:
        bundle: the signed note; None when there is none.
        key: the pinned verifier key; empty when none is.
        pinned: the greatest serial that was seen.

    Raises:
        PolicyError: it is not signed by the key, not a policy, or older than one that was seen.
    """
    document = _document(policy_of_bundle(bundle, key), "organisation policy")
    if document is not None:
        require_newest(document.serial, pinned)
    return document


def _document(text: str | None, name: str) -> Document | None:
    if text is None:
        return None
    from bailiwick.policy.schema import read_policy

    document, problems = read_policy(text, name)
    if problems:
        raise PolicyError("\n".join(map(str, problems)), remedy="repair the file, then check with `bailiwick doctor`")
    return document


def default_policy() -> CompiledPolicy:
    """The default profile: baseline, enforce."""
    return from_plain(compile_sources(Sources(user=DEFAULT_POLICY, names=("", "default profile", ""))))


def _level_texts(sources: Sources) -> tuple[str | None, str | None, str | None]:
    return (sources.managed, sources.user, sources.project)


def pack_folder() -> str:
    """The directory of the packs in the package."""
    import bailiwick.policy.packs

    return os.path.dirname(os.path.abspath(bailiwick.policy.packs.__file__))


def pack_texts() -> dict[str, str]:
    """Text of each pack in the package, by name."""
    folder = pack_folder()
    return {
        name.removesuffix(".yaml"): _read(f"{folder}/{name}") or ""
        for name in sorted(os.listdir(folder))
        if name.endswith(".yaml")
    }


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)


def _read(path: str) -> str | None:
    """Text of a policy file, None when there is none."""
    if not path:
        return None
    try:
        with open_regular(path) as file:
            data = file.read(bounds.POLICY_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PolicyError(f"`{path}` cannot be read: {error.strerror}") from error
    if len(data) > bounds.POLICY_BYTES:
        raise PolicyError(f"expected `{path}` to have at most {bounds.POLICY_BYTES} bytes")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise PolicyError(f"expected `{path}` to be UTF-8, byte {error.start} is not") from error


def _cached(path: str) -> Mapping[str, Any] | None:
    try:
        with open_regular(path) as file:
            plain = json.load(file)
    except (OSError, ValueError, RecursionError):
        return None
    if isinstance(plain, dict) and plain.get("plain_version") == PLAIN_VERSION:
        return plain
    return None


def _keep(path: str, plain: Mapping[str, Any]) -> None:
    """Write the cache file whole or not at all; a cache that cannot be written is only slower."""
    temporary = f"{path}.{os.getpid()}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(plain, file, separators=(",", ":"))
        os.replace(temporary, path)
    except OSError:
        return
