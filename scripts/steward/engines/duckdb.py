"""DuckDB: open the build file without touching it, and read its catalogue."""

import atexit
import os
import re
import shutil
import tempfile
from collections import defaultdict
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from steward.catalogue import Catalogue, CatalogueColumn, CatalogueRelation, RelationName
from steward.errors import StewardError
from steward.files import private_folder
from steward.project import Project

BUILD = "build"
RAW_SOURCE = "raw_source"
SMALL_BUILD = 256 << 20
TYPE_WORDS = {
    "varchar": "text",
    "timestamp with time zone": "timestamptz",
}


def quoted(*names: str) -> str:
    """Return names as one qualified SQL identifier."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def literal(text: str) -> str:
    """Return a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def value(content: str | int | date | None) -> str:
    """Return a text, whole number, date or moment as a SQL literal."""
    if content is None or isinstance(content, int):
        return "null" if content is None else str(content)
    return literal(content if isinstance(content, str) else content.isoformat())


def scalar(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """Return the first value of the first row, None where there is no row."""
    row = connection.execute(sql).fetchone()
    return None if row is None else row[0]


def in_memory(**config: Any) -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory that spills where its owner alone may look.

    By default it would be `.tmp` in the current folder, where every account may read.
    """
    spill = tempfile.mkdtemp(prefix="steward")
    atexit.register(shutil.rmtree, spill, ignore_errors=True)
    return duckdb.connect(config={**config, "temp_directory": spill})


def spill_folder(project: Project) -> Path:
    """Return the folder that the build spills into, closed to all but its owner, where it can be made."""
    folder = project.home / ".spill"
    # Who may not make it cannot spill there either.
    with suppress(OSError):
        private_folder(folder)
    return folder


def open_build(project: Project) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory with the build file attached, read-only, as `build`.

    Raises StewardError if the file is missing, in use by a writer, or no DuckDB file.
    """
    return connect_build(project, read_only=True)


def connect_build(project: Project, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory with the build file attached as `build`.

    Raises StewardError if the file is missing, in use by another program, or no DuckDB file.
    """
    path = project.build_file
    where = project.relative(path)
    if not path.is_file():
        raise StewardError(where, "there is no build file", "run `make build`, or `dbt build`, first")
    connection = duckdb.connect(config=_settings(project))
    connection.execute("set timezone = 'UTC'")
    if path.stat().st_size < SMALL_BUILD:
        # A second thread costs a small build more than it gives.
        connection.execute("set threads = 1")
    try:
        options = " (read_only)" if read_only else ""
        connection.execute(f"attach {literal(str(path))} as {BUILD}{options}")
    except duckdb.Error as error:
        connection.close()
        raise _unopened(where, str(error)) from None
    return connection


def attach_raw_source(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Attach the file of `raw_database`, read-only, under the name that the staging views use."""
    name = project.variables.get("raw_database")
    if not name:
        return
    path = project.root / str(name)
    if not path.is_file():
        raise StewardError("raw_database", f"there is no file {name}", "mend raw_database in dbt_project.yml")
    try:
        connection.execute(f"attach {literal(str(path))} as {RAW_SOURCE} (read_only)")
    except duckdb.Error as error:
        raise _unopened(str(name), str(error)) from None


def _settings(project: Project) -> dict[str, Any]:
    return {
        "memory_limit": os.environ.get("DW_MEMORY_LIMIT", "4GB"),
        "temp_directory": str(spill_folder(project)),
        # The staging views may name files of `raw_path` relative to the project.
        "file_search_path": str(project.root),
        "autoinstall_known_extensions": "false",
    }


def _unopened(where: str, reason: str) -> StewardError:
    if "Could not set lock" in reason or "already attached" in reason or "different configuration" in reason:
        holder = re.search(r"\(PID (\d+)\)", reason)
        who = f" (process {holder.group(1)})" if holder else ""
        return StewardError(
            where, f"another program has the file open{who}", "wait until it ends, or close it"
        )
    if "not a valid DuckDB database" in reason:
        return StewardError(where, "this is no DuckDB file", "move it away and build again")
    if "newer version" in reason or "version number" in reason:
        return StewardError(
            where, "another version of DuckDB wrote the file", "use the version in requirements.lock"
        )
    return StewardError(where, "the file cannot be opened", "check its owner and mode, or build again")


def read_catalogue(connection: duckdb.DuckDBPyConnection, database: str = BUILD) -> Catalogue:
    """Return every table and view of a database with its columns, types and comments."""
    # Parameters would make DuckDB import pandas, which takes longer than all the rest.
    of_database = f"where database_name = {literal(database)} and not internal"
    columns: dict[RelationName, list[CatalogueColumn]] = defaultdict(list)
    columns_of = "select schema_name, table_name, column_name, data_type, comment from duckdb_columns()"
    rows = connection.execute(
        f"{columns_of} {of_database} order by schema_name, table_name, column_index"
    ).fetchall()
    for schema, name, column, data_type, comment in rows:
        columns[schema, name].append(CatalogueColumn(column, type_word(data_type), comment or ""))
    relations = connection.execute(
        f"select schema_name, table_name, 'table', comment from duckdb_tables() {of_database} union all "
        f"select schema_name, view_name, 'view', comment from duckdb_views() {of_database}"
    ).fetchall()
    return {
        (schema, name): CatalogueRelation(schema, name, kind, comment or "", tuple(columns[schema, name]))
        for schema, name, kind, comment in sorted(relations)
    }


def type_word(data_type: str) -> str:
    """Return a type of DuckDB as the project writes it."""
    lower = data_type.lower()
    return TYPE_WORDS.get(lower, lower)
