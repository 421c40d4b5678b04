"""The build, seen with other choices: its views over its tables, some of which are replaced.

The views of the build file name their tables with the catalogue `warehouse`. A database of that name, in
memory, gets the definitions of the build and, in the place of each table, a view of the table's rows;
replacing one of them changes all that reads it. So no row is copied, and no view is rewritten: DuckDB prints
some views as text that it reads otherwise (`a cross join b left join c`), so their text is never used.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from steward.build_state import Build, newest_build
from steward.catalogue import Catalogue
from steward.engines.duckdb import BUILD, literal, open_build, quoted, read_catalogue, scalar
from steward.errors import StewardError
from steward.project import Project


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
    """A database in memory with the relations of the build, made when the first is asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, project: Project, catalogue: Catalogue) -> None:
        self.connection = connection
        self.catalogue = catalogue
        self.database = project.build_file.stem
        self.where = project.relative(project.build_file)
        self._is_made = False

    @property
    def newest_build(self) -> Build | None:
        """The row of the newest build, None where there is none."""
        return newest_build(self.connection, self.catalogue)

    def name(self, schema: str, name: str) -> str:
        """Return the relation's SQL name here.

        Raises StewardError if the build does not hold it.
        """
        if (schema, name) not in self.catalogue:
            raise StewardError(self.where, f"{schema}.{name} is absent", "build again")
        self._make()
        return quoted(self.database, schema, name)

    def replace(self, schema: str, name: str, query: str) -> None:
        """Let the table be `query`, for whatever reads it from now on."""
        self._make()
        self.connection.execute(f"create or replace view {quoted(self.database, schema, name)} as {query}")

    def frozen(self, schema: str, name: str) -> str:
        """Return the SQL name of a table as the build holds it, whatever replaces it here."""
        return quoted(BUILD, schema, name)

    def _make(self) -> None:
        if self._is_made:
            return
        self._is_made = True
        self.connection.execute(f"attach ':memory:' as {quoted(self.database)}")
        self.connection.execute(f"copy from database {BUILD} to {quoted(self.database)} (schema)")
        # The newest first: a table of the company's own may be referred to by a later one.
        tables = self.connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            f"where database_name = {literal(self.database)} order by table_oid desc"
        ).fetchall()
        drops = [f"drop table {quoted(self.database, *table)} cascade;" for table in tables]
        views = [
            f"create view {quoted(self.database, *table)} as select * from {quoted(BUILD, *table)};"
            for table in tables
        ]
        self.connection.execute("begin; " + " ".join([*drops, *views]) + " commit;")

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
