"""Build hook: compiles the hook client into the wheel, or leaves it out where there is no compiler.

With the binary the wheel gets a platform tag, without it stays pure and the Python twin is used.
Static binaries are preferred (musl first: it starts fastest): they run on any kernel of their
architecture, whatever C library the machine has.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

SOURCE = os.path.join("src", "bailiwick", "pep", "hook", "client.c")
BINARY = os.path.join("src", "bailiwick", "pep", "hook", "bin", "bailiwick-hook")
FLAGS = ["-std=c11", "-O2", "-Wall", "-Wextra", "-fstack-protector-strong", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2"]
COMPILE_SECONDS = 120


class ClientBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the hook client; its absence is never an error."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile before the files of the wheel are collected."""
        if self.target_name != "wheel":
            return
        binary = os.path.join(self.root, BINARY)
        static = compile_client(os.path.join(self.root, SOURCE), binary, version=self.metadata.version)
        if static is None:
            self.app.display_warning("no C compiler: the wheel is pure and uses the Python twin of the hook client")
            return
        build_data["artifacts"].append("/" + BINARY.replace(os.sep, "/"))
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag(static=static)}"


def compile_client(source: str, binary: str, *, version: str) -> bool | None:
    """Compile `source` to `binary`: True when it is static, False when it is dynamic, None when nothing compiles."""
    if os.path.lexists(binary):
        os.unlink(binary)
    if os.name != "posix":
        return None
    os.makedirs(os.path.dirname(binary), exist_ok=True)
    for compiler, static in compilers():
        command = [*compiler, *FLAGS, f'-DBAILIWICK_VERSION="{version}"', source, "-o", binary]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=COMPILE_SECONDS)
            subprocess.run([binary, "--version"], check=True, capture_output=True, timeout=COMPILE_SECONDS)
        except (OSError, subprocess.SubprocessError):
            continue
        return static
    shutil.rmtree(os.path.dirname(binary), ignore_errors=True)
    return None


def compilers() -> list[tuple[list[str], bool]]:
    """Compilers to try in order, each with whether its result is static."""
    chosen = os.environ.get("CC") or (sysconfig.get_config_var("CC") or "cc").split()[0]
    names = list(dict.fromkeys([chosen, "cc", "gcc", "clang"]))
    if sys.platform != "linux":
        return [([name], False) for name in names]
    return [
        (["musl-gcc", "-static"], True),
        *(([name, "-static"], True) for name in names),
        *(([name], False) for name in names),
    ]


def platform_tag(*, static: bool) -> str:
    """The platform part of the wheel's tag."""
    if static and sys.platform == "linux":
        machine = platform.machine()
        return f"manylinux_2_17_{machine}.musllinux_1_1_{machine}"
    return next(platform_tags())
