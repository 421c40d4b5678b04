"""The pseudonym map where it lies, opened to be added to: in the build file, or on PostgreSQL."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import duckdb
import psycopg
from duckdb.sqltypes import VARCHAR
from psycopg import sql

from steward.build_state import newest_build
from steward.engines.duckdb import BUILD, connect_build, literal, quoted, read_catalogue, scalar
from steward.engines.postgres import connect
from steward.errors import StewardError
from steward.project import Project

VAULT, MAP = "vault", "vlt_pseudonym"
KEYS = ("customer_key", "account_key")
STAYS = "the old pseudonyms stay"


class Map(Protocol):
    """A map that is open in a transaction, which is committed when the block ends without an error."""

    def add_version(self, scope: str) -> tuple[int, int]:
        """Give every subject of a scope its next version; return how many there are and the highest version."""
        ...

    @property
    def tables_with_keys(self) -> list[str]:
        """The readers' tables that hold pseudonyms of their own, for they are no views of the map."""
        ...


@contextmanager
def duckdb_map(project: Project) -> Iterator[Map]:
    """Open the map of the build file.

    Raises StewardError if the file is in use, or holds no map.
    """
    connection = connect_build(project, read_only=False)
    where = project.relative(project.build_file)
    try:
        connection.create_function("random_key", _random_key, [], VARCHAR, side_effects=True)
        catalogue = read_catalogue(connection)
        build = newest_build(connection, catalogue)
        prefix = build.prefix if build else ""
        if (f"{prefix}{VAULT}", MAP) not in catalogue:
            raise StewardError(where, "it holds no map of pseudonyms", "build first")
        tables = sorted(
            own.label
            for own in catalogue.values()
            if own.kind == "table" and own.schema != f"{prefix}{VAULT}" and any(map(own.has, KEYS))
        )
        connection.execute("begin")
        yield _DuckDBMap(connection, quoted(BUILD, f"{prefix}{VAULT}", MAP), tables)
        connection.execute("commit")
    except duckdb.Error:
        raise StewardError(where, "the rotation did not finish", f"{STAYS}; try again") from None
    finally:
        connection.close()


def _random_key() -> str:
    return secrets.token_hex(16)


class _DuckDBMap:
    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str, tables: list[str]) -> None:
        self.connection, self.name, self.tables_with_keys = connection, name, tables

    def add_version(self, scope: str) -> tuple[int, int]:
        subjects = scalar(
            self.connection,
            f"insert into {self.name} {_next_version(self.name, literal(scope), 'random_key()')}",
        )
        newest = f"select coalesce(max(version), 0) from {self.name} where scope = {literal(scope)}"
        return int(subjects), int(scalar(self.connection, newest))


@contextmanager
def postgres_map(project: Project) -> Iterator[Map]:
    """Open the map on PostgreSQL; nobody else can add to it meanwhile.

    Raises StewardError if no server lets the builder in, or it holds no map.
    """
    schema = f"{project.variables.get('schema_prefix') or ''}{VAULT}"
    try:
        # One transaction: psycopg commits it when the block ends, and takes it back on an error.
        with connect() as connection:
            name = sql.Identifier(schema, MAP)
            connection.execute(sql.SQL("lock table {} in share row exclusive mode").format(name))
            yield _PostgresMap(connection, name, schema)
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        raise StewardError("PostgreSQL", f"it holds no {schema}.{MAP}", "build first") from None
    except psycopg.Error:
        raise StewardError("PostgreSQL", "the rotation did not finish", f"{STAYS}; try again") from None


class _PostgresMap:
    def __init__(self, connection: psycopg.Connection, name: sql.Identifier, vault: str) -> None:
        self.connection, self.name, self.vault = connection, name, vault

    def add_version(self, scope: str) -> tuple[int, int]:
        key = "replace(cast(gen_random_uuid() as text), '-', '')"
        name = self.name.as_string(self.connection)
        query = sql.SQL(_next_version(name, literal(scope), key))
        subjects = self.connection.execute(sql.SQL("insert into {} {}").format(self.name, query)).rowcount
        newest = sql.SQL("select coalesce(max(version), 0) from {} where scope = %s").format(self.name)
        row = self.connection.execute(newest, (scope,)).fetchone()
        return subjects, int(row[0]) if row else 0

    @property
    def tables_with_keys(self) -> list[str]:
        rows = self.connection.execute(
            "select distinct columns.table_schema || '.' || columns.table_name "
            "from information_schema.columns as columns inner join information_schema.tables as tables "
            "using (table_schema, table_name) where tables.table_type = 'BASE TABLE' "
            "and columns.table_schema <> %s and columns.column_name = any(%s) order by 1",
            (self.vault, list(KEYS)),
        ).fetchall()
        return [str(row[0]) for row in rows]


def _next_version(name: str, scope: str, key: str) -> str:
    """Return the query of a version more for every subject of a scope; both engines draw the keys themselves."""
    return (
        "(subject_type, subject_id, scope, version, pseudonym, created_at) "
        f"select subject_type, subject_id, scope, max(version) + 1, {key}, current_timestamp "
        f"from {name} where scope = {scope} group by subject_type, subject_id, scope"
    )
