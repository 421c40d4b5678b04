"""The database built on PostgreSQL: it is what the project describes, nothing leaks, and no view is ever gone."""

import threading
from collections.abc import Iterator

import psycopg
import pytest

from steward.checks.built import check_built
from steward.hunt.evidence import hunted
from steward.project import Project
from tests.python.conftest import ROOT, Build, run
from tests.python.support.postgres import Server

PROJECT = Project(ROOT, {})
PHONE = "10069000001"
READER, STRANGER = "polling_reader", "polling_stranger"
STRANGERS = [
    ("create table standard.leak as select phone from logical.ldm_customer", "drop table standard.leak"),
    ("create view audit.adhoc as select 1 as one", "drop view audit.adhoc"),
    ("alter table standard.account add column spare text", "alter table standard.account drop column spare"),
    (
        "create function audit.peek() returns bigint language sql as 'select 1::bigint'",
        "drop function audit.peek()",
    ),
]
POLL = """
    select (select count(*) from personal_data.customer),
        (select reloptions[1] from pg_class where oid = 'personal_data.customer'::regclass)
"""

QUOTED = "select count(*) from pg_stats where tablename = 'ldm_customer' and most_common_vals::text like %s"


@pytest.fixture
def server(
    postgres_build: Build, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> Iterator[psycopg.Connection]:
    """The builder's connection to the build, whose environment the commands see."""
    for name, value in postgres_build.env.items():
        if name.startswith(("DW_", "DBT_")):
            monkeypatch.setenv(name, value)
    with psycopg.connect(postgres.dsn, autocommit=True) as connection:
        yield connection


def test_the_catalogue_is_what_the_project_describes(server: psycopg.Connection) -> None:
    assert [str(finding) for finding in check_built(PROJECT)] == []


def test_what_the_project_did_not_make_is_named(server: psycopg.Connection) -> None:
    for make, _ in STRANGERS:
        server.execute(make)
    try:
        said = {finding.where: finding.what for finding in check_built(PROJECT)}
    finally:
        for _, unmake in STRANGERS:
            server.execute(unmake)
    assert said.pop("standard.account, column spare").endswith("does not know it")
    assert said == {
        "standard.leak": "the database holds it and no model describes it",
        "audit.adhoc": "the database holds it and no model describes it",
        "audit.peek": "a function that no model describes",
    }


def test_a_value_where_none_may_be_is_told_and_the_clean_build_is_clean(server: psycopg.Connection) -> None:
    clean = hunted(PROJECT, None, persons=5)
    assert [str(finding) for finding in clean.findings] == []
    assert clean.allowed["database"] > 0 and clean.places["database"] > 200
    server.execute(
        f"create table audit.aud_leak as select encode(convert_to('{PHONE}', 'UTF8'), 'hex') as held"
    )
    try:
        found = hunted(PROJECT, None, persons=5)
    finally:
        server.execute("drop table audit.aud_leak")
    assert [(finding.where, finding.what) for finding in found.findings] == [
        ("database: audit.aud_leak.held", "holds `mobile`: 1 value(s), hex")
    ]


@pytest.fixture
def roles(postgres: Server, server: psycopg.Connection) -> Iterator[None]:
    """A role that reads `personal_data.customer`, and one that may only see its schema."""
    admin = psycopg.connect(postgres.admin_dsn, dbname=postgres.database, autocommit=True)
    for role in (READER, STRANGER):
        admin.execute(f"create role {role} login password 'poll'")
        admin.execute(f"grant connect on database {postgres.database} to {role}")
        server.execute(f"grant usage on schema personal_data to {role}")
    server.execute(f"grant select on personal_data.customer to {READER}")
    yield
    for role in (READER, STRANGER):
        admin.execute(f"drop owned by {role}")
        admin.execute(f"drop role {role}")
    admin.close()


def _poll(server: Server, role: str, over: threading.Event, seen: set[str]) -> None:
    dsn = f"host={server.host} port={server.port} dbname={server.database} user={role} password=poll"
    with psycopg.connect(dsn, autocommit=True) as connection:
        while not over.is_set():
            try:
                [count, barrier] = connection.execute(POLL).fetchone() or (0, "")
                seen.add(f"{role}: {count} rows, {barrier}")
            except psycopg.Error as error:
                seen.add(f"{role}: {type(error).__name__}")


def _seen_during(server: Server, build: Build, *command: str) -> set[str]:
    """Return what the two roles met while a command of dbt ran."""
    over, seen = threading.Event(), set[str]()
    pollers = [threading.Thread(target=_poll, args=(server, role, over, seen)) for role in (READER, STRANGER)]
    for poller in pollers:
        poller.start()
    try:
        result = run("dbt", "run", *command, env=build.env)
    finally:
        over.set()
        for poller in pollers:
            poller.join()
    assert result.returncode == 0, result.stdout
    return seen


@pytest.mark.slow
def test_a_view_is_there_whole_while_its_table_is_rebuilt(
    roles: None, server: psycopg.Connection, postgres_build: Build, postgres: Server
) -> None:
    count = server.execute("select count(*) from logical.ldm_customer").fetchone()
    assert count is not None
    # The planner's statistics quote values, also of somebody who is gone since.
    server.execute("update logical.ldm_customer set full_name = 'Gone Since'")
    server.execute("analyze logical.ldm_customer")
    with psycopg.connect(postgres.dsn) as earlier:
        # A snapshot is taken by the first statement, which touches no table that is rebuilt.
        earlier.execute("set transaction isolation level repeatable read")
        earlier.execute("select count(*) from pg_class")
        rebuilt = _seen_during(postgres, postgres_build, "--select", "ldm_customer")
        assert earlier.execute("select count(*) from personal_data.customer").fetchone() == count
    assert server.execute(QUOTED, ["%Gone Since%"]).fetchone() == (0,)
    assert rebuilt == {
        f"{READER}: {count[0]} rows, security_barrier=true",
        f"{STRANGER}: InsufficientPrivilege",
    }
    # The adapter's own way drops the view with the old table: so the poll would have seen a gap.
    swapped = _seen_during(postgres, postgres_build, "--full-refresh", "--select", "ldm_customer")
    assert f"{READER}: UndefinedTable" in swapped
    again = run("dbt", "run", "--select", "ldm_customer+,config.materialized:view", env=postgres_build.env)
    assert again.returncode == 0, again.stdout
