"""Who may read what on PostgreSQL, and how: the dictionary's answer beside what is declared."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from steward.roles.dictionary import Database
from steward.roles.wanted import Wanted

QUERY = Path(__file__).with_name("effective_readers.sql")
DECLARED, CUSTODY, SERVICE = "declared", "custody", "service"
EXCESS, MISSING = "excess", "missing"
UNKNOWN_ROLE, UNKNOWN_RELATION = "unknown_role", "unknown_relation"
FINE = (DECLARED, CUSTODY, SERVICE)
# The superuser that a server is born with: nobody can take its powers.
BORN = "select rolname from pg_roles where oid = 10"


@dataclass(frozen=True, order=True)
class Way:
    """A way in which a login role may read a relation; without usage of the schema it is a grant that waits."""

    login_role: str
    schema: str
    name: str
    path: str
    has_usage: bool = True

    @property
    def relation(self) -> str:
        """Schema and name."""
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True, order=True)
class Reader:
    """A row of `audit.rpt_effective_reader`."""

    login_role: str
    relation: str
    path: str
    state: str


def read_ways(connection: psycopg.Connection[Any]) -> tuple[list[Way], str]:
    """Return every way that the dictionary shows, and the superuser that the server was born with."""
    rows = connection.execute(QUERY.read_text(encoding="utf-8").encode()).fetchall()
    born = connection.execute(BORN).fetchone()
    return sorted({Way(*row) for row in rows}), str(born[0]) if born else ""


def judge(wanted: Wanted, ways: list[Way], born: str, found: Database) -> list[Reader]:
    """Return the ways with their state, and a row `missing` for what a valid reader should read and cannot."""
    rows = {
        Reader(way.login_role, way.relation, _told(way), state)
        for way in ways
        if (state := _state(wanted, way, born))
    }
    served = {(row.login_role, row.relation) for row in rows if row.state == DECLARED}
    rows.update(
        Reader(login, f"{key[0]}.{key[1]}", "", MISSING)
        for login in wanted.logins
        for key, audiences in wanted.readers.items()
        if wanted.audience_of(login) in audiences
        and key in found.relations
        and (login, f"{key[0]}.{key[1]}") not in served
    )
    return sorted(rows)


def _told(way: Way) -> str:
    return way.path if way.has_usage else f"{way.path}, without usage of the schema"


def _state(wanted: Wanted, way: Way, born: str) -> str:
    """Return the state of a way, '' for one that says nothing: the audience's grant without usage is missing."""
    login, key = way.login_role, (way.schema, way.name)
    role = wanted.logins.get(login)
    if login == born and login not in wanted.logins:
        return CUSTODY
    if way.schema == wanted.raw_schema and way.path.startswith("owner"):
        return CUSTODY
    if login in wanted.own_roles:
        # What the source system's owner grants on the raw tables is how the builder reads them.
        reads_raw = way.schema == wanted.raw_schema and not way.path.startswith("superuser")
        return CUSTODY if reads_raw or way.path.startswith("owner") else EXCESS
    if role is None:
        return UNKNOWN_ROLE
    if role.kind == "service":
        return SERVICE if role.is_valid_on(wanted.day) else EXCESS
    audience = wanted.audience_of(login)
    if audience and way.path == f"through role {audience}" and audience in wanted.readers.get(key, ()):
        return DECLARED if way.has_usage else ""
    if key not in wanted.known and way.schema != wanted.raw_schema:
        return UNKNOWN_RELATION
    return EXCESS


def unknown_relations(wanted: Wanted, found: Database) -> Iterator[tuple[str, str]]:
    """Yield the relations that no model describes; the raw schema is the company's own."""
    for key in sorted(found.relations):
        if key not in wanted.known and key[0] != wanted.raw_schema:
            yield key
