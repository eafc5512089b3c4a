"""Launcher of the hook client's Python twin: `python -I -S client.py ARGUMENTS`.

Kept tiny because Python compiles a script anew at each start; `twin` comes from the byte code cache.
An exception here would end with exit code 1, which some agents take for a pass: it denies instead.
"""

import posix

code = 2
try:
    import sys

    sys.path.insert(0, __file__.rpartition("/")[0])
    from twin import main  # type: ignore[import-not-found]  # found beside this file, outside of any package

    code = main(sys.argv[1:])
finally:
    posix._exit(code)  # noqa: SLF001 - the documented name; everything is written, and tearing down takes a millisecond
