"""Entries of the log as rows of one table, for spreadsheets and data tools."""

from __future__ import annotations

import csv
import sys

from bailiwick.adapters.log_query import columns, decision_micros
from bailiwick.model.errors import EnvironmentFault, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from bailiwick.adapters.log_reader import Placed

TEXTS = ("reference", "time", "kind", "session", "agent", "tool", "verdict", "answered", "rules", "decision", "summary")
NUMBERS = ("sequence", "micros")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet compute a cell."""


def table_row(placed: Placed) -> dict[str, str | int | None]:
    """One entry as a row; what it does not have is empty."""
    have = columns(placed.entry)
    summary = have.pop("words")
    return {
        "sequence": placed.entry.sequence,
        "reference": placed.reference,
        **have,
        "rules": " ".join(have["rules"].split()),
        "summary": summary,
        "micros": decision_micros(placed.entry),
    }


def write_csv(entries: Iterable[Placed], file: TextIO) -> None:
    """The entries as CSV (RFC 4180) with a heading; a text that a spreadsheet would compute gets a quote in front."""
    names = ("sequence", *TEXTS, "micros")
    writer = csv.DictWriter(file, names, lineterminator="\n")
    writer.writeheader()
    for placed in entries:
        row = table_row(placed)
        writer.writerow({name: _inert(value) for name, value in row.items()})


def write_parquet(entries: Iterable[Placed], path: str) -> None:
    """The entries as a Parquet file.

    Raises:
        UsageError: no file is named, or the library is not installed.
        EnvironmentFault: the file cannot be written.
    """
    if not path:
        raise UsageError("expected a file for Parquet, which is no text", remedy="add `-o FILE`")
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise UsageError("Parquet needs pyarrow", remedy="pip install 'bailiwick[parquet]'") from error
    rows = [table_row(placed) for placed in entries]
    fields = [*((name, pa.string()) for name in TEXTS), *((name, pa.int64()) for name in NUMBERS)]
    table = pa.Table.from_pylist(rows, schema=pa.schema(fields))
    try:
        parquet.write_table(table, path)
    except OSError as error:
        raise EnvironmentFault(f"cannot write `{path}`: {error}") from error


def export(entries: Iterable[Placed], *, form: str, path: str) -> None:
    """Write the entries as `csv` or `parquet` to a file, CSV without one to standard output.

    Raises:
        UsageError: see `write_parquet`.
        EnvironmentFault: the file cannot be written.
    """
    if form == "parquet":
        write_parquet(entries, path)
    elif not path:
        write_csv(entries, sys.stdout)
    else:
        try:
            with open(path, "w", encoding="utf-8", newline="") as file:
                write_csv(entries, file)
        except OSError as error:
            raise EnvironmentFault(f"cannot write `{path}`: {error.strerror}") from error


def _inert(value: str | int | None) -> str | int | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
