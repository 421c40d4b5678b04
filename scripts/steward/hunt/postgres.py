"""The places of a hunt on PostgreSQL: every relation of the database, its comments and its definitions."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from psycopg import sql

from steward.catalogue import Catalogue
from steward.engines.postgres_catalogue import SYSTEM, read_catalogue
from steward.hunt.places import CELL, FETCH, NO_TEXT, ROW, Place
from steward.vocabulary import CUSTODY_ZONES

DEFINITIONS = "select definition from pg_views where schemaname !~ %s"


class Rows:
    """Answers the query that draws persons from the build."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return self.connection.execute(query.encode()).fetchall()


def server_places(connection: psycopg.Connection, prefix: str) -> Iterator[Place]:
    """Yield every relation, and all comments and definitions of views as one more place.

    Views of custody are left out: they hold nothing of their own, and what their tables hold is read.
    """
    catalogue = read_catalogue(connection)
    for (schema, name), relation in sorted(catalogue.items()):
        columns = tuple(c.name for c in relation.columns if c.data_type not in NO_TEXT)
        zone = schema.removeprefix(prefix)
        if columns and not (relation.kind == "view" and zone in CUSTODY_ZONES):
            cells = _cells(connection, (schema, name), columns)
            yield Place(f"database: {zone}.{name}", f"{zone}.{name}", columns, cells)
    words = lambda: _words(connection, catalogue)  # noqa: E731
    yield Place("database: comments and definitions", "", (), words)


def _cells(
    connection: psycopg.Connection, name: tuple[str, str], columns: tuple[str, ...]
) -> Callable[[], Iterator[bytes]]:
    cells = [sql.SQL("coalesce({}::text, '')").format(sql.Identifier(column)) for column in columns]
    text = sql.SQL(f" || chr({CELL[0]}) || ").join(cells)
    query = sql.SQL("select {} from {}").format(text, sql.Identifier(*name))

    def pieces() -> Iterator[bytes]:
        # Fetched in parts by the server, so that a large table is never in memory whole.
        with connection.cursor(name="hunt") as cursor:
            cursor.execute(query)
            while rows := cursor.fetchmany(FETCH):
                yield ROW + ROW.join(row[0].encode() for row in rows) + ROW

    return pieces


def _words(connection: psycopg.Connection, catalogue: Catalogue) -> Iterator[bytes]:
    comments = [relation.comment for relation in catalogue.values()]
    comments += [column.comment for relation in catalogue.values() for column in relation.columns]
    views = connection.execute(DEFINITIONS, [SYSTEM]).fetchall()
    yield "\n".join([*comments, *(view[0] or "" for view in views)]).encode()
