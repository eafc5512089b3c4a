"""`LogIndex`: an SQLite index over the segments, for questions. The log is the truth; this is always safe to delete.

It is brought up to date when it is opened, by its reader, never by the writer: answering a
question costs the tool calls nothing. When it does not belong to the log it finds (another
log, a shorter one, an older form), it is built again.
"""

from __future__ import annotations

import os
import sqlite3

from bailiwick.adapters.log_base import read_base
from bailiwick.adapters.log_query import COLUMNS, columns, decision_micros
from bailiwick.adapters.log_reader import Position, read_entries, read_entry
from bailiwick.crypto.hashing import HASH_BYTES
from bailiwick.ledger.tiles import WIDTH, Tile, TileTree, tile_root
from bailiwick.model.errors import EnvironmentFault, TrustError, UsageError
from bailiwick.model.value import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from bailiwick.adapters.home import Home
    from bailiwick.adapters.log_query import LogQuery
    from bailiwick.adapters.log_reader import Placed

FORM = 2
"""Raised when the tables change; an index of another form is built again."""

GROUPINGS = {
    "kind": "kind", "tool": "tool", "agent": "agent", "session": "session", "answered": "answered",
    "day": "substr(time, 1, 10)", "hour": "substr(time, 1, 13)", "rules": "rules",
}  # fmt: skip
"""What entries can be counted by, as SQL over the index."""

_MAPPED_BYTES = 2**31
"""So much of the index is read where it lies in memory instead of being copied: a text that is nowhere among a million
entries is missed after 0.15 s, not 0.3 s."""

_BATCH = 5000
"""Rows inserted at once while catching up."""

_TABLES = f"""
CREATE TABLE entries (sequence INTEGER PRIMARY KEY, leaf TEXT, segment INTEGER, offset INTEGER,
                      micros INTEGER, {", ".join(f"{name} TEXT" for name in COLUMNS)}) WITHOUT ROWID;
CREATE TABLE nodes (level INTEGER, place INTEGER, hash BLOB, PRIMARY KEY (level, place)) WITHOUT ROWID;
CREATE TABLE progress (segment INTEGER, offset INTEGER);
PRAGMA user_version = {FORM};
"""

_INDEXES = (
    "CREATE INDEX IF NOT EXISTS by_leaf ON entries (leaf)",
    "CREATE INDEX IF NOT EXISTS by_session ON entries (session, sequence)",
    "CREATE INDEX IF NOT EXISTS by_verdict ON entries (verdict, sequence)",
    "CREATE INDEX IF NOT EXISTS by_tool ON entries (tool, sequence)",
    "CREATE INDEX IF NOT EXISTS by_kind ON entries (kind, sequence)",
    "CREATE INDEX IF NOT EXISTS by_decision ON entries (decision) WHERE decision <> ''",
)
"""Made when the first entries are in: sorting a million once is several times faster than inserting each in order."""


class SessionSpan(Value):
    """One session as the decisions in it show it."""

    session: str
    agent: str
    first: str
    """Time of its first decision."""
    last: str
    calls: int
    asked: int
    denied: int


class LogIndex:
    """The index of one home, up to date with its log as of opening, or of the last `catch_up`."""

    def __init__(self, home: Home) -> None:
        """Open, build or catch up.

        Raises:
            EnvironmentFault: the log cannot be read, or the index cannot be written.
            TrustError: a line of the log is no entry.
        """
        self._folder = home.folder("log")
        self._path = f"{home.folder('index')}/log.sqlite3"
        self.base = read_base(self._folder)
        """What is left of the entries that were pruned; None when none were."""
        try:
            self._database = self._open()
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error
        self.catch_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def catch_up(self) -> None:
        """Take in the entries that were appended since: those under a checkpoint that was read after opening.

        Raises:
            EnvironmentFault: the log cannot be read, or the index cannot be written.
            TrustError: a line of the log is no entry.
        """
        try:
            self._take_in()
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    @property
    def end(self) -> Position:
        """The place behind the last entry that the index knows."""
        found = self._database.execute("SELECT segment, offset FROM progress").fetchone()
        return Position(*found)

    @property
    def size(self) -> int:
        """Number of the entry behind the last one."""
        (last,) = self._database.execute("SELECT max(sequence) FROM entries").fetchone()
        return 0 if last is None else int(last) + 1

    def find(self, query: LogQuery, *, limit: int, newest_first: bool = True) -> Iterator[Placed]:
        """Up to `limit` entries that `query` admits."""
        condition, values = query.sql()
        order = "DESC" if newest_first else "ASC"
        statement = f"SELECT segment, offset FROM entries WHERE {condition} ORDER BY sequence {order} LIMIT ?"  # noqa: S608 - columns are ours, values are bound
        for segment, offset in self._database.execute(statement, (*values, limit)).fetchall():
            yield read_entry(self._folder, Position(segment, offset))

    def tally(self, by: str, query: LogQuery) -> dict[tuple[str, str], int]:
        """How many entries that `query` admits have each value of `by`, one of `GROUPINGS`, and each verdict.

        By `rules` the value is the list of all rules that spoke, as `columns` writes it.
        """
        condition, values = query.sql()
        statement = f"SELECT {GROUPINGS[by]}, verdict, count(*) FROM entries WHERE {condition} GROUP BY 1, 2"  # noqa: S608 - a closed table, values are bound
        return {(group, verdict): count for group, verdict, count in self._database.execute(statement, values)}

    def micros(self, query: LogQuery) -> list[int]:
        """The times that the decisions `query` admits took, microseconds, ascending."""
        condition, values = query.sql()
        statement = f"SELECT micros FROM entries WHERE {condition} AND micros IS NOT NULL ORDER BY micros"  # noqa: S608 - columns are ours, values are bound
        return [micros for (micros,) in self._database.execute(statement, values)]

    def period(self, query: LogQuery) -> tuple[str, str]:
        """The earliest and the latest time of the entries that `query` admits; two empty texts when it admits none."""
        condition, values = query.sql()
        statement = f"SELECT min(time), max(time) FROM entries WHERE {condition}"  # noqa: S608 - columns are ours, values are bound
        first, last = self._database.execute(statement, values).fetchone()
        return first or "", last or ""

    def sessions(self, query: LogQuery, *, limit: int) -> list[SessionSpan]:
        """The sessions of the decisions that `query` admits, the latest first, at most `limit`."""
        condition, values = query.sql()
        statement = (
            "SELECT session, max(agent), min(time), max(time), count(*), sum(verdict = 'ask'), sum(verdict = 'deny') "  # noqa: S608 - columns are ours, values are bound
            f"FROM entries WHERE {condition} GROUP BY session ORDER BY max(sequence) DESC LIMIT ?"
        )
        return [SessionSpan(*row) for row in self._database.execute(statement, (*values, limit))]

    def get(self, name: str) -> Placed:
        """The entry that `name` names: a sequence number (also `#N`), or at least four digits of its leaf hash.

        Raises:
            UsageError: no entry is named so, or several are.
        """
        word = name.strip().lower()
        found = self._by_leaf(word) if len(word) >= 4 and not set(word) - set("0123456789abcdef") else []
        number = word.removeprefix("#")
        if not found and number.isascii() and number.isdigit() and len(number) < 19:
            statement = "SELECT segment, offset FROM entries WHERE sequence = ?"
            found = self._database.execute(statement, (int(number),)).fetchall()
        if len(found) != 1:
            what = "more than one entry has" if found else "no entry has"
            raise UsageError(f"{what} the id `{name}`", remedy="`bailiwick log` shows the ids of recent entries")
        return read_entry(self._folder, Position(*found[0]))

    def outcome_of(self, reference: str) -> Placed | None:
        """The newest outcome entry that names the decision with this reference, or None: a later one corrects."""
        statement = (
            "SELECT segment, offset FROM entries WHERE decision = ? AND kind = 'outcome' ORDER BY sequence DESC LIMIT 1"
        )
        found = self._database.execute(statement, (reference,)).fetchone()
        return read_entry(self._folder, Position(*found)) if found else None

    def positions(self, start: int, count: int) -> list[Position]:
        """Where the entries from number `start` on are, at most `count`."""
        statement = "SELECT segment, offset FROM entries WHERE sequence >= ? AND sequence < ? ORDER BY sequence"
        return [Position(*row) for row in self._database.execute(statement, (start, start + count))]

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile of the tree as the index has them; a proof made of them shows whether they are true.

        Hashes over pruned entries are zeros.
        """
        start, end = tile.index * WIDTH, tile.index * WIDTH + tile.width
        if tile.level == 0:
            statement = "SELECT sequence, leaf FROM entries WHERE sequence >= ? AND sequence < ? ORDER BY sequence"
            found = [(place, bytes.fromhex(leaf)) for place, leaf in self._database.execute(statement, (start, end))]
        else:
            statement = "SELECT place, hash FROM nodes WHERE level = ? AND place >= ? AND place < ? ORDER BY place"
            found = self._database.execute(statement, (tile.level, start, end)).fetchall()
        missing = found[0][0] - start if found else 0
        return bytes(HASH_BYTES * missing) + b"".join(hash_ for _, hash_ in found)

    def tree(self, size: int) -> TileTree:
        """The tree of the first `size` entries, as far as their hashes are known."""
        return TileTree(size, self.tile, known=self.base.subtrees() if self.base else None)

    def _by_leaf(self, prefix: str) -> list[tuple[int, int]]:
        statement = "SELECT segment, offset FROM entries WHERE leaf >= ? AND leaf < ? LIMIT 2"
        return self._database.execute(statement, (prefix, prefix + "g")).fetchall()

    def _open(self) -> sqlite3.Connection:
        try:
            database = self._connect()
            try:
                if self._belongs(database):
                    return database
            except BaseException:
                database.close()
                raise
            database.close()
        except (sqlite3.DatabaseError, TrustError, EnvironmentFault):
            pass  # an index that cannot be used is one that has to be built
        for suffix in ("", "-wal", "-shm"):
            if os.path.lexists(self._path + suffix):
                os.unlink(self._path + suffix)
        database = self._connect()
        database.executescript(_TABLES)
        return database

    def _connect(self) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))  # journals take its mode over
        database = sqlite3.connect(self._path, timeout=10)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _belongs(self, database: sqlite3.Connection) -> bool:
        """The index has our form, and its last entry still stands where it was."""
        if database.execute("PRAGMA user_version").fetchone() != (FORM,):
            return False
        last = database.execute("SELECT leaf, segment, offset FROM entries ORDER BY sequence DESC LIMIT 1").fetchone()
        if last is None:
            return True
        leaf, segment, offset = last
        return read_entry(self._folder, Position(segment, offset)).leaf == str(leaf)

    def _unusable(self, error: Exception) -> EnvironmentFault:
        return EnvironmentFault(f"cannot use the index `{self._path}`: {error}", remedy="delete it")

    def _take_in(self) -> None:
        database = self._database
        database.execute("BEGIN IMMEDIATE")  # one reader at a time catches up; the others then find it done
        found = database.execute("SELECT segment, offset FROM progress").fetchone()
        rows: list[tuple[object, ...]] = []
        after = Position(*found) if found else Position()
        for placed in read_entries(self._folder, after):
            rows.append(_row(placed))
            after = placed.after
            if len(rows) >= _BATCH:
                _insert(database, rows)
                rows = []
        _insert(database, rows)
        if self.base is not None:
            database.execute("DELETE FROM entries WHERE sequence < ?", (self.base.size,))
        self._raise_nodes()
        for statement in _INDEXES:
            database.execute(statement)
        database.execute("DELETE FROM progress")
        database.execute("INSERT INTO progress VALUES (?, ?)", (after.segment, after.offset))
        database.commit()

    def _raise_nodes(self) -> None:
        """Keep the root of each tile that is full by now: the next row of tiles. None is over pruned entries."""
        database = self._database
        level, hashes, pruned = 0, self.size, self.base.size if self.base else 0
        while hashes >= WIDTH:
            statement = "SELECT max(place) FROM nodes WHERE level = ?"
            (last,) = database.execute(statement, (level + 1,)).fetchone()
            pruned = -(-pruned // WIDTH)
            for place in range(pruned if last is None else last + 1, hashes // WIDTH):
                root = tile_root(self.tile(Tile(level, place)))
                database.execute("INSERT INTO nodes VALUES (?, ?, ?)", (level + 1, place, root))
            level, hashes = level + 1, hashes // WIDTH


def _row(placed: Placed) -> tuple[object, ...]:
    have = columns(placed.entry)
    at = placed.at
    place = (placed.entry.sequence, placed.leaf, at.segment, at.offset, decision_micros(placed.entry))
    return (*place, *(have[name] for name in COLUMNS))


def _insert(database: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * (5 + len(COLUMNS)))
    database.executemany(f"INSERT OR REPLACE INTO entries VALUES ({marks})", rows)  # noqa: S608 - only marks
