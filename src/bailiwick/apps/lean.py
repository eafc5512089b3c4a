"""Start of the in-process evaluator, which a hook client runs when no daemon answers.

It runs under `python -I -S` with the library directories as arguments. What it imports up to here is
loaded file by file, the rest from one file of bytecode; so this module stays small.
"""

from __future__ import annotations

import os
import sys

from bailiwick.apps.bytecode import Bytecode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main(root: str) -> NoReturn:
    """The process that a hook client runs."""
    code = 1
    try:
        bytecode = Bytecode(root)
        sys.meta_path.insert(0, bytecode)
        from bailiwick.apps.evaluator import serve

        code = serve(root)
        if code == 0 and not bytecode.complete:
            bytecode.make()
    finally:
        os._exit(code)  # the reply is out: tearing the interpreter down would only take time
