"""The language of a script file."""

from __future__ import annotations

import pytest

from bailiwick.interpret.effects import literal
from bailiwick.interpret.shell.scripts import language_of


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("/x", "#!/bin/sh\n", "bash"),
        ("/x", "#!/usr/bin/env bash\n", "bash"),
        ("/x", "#! /usr/bin/env -S python3.11 -u\n", "python"),
        ("/x.sh", "#!/usr/bin/env node\n", "javascript"),
        ("/x.py", "print(1)\n", "python"),
        ("/x.sh", "ls\n", "bash"),
        ("/x", "ls\n", "bash"),
        ("/x", "#!/usr/bin/env FOO=1 ruby\n", "ruby"),
        ("/x", "#!/opt/thing/run\n", "run"),
        ("/x", "#!\n", "bash"),
    ],
)
def test_the_first_line_decides_then_the_suffix(path: str, text: str, language: str) -> None:
    assert language_of(path, literal(text)) == language
