"""Makes the population in DuckDB SQL, lays the named cases before it, and writes one file a raw table."""

import csv
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import duckdb

from steward.demo.cases import Case
from steward.errors import StewardError
from steward.raw_tables import RawTable

FOLDER = Path(__file__).parent
MEMORY_LIMIT = "4GB"
Format = Literal["csv", "parquet"]
# Table -> column -> data type, in the order of the files.
Types = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Size:
    """How much to make, and from which seed; of ten choice slots six are used."""

    customers: int
    seed: int
    transactions_per_customer: int
    choice_slots: int = 5


def column_types(tables: Mapping[str, RawTable]) -> Types:
    """Return the data type of every column of every raw table."""
    return {
        name: {column.name: column.data_type for column in table.columns} for name, table in tables.items()
    }


def write_tables(
    size: Size,
    types: Types,
    cases: list[Case],
    folder: Path,
    form: Format,
    prefix: str = "",
    only: Collection[str] | None = None,
) -> dict[str, int]:
    """Write `<prefix><table>.<form>` for every table of `types`, or `only` some; return the rows of each.

    `size.customers` counts the named ones too; fewer than those are never written.
    Raises StewardError if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".spill-") as spill, _connect(spill) as connection:
            _load_cases(connection, types, cases)
            _load_population(connection, size, cases)
            return {
                table: _write(connection, table, columns, folder / f"{prefix}{table}.{form}", form)
                for table, columns in types.items()
                if only is None or table in only
            }
    except (OSError, duckdb.IOException):
        raise StewardError(
            str(folder), "cannot be written, or its disk is full", "name another folder with --out"
        ) from None


def named_customers(cases: list[Case]) -> int:
    """Return how many customers the named cases tell of; a row without an id is none."""
    return len({customer_id for case in cases for customer_id in case.customer_ids if customer_id})


def _connect(spill: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set preserve_insertion_order = false")
    connection.execute(f"set temp_directory = {_literal(spill)}")
    return connection


def _load_cases(connection: duckdb.DuckDBPyConnection, types: Types, cases: list[Case]) -> None:
    for table, columns in types.items():
        definition = ", ".join(f'"{column}" varchar' for column in columns)
        connection.execute(f"create table named_{table} (named_order bigint, {definition})")
        rows = [row for case in cases for row in case.rows.get(table, [])]
        # One statement with a list a column: many times faster than one a row.
        lists = [[row[column] or None for row in rows] for column in columns]
        marks = ", ".join("unnest(cast(? as varchar[]))" for _ in columns)
        connection.execute(f"insert into named_{table} select unnest(range({len(rows)})), {marks}", lists)


def _load_population(connection: duckdb.DuckDBPyConnection, size: Size, cases: list[Case]) -> None:
    population = max(size.customers - named_customers(cases), 0)
    connection.execute(f"set variable seed = {size.seed}")
    connection.execute(f"set variable population = {population}")
    connection.execute(f"set variable choice_slots = {size.choice_slots}")
    connection.execute(f"set variable per_customer = {size.transactions_per_customer}")
    connection.execute(f"set variable transactions = {population * size.transactions_per_customer}")
    for name, values in _choices().items():
        connection.execute(f"set variable {name} = $1", [values])
    for path in sorted((FOLDER / "sql").glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def _choices() -> dict[str, list[str] | list[int]]:
    """Return the lists that the SQL picks from: a value as often as its weight says."""
    given, places = _weighted("given_names"), _weighted("places")
    return {
        "surnames": [row["surname"] for row in _weighted("surnames")],
        "given_female": [row["given_name"] for row in given if row["gender"] == "female"],
        "given_male": [row["given_name"] for row in given if row["gender"] == "male"],
        "provinces": [row["province"] for row in places],
        "cities": [row["city"] for row in places],
        "districts": [row["district"] for row in places],
        "postcodes": [row["postcode"] for row in places],
        "streets": [row["street"] for row in _weighted("streets")],
        "occupations": [row["occupation"] for row in _weighted("occupations")],
        "decades": [int(row["decade"]) for row in _weighted("birth_decades")],
    }


def _weighted(name: str) -> list[dict[str, str]]:
    with (FOLDER / "lookups" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) for _ in range(int(row["weight"]))]


def _write(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], path: Path, form: Format
) -> int:
    query = (_csv_query if form == "csv" else _parquet_query)(connection, table, columns)
    options = "format csv, header" if form == "csv" else "format parquet, compression zstd"
    copied = connection.execute(f"copy ({query}) to {_literal(str(path))} ({options})").fetchone()
    return int(copied[0]) if copied else 0


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _csv_query(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> str:
    """Named rows as written and in their order, then the population in the order of its columns."""
    names = ", ".join(f'"{column}"' for column in columns)
    rows = f"select named_order, {names} from named_{table}"
    drawn = _drawn(connection, table, columns, _as_text)
    if drawn:
        rows += f" union all select null, {drawn}"
    return f"select {names} from ({rows}) order by named_order nulls last, {names}"


def _parquet_query(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> str:
    """Every column in its type; what a named row holds that cannot be read is null."""
    named = ", ".join(f'try_cast("{column}" as {kind}) as "{column}"' for column, kind in columns.items())
    drawn = _drawn(connection, table, columns, _as_typed)
    return f"select {named} from named_{table}" + (f" union all select {drawn}" if drawn else "")


def _drawn(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    expression: Callable[[str, str], str],
) -> str:
    """Return the select list and source of the table's population; empty where it has none."""
    source = f"population_{table}"
    query = "select column_name from duckdb_columns() where table_name = $1"
    present = {str(name) for (name,) in connection.execute(query, [source]).fetchall()}
    if not present:
        return ""
    values = (expression(column, kind) if column in present else "null" for column, kind in columns.items())
    return f"{', '.join(values)} from {source}"


def _as_text(column: str, data_type: str) -> str:
    if data_type == "timestamptz":
        return f"strftime(\"{column}\", '%Y-%m-%dT%H:%M:%S+08:00')"
    return f'cast("{column}" as varchar)'


def _as_typed(column: str, data_type: str) -> str:
    # The population's times are Shanghai's, and the session's time zone is UTC.
    shift = " - interval 8 hour" if data_type == "timestamptz" else ""
    return f'cast("{column}"{shift} as {data_type})'
