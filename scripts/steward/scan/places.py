"""Which relations are looked at, and what the logical model says that their columns hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.catalogue import CatalogueRelation
from steward.classification import MODEL_PREFIX, Entity, Logical
from steward.engines.duckdb import BUILD, RAW_SOURCE, attach_raw_source, literal, quoted, read_catalogue
from steward.errors import StewardError
from steward.project import Project
from steward.scan.sample import Table
from steward.vocabulary import family_of

RAW_SEED = "raw_"
DEMO_SCHEMA = "raw_demo"
OTHER_FILE = "other_file"
READERS = {".parquet": "read_parquet({})", ".csv": "read_csv({}, all_varchar = true)"}
FAMILIES = ("personal_data", "standard", "opt_out", "selectively_anonymised")


@dataclass(frozen=True)
class Classified:
    """A column as a model of the logical layer classifies it."""

    model: Entity
    column: str
    attribute: str


def raw_tables(connection: duckdb.DuckDBPyConnection, project: Project) -> list[Table]:
    """Return the raw tables as the newest build read them: the demo's, or the user's own."""
    variables = project.variables
    if variables.get("demo_data", True):
        return schema_tables(connection, f"{variables.get('schema_prefix') or ''}{DEMO_SCHEMA}")
    if variables.get("raw_path"):
        folder = project.root / str(variables["raw_path"])
        files = [path for path in sorted(folder.iterdir()) if path.suffix in READERS]
        return [file_table(connection, path) for path in files]
    if variables.get("raw_database"):
        attach_raw_source(connection, project)
        return schema_tables(connection, str(variables["raw_schema"]), RAW_SOURCE)
    return schema_tables(connection, str(variables["raw_schema"]))


def schema_tables(
    connection: duckdb.DuckDBPyConnection, schema: str | None, database: str = BUILD
) -> list[Table]:
    """Return the tables and views of a schema, of every schema where it is None.

    Raises StewardError if there is none.
    """
    found = [
        _table(relation, database)
        for relation in read_catalogue(connection, database).values()
        if schema is None or relation.schema == schema
    ]
    if not found:
        raise StewardError(
            f"schema {schema}", "holds no table", "name a schema of the build file, or build first"
        )
    return found


def other_file(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Table]:
    """Return the tables of a DuckDB, Parquet or CSV file, opened read-only.

    Raises StewardError if there is no such file, or it is none of these.
    """
    if not path.is_file():
        raise StewardError(str(path), "there is no such file", "name a DuckDB, Parquet or CSV file")
    if path.suffix in READERS:
        return [file_table(connection, path)]
    try:
        connection.execute(f"attach {literal(str(path))} as {OTHER_FILE} (read_only)")
    except duckdb.Error:
        raise StewardError(
            str(path),
            "cannot be opened as DuckDB, Parquet or CSV",
            "close whoever writes it, or name another",
        ) from None
    return schema_tables(connection, None, OTHER_FILE)


def file_table(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Return a Parquet or CSV file as a table.

    Raises StewardError if it cannot be read; the engine's own words may quote a row, so they are left out.
    """
    sql = READERS[path.suffix].format(literal(str(path)))
    try:
        columns = connection.execute(f"describe select * from {sql}").fetchall()
    except duckdb.Error:
        raise StewardError(
            str(path), f"cannot be read as {path.suffix[1:]}", "write the file again"
        ) from None
    return Table(path.stem, sql, tuple((str(row[0]), str(row[1]), "") for row in columns))


def _table(relation: CatalogueRelation, database: str) -> Table:
    columns = tuple((column.name, column.data_type, column.comment) for column in relation.columns)
    sql = quoted(database, relation.schema, relation.name)
    return Table(relation.label, sql, columns, relation.kind == "table")


def classified(table: Table, column: str, logical: Logical) -> list[Classified]:
    """Return how the models made of a relation classify its column, the nearest model first.

    Empty where none knows it.
    """
    for models in _models_of(table, logical):
        found = [
            Classified(model, column, own.attribute.name)
            for model in models
            if (own := model.column(column)) is not None
        ]
        if found:
            return found
    return []


def described(table: Table, column: str, logical: Logical) -> list[Entity]:
    """Return the nearest models whose YAML describes the column, classified or not."""
    for models in _models_of(table, logical):
        found = [model for model in models if column in model.described]
        if found:
            return found
    return []


def _models_of(table: Table, logical: Logical) -> Iterator[list[Entity]]:
    schema, _, name = table.label.rpartition(".")
    exact = [model for model in logical.models if model.model == name]
    if exact:
        yield exact
        return
    if family_of(re.sub(r"^.*?(opt_out|personal_data)", r"\1", schema)) in FAMILIES:
        yield [model for model in logical.models if model.name == name]
        return
    raw = name.removeprefix(RAW_SEED)
    fits = {model.model: _fit(raw, model) for model in logical.models}
    for fit in (3, 2, 1):
        yield [model for model in logical.models if fits[model.model] == fit]


def _fit(raw: str, model: Entity) -> int:
    """Return how well a model fits a raw table: 3 its entity or the entity's versions, 2 its singular's begin."""
    entity = model.model.removeprefix(MODEL_PREFIX)
    base = entity.removesuffix("_version")
    if raw in (base, f"{base}s", f"{base.removesuffix('y')}ies"):
        return 3
    return 2 if raw.startswith(f"{base}_") else 0
