"""Resource classes: what a concrete absolute path is, from data alone.

`classify` knows nothing of links and asks no facts: `interpret.paths` calls it for the
written and for the real path and unites the answers.
"""

from __future__ import annotations

from bailiwick.interpret.resources.classify import DANGEROUS, DIRECTORIES, below, classify, holds_credentials

__all__ = ["DANGEROUS", "DIRECTORIES", "below", "classify", "holds_credentials"]
