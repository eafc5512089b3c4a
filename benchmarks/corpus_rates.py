"""Rates of the repository's own corpus, by `bailiwick bench corpus`; `--write PAGE` puts them into a page.

Usage: python benchmarks/corpus_rates.py [--write PAGE] [OPTION ...]
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

from bailiwick.apps.cli.main import main as bailiwick

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
BEGIN, END = "<!-- rates: written by `make rates` -->", "<!-- end of rates -->"


def write(page: Path, rates: str) -> None:
    """Replace what stands between the marks of `page`."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    block = f"```\n$ bailiwick bench corpus --quiet tests/corpus/*.jsonl\n{rates}```"
    page.write_text(f"{before}{BEGIN}\n{block}\n{END}{after}", encoding="utf-8")


def main(words: list[str]) -> int:
    command = ["bench", "corpus", *sorted(map(str, CORPUS.glob("*.jsonl")))]
    if words[:1] != ["--write"]:
        return bailiwick([*command, *words])
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        bailiwick([*command, "--quiet"])
    write(Path(words[1]), shown.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
