"""Files that a script wrote so far, as far as their content is known: an image over the real file system."""

from __future__ import annotations

import posixpath

from bailiwick.interpret.effects import NO_DATA, Data, Text, join, unknown
from bailiwick.interpret.inquiry import Inquiry
from bailiwick.model.fact import (
    FileType,
    PathFact,
    PathQuery,
    ProgramFact,
    ProgramQuery,
    RepositoryFact,
    TextFact,
    TextQuery,
)
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LINKS = 8
"""Longest chain of the script's own symbolic links."""

IMAGES = 1024
"""Most files that one call is remembered to have written; the oldest are forgotten."""


class FileImage(Value):
    """What a script made of one path."""

    data: Data = NO_DATA
    directory: bool = False
    pipe: bool = False
    """A named pipe: readers get what writers write, in either order."""
    executable: bool = False
    link: str = ""
    """Absolute path that a symbolic link leads to."""
    compiled: bool = False
    """A compiler wrote it."""


class Overlay:
    """Images by absolute path."""

    def __init__(self) -> None:
        self._images: dict[str, FileImage] = {}
        self.settings: tuple[tuple[str, str], ...] = ()
        """Git configuration that the script set, keys lower case."""
        self.cwd = ""
        """Working directory of the program that asks."""

    def __bool__(self) -> bool:
        return bool(self._images)

    def get(self, path: str) -> FileImage | None:
        """The image at `path`, or None when the script did not touch it."""
        if not self._images:
            return None
        return self._images.get(posixpath.normpath(path))

    def through_links(self, path: str) -> str:
        """`path` with the script's own symbolic links followed."""
        for _ in range(LINKS):
            link = next(
                (
                    (name, image.link)
                    for name, image in self._images.items()
                    if image.link and (path == name or path.startswith(name + "/"))
                ),
                None,
            )
            if link is None:
                break
            path = link[1] + path[len(link[0]) :]
        return path

    def tree(self, path: str) -> FileImage | None:
        """The image of the nearest directory above `path` that was filled as a whole, by unpacking or cloning."""
        if not self._images:
            return None
        path = posixpath.normpath(path)
        while path not in ("/", ""):
            path = posixpath.dirname(path)
            image = self._images.get(path)
            if image is not None and image.directory and image.data is not NO_DATA:
                return image
        return None

    def put(self, path: str, image: FileImage) -> None:
        """Remember what is at `path` now."""
        if len(self._images) >= IMAGES:
            del self._images[next(iter(self._images))]
        self._images[posixpath.normpath(path)] = image

    def write(self, path: str, data: Data, *, append: bool) -> None:
        """`data` becomes, or is added to, the content of `path`."""
        old = self.get(path)
        if append:
            data = combined((old.data if old else Data(), data))
        kept = old or FileImage()
        self.put(path, kept.replace(data=data))

    def paths(self) -> tuple[str, ...]:
        """All paths with an image."""
        return tuple(self._images)

    def remove(self, path: str) -> None:
        """Forget `path` and what is below it."""
        path = posixpath.normpath(path)
        for name in [name for name in self._images if name == path or name.startswith(path + "/")]:
            del self._images[name]


class OverlaidInquiry(Inquiry):
    """Facts of the host with the script's own files on top, for the programs that the script runs."""

    __slots__ = ("_host", "_overlay")

    def __init__(self, host: Inquiry, overlay: Overlay) -> None:
        self._host = host
        self._overlay = overlay
        self.missing, self.used = host.missing, host.used

    def ask(self, query: Any) -> Any:
        """The answer as it would be after the script's writes."""
        overlay = self._overlay
        if isinstance(query, ProgramQuery):
            return self._program(query)
        if not overlay or not isinstance(query, PathQuery | TextQuery):
            fact = self._host.ask(query)
            if isinstance(fact, RepositoryFact) and overlay.settings:
                return fact.replace(config=(*fact.config, *overlay.settings))
            return fact
        path = overlay.through_links(query.path)
        if path != query.path:
            query = query.replace(path=path)
        fact = self._host.ask(query)
        image = overlay.get(path)
        if image is None or image.pipe:
            return fact
        if isinstance(query, TextQuery):
            text = image.data.text.known if image.data.text else None
            return TextFact(text, "" if text is not None else "written by the script")
        real = fact.real if isinstance(fact, PathFact) else query.path
        kind = FileType.DIRECTORY if image.directory else FileType.FILE
        return PathFact(real, kind, executable=image.executable, compiled=image.compiled)

    def _program(self, query: ProgramQuery) -> ProgramFact | None:
        """Relative directories of the search path are below the working directory; own files count."""
        overlay = self._overlay
        directories = tuple(posixpath.join(overlay.cwd, directory) for directory in query.path)
        for directory in directories if overlay else ():
            path = posixpath.normpath(posixpath.join(directory, query.name))
            image = overlay.get(path)
            if image is not None and not image.directory:
                return ProgramFact(path, path)
        return self._host.ask(query.replace(path=directories) if directories != query.path else query)


def combined(streams: tuple[Data, ...]) -> Data:
    """Several streams one after the other."""
    streams = tuple(stream for stream in streams if stream is not NO_DATA)
    if not streams:
        return NO_DATA
    if len(streams) == 1:
        return streams[0]
    labels = frozenset(label for stream in streams for label in stream.labels)
    texts = [stream.text if stream.text is not None else _hole(stream) for stream in streams]
    return Data(join(*texts), labels, next((stream.origin for stream in streams if stream.origin), ""))


def _hole(stream: Data) -> Text:
    return unknown(stream.origin or "output", stream.labels)
