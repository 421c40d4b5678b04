"""A file that turned up where it must not be, read for what tells whose it was: keys, and the set of its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from steward.disclosure import files
from steward.disclosure.record import Record
from steward.engines.duckdb import literal, quoted, read_catalogue
from steward.errors import StewardError
from steward.publish.manifest import digest

LEAK, FOUND = "leak", "leaked_key"
# A pseudonym is 32 hexadecimal digits, also where somebody wrote it as a UUID or within other text.
KEY = "unnest(regexp_extract_all(lower(replace(cast({column} as text), '-', '')), '[0-9a-f]{{32}}'))"


@dataclass(frozen=True)
class Source:
    """A relation of the file: its name, the SQL that reads it, its columns."""

    name: str
    sql: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ScopeFound:
    """What the file holds of a scope and version: rows and distinct keys, and when those keys were in use."""

    scope: str
    version: int
    rows: int
    keys: int
    since: datetime
    until: datetime | None
    customers: frozenset[str]

    def in_use(self, at: datetime) -> bool:
        """Tell whether a release made at a moment can hold the keys."""
        return self.since <= at and (self.until is None or at < self.until)


def sources(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Source]:
    """Return the relations of a CSV, Parquet or DuckDB file.

    Raises StewardError if it is none.
    """
    try:
        if path.suffix.lower() in (".duckdb", ".db"):
            connection.execute(f"attach {literal(str(path))} as {LEAK} (read_only)")
            held = [own for own in read_catalogue(connection, LEAK).values() if own.name != "about"]
            return [
                Source(own.label, quoted(LEAK, own.schema, own.name), tuple(c.name for c in own.columns))
                for own in held
            ]
        kind = "parquet" if path.suffix.lower() == ".parquet" else "csv"
        read = files.reader(path, kind)
        if kind == "csv":
            # Whoever passed it on may have changed the separator.
            read = f"read_csv({literal(str(path))}, all_varchar = true, ignore_errors = true)"
        names = [row[0] for row in connection.execute(f"describe select * from {read}").fetchall()]
        return [Source(path.name, read, tuple(names))]
    except duckdb.Error:
        what = "it cannot be read as CSV, Parquet or DuckDB"
        raise StewardError(path.name, what, "save it as CSV in UTF-8 and try again") from None


def find_keys(
    connection: duckdb.DuckDBPyConnection, held: Iterable[Source], the_map: str
) -> list[ScopeFound]:
    """Return which scopes the file's keys are of, the most rows first."""
    parts = []
    for number, own in enumerate(held):
        rows = f"(select row_number() over () as row_in_file, * from {own.sql})"
        for column in own.columns:
            key = KEY.format(column=quoted(column))
            parts.append(f"select {number} as source, row_in_file, {key} as pseudonym from {rows}")
    nothing = "select 0 as source, 0 as row_in_file, '' as pseudonym where false"
    connection.execute(
        f"create or replace temp table {FOUND} as select own.source, own.row_in_file, held.* "
        f"from ({' union '.join(parts) or nothing}) as own inner join {the_map} as held using (pseudonym)"
    )
    groups = connection.execute(
        f"select scope, version, count(distinct (source, row_in_file)), count(distinct pseudonym), "
        f"max(created_at) from {FOUND} group by all order by 3 desc, 1, 2"
    ).fetchall()
    return [
        ScopeFound(
            scope,
            version,
            rows,
            keys,
            since.astimezone(UTC),
            _until(connection, the_map, scope, version),
            _customers(connection, scope, version),
        )
        for scope, version, rows, keys, since in groups
    ]


def _until(connection: duckdb.DuckDBPyConnection, the_map: str, scope: str, version: int) -> datetime | None:
    row = connection.execute(
        f"select min(held.created_at) from {the_map} as held inner join {FOUND} as found "
        "on held.subject_type = found.subject_type and held.subject_id = found.subject_id "
        f"and held.scope = found.scope where held.version > {version} and found.version = {version} "
        f"and held.scope = {literal(scope)}"
    ).fetchone()
    return row[0].astimezone(UTC) if row and row[0] else None


def _customers(connection: duckdb.DuckDBPyConnection, scope: str, version: int) -> frozenset[str]:
    rows = connection.execute(
        f"select distinct subject_id from {FOUND} where subject_type = 'customer' "
        f"and scope = {literal(scope)} and version = {version}"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def same_file(path: Path, records: Iterable[Record]) -> list[str]:
    """Return the disclosures that hold the file byte for byte."""
    own = digest(path)
    return [record.disclosure for record in records if own in {file["sha256"] for file in record.files}]


def same_content(
    connection: duckdb.DuckDBPyConnection, held: Iterable[Source], records: Iterable[Record]
) -> list[str]:
    """Return the disclosures of which the file holds exactly the rows, without keys and in any order."""
    found, digests = [], {}
    for record in records:
        for file in record.files:
            names = sorted(own["name"] for own in file["columns"] if own["form"] != "pseudonym")
            for number, own in enumerate(held):
                if not set(names) <= set(own.columns):
                    continue
                key = (number, tuple(names))
                if key not in digests:
                    digests[key] = files.content_digest(connection, own.sql, names)
                if digests[key] == record.content[file["relation"]]:
                    found.append(record.disclosure)
    return list(dict.fromkeys(found))
