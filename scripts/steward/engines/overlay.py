"""The build, seen with other choices: its views over its tables, some of which are replaced.

The views of the build file name their tables with the catalogue `warehouse`. An empty database of that
name, in memory, gets one view per table and every view's own text; replacing one of them changes all that
reads it. So no row is copied, and a view is never rewritten.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from steward.build_state import Build, newest_build
from steward.catalogue import Catalogue, CatalogueRelation, RelationName
from steward.engines.duckdb import BUILD, literal, open_build, quoted, read_catalogue, scalar
from steward.errors import StewardError
from steward.project import Project

# `schema.name` or `catalogue.schema.name`, each part with or without quotes, as DuckDB prints a view.
NAMES = re.compile(r'"?(\w+)"?\."?(\w+)"?(?:\."?(\w+)"?)?')


@contextmanager
def open_overlay(project: Project) -> Iterator["Overlay"]:
    """Open the build file, read-only, for as long as the block runs.

    Raises StewardError if it cannot be opened.
    """
    connection = open_build(project)
    try:
        yield Overlay(connection, project, read_catalogue(connection))
    finally:
        connection.close()


class Overlay:
    """A database in memory with the relations of the build, made as they are asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, project: Project, catalogue: Catalogue) -> None:
        self.connection = connection
        self.catalogue = catalogue
        self.database = project.build_file.stem
        self.where = project.relative(project.build_file)
        self._made: set[RelationName] = set()
        connection.execute(f"attach ':memory:' as {quoted(self.database)}")
        for schema in sorted({schema for schema, _ in catalogue} - {"main"}):
            connection.execute(f"create schema {quoted(self.database, schema)}")

    @property
    def newest_build(self) -> Build | None:
        """The row of the newest build, None where there is none."""
        return newest_build(self.connection, self.catalogue)

    def name(self, schema: str, name: str) -> str:
        """Return the relation's SQL name here, made first with all that it reads.

        Raises StewardError if the build does not hold it, or its view cannot be read.
        """
        if (schema, name) not in self.catalogue:
            raise StewardError(self.where, f"{schema}.{name} is absent", "build again")
        self._make(self.catalogue[schema, name])
        return quoted(self.database, schema, name)

    def replace(self, schema: str, name: str, query: str) -> None:
        """Let the relation be `query`, for whatever reads it from now on."""
        target = quoted(self.database, schema, name)
        self.connection.execute(f"create or replace view {target} as {query}")
        self._made.add((schema, name))

    def frozen(self, schema: str, name: str) -> str:
        """Return the SQL name of a table as the build holds it, whatever replaces it here."""
        return quoted(BUILD, schema, name)

    def _make(self, relation: CatalogueRelation) -> None:
        key = (relation.schema, relation.name)
        if key in self._made:
            return
        self._made.add(key)
        if relation.kind == "table":
            self.replace(*key, f"select * from {quoted(BUILD, *key)}")
            return
        for parent in self._parents(relation):
            self._make(parent)
        try:
            self.connection.execute(f"use {quoted(self.database, relation.schema)}")
            self.connection.execute(relation.sql)
        except duckdb.Error:
            raise StewardError(self.where, f"view {relation.label} cannot be read", "build again") from None
        finally:
            self.connection.execute("use memory.main")

    def _parents(self, relation: CatalogueRelation) -> Iterator[CatalogueRelation]:
        for first, second, third in NAMES.findall(relation.sql):
            for key in ((second, third), (first, second)):
                if key in self.catalogue and key != (relation.schema, relation.name):
                    yield self.catalogue[key]

    def count(self, relation: str, condition: str = "true") -> int:
        """Return the rows of a relation here for which a condition holds."""
        return int(scalar(self.connection, f"select count(*) from {relation} where {condition}"))

    def table(self, name: str, query: str) -> str:
        """Keep the rows of a query in memory under a name, and return its SQL name."""
        target = quoted("memory", "main", name)
        self.connection.execute(f"create or replace table {target} as {query}")
        return target

    def file(self, path: str, columns: list[str]) -> str:
        """Return a query of a CSV file's columns, all text, an empty field being null."""
        names = ", ".join(quoted(column) for column in columns)
        return (
            f"select {names} from read_csv({literal(path)}, header = true, all_varchar = true, nullstr = '')"
        )
