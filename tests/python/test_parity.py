"""Both engines give the same rows for every public relation, after naming the pseudonyms by whose they are."""

import duckdb
import psycopg
import pytest

from tests.python.conftest import Build
from tests.python.support.postgres import Server
from tests.python.support.relations import comparable, pseudonym_names, public_relations

# They speak of the build itself: its invocation, its engine, its clock.
OF_THE_BUILD = {"audit.aud_build"}
CLOCKS = {"audit.rpt_pseudonym_version": {"first_created_at", "last_created_at"}}


def test_public_relations_are_equal_on_both_engines(
    demo_build: Build, postgres_build: Build, postgres: Server
) -> None:
    relations = public_relations(demo_build.target)
    assert relations.keys() == public_relations(postgres_build.target).keys()
    differing = {}
    with (
        duckdb.connect(str(demo_build.file), read_only=True) as duck,
        psycopg.connect(postgres.dsn) as server,
    ):
        duck.execute("set timezone = 'UTC'")
        duck_names = pseudonym_names(lambda sql: duck.execute(sql).fetchall())
        server_names = pseudonym_names(lambda sql: server.execute(sql).fetchall())
        for relation, columns in relations.items():
            if relation in OF_THE_BUILD:
                continue
            compared = [column for column in columns if column not in CLOCKS.get(relation, ())]
            sql = f"select {', '.join(compared)} from {_quoted(relation)}"
            left = comparable(duck.execute(sql).fetchall(), duck_names)
            right = comparable(server.execute(sql).fetchall(), server_names)
            if left != right:
                differing[relation] = (
                    f"{sum((left - right).values())} and {sum((right - left).values())} rows"
                )
    assert differing == {}


def _quoted(relation: str) -> str:
    schema, name = relation.split(".")
    return f'"{schema}"."{name}"'


@pytest.mark.parametrize("relation", ["personal_data.customer", "anonymised.transaction"])
def test_the_compared_relations_hold_rows(demo_build: Build, relation: str) -> None:
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        assert connection.execute(f"select count(*) from {_quoted(relation)}").fetchone()[0] > 0
