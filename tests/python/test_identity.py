"""Identity resolution as dbt compiles it, against a plain search over sets; resident ids against date and modulus."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.python.conftest import Build

MODELS = ("customer_record", "identity_number", "merge", "document_match", "identity_component", "customer_identity")
PAST, FUTURE = date(2020, 1, 1), date(2999, 1, 1)
IDS = [f"C{number}" for number in range(7)]
STRANGER = "NOBODY"
BODIES = ["11010519900307123", "11010519900228002", "44030619880229555"]


def check_digit(body: str) -> str:
    """Return the one character that makes the sum of digit times 2 to its place, modulo 11, come out as 1."""
    rest = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body)) % 11
    return "0123456789X"[(1 - rest) % 11]


def resident_id(text: str) -> str | None:
    """Return the 18 characters of a resident id as the standard reads them, None where it is not one."""
    plain = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text).strip(" \u3000").upper()
    if not (plain.isascii() and plain[:-1].isdigit() and plain[0] != "0"):
        return None
    body = plain[:17] if len(plain) == 18 else f"{plain[:6]}19{plain[6:]}" if len(plain) == 15 else ""
    if not body.isdigit() or body[6:8] not in ("19", "20"):
        return None
    try:
        date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        return None
    whole = body + check_digit(body)
    return whole if len(plain) == 15 or plain == whole else None


@dataclass(frozen=True)
class Customer:
    """A customer record and the resident-id numbers that it and its documents carry."""

    customer_id: str
    born: date | None
    started: date | None
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """A merge row: in force, ended or of the future."""

    survivor: str
    merged: str
    merged_on: date
    unmerged_on: date | None

    @property
    def in_force(self) -> bool:
        return self.merged_on == PAST and self.unmerged_on in (None, FUTURE)

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.survivor, self.merged))


def groups(ids: list[str], links: list[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return for each id the set of ids that links connect it with."""
    sets = {one: frozenset([one]) for one in ids}
    for link in links:
        joined = frozenset().union(*(sets[one] for one in link))
        sets.update(dict.fromkeys(joined, joined))
    return sets


def expected_persons(customers: list[Customer], rows: list[Merge]) -> dict[str, str]:
    """Return the person of each customer id, by the rule as a person would tell it."""
    ids = [customer.customer_id for customer in customers]
    known = [row for row in rows if row.pair <= set(ids) and len(row.pair) == 2]
    merged = {row.pair for row in known if row.in_force}
    apart = {row.pair for row in known if row.unmerged_on == PAST} - merged
    by_merge = groups(ids, list(merged))
    whole = groups(ids, [*merged, *document_links(customers, apart)])
    broken = {whole[min(p)] for p in apart if whole[min(p)] == whole[max(p)] and by_merge[min(p)] != by_merge[max(p)]}
    persons = {one: by_merge[one] if whole[one] in broken else whole[one] for one in ids}
    survivors = {row.survivor for row in known if row.in_force} - {row.merged for row in known if row.in_force}
    started = {customer.customer_id: customer.started or date.max for customer in customers}
    first = {p: min(p, key=lambda one: (one not in survivors, started[one], one)) for p in persons.values()}
    return {one: first[persons[one]] for one in ids}


def document_links(customers: list[Customer], apart: set[frozenset[str]]) -> list[frozenset[str]]:
    """Return the sets of ids that one resident id joins."""
    holders: dict[str, list[Customer]] = {}
    for customer in customers:
        for number in {resident_id(text) for text in customer.numbers} - {None}:
            holders.setdefault(str(number), []).append(customer)
    links = []
    for people in holders.values():
        ids = frozenset(customer.customer_id for customer in people)
        births = {customer.born for customer in people} - {None}
        if len(people) <= 3 and len(births) <= 1 and not any(pair <= ids for pair in apart):
            links.append(ids)
    return links


@pytest.fixture(scope="module")
def resolver(demo_build: Build) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[tuple[str, str]]]]:
    """A database in memory with empty staging tables, and the compiled models in their order."""
    folder = demo_build.target / "compiled" / "privacy_warehouse" / "models" / "vault"
    models = [(f"vlt_{name}", (folder / f"vlt_{name}.sql").read_text(encoding="utf-8")) for name in MODELS]
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as warehouse; use warehouse; create schema staging; create schema vault")
        con.execute(
            "create table staging.stg_customers (customer_id text, full_name text, id_type text, id_number text,"
            " birth_date date, relationship_started_on date, is_current boolean);"
            "create table staging.stg_identity_documents (customer_id text, document_type text,"
            " document_number text, is_current boolean);"
            "create table staging.stg_customer_merges (survivor_customer_id text, merged_customer_id text,"
            " merged_on date, unmerged_on date, is_current boolean)"
        )
        yield con, models


def resolve(
    con: duckdb.DuckDBPyConnection, models: list[tuple[str, str]], customers: list[Customer], rows: list[Merge]
) -> dict[str, str]:
    """Run the models over these records and return the person of each customer id."""
    for table in ("stg_customers", "stg_identity_documents", "stg_customer_merges"):
        con.execute(f"delete from staging.{table}")
    for one in customers:
        first = one.numbers[0] if one.numbers else None
        values = [one.customer_id, first, one.born, one.started]
        con.execute("insert into staging.stg_customers values (?, null, 'resident_id', ?, ?, ?, true)", values)
        for number in one.numbers[1:]:
            values = [one.customer_id, number]
            con.execute("insert into staging.stg_identity_documents values (?, 'resident_id', ?, true)", values)
    for row in rows:
        values = [row.survivor, row.merged, row.merged_on, row.unmerged_on]
        con.execute("insert into staging.stg_customer_merges values (?, ?, ?, ?, true)", values)
    for name, sql in models:
        con.execute(f"create or replace table vault.{name} as {sql}")
    return dict(con.execute("select customer_id, person_id from vault.vlt_customer_identity").fetchall())


numbers = st.sampled_from([form for body in BODIES for form in (body + check_digit(body), body[:6] + body[8:])])
customer = st.builds(
    lambda born, started, given: (born, started, tuple(given)),
    st.sampled_from([None, None, date(1990, 3, 7), date(1988, 2, 29)]),
    st.sampled_from([None, date(2015, 1, 1), date(2019, 5, 5)]),
    st.lists(numbers, max_size=2),
)
merge = st.builds(
    Merge,
    st.sampled_from([*IDS, STRANGER]),
    st.sampled_from([*IDS, STRANGER]),
    st.sampled_from([PAST, PAST, PAST, FUTURE]),
    st.sampled_from([None, PAST, FUTURE]),
).filter(lambda row: row.merged_on == PAST or row.unmerged_on != PAST)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(customer, min_size=1, max_size=len(IDS)), st.lists(merge, max_size=6))
def test_persons_are_what_merges_and_documents_say(
    resolver: tuple[duckdb.DuckDBPyConnection, list[tuple[str, str]]],
    records: list[tuple[date | None, date | None, tuple[str, ...]]],
    rows: list[Merge],
) -> None:
    customers = [Customer(one, *record) for one, record in zip(IDS, records, strict=False)]
    con, models = resolver
    assert resolve(con, models, customers, rows) == expected_persons(customers, rows)
