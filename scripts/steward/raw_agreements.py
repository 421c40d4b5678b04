"""The attributes that raw agreements name, read where the raw tables lie."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from steward.engines import on_duckdb
from steward.engines.duckdb import BUILD, RAW_SOURCE, attach_raw_source, literal, open_build, quoted
from steward.project import Project

TABLE = "agreements"
COLUMNS = ("agreement_id", "attributes", "loaded_at")
DEMO = ("seeds", "demo", f"raw_{TABLE}.csv")


def newest_agreements(project: Project) -> tuple[str, dict[str, str]]:
    """Return where the agreements are, in words, and the attributes of each as its newest load has them.

    There are none where the table, or a column of it, is absent.
    Raises StewardError if the place cannot be read.
    """
    variables = project.variables
    if variables.get("demo_data", True):
        return "/".join(DEMO), _newest(_demo_rows(project))
    if variables.get("raw_path"):
        return f"{variables['raw_path']}/{TABLE}", _newest(_file_rows(project))
    place = f"{variables.get('raw_schema')}.{TABLE}"
    return place, _newest(_duckdb_rows(project) if on_duckdb() else _postgres_rows(project))


def _newest(rows: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """Return the attributes by agreement; of two loads the later wins."""
    newest: dict[str, tuple[str, str]] = {}
    for agreement_id, attributes, loaded_at in rows:
        load = (str(loaded_at or ""), str(attributes or ""))
        newest[str(agreement_id)] = max(load, newest.get(str(agreement_id), ("", "")))
    return {agreement_id: attributes for agreement_id, (_, attributes) in newest.items()}


def _demo_rows(project: Project) -> list[tuple[Any, ...]]:
    path = project.path(*DEMO)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [tuple(row.get(column) for column in COLUMNS) for row in csv.DictReader(lines)]


def _file_rows(project: Project) -> list[tuple[Any, ...]]:
    folder = project.root / str(project.variables["raw_path"])
    files = {path.name.lower(): path for path in folder.iterdir()} if folder.is_dir() else {}
    path = files.get(f"{TABLE}.parquet") or files.get(f"{TABLE}.csv")
    if path is None:
        return []
    with duckdb.connect() as connection:
        return _rows(connection, _call(path))


def _call(path: Path) -> str:
    if path.suffix.lower() == ".parquet":
        return f"read_parquet({literal(str(path))})"
    return f"read_csv({literal(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"')"


def _duckdb_rows(project: Project) -> list[tuple[Any, ...]]:
    attached = bool(project.variables.get("raw_database"))
    with duckdb.connect() if attached else open_build(project) as connection:
        if attached:
            attach_raw_source(connection, project)
        schema = str(project.variables.get("raw_schema"))
        return _rows(connection, quoted(RAW_SOURCE if attached else BUILD, schema, TABLE))


def _rows(connection: duckdb.DuckDBPyConnection, source: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(f"cast({column} as varchar)" for column in COLUMNS)
    try:
        return connection.execute(f"select {columns} from {source}").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return []


def _postgres_rows(project: Project) -> list[tuple[Any, ...]]:
    import psycopg
    from psycopg import sql

    from steward.engines.postgres import connect

    columns = sql.SQL(", ").join(sql.SQL("cast({} as text)").format(sql.Identifier(name)) for name in COLUMNS)
    table = sql.Identifier(str(project.variables.get("raw_schema")), TABLE)
    try:
        with connect() as connection:
            return connection.execute(sql.SQL("select {} from {}").format(columns, table)).fetchall()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        return []
