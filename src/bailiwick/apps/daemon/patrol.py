"""Looks at the files that govern agents while sessions run: a change is in the log within about a second."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bailiwick.engine.integrity import IntegrityWatch

LIVELY_SECONDS = 900.0
"""A project is looked after for so long after its last event."""

LOAD = 0.01
"""Largest part of the time that looking may take: after a slow look the next one waits."""


class Patrol:
    """Calls the watch for each project with a lively session."""

    def __init__(self, watch: IntegrityWatch, clock: Callable[[], float] = time.monotonic) -> None:
        self._watch = watch
        self._clock = clock
        self._projects: dict[str, float] = {}
        self._next = 0.0

    def heard(self, project: str) -> None:
        """An event of a session in `project` came."""
        if project:
            self._projects[project] = self._clock() + LIVELY_SECONDS

    def work(self) -> None:
        """Look at the files, unless the last look was costly and not long ago.

        Raises:
            EnvironmentFault: the log cannot take an entry; it is tried again.
        """
        began = self._clock()
        if began < self._next:
            return
        self._projects = {project: until for project, until in self._projects.items() if until > began}
        for project in dict.fromkeys(map(os.path.realpath, self._projects)):
            self._watch.check(project)
        ended = self._clock()
        self._next = ended + (ended - began) / LOAD
