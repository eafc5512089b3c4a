"""One path to its classes.

`classify` remembers its last answers: a call asks for each path in every round, a session asks for the same
paths again and again. It is a pure function of values, so no answer depends on what is remembered.
"""

from __future__ import annotations

from functools import cache, lru_cache

from bailiwick.interpret.resources import places, secrets, standing
from bailiwick.interpret.resources.table import PathTable
from bailiwick.model.operation import ResourceClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bailiwick.model.request import Place

DANGEROUS = frozenset(
    (
        ResourceClass.PROJECT_ROOT,
        ResourceClass.HOME_ROOT,
        ResourceClass.ROOT,
        ResourceClass.SYSTEM,
        ResourceClass.DEVICE,
        ResourceClass.GIT_DIR,
        ResourceClass.SECRET,
        ResourceClass.GOVERNANCE,
        ResourceClass.GOVERNANCE_KEY,
        ResourceClass.PERSISTENCE,
        ResourceClass.BACKUP,
    )
)
"""Classes that count when they hold on any name of a thing; the others must hold on its real path."""

DIRECTORIES = frozenset((ResourceClass.PROJECT_ROOT, ResourceClass.HOME_ROOT, ResourceClass.ROOT))
"""Classes of paths that are directories, whether or not they are there yet."""

_SECRET_NAME = "secret by name"  # noqa: S105 - a tag


@cache
def _meanings() -> PathTable[str]:
    return PathTable(
        {
            _SECRET_NAME: secrets.NAMES,
            ResourceClass.SECRET: secrets.PLACES,
            ResourceClass.PERSISTENCE: standing.PERSISTENCE,
            ResourceClass.GOVERNANCE: standing.GOVERNANCE,
            ResourceClass.BACKUP: places.BACKUPS,
            ResourceClass.PROGRAM_DIR: places.PROGRAMS,
        }
    )


@cache
def _public() -> PathTable[bool]:
    return PathTable({True: secrets.PUBLIC})


@cache
def _artifacts() -> PathTable[bool]:
    return PathTable({True: places.BUILD_ARTIFACTS})


def below(path: str, base: str) -> bool:
    """True when `path` is `base` or inside it; both absolute and normal."""
    return path == base or path.startswith(base if base.endswith("/") else base + "/")


@lru_cache(maxsize=4096)
def classify(path: str, place: Place) -> frozenset[ResourceClass]:
    """All classes of one absolute, normal path.

    Args:
        path: without `.`, `..`, doubled or trailing slashes. Components may hold `*` for
            unknown pieces; they match like ordinary letters.
        place: where the call happens.
    """
    if _is_sink(path):
        return frozenset((ResourceClass.SINK,))
    ground = _Ground(place)
    path = ground.comparable(path)
    lowered = path.lower()
    parts = [part for part in lowered.split("/") if part]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    classes = ground.surroundings(path, lowered, parts)
    home = ground.home_length(path, parts)
    _add_meanings(classes, parts, home)
    if ResourceClass.PROJECT in classes:
        inner = [part for part in lowered[len(ground.project) :].split("/") if part]
        if _artifacts().tags(inner):
            classes.add(ResourceClass.BUILD_ARTIFACT)
        classes.discard(ResourceClass.PROGRAM_DIR)
    if ResourceClass.TEMP in classes:
        classes.discard(ResourceClass.PROGRAM_DIR)
    return frozenset(classes)


def holds_credentials(path: str, place: Place) -> bool:
    """True for a directory of the home, or the home, below which programs keep credentials among other things."""
    home = place.home.rstrip("/")
    return bool(home) and (path == home or path.removeprefix(home + "/").lower() in secrets.HOLDERS)


def _is_sink(path: str) -> bool:
    if path.startswith("/proc/"):
        return path.startswith(("/proc/self/fd", "/proc/thread-self/fd"))
    return path in places.SINKS or path.startswith(("/dev/fd/", "/dev/pts/"))


class _Ground:
    """The places of a `Place`, spelt so that they compare with paths."""

    __slots__ = ("_fold", "_governed", "_home", "_keys", "_mac", "_path", "_temps", "project")

    def __init__(self, place: Place) -> None:
        self._fold = place.ignores_case
        self._mac = place.platform == "darwin"
        same = self.comparable
        self.project = same(place.project)
        self._home = same(place.home)
        self._temps = [same(temp) for temp in place.temps]
        self._governed = [same(path) for path in place.governed]
        self._keys = [same(path) for path in place.keys]
        self._path = [same(path) for path in place.path]

    def comparable(self, path: str) -> str:
        """`path` in the spelling in which two names of one file are equal."""
        if self._mac:
            # The same files on macOS: the data volume under its own name, and /tmp, /var, /etc as links.
            path = path.removeprefix("/System/Volumes/Data") or "/"
            if path.startswith("/private/"):
                path = path[8:]
        return path.casefold() if self._fold else path

    def surroundings(self, path: str, lowered: str, parts: Sequence[str]) -> set[ResourceClass]:
        """The classes that follow from where the path lies."""
        project, home = self.project, self._home
        in_project, in_home = bool(project) and below(path, project), bool(home) and below(path, home)
        temporary = self._is_temporary(path, in_project=in_project, in_home=in_home)
        classes: set[ResourceClass] = set()
        if in_project:
            classes.add(ResourceClass.PROJECT)
        if in_home:
            classes.add(ResourceClass.HOME)
        if temporary:
            classes.add(ResourceClass.TEMP)
        elif not in_project:
            classes.add(ResourceClass.OUTSIDE)
        if project and below(project, path):
            classes.add(ResourceClass.PROJECT_ROOT)
        if (home and below(home, path)) or _is_some_home(parts):
            classes.add(ResourceClass.HOME_ROOT)
        if not (in_project or in_home or temporary):
            classes |= _machine_classes(lowered, parts)
        return classes | self._own_classes(path)

    def _own_classes(self, path: str) -> set[ResourceClass]:
        """Bailiwick's own directories, and those of the agent's program search path."""
        classes: set[ResourceClass] = set()
        for directory in self._governed:
            if below(path, directory):
                classes.add(ResourceClass.GOVERNANCE)
        for directory in self._keys:
            if below(path, directory):
                classes.update((ResourceClass.GOVERNANCE, ResourceClass.GOVERNANCE_KEY))
        for directory in self._path:
            if below(path, directory):
                classes.add(ResourceClass.PROGRAM_DIR)
        return classes

    def _is_temporary(self, path: str, *, in_project: bool, in_home: bool) -> bool:
        """The innermost of temporary places, project and home decides: a project under /tmp is no temporary file."""
        inner = 0
        for temp in (*self._temps, *places.SHARED_MEMORY):
            if len(temp) > inner and below(path, temp):
                inner = len(temp)
        if not inner:
            return False
        if (in_project and len(self.project) > inner) or (in_home and len(self._home) > inner):
            return False
        # A directory between a temporary place and the project or home holds them, so it is not temporary.
        return len(path) == inner or not (below(self.project, path) or below(self._home, path))

    def home_length(self, path: str, parts: Sequence[str]) -> int:
        """How many components name the home directory that `path` is in, or -1."""
        if self._home and below(path, self._home):
            return len([part for part in self._home.split("/") if part and not part.endswith(":")])
        if parts and parts[0] in {"home", "users"}:
            return 2
        if parts and parts[0] == "root":
            return 1
        if parts[:2] == ["var", "root"]:
            return 2
        return 1 if parts and parts[0] == "*" else -1


_SERIAL_PORTS = ("ttyusb", "ttyacm", "ttyama", "cu.", "tty.")
"""Beginnings of the names of ports that boards hang on: nothing is stored there."""


def _machine_classes(lowered: str, parts: Sequence[str]) -> set[ResourceClass]:
    if not parts:
        return {ResourceClass.ROOT}
    if lowered.startswith("//./") or (parts[0] == "dev" and len(parts) > 1):
        return set() if parts[1].startswith(_SERIAL_PORTS) else {ResourceClass.DEVICE}
    return {ResourceClass.SYSTEM} if parts[0] in places.SYSTEM else set()


def _is_some_home(parts: Sequence[str]) -> bool:
    if not parts:
        return True
    return (parts[0] in {"home", "users"} and len(parts) <= 2) or list(parts) in (["root"], ["var", "root"])


def _add_meanings(classes: set[ResourceClass], parts: Sequence[str], home: int) -> None:
    tags = _meanings().tags(parts, home=home)
    name = parts[-1] if parts else ""
    if _SECRET_NAME not in tags and name.endswith(secrets.COPY_SUFFIXES):
        tags |= _meanings().tags([*parts[:-1], _without_copy_suffix(name)], home=home) & {_SECRET_NAME}
    if name.endswith(".json") and any(piece in name for piece in secrets.NAME_PIECES):
        tags.add(_SECRET_NAME)
    if _SECRET_NAME in tags:
        tags.remove(_SECRET_NAME)
        if not _is_harmless_name(name):
            tags.add(ResourceClass.SECRET)
    if ResourceClass.SECRET in tags and _public().tags(parts, home=home):
        tags.remove(ResourceClass.SECRET)
    classes.update(ResourceClass(tag) for tag in tags)
    if ".git" in parts or "git~1" in parts:
        classes.add(ResourceClass.GIT_DIR)
    if name in standing.GOVERNANCE_ROOTS:
        classes.add(ResourceClass.GOVERNANCE)


def _without_copy_suffix(name: str) -> str:
    for suffix in secrets.COPY_SUFFIXES:
        if name.endswith(suffix):
            return name[: -len(suffix)]
    return name


def _is_harmless_name(name: str) -> bool:
    words = name.split(".")
    if words[-1] in secrets.TEXT_SUFFIXES:
        return True
    return any(piece in secrets.TEMPLATE_WORDS for word in words for piece in word.replace("_", "-").split("-"))
