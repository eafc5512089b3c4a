"""Credential files, by name, in a directory tree; bounded."""

from __future__ import annotations

import os

from bailiwick.interpret.resources.classify import classify
from bailiwick.model import bounds
from bailiwick.model.fact import TreeFact
from bailiwick.model.operation import ResourceClass
from bailiwick.model.request import Place

SHOWN = 3
"""Credential files that a fact names; the walk ends there."""


def secrets_below(path: str, *, home: str) -> TreeFact:
    """The first credential files at or below the absolute directory `path`; links are looked at but not followed."""
    place = Place(project=path, home=home)
    found: list[str] = []
    waiting, looked_at = [path], 0
    while waiting and len(found) < SHOWN:
        directory = waiting.pop()
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    looked_at += 1
                    if looked_at > bounds.TREE_NAMES:
                        return TreeFact(tuple(sorted(found)), complete=False)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif ResourceClass.SECRET in classify(entry.path, place):
                        found.append(entry.path)
        except NotADirectoryError:
            continue
        except OSError:
            return TreeFact(tuple(sorted(found)), complete=False)
    return TreeFact(tuple(sorted(found[:SHOWN])))
