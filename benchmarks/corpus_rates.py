"""Rates of the repository's own corpus: `bailiwick bench corpus` on its files.

python benchmarks/corpus_rates.py [OPTION ...] [FILE ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from bailiwick.apps.cli.main import main

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"

if __name__ == "__main__":
    words = sys.argv[1:]
    files = [] if any(word.endswith(".jsonl") for word in words) else sorted(map(str, CORPUS.glob("*.jsonl")))
    sys.exit(main(["bench", "corpus", *files, *words]))
