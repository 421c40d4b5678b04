"""The demo as its readers get it: only their relations, nobody in clear who must not be, refusals gone."""

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


def test_a_choice_turned_after_the_build_takes_the_person_out(own_home: Path) -> None:
    columns = {"customer": "customer_id", "account": "account_id", "transaction": "transaction_id"}
    before = {name: _ids(own_home, name, column) for name, column in columns.items()}
    with duckdb.connect(str(own_home / "warehouse.duckdb")) as connection:
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
    after = {name: _ids(own_home, name, column) for name, column in columns.items()}
    assert before["customer"] - after["customer"] == {person}
    assert before["account"] - after["account"] == before["account"] & owned != set()
    assert before["transaction"] - after["transaction"] >= before["transaction"] & moved != set()
    assert all(after[name] <= before[name] for name in columns)


# What refuses after the build: id as it is written, purpose, channel, recipient, category; `{}` is the person.
REFUSALS = {
    "channels": "select '{}', 'direct_marketing', unnest(['sms', 'phone', 'email', 'post', 'app']), null, null",
    "one channel": "select '{}', 'direct_marketing', 'sms', null, null",
    "recipient": "select '{}', 'third_party_disclosure', null, 'Harbour_Insurance', null",
    "categories": "select '{}', 'sensitive_data', null, null, data_category from logical.ldm_choice_category",
    "spelled otherwise": "select ' ' || upper('{}') || ' ', 'direct_marketing', null, null, null",
    "merged": "select 'demo-merge-member', 'automated_decisions', null, null, null",
    "joint holder": "select '{}', 'automated_decisions', null, null, null",
}
OF_MARKETING = "select customer_id from opt_out_direct_marketing.customer where customer_id like 'demo-0%'"
OF_DECISIONS = "opt_out_automated_decisions"
# Of the build: who turns, in that order where a table has several.
PERSONS = {
    "channels": f"{OF_MARKETING} order by 1 limit 1",
    "one channel": f"select customer_id from ({OF_MARKETING}) inner join logical.ldm_choice_decision "
    "using (customer_id) where channels_allowed like 'sms|phone%' order by 1 limit 1 offset 2",
    "recipient": "select customer_id from logical.ldm_recipient_choice where allowed "
    "and recipient_id in ('harbour_insurance', 'delta_research') "
    "group by 1 having count(*) = 2 order by 1 limit 1",
    "categories": "select customer_id from opt_out_sensitive_data.customer order by 1 limit 1",
    "spelled otherwise": f"{OF_MARKETING} order by 1 desc limit 1",
    "merged": f"select customer_id from {OF_DECISIONS}.customer where customer_id = 'demo-merge-survivor'",
    "joint holder": f"select owners.customer_id from {OF_DECISIONS}.account as accounts "
    "inner join logical.ldm_account_owner as owners using (account_id) "
    "where owners.customer_id <> accounts.customer_id and owners.valid_to is null order by 1 limit 1",
}
# Who is missing in which file afterwards, by the name of the flip.
PLACES = {
    "channels": ("marketing", f"{MARKETING}.customer", "customer_id"),
    "categories": ("sensitive_care", "opt_out_sensitive_data.customer", "customer_id"),
    "spelled otherwise": ("marketing", f"{MARKETING}.customer", "customer_id"),
    "merged": ("decisions", f"{OF_DECISIONS}.customer", "customer_id"),
    "joint holder": ("decisions", f"{OF_DECISIONS}.customer", "customer_id"),
}


def test_whatever_is_refused_apart_is_read_back_from_the_files(own_home: Path) -> None:
    """Each flip takes out its person and nobody else; one channel of several and one recipient leave the rest."""
    with duckdb.connect(str(own_home / "warehouse.duckdb")) as connection:
        persons = {name: _only(connection, query) for name, query in PERSONS.items()}
        keys = {
            recipient: _only(
                connection,
                "select pseudonym from vault.vlt_current_pseudonym where subject_type = 'customer' "
                f"and scope = 'recipient:{recipient}' and subject_id = '{persons['recipient']}'",
            )
            for recipient in ("harbour_insurance", "delta_research")
        }
        joint = _first_column(
            connection,
            f"select account_id from {OF_DECISIONS}.account inner join logical.ldm_account_owner as owners "
            f"using (account_id) where owners.customer_id = '{persons['joint holder']}'",
        )
        for name, refusals in REFUSALS.items():
            connection.execute(
                "insert into raw_demo.raw_choice_events by name "
                f"select '{name}' || row_number() over () as event_id, *, 'opt_out' as choice, "
                "now()::text as occurred_at, now()::text as recorded_at, now()::text as loaded_at from "
                f"({refusals.format(persons[name])}) "
                "as told (customer_id, purpose, channel, recipient_id, data_category)"
            )
    before = _held(own_home)
    publish(PROJECT)
    after = _held(own_home)
    gone = {place: before[place] - after[place] for place in before}
    expected: dict[Held, set[str]] = {place: set() for place in before}
    for name, place in PLACES.items():
        expected[place].add(persons[name])
    assert {place: gone[place] for place in set(PLACES.values())} == {
        place: expected[place] for place in set(PLACES.values())
    }
    assert persons["one channel"] in after[PLACES["channels"]]
    assert gone[HELD_BY["harbour_insurance"]] == {keys["harbour_insurance"]}
    assert keys["delta_research"] in after[HELD_BY["delta_research"]]
    accounts = ("decisions", f"{OF_DECISIONS}.account", "account_id")
    assert joint and joint <= gone[accounts]


Held = tuple[str, str, str]
HELD_BY: dict[str, Held] = {
    recipient: (recipient, f"selectively_anonymised.customer__{recipient}", "customer_key")
    for recipient in ("harbour_insurance", "delta_research")
}


def _held(home: Path) -> dict[Held, set[str]]:
    """Return what the published files hold: file, relation and column to its values."""
    places_read = {
        *PLACES.values(),
        *HELD_BY.values(),
        ("decisions", f"{OF_DECISIONS}.account", "account_id"),
    }
    held = {}
    for audience, relation, column in places_read:
        with _open(home, audience) as connection:
            held[audience, relation, column] = _first_column(connection, f"select {column} from {relation}")
    return held


def _only(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    [[value]] = connection.execute(query).fetchall()
    return str(value)


def _first_column(connection: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    return {row[0] for row in connection.execute(query).fetchall()}


def _ids(home: Path, name: str, column: str) -> set[str]:
    with _open(home, "marketing") as connection:
        return _first_column(connection, f"select {column} from {MARKETING}.{name}")
