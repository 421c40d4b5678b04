"""Attacks on the demo's anonymised family by somebody who holds every raw row."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from steward.anonymise.hierarchies import read_leaf_seed
from tests.python.conftest import ROOT, Build

K = 5
ENTITIES = ("customer", "account", "transaction", "interaction", "identity_document")
IDENTIFIERS = ("customer_id", "full_name", "id_number", "phone", "email", "birth_date")


@pytest.fixture(scope="module")
def demo(demo_build: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        yield connection


def test_a_full_copy_of_the_customers_links_nobody_to_fewer_than_k_rows(
    demo: duckdb.DuckDBPyConnection,
) -> None:
    regions = read_leaf_seed(ROOT / "seeds" / "reference" / "leaf_hierarchies.csv")["province"].paths
    rows = Counter(
        demo.execute("select gender, birth_date, province, status from anonymised.customer").fetchall()
    )
    raw = demo.execute("select gender, birth_date, province, status from logical.ldm_customer").fetchall()
    linked = []
    for gender, born, province, status in raw:
        mine = (gender, born, regions.get(province, ("",)), status)
        linked.append(sum(count for label, count in rows.items() if fits(mine, label)))
    assert max(linked) >= K
    assert [found for found in linked if 0 < found < K] == []


def fits(person: tuple[Any, ...], label: tuple[Any, ...]) -> bool:
    gender, born, region, status = person
    shown_gender, shown_born, shown_region, shown_status = label
    first, _, last = (shown_born or "").partition("-")
    return (
        shown_gender in (gender, "*")
        and (shown_born == "*" or (born is None) == (shown_born is None))
        and (born is None or shown_born in (None, "*") or int(first) <= born.year <= int(last))
        and (shown_region in region or shown_region == "*")
        and shown_status in (status, "*")
    )


@pytest.mark.parametrize("entity", ENTITIES)
def test_k_persons_share_every_published_combination(demo: duckdb.DuckDBPyConnection, entity: str) -> None:
    persons = defaultdict(set)
    rows = demo.execute(
        f"select own.label, leaves.person_id from labels.lbl_{entity} as own "
        f"inner join labels.lbl_{entity}_leaf as leaves using (record_id) where not exists "
        f"(select 1 from labels.lbl_{entity}_withdrawal as withdrawn where withdrawn.record_id = own.record_id)"
    ).fetchall()
    for label, person in rows:
        persons[tuple(label)].add(person)
    assert len(persons) > 5
    assert min(len(found) for found in persons.values()) >= K
    columns = [row[0] for row in demo.execute(f"describe anonymised.{entity}").fetchall()]
    labels = ", ".join(name for name in columns if name != "released_on")
    published = Counter(demo.execute(f"select {labels} from anonymised.{entity}").fetchall())
    assert published == Counter(tuple(label) for label, _ in rows)


@pytest.mark.parametrize("entity", [*ENTITIES, "customer_summary", "transaction_summary"])
def test_no_value_of_an_identifier_stands_in_the_family(demo: duckdb.DuckDBPyConnection, entity: str) -> None:
    shown = {
        value
        for row in demo.execute(f"select * from anonymised.{entity}").fetchall()
        for value in row
        if isinstance(value, str | date)
    }
    for name in IDENTIFIERS:
        held = {row[0] for row in demo.execute(f"select {name} from logical.ldm_customer").fetchall()} - {
            None
        }
        assert held and not held & shown, name


@pytest.mark.parametrize(
    ("entity", "major", "minor"),
    [("customer", "birth_date", "gender"), ("transaction", "occurred_at", "transaction_type")],
)
def test_no_small_group_is_a_difference_of_a_summary(
    demo: duckdb.DuckDBPyConnection, entity: str, major: str, minor: str
) -> None:
    count = "customers" if entity == "customer" else "transactions"
    rows = demo.execute(
        f"select {major}, {minor}, {count}, customers from anonymised.{entity}_summary"
    ).fetchall()
    assert min(row[3] for row in rows) >= K
    total = next(row[2] for row in rows if row[:2] == ("(all)", "(all)"))
    margins = {row[0]: row[2] for row in rows if row[1] == "(all)" and row[0] != "(all)"}
    assert total - sum(margins.values()) == 0
    for name, margin in margins.items():
        cells = [row[2] for row in rows if row[0] == name and row[1] != "(all)"]
        assert cells == [] or margin - sum(cells) == 0


def test_no_small_group_is_who_is_not_active(demo: duckdb.DuckDBPyConnection) -> None:
    """Customers less active ones is a count, too: it says nothing under k, for it is one of k possible ones."""
    rows = demo.execute("select customers, active_customers from anonymised.customer_summary").fetchall()
    assert rows and all(active % K == 0 and customers >= active for customers, active in rows)
    real = demo.execute("select count(*), sum(active_90d) from logical.ldm_customer_behaviour").fetchall()
    assert real[0][0] > real[0][1] > 0
