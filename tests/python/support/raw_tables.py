"""Writes raw tables as a company's job would: into a schema of DuckDB or PostgreSQL, or as files."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import psycopg

from steward.project import Project
from steward.raw_tables import RawTable, load_raw_tables
from tests.python.conftest import ROOT

Row = Mapping[str, str]
# What a column holds where a job writes types and not text; a load time without a zone is Shanghai's.
LOAD_TIME = "timestamp"


def header(table: RawTable, without: Iterable[str] = ()) -> list[str]:
    """Return the columns of a raw table as a file lists them, but for those left out."""
    return [column.name for column in table.columns if column.name not in set(without)]


def values(names: Sequence[str], row: Row) -> list[str | None]:
    """Return the values of a row in the order of the columns, null where the row does not name one."""
    return [row.get(name) for name in names]


def types(table: RawTable, names: Sequence[str], typed: bool) -> list[str]:
    """Return the database types of the columns."""
    found = {column.name: column.data_type for column in table.columns}
    return [found.get(name, "text") if typed and name in found else "text" for name in names]


def create(
    execute: "duckdb.DuckDBPyConnection | psycopg.Connection[tuple[object, ...]]",
    schema: str,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[str | None]],
) -> None:
    """Create a table with the given columns (name, as it is written, to type) and rows of text."""
    mark = "%s" if isinstance(execute, psycopg.Connection) else "?"
    listed = ", ".join(f'"{column}" {data_type}' for column, data_type in columns.items())
    execute.execute(f'create table {schema}."{name}" ({listed})')
    marks = ", ".join(f"cast({mark} as {data_type})" for data_type in columns.values())
    for row in rows:
        execute.execute(f'insert into {schema}."{name}" values ({marks})', list(row))


def write_csv(path: Path, names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
    """Write a CSV file of commas, with the line ends of another system."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([["" if value is None else value for value in row] for row in rows])


def write_parquet(path: Path, columns: Mapping[str, str], rows: Sequence[Sequence[str | None]]) -> None:
    """Write a Parquet file of typed columns."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("create schema files")
        create(connection, "files", path.stem, columns, rows)
        connection.execute(f"copy files.\"{path.stem}\" to '{path}' (format parquet)")


def write_typed(file: Path, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """Write raw tables into schema `raw` of a DuckDB file, each column of its declared type."""
    declared = load_raw_tables(Project.find(ROOT))
    with duckdb.connect(str(file)) as con:
        con.execute("create schema raw")
        for name, rows in tables.items():
            columns = declared[name].columns
            path = file.with_name(f"{name}.json")
            path.write_text("\n".join(json.dumps(row, default=str) for row in rows), encoding="utf-8")
            types = ", ".join(f"{column.name}: '{column.data_type}'" for column in columns)
            con.execute(
                f"create table raw.{name} as "
                f"from read_json('{path}', format = 'newline_delimited', columns = {{{types}}})"
            )
