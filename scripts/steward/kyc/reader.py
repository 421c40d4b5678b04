"""Reading relations of schema `kyc` and the build they come from, on either engine."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import duckdb
import psycopg

from steward.engines import on_duckdb
from steward.engines.duckdb import BUILD, open_build, quoted
from steward.engines.postgres import connect
from steward.errors import StewardError
from steward.project import Project

Rows = list[tuple[Any, ...]]
BUILD_COLUMNS = "state, invocation_id, cast(as_of_date as varchar), cast(started_at as varchar)"


@dataclass(frozen=True)
class BuiltLists:
    """The columns and rows of each list, and the build that made them."""

    invocation_id: str
    as_of_date: str
    built_at: str
    lists: dict[str, tuple[list[str], Rows]]


def read_lists(project: Project, lists: Mapping[str, tuple[str, str]]) -> BuiltLists:
    """Return the rows of `lists` (name -> relation of `kyc` and its order) of the newest build.

    Raises StewardError if there is no build, the newest one did not finish, or it left KYC out.
    """
    where = "audit.aud_build"
    prefix = str(project.variables.get("schema_prefix") or "")
    try:
        with closing(_connect(project)) as connection:
            builds = connection.execute(
                f'select {BUILD_COLUMNS} from "{prefix}audit"."aud_build" order by started_at desc limit 1'
            ).fetchall()
            if not builds:
                raise StewardError(where, "no build is recorded", "run `make build`")
            state, invocation, as_of, built_at = map(str, builds[0])
            if state != "success":
                raise StewardError(where, f"the newest build is {state}", "mend it and build again")
            found = {name: _read(connection, prefix, *one) for name, one in lists.items()}
    except (duckdb.CatalogException, psycopg.errors.UndefinedTable):
        raise StewardError("schema kyc", "its lists were not built", "run `make build` with kyc") from None
    return BuiltLists(invocation, as_of, built_at, found)


def _connect(project: Project) -> Any:
    """Return a connection that can only read."""
    if on_duckdb():
        build = open_build(project)
        build.execute(f"use {quoted(BUILD)}")
        return build
    return connect(read_only=True)


def _read(connection: Any, prefix: str, relation: str, order: str) -> tuple[list[str], Rows]:
    cursor = connection.execute(f'select * from "{prefix}kyc"."{relation}" order by {order}')
    return [column[0] for column in cursor.description], cursor.fetchall()
