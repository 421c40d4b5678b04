"""What the warehouse itself tells a reconciliation: its newest build, its agreements; and where findings land."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

import duckdb
import psycopg

from steward.access.declared import Declared, Term
from steward.access.findings import AccessFinding
from steward.engines import on_duckdb
from steward.engines.duckdb import BUILD, connect_build, quoted
from steward.engines.postgres import connect
from steward.errors import StewardError
from steward.project import Project

TABLE = "aud_access_finding"
COLUMNS = (
    "run_id", "found_at", "kind", "login_role", "relation", "events", "first_seen", "last_seen", "sentence",
    "remedy",
)  # fmt: skip


class _Answers(Protocol):
    def fetchall(self) -> list[tuple[Any, ...]]: ...


class _Connection(Protocol):
    def execute(self, query: str, parameters: Any = ..., /) -> _Answers: ...


def add_warehouse(project: Project, declared: Declared) -> bool:
    """Fill in the newest build and the agreements; return False, with nothing filled, if there is no warehouse."""
    prefix = declared.prefix
    try:
        with _open(project, read_only=True) as connection:
            rows = connection.execute(
                f"select max(started_at) from {quoted(f'{prefix}audit', 'aud_build')} where state = 'success'"
            ).fetchall()
            declared.newest_build = rows[0][0] if rows else None
            terms = connection.execute(
                f"select recipient_id, valid_from, valid_to from {quoted(f'{prefix}logical', 'ldm_agreement')} "
                "where signed_on is not null"
            ).fetchall()
    except (duckdb.Error, psycopg.Error, StewardError):
        return False
    agreements: dict[str, list[Term]] = {name: [] for name in declared.policy.recipients}
    for recipient, start, end in terms:
        agreements.setdefault(str(recipient), []).append(Term(start, end))
    declared.agreements = agreements
    return True


def record_findings(
    project: Project, prefix: str, run_id: str, at: datetime, found: list[AccessFinding]
) -> None:
    """Add the findings of a run to `audit.aud_access_finding`, in one transaction.

    Raises StewardError if there is no warehouse, no such table, or another process holds the build file.
    """
    target = quoted(f"{prefix}audit", TABLE)
    rows = [
        (run_id, at, own.kind.value, own.login_role or None, own.object or None, own.events, own.first_seen,
         own.last_seen, own.sentence, own.remedy)
        for own in found
    ]  # fmt: skip
    mark = "?" if on_duckdb() else "%s"
    try:
        with _open(project, read_only=False) as connection:
            for row in rows:
                connection.execute(
                    f"insert into {target} ({', '.join(COLUMNS)}) values ({', '.join([mark] * len(COLUMNS))})",
                    row,
                )
    except (duckdb.Error, psycopg.Error):
        what = f"the findings cannot be added to {prefix}audit.{TABLE}"
        raise StewardError(
            "warehouse", what, "build first; wait until no other program has it open"
        ) from None


@contextmanager
def _open(project: Project, read_only: bool) -> Iterator[_Connection]:
    if not on_duckdb():
        with connect() as postgres:
            yield postgres
        return
    connection = connect_build(project, read_only)
    try:
        connection.execute(f"use {quoted(BUILD)}")
        if not read_only:
            connection.execute("begin")
        yield connection
        if not read_only:
            connection.execute("commit")
    finally:
        connection.close()
