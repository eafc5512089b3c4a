"""The modules' bytecode in one file: what the in-process evaluator loads instead of 170 files.

`__pycache__` in another form: the file holds nothing but what the compiler made of the sources, and a
module of it counts only while its source has the same size and time of change. It is made anew, after
the reply, by the first evaluator that finds it missing or out of date: all modules of the package, those
that this evaluator has loaded in one piece, because together they are read faster, with what it loaded of
the standard library. The first evaluator also loads what compiles a policy, and what makes this file; so the second one
makes it once more. That also serves installations whose package directory nobody can write bytecode to.
The file lies in the home, which has to be its owner's alone: who could change it could as well change the
policy.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys

import bailiwick

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

    Entry = tuple[str, int, int, int, int]
    """Path, time of change in nanoseconds and size of the source; piece of the file, and position in it."""
else:
    ModuleSpec = type(__spec__)

_HEAD_BYTES = 8
"""Length of the index, big-endian; the index and all bytecode follow."""

_OTHERS_MAY_WRITE = 0o022

_LEFT_OUT = ("apps/cli/", "apps/corpus/", "apps/daemon/", "apps/doctor/", "apps/live/")
"""What the evaluator never loads."""


class Bytecode:
    """Finder and loader of our modules, first in `sys.meta_path`."""

    def __init__(self, home: str) -> None:
        """Open the file of a home.

        Args:
            home: the Bailiwick home, absolute and real.
        """
        self._package = os.path.dirname(bailiwick.__file__)
        self._standard = os.path.dirname(os.__file__)
        self._path = f"{home}/cache/modules-{sys.implementation.cache_tag}.bin"
        self._made_from = (sys.version, bailiwick.__version__, self._package, self._standard)
        self._file = -1
        self._start = 0
        self._modules: dict[str, Entry] = {}
        self._pieces: list[tuple[int, int]] = []
        self._usual: list[CodeType] = []
        self.complete = False
        """False: a module was missing or out of date, or too many lie together: `make` is worth its time."""
        try:
            if _is_mine(os.stat(home)):
                self._open()
        except (OSError, ValueError, EOFError, TypeError):
            return

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002 - the signature of finders
        """Where a module comes from; None leaves it to the next finder."""
        try:
            file, changed, size, _, _ = self._modules[name]
            status = os.stat(file)
        except (KeyError, OSError):
            status = None
        if status is None or status.st_mtime_ns != changed or status.st_size != size:
            self.complete &= not name.startswith("bailiwick.")
            return None
        spec = ModuleSpec(name, self, origin=file)  # type: ignore[arg-type]  # a loader by its methods
        spec.has_location = True
        if file.endswith("/__init__.py"):
            spec.submodule_search_locations = [os.path.dirname(file)]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Let the import system make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the bytecode of a module."""
        _, _, _, piece, position = self._modules[module.__name__]
        exec((self._read(piece) if piece else self._usual)[position], module.__dict__)  # noqa: S102 - what an import does

    def make(self) -> None:
        """Write the file anew; one that cannot be written is only missed by the speed of the next call."""
        import itertools

        from bailiwick.adapters.durable import replace_file

        loaded = list(sys.modules)
        found = dict(self._compiled())
        usual = [name for name in loaded if name in found]
        modules: dict[str, Entry] = {}
        parts: list[bytes] = []
        for names in [usual, *([name] for name in found if name not in usual)]:
            for position, name in enumerate(names):
                file, status, _ = found[name]
                modules[name] = (file, status.st_mtime_ns, status.st_size, len(parts), position)
            parts.append(marshal.dumps([found[name][2] for name in names]))
        ends = list(itertools.accumulate(map(len, parts)))
        pieces = [(end - len(part), len(part)) for end, part in zip(ends, parts, strict=True)]
        index = marshal.dumps((self._made_from, self._file >= 0, pieces, modules))
        data = b"".join([len(index).to_bytes(_HEAD_BYTES, "big"), index, *parts])
        try:
            replace_file(self._path, data)
        except OSError:
            return

    def _open(self) -> None:
        file = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) or not _is_mine(status):
            return
        length = int.from_bytes(os.read(file, _HEAD_BYTES), "big")
        if length > status.st_size:
            return
        made_from, rehearsed, pieces, modules = marshal.loads(os.read(file, length))  # noqa: S302 - our own, checked above
        start = _HEAD_BYTES + length
        if made_from != self._made_from or status.st_size != start + sum(pieces[-1]):
            return
        self._file, self._start, self._pieces = file, start, pieces
        self._usual = self._read(0)
        self._modules = modules
        self.complete = rehearsed

    def _read(self, piece: int) -> list[CodeType]:
        offset, length = self._pieces[piece]
        codes: list[CodeType] = marshal.loads(os.pread(self._file, length, self._start + offset))  # noqa: S302 - our own
        return codes

    def _compiled(self) -> Iterator[tuple[str, tuple[str, os.stat_result, CodeType]]]:
        """Path, status and bytecode of every module that an evaluator may load, by name."""
        from importlib.machinery import SourceFileLoader

        for name, file in self._sources():
            try:
                status = os.stat(file)  # before the source is read: a change in between shows later
                code = SourceFileLoader(name, file).get_code(name)
            except (OSError, SyntaxError):
                continue
            if code is not None:
                yield name, (file, status, code)

    def _sources(self) -> Iterator[tuple[str, str]]:
        for name, module in list(sys.modules.items()):
            file = getattr(module.__spec__, "origin", None) or ""
            if os.path.dirname(file).startswith(self._standard) and file.endswith(".py") and "-packages/" not in file:
                yield name, file
        for folder, _, names in os.walk(self._package):
            for name in names:
                below = f"{folder}/{name}"[len(self._package) + 1 :]
                if name.endswith(".py") and not below.startswith(_LEFT_OUT):
                    dotted = below.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                    yield f"bailiwick.{dotted}", f"{folder}/{name}"


def _is_mine(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE
