"""What a command started by root does not keep: every power of root but those over files and its own ids."""

from __future__ import annotations

import errno
import os

from bailiwick.adapters.confinement.system_calls import PR_CAP_AMBIENT, PR_CAPBSET_DROP, process_control

KEPT = frozenset({0, 1, 3, 4, 5, 6, 7})
"""CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID (linux/capability.h); where they reach, Landlock says."""

_CLEAR_ALL = 4
_MOST = 64


def drop() -> None:
    """Give up the other capabilities of this process and all that it will start, for good.

    Raises:
        OSError: this process may not give them up.
    """
    process_control("clearing ambient capabilities", PR_CAP_AMBIENT, _CLEAR_ALL)
    if os.geteuid() != 0:
        return  # a program that is started by another user than root gets none
    for capability in range(_MOST):
        if capability not in KEPT:
            try:
                process_control("giving up a capability", PR_CAPBSET_DROP, capability)
            except OSError as error:
                if error.errno == errno.EINVAL:  # the kernel has no more of them
                    return
                raise
