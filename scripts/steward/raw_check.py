"""Looks at the raw tables before a build: which are absent, lack a column, or have one that nothing reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.engines import on_duckdb
from steward.engines.duckdb import BUILD, RAW_SOURCE, attach_raw_source, literal, open_build, read_catalogue
from steward.errors import StewardError
from steward.findings import Finding
from steward.project import Project
from steward.raw_tables import SOURCES, RawTable, load_raw_tables

ALL_MODULES = ("privacy", "kyc", "crm")
FILE_TYPES = (".parquet", ".csv")


@dataclass(frozen=True)
class RawSide:
    """Where the raw tables are, in words, and the columns of each that is there, all in lower case."""

    place: str
    columns: Mapping[str, frozenset[str]]


def raw_side(project: Project, connection: duckdb.DuckDBPyConnection, database: str) -> RawSide:
    """Return the user's raw tables; `database` names the attached build file, where they lie by default.

    Raises StewardError if the folder of `raw_path` or the file of `raw_database` is missing.
    """
    names = load_raw_tables(project)
    if project.variables.get("raw_path"):
        return _files(project, connection, names)
    schema = str(project.variables.get("raw_schema"))
    if project.variables.get("raw_database"):
        if not _is_attached(connection):
            attach_raw_source(connection, project)
        database = RAW_SOURCE
    return RawSide(
        schema,
        {
            name.lower(): frozenset(column.name.lower() for column in relation.columns)
            for (found, name), relation in read_catalogue(connection, database).items()
            if found.lower() == schema.lower() and name.lower() in names
        },
    )


def absent_tables(project: Project, side: RawSide) -> list[str]:
    """Return the raw tables that are not there and count as empty."""
    return [name for name in load_raw_tables(project) if name not in side.columns]


def missing_tables(project: Project, side: RawSide) -> list[Finding]:
    """Return a finding for each absent table that a module in use cannot do without."""
    modules = project.variables.get("modules") or ALL_MODULES
    findings = []
    for table in load_raw_tables(project).values():
        needed_by = [module for module in table.needed_by if module in modules]
        if needed_by and table.name not in side.columns:
            what = f"the table is missing, and {' and '.join(needed_by)} cannot do without it"
            do = "load it, mend raw_schema, raw_database or raw_path, or shorten `modules` in dbt_project.yml"
            findings.append(Finding(f"{side.place}.{table.name}", what, do))
    return findings


def missing_columns(project: Project, side: RawSide) -> list[Finding]:
    """Return a finding for each table that lacks required columns."""
    do = "add it to the extract, empty where the value is not known, and load the table again"
    findings = []
    for table, found in _present(project, side):
        missing = [
            column.name for column in table.columns if not column.optional and column.name not in found
        ]
        if missing:
            findings.append(Finding(f"{side.place}.{table.name}", f"has no column {', '.join(missing)}", do))
    return findings


def extra_columns(project: Project, side: RawSide) -> list[Finding]:
    """Return a finding, which stops nothing, for each table with columns that no model reads."""
    findings = []
    for table, found in _present(project, side):
        extra = sorted(found - {column.name for column in table.columns})
        if extra:
            what = f"column {', '.join(extra)} is not read and reaches no view"
            do = f"name it in {SOURCES} and classify it in models/logical/ if it is needed"
            findings.append(Finding(f"{side.place}.{table.name}", what, do, stops=False))
    return findings


def check_raw(project: Project) -> list[Finding]:
    """Return every finding on the user's raw tables on DuckDB; none while the demo is built.

    On another engine the build itself stops at a missing table or column.
    Raises StewardError if the raw tables' place is missing or cannot be opened.
    """
    variables = project.variables
    if variables.get("demo_data", True) or not on_duckdb():
        return []
    in_build_file = not variables.get("raw_path") and not variables.get("raw_database")
    if in_build_file and not project.build_file.is_file():
        raise StewardError(
            project.relative(project.build_file),
            f"there is no such file, and so no schema {variables.get('raw_schema')} with the raw tables",
            "load them into it, or name where they are: raw_database or raw_path in dbt_project.yml",
        )
    connection = open_build(project) if in_build_file else duckdb.connect()
    try:
        side = raw_side(project, connection, BUILD)
    finally:
        connection.close()
    found = (missing_tables(project, side), missing_columns(project, side), extra_columns(project, side))
    return [finding for findings in found for finding in findings]


def _present(project: Project, side: RawSide) -> list[tuple[RawTable, frozenset[str]]]:
    tables = load_raw_tables(project)
    return [(tables[name], side.columns[name]) for name in tables if name in side.columns]


def _is_attached(connection: duckdb.DuckDBPyConnection) -> bool:
    names = connection.execute("select database_name from duckdb_databases()").fetchall()
    return (RAW_SOURCE,) in names


def _files(project: Project, connection: duckdb.DuckDBPyConnection, names: Mapping[str, RawTable]) -> RawSide:
    place = str(project.variables["raw_path"])
    folder = project.root / place
    if not folder.is_dir():
        raise StewardError("raw_path", f"there is no folder {place}", "mend raw_path in dbt_project.yml")
    columns: dict[str, frozenset[str]] = {}
    # Parquet last: where both are there, it is the one that a build reads.
    for path in sorted(folder.iterdir(), key=lambda path: path.suffix.lower()):
        if path.suffix.lower() in FILE_TYPES and path.stem.lower() in names:
            columns[path.stem.lower()] = _file_columns(connection, path)
    return RawSide(place, columns)


def _file_columns(connection: duckdb.DuckDBPyConnection, path: Path) -> frozenset[str]:
    """Return the columns of a file; the reader's own message is not shown, for it quotes the file's rows."""
    if path.suffix.lower() == ".parquet":
        call = f"read_parquet({literal(str(path))})"
    else:
        call = f"read_csv({literal(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"')"
    try:
        rows = connection.execute(f"describe select * from {call}").fetchall()
    except duckdb.Error:
        do = "write it as Parquet, or as UTF-8 CSV with a header, commas and double quotes"
        raise StewardError(str(path), "the file cannot be read", do) from None
    return frozenset(str(row[0]).lower() for row in rows)
