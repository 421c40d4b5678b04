"""`steward postgres-setup`: bring a server to what the seeds declare, or say what that would take."""

import os
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from steward.errors import StewardError
from steward.roles.dictionary import Cluster, Database, read_cluster, read_database
from steward.roles.passwords import set_passwords
from steward.roles.plan import cluster_statements, database_statements, retired_roles
from steward.roles.wanted import Wanted

ADMIN = "DW_PG_ADMIN_DSN"


@dataclass(frozen=True)
class Outcome:
    """What was done, or would be: statements on the server, statements in the database, roles with a new password."""

    cluster: list[str]
    database: list[str]
    passwords: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether the server was as declared already."""
        return not (self.cluster or self.database or self.passwords)


def connect_as(dsn: str, database: str = "") -> psycopg.Connection[Any]:
    """Return a connection by a connection string, to another database where one is named.

    Raises StewardError, which never quotes the string, if no server lets its user in.
    """
    given = dsn or os.environ.get(ADMIN, "")
    if not given:
        raise StewardError("--dsn", "no administrator is named", f"give --dsn, or set {ADMIN}")
    try:
        conninfo = make_conninfo(given, **({"dbname": database} if database else {}))
        return psycopg.connect(conninfo, autocommit=True, connect_timeout=5)
    except psycopg.Error:
        raise StewardError(
            "PostgreSQL", "no server lets the administrator in", f"start it, or mend --dsn or {ADMIN}"
        ) from None


def set_up(wanted: Wanted, dsn: str, passwords: dict[str, str], dry_run: bool) -> Outcome:
    """Make roles, database, schemas and grants as declared; with `dry_run` only say what that takes.

    Running it again changes nothing. Raises StewardError if the server refuses a statement; what concerns the
    database is one transaction then undone.
    """
    with connect_as(dsn) as connection:
        found = read_cluster(connection, wanted.database, wanted.runner)
        on_server = cluster_statements(wanted, found)
        retired = retired_roles(wanted, found)
        if not dry_run:
            _run(connection, on_server)
    in_database = database_statements(wanted, _database(wanted, found, dsn, dry_run), retired)
    if dry_run:
        return Outcome(on_server, in_database, sorted(passwords))
    with connect_as(dsn, wanted.database) as connection:
        with connection.transaction():
            _run(connection, in_database)
        changed = set_passwords(connection, passwords)
    return Outcome(on_server, in_database, changed)


def _database(wanted: Wanted, found: Cluster, dsn: str, dry_run: bool) -> Database:
    if dry_run and not found.owner:
        return Database()
    with connect_as(dsn, wanted.database) as connection:
        return read_database(connection)


def _run(connection: psycopg.Connection[Any], statements: list[str]) -> None:
    for statement in statements:
        try:
            connection.execute(statement.encode())
        except psycopg.Error as error:
            reason = error.diag.message_primary or "the server refuses it"
            raise StewardError(
                f"`{statement}`", reason, "run it as a superuser, or as owner of the database with CREATEROLE"
            ) from None
