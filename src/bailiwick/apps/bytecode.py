"""The modules' bytecode in one file: what the in-process evaluator loads instead of 140 files.

`__pycache__` in another form: the file holds nothing but what the compiler made of the sources, and a
module of it counts only while its source has the same size and time of change. It is made anew, after
the reply, by the first evaluator that finds it missing or out of date. That also serves installations
whose package directory nobody can write bytecode to. It lies in the home, which has to be its owner's
alone: who could change it could as well change the policy.
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
    """Path below the package, time of change in nanoseconds, size of the source; offset and length of the bytecode."""
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
        self._path = f"{home}/cache/modules-{sys.implementation.cache_tag}.bin"
        self._made_from = (sys.version, bailiwick.__version__, self._package)
        self._file = -1
        self._modules: dict[str, Entry] = {}
        self._start = 0
        self.complete = False
        """False: a module was missing or out of date, and `make` is worth its time."""
        try:
            if _is_mine(os.stat(home)):
                self._open()
        except (OSError, ValueError, EOFError, TypeError):
            return

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002 - the signature of finders
        """Where a module comes from; None leaves it to the next finder."""
        if not name.startswith("bailiwick."):
            return None
        try:
            below, changed, size, _, _ = self._modules[name]
            file = f"{self._package}/{below}"
            status = os.stat(file)
        except (KeyError, OSError):
            self.complete = False
            return None
        if status.st_mtime_ns != changed or status.st_size != size:
            self.complete = False
            return None
        spec = ModuleSpec(name, self, origin=file)  # type: ignore[arg-type]  # a loader by its methods
        spec.has_location = True
        if below.endswith("/__init__.py"):
            spec.submodule_search_locations = [os.path.dirname(file)]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Let the import system make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the bytecode of a module."""
        _, _, _, offset, length = self._modules[module.__name__]
        exec(marshal.loads(os.pread(self._file, length, self._start + offset)), module.__dict__)  # noqa: S102, S302 - what an import does

    def make(self) -> None:
        """Write the file anew; one that cannot be written is only missed by the speed of the next call."""
        from bailiwick.adapters.durable import replace_file

        modules: dict[str, Entry] = {}
        parts: list[bytes] = []
        offset = 0
        for name, below, status, code in self._compiled():
            part = marshal.dumps(code)
            modules[name] = (below, status.st_mtime_ns, status.st_size, offset, len(part))
            parts.append(part)
            offset += len(part)
        index = marshal.dumps((self._made_from, offset, modules))
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
        made_from, bytecode, modules = marshal.loads(os.read(file, length))  # noqa: S302 - our own, checked above
        if made_from == self._made_from and status.st_size == _HEAD_BYTES + length + bytecode:
            self._file, self._modules, self._start = file, modules, _HEAD_BYTES + length
            self.complete = True

    def _compiled(self) -> Iterator[tuple[str, str, os.stat_result, CodeType]]:
        """Name, path, status and bytecode of every module that an evaluator may load."""
        from importlib.machinery import SourceFileLoader

        for folder, _, names in os.walk(self._package):
            for name in sorted(names):
                file = f"{folder}/{name}"
                below = file[len(self._package) + 1 :]
                if not name.endswith(".py") or below.startswith(_LEFT_OUT):
                    continue
                module = "bailiwick." + below.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                status = os.stat(file)  # before the source is read: a change in between shows later
                try:
                    code = SourceFileLoader(module, file).get_code(module)
                except (OSError, SyntaxError):
                    continue
                if code is not None:
                    yield module, below, status, code


def _is_mine(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE
