"""The sample: values of each column, kept in a temporary table of the connection that asks about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import duckdb

from steward.engines.duckdb import quoted

# Rows read in their order, for the test whether numbers were handed out one after the other.
HEAD = 300
SEED = 20260701
UNREAD_TYPES = ("BLOB", "BIT", "BOOLEAN", "GEOMETRY")
COUNTED = (
    "resident_id",
    "travel_document",
    "mobile",
    "landline",
    "card",
    "email",
    "address",
    "person_name",
    "name_shape",
    "name_word",
    "unit_code",
    "hash",
    "personal_inside",
    "gender",
    "ethnicity",
    "province",
    "marital_status",
    "education",
    "religion",
    "number",
    "account_shape",
    "past_day",
)


@dataclass(frozen=True)
class Table:
    """A relation to look at: how a user names it, how SQL does, its columns with their types and comments."""

    label: str
    sql: str
    columns: tuple[tuple[str, str, str], ...]
    has_rowid: bool = False

    @property
    def name(self) -> str:
        """The relation without its schema."""
        return self.label.rpartition(".")[2]


@dataclass(frozen=True)
class Rates:
    """What the values of a column look like: counts over `n` sampled values, never a value.

    `sequential` tells that its numbers were handed out one after the other.
    """

    n: int = 0
    distinct: int = 0
    hits: Mapping[str, int] | None = None
    day_spread: int = 0
    median_age: int = 0
    sequential: bool = False

    def rate(self, *kinds: str) -> float:
        """Return the share of values that are one of the kinds; kinds exclude each other."""
        return sum((self.hits or {}).get(kind, 0) for kind in kinds) / self.n if self.n else 0.0


def measure(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Table], size: int
) -> dict[tuple[str, str], Rates]:
    """Return the rates of every column of the tables, from at most about `size` rows each.

    The connection gets temporary tables and macros; a second call drops what the first one left.
    """
    _prepare(connection)
    places: list[tuple[str, str]] = []
    for table in tables:
        _fill(connection, table, size, places)
    rates = _rates(connection, places)
    connection.execute("drop table scan_sample")
    return {place: rates.get(number, Rates()) for number, place in enumerate(places)}


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_sql("detectors.sql").replace("create temp macro", "create or replace temp macro"))
    connection.execute(
        "create or replace temp table scan_sample (column_no integer, position bigint, value text)"
    )


def _fill(
    connection: duckdb.DuckDBPyConnection, table: Table, size: int, places: list[tuple[str, str]]
) -> None:
    readable = [(name, kind) for name, kind, _ in table.columns]
    position = "rowid" if table.has_rowid else "row_number() over ()"
    total = connection.execute(f"select count(*) from {table.sql}").fetchall()[0][0]
    every = max(1, total // max(size, 1))
    names = ", ".join(quoted(name) for name, _ in readable)
    # The head in its order, and of the rest one row in `every`, drawn by a hash of its place.
    connection.execute(
        f"create or replace temp table scan_rows as select * from "
        f"(select {position} as scan_position, {names} from {table.sql}) "
        f"where scan_position <= {min(HEAD, size)} or hash(scan_position + {SEED}) % {every} = 0"
    )
    parts = []
    for name, kind in readable:
        number = len(places)
        places.append((table.label, name))
        if not kind.upper().startswith(UNREAD_TYPES):
            parts.append(
                f"select {number}, scan_position, cast({quoted(name)} as text) from scan_rows "
                f"where {quoted(name)} is not null"
            )
    if parts:
        connection.execute(f"insert into scan_sample {' union all '.join(parts)}")
    connection.execute("drop table scan_rows")


def _rates(connection: duckdb.DuckDBPyConnection, places: Sequence[tuple[str, str]]) -> dict[int, Rates]:
    counts = ",\n    ".join(f"sum(case when {kind} then times else 0 end) as {kind}" for kind in COUNTED)
    rows = connection.execute(_sql("rates.sql").replace("{counts}", counts)).fetchall()
    orders = connection.execute(_sql("order.sql").replace("{head}", str(HEAD))).fetchall()
    sequential = {number for number, *facts in orders if _is_sequence(facts)}
    found = {}
    for number, n, distinct, *rest in rows:
        hits = {kind: int(count) for kind, count in zip(COUNTED, rest, strict=False)}
        day_spread, median_age = rest[len(COUNTED) :]
        found[number] = Rates(
            int(n), int(distinct), hits, int(day_spread), int(median_age), number in sequential
        )
    return found


def _is_sequence(facts: Iterable[Any]) -> bool:
    """Tell whether numbers fill their span, or rise row by row in steps too even for chance."""
    numbers, n, span, rising, unevenness = facts
    if numbers < 8 or numbers < 0.9 * n:
        return False
    return bool(numbers / span > 0.01 or (rising > 0.99 and 0 <= unevenness < 0.75))


def _sql(name: str) -> str:
    return files("steward.scan").joinpath(name).read_text(encoding="utf-8")
