"""The demo as its readers get it: only their relations, nobody in clear who must not be, refusals gone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from steward.policy import load_policy
from steward.project import Project
from steward.publish import places, publish
from tests.python.conftest import ROOT, Build

PROJECT = Project(ROOT, {})
# Who must never see a clear value, and where it must be found, or the search proves nothing.
UNNAMED = ("analyst", "service_desk", "delta_research")
NAMED = "compliance"
VALUES = ("full_name", "id_number", "phone", "email")
MARKETING = "opt_out_direct_marketing"


@pytest.fixture(scope="module")
def names(demo_build: Build) -> dict[str, list[str]]:
    """Every clear value of the demo's customers."""
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        return {
            column: [
                row[0]
                for row in connection.execute(
                    f"select distinct {column} from logical.ldm_customer where length({column}) > 1"
                ).fetchall()
            ]
            for column in VALUES
        }


def _open(home: Path, audience: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(home / "published" / audience / places.POINTER), read_only=True)


def _texts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    yield from connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where database_name <> 'temp' and not internal and data_type = 'VARCHAR' "
        "and table_name <> 'about'"
    ).fetchall()


def _found(connection: duckdb.DuckDBPyConnection, values: dict[str, list[str]]) -> set[str]:
    """Return which kinds of clear values any text column of a file holds."""
    found = set()
    for kind, clear in values.items():
        connection.execute(
            "create or replace temp table clear as select unnest($1::text[]) as clear_value", [clear]
        )
        for schema, table, column in list(_texts(connection)):
            source = f'"{schema}"."{table}"'
            query = (
                f'select 1 from {source} as held, clear where contains(held."{column}", clear_value) limit 1'
            )
            if connection.execute(query).fetchall():
                found.add(kind)
    return found


def test_a_file_holds_its_audiences_relations_and_no_other(demo_build: Build) -> None:
    policy = load_policy(PROJECT)
    for folder in sorted((demo_build.home / "published").iterdir()):
        with _open(demo_build.home, folder.name) as connection:
            labels = [
                row[0]
                for row in connection.execute(
                    "select schema_name || '.' || table_name from duckdb_tables() where not internal"
                ).fetchall()
            ]
        labels.remove("main.about")
        assert labels
        assert set(labels) == set(policy.relations_of(policy.audiences[folder.name], labels))


def test_nobody_is_named_where_nobody_may_be(demo_build: Build, names: dict[str, list[str]]) -> None:
    with _open(demo_build.home, NAMED) as connection:
        assert _found(connection, names) == set(VALUES), "the search finds what is there"
    for audience in UNNAMED:
        with _open(demo_build.home, audience) as connection:
            assert _found(connection, names) == set(), audience


def test_a_choice_turned_after_the_build_takes_the_person_out(
    demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_build.home, home, symlinks=True)
    monkeypatch.setenv("DW_HOME", str(home))
    columns = {"customer": "customer_id", "account": "account_id", "transaction": "transaction_id"}
    before = {name: _ids(home, name, column) for name, column in columns.items()}
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        [person] = connection.execute(
            "select customer_id from opt_out_direct_marketing.account "
            "inner join opt_out_direct_marketing.transaction using (account_id, customer_id) "
            "order by 1 limit 1"
        ).fetchone() or [None]
        owned = _first_column(
            connection, f"select account_id from logical.ldm_account_owner where customer_id = '{person}'"
        )
        moved = _first_column(
            connection,
            "select transaction_id from logical.ldm_transaction where account_id in "
            f"(select account_id from logical.ldm_account_owner where customer_id = '{person}')",
        )
        connection.execute(
            "insert into raw_demo.raw_choice_events select * replace ('turned' as event_id, "
            "'direct_marketing' as purpose, 'opt_out' as choice, null as channel, null as recipient_id, "
            "null as data_category, now()::text as occurred_at, now()::text as recorded_at, "
            "now()::text as loaded_at) from raw_demo.raw_choice_events "
            f"where customer_id = '{person}' limit 1"
        )
    published = publish(PROJECT)
    assert published.removals.purposes == {"direct_marketing": 1}
    after = {name: _ids(home, name, column) for name, column in columns.items()}
    assert before["customer"] - after["customer"] == {person}
    assert before["account"] - after["account"] == before["account"] & owned != set()
    assert before["transaction"] - after["transaction"] >= before["transaction"] & moved != set()
    assert all(after[name] <= before[name] for name in columns)


def _first_column(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    return {row[0] for row in connection.execute(query).fetchall()}


def _ids(home: Path, name: str, column: str) -> set[str]:
    with _open(home, "marketing") as connection:
        return _first_column(connection, f"select {column} from {MARKETING}.{name}")
