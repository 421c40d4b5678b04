"""Somebody opts out today, on PostgreSQL: the next run of the families takes the person out, wherever she is."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.python.conftest import Build, run
from tests.python.support.postgres import Server

MARKETING = "opt_out_direct_marketing"
COPY = "turned"
RUN = ("stg_choice_events", "ldm_choice_flag", "ldm_customer", f"path:models/views/opt_out,*__{MARKETING}")
# Whom each row belongs to that the person must leave.
RELATIONS = ("customer", "account", "transaction", "interaction")


@pytest.fixture
def turned(postgres_build: Build, postgres: Server) -> Iterator[tuple[Build, str]]:
    """A copy of the built database that the test may write to, and its connection string."""
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(f"drop database if exists {COPY}")
        admin.execute(f"create database {COPY} template {postgres.database} owner {postgres.user}")
    env = {**postgres_build.env, "DW_PG_DATABASE": COPY}
    dsn = postgres.dsn.replace(f"dbname={postgres.database}", f"dbname={COPY}")
    yield Build(postgres_build.home, postgres_build.target, env, ""), dsn
    with psycopg.connect(postgres.admin_dsn, autocommit=True) as admin:
        admin.execute(f"drop database {COPY} with (force)")


@pytest.mark.slow
def test_a_run_takes_out_whoever_opted_out_today(turned: tuple[Build, str]) -> None:
    build, dsn = turned
    with psycopg.connect(dsn) as connection:
        [[person]] = connection.execute(
            f"select customer_id from {MARKETING}.customer "
            f"inner join {MARKETING}.account using (customer_id) order by 1 limit 1"
        ).fetchall()
        connection.execute(
            "insert into raw_demo.raw_choice_events "
            "(event_id, customer_id, purpose, choice, occurred_at, recorded_at, loaded_at) "
            "values ('turned', %s, 'direct_marketing', 'opt_out', now()::text, now()::text, now()::text)",
            [person],
        )
        before = _held(connection)
    assert person in before["customer"]
    # What a job runs each day: the new events, the flags, the family. On PostgreSQL the staged events are a table.
    again = run("dbt", "run", "--select", *RUN, env=build.env)
    assert again.returncode == 0, again.stdout
    with psycopg.connect(dsn) as connection:
        after = _held(connection)
    assert before["customer"] - after["customer"] == {person}
    assert all(person not in after[name] for name in RELATIONS)
    assert all(after[name] <= before[name] for name in RELATIONS)


def _held(connection: psycopg.Connection[tuple[str, ...]]) -> dict[str, set[str]]:
    """Return the customers whom each relation of the family names."""
    return {
        name: {row[0] for row in connection.execute(f"select customer_id from {MARKETING}.{name}").fetchall()}
        for name in RELATIONS
    }
