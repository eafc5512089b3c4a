"""The catalogue against what the installed programs say of themselves.

`--help` of GNU programs writes `--option=VALUE` for an option whose value is required. A grammar that does not know
such an option would take its value for an operand, and one that wrongly gives a flag a value would swallow one.
"""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from bailiwick.interpret.programs import index
from bailiwick.interpret.programs.grammar import compile_options

PROGRAMS = """
cp mv ln install rm rmdir mkdir touch shred truncate split tee mktemp chmod chown chgrp dd head tail cut tac nl sort uniq wc tr
paste comm fold base64 date stat du df ls env nice nohup timeout stdbuf chroot xargs grep sed tar gzip patch wget curl flock
ionice unshare nsenter script setpriv
""".split()  # noqa: SIM905 - names read better as lines of words

NOT_REQUIRED = {
    ("du", "--time"),
    ("curl", "--help"),
    ("xargs", "--max-lines"),
    ("tar", "--rsh-command"),
    ("sort", "--check"),
}
"""Options whose value only looks required in the text of `--help`."""


def documented(name: str) -> dict[str, bool]:
    """Long options by whether `--help` says that they need a value (`=X`) or take none."""
    argv = [name, "--help", "all"] if name == "curl" else [name, "--help"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=20)
    options: dict[str, bool] = {}
    for line in (done.stdout or done.stderr).splitlines():
        head = re.split(r"\s{2,}", line.strip())[0]
        if head.startswith("-"):
            for option, value in re.findall(r"(--[a-z][a-z0-9-]*)(\[=|\[?<| <|=)?", head):
                if value in ("=", " <", ""):
                    options[option] = options.get(option, False) or value in ("=", " <")
    return options


@pytest.mark.parametrize("name", PROGRAMS)
def test_options_that_need_a_value_are_known_to_take_one(name: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"needs {name}")
    ours = compile_options(index.program(name).options)
    unknown = [
        option
        for option, needs in documented(name).items()
        if needs and (name, option) not in NOT_REQUIRED and (option not in ours or not ours[option].value)
    ]
    assert not unknown
