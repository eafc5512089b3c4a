"""The words of identifiers: names of tools, servers and fields."""

from __future__ import annotations


def words_of(name: str) -> frozenset[str]:
    """The lower-case words of an identifier: `filePath`, `file_path`, `file-path`."""
    spaced = "".join(f" {letter}" if letter.isupper() else letter if letter.isalnum() else " " for letter in name[:128])
    words = spaced.lower().split()
    return frozenset((*words, "".join(words)))
