"""Identity resolution as dbt compiles it, against an answer found without SQL."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.python.conftest import Build
from tests.python.support.identity import FUTURE, PAST, Customer, Merge, check_digit, persons

MODELS = (
    "vlt_customer_record",
    "vlt_identity_number",
    "vlt_merge",
    "vlt_document_match",
    "vlt_identity_link",
    "vlt_identity_component",
    "vlt_customer_identity",
)
STAGING = """
    create table staging.stg_customers (
        customer_id text, full_name text, id_type text, id_number text, birth_date date,
        relationship_started_on date, is_current boolean, jurisdiction text
    );
    create table staging.stg_identity_documents (
        customer_id text, document_type text, document_number text, is_current boolean
    );
    create table staging.stg_customer_merges (
        survivor_customer_id text, merged_customer_id text, merged_on date, unmerged_on date,
        is_current boolean
    );
"""
IDS = [f"C{number}" for number in range(6)]
STRANGER = "NOBODY"
# The ranges of the demo: no resident id begins with 0.
BODIES = ["01010119900307019", "01010119880229001"]
ONE, OTHER = (body + check_digit(body) for body in BODIES)


class Resolver:
    """The compiled models over staging tables in memory."""

    def __init__(self, con: duckdb.DuckDBPyConnection, statements: dict[str, str]) -> None:
        self.con = con
        self.statements = statements

    def persons(self, customers: list[Customer], rows: list[Merge]) -> dict[str, str]:
        """Return the person of each customer id."""
        for table in ("stg_customers", "stg_identity_documents", "stg_customer_merges"):
            self.con.execute(f"truncate staging.{table}")
        for one in customers:
            number = one.numbers[0] if one.numbers else None
            self._insert("stg_customers", one.customer_id, None, "resident_id", number, one.born, one.started)
            for number in one.numbers[1:]:
                self._insert("stg_identity_documents", one.customer_id, "resident_id", number)
        for row in rows:
            self._insert("stg_customer_merges", row.survivor, row.merged, row.merged_on, row.unmerged_on)
        for model, statement in self.statements.items():
            self.con.execute(f"create or replace table vault.{model} as {statement}")
        return dict(
            self.con.execute("select customer_id, person_id from vault.vlt_customer_identity").fetchall()
        )

    def _insert(self, table: str, *values: object) -> None:
        places = ", ".join("?" * len(values))
        if table == "stg_customers":
            places += ", true, 'CN'"
        else:
            places += ", true"
        self.con.execute(f"insert into staging.{table} values ({places})", list(values))


@pytest.fixture(scope="module")
def resolver(demo_build: Build) -> Iterator[Resolver]:
    """The models as the demo build compiled them."""
    folder = demo_build.target / "compiled" / "privacy_warehouse" / "models" / "vault"
    statements = {model: (folder / f"{model}.sql").read_text(encoding="utf-8") for model in MODELS}
    with duckdb.connect() as con:
        con.execute(
            "attach ':memory:' as warehouse; use warehouse; create schema staging; create schema vault"
        )
        con.execute(STAGING)
        yield Resolver(con, statements)


# How often a part is drawn decides what the examples meet: most ids share a number, most rows are past.
records = st.lists(
    st.builds(
        lambda born, started, numbers: (born, started, tuple(numbers)),
        st.sampled_from([None, None, date(1990, 3, 7), date(1988, 2, 29)]),
        st.sampled_from([None, date(2015, 1, 1), date(2019, 5, 5)]),
        st.lists(st.sampled_from([ONE, OTHER, ONE[:6] + ONE[8:17], OTHER.lower()]), max_size=2),
    ),
    min_size=1,
    max_size=len(IDS),
)
merges = st.lists(
    st.builds(
        Merge,
        st.sampled_from([*IDS, STRANGER]),
        st.sampled_from([*IDS, STRANGER]),
        st.sampled_from([PAST, PAST, PAST, FUTURE]),
        st.sampled_from([None, None, PAST, FUTURE]),
    ).filter(lambda row: row.merged_on == PAST or row.unmerged_on != PAST),
    max_size=6,
)
OVER_A_THIRD = [(None, None, (ONE,)), (None, None, (ONE, OTHER)), (None, None, (OTHER,))]
ALL_ALIKE = [(None, None, (ONE,))] * 3


@settings(max_examples=40, deadline=None, derandomize=True)
@given(records, merges)
@example(OVER_A_THIRD, [Merge("C0", "C2", PAST, PAST)])
@example(ALL_ALIKE, [Merge("C0", "C1", PAST, PAST)])
@example(ALL_ALIKE, [Merge("C0", "C1", PAST, PAST), Merge("C1", "C0")])
@example([(None, None, ())] * 6, [Merge(one, other) for one, other in pairwise(IDS)])
def test_a_person_is_what_merges_and_documents_say(
    resolver: Resolver, records: list[tuple[date | None, date | None, tuple[str, ...]]], rows: list[Merge]
) -> None:
    customers = [Customer(one, *record) for one, record in zip(IDS, records, strict=False)]
    assert resolver.persons(customers, rows) == persons(customers, rows)


WRITTEN = {
    "as it is": lambda body: body + check_digit(body),
    "in lower case": lambda body: (body + check_digit(body)).lower(),
    "at full width": lambda body: "".join(chr(ord(c) + 0xFEE0) for c in body + check_digit(body)),
    "between blanks": lambda body: f" \u3000{body}{check_digit(body)} ",
    "with 15 digits": lambda body: body[:6] + body[8:],
    "with another check digit": lambda body: (
        body + "0123456789X0"["0123456789X".index(check_digit(body)) + 1]
    ),
    "with a blank inside": lambda body: f"{body[:9]} {body[9:]}{check_digit(body)}",
    "with a letter inside": lambda body: f"{body[:9]}A{body[10:]}{check_digit(body)}",
    "without a check digit": lambda body: body,
}
DAYS = [f"{date(1987, 12, 1) + timedelta(days):%Y%m%d}" for days in range(0, 9000, 301)]
# February in four kinds of year, days and months of no calendar, centuries that nobody living was born in.
DAYS += ["19000228", "19000229", "20000229", "19040229", "19010229", "19990931", "19991301", "19990100"]
DAYS += ["18991231", "21000101"]


def test_a_resident_id_counts_with_its_check_digit_and_a_day_of_the_calendar(resolver: Resolver) -> None:
    customers = []
    for place, (born, form) in enumerate(product(DAYS, WRITTEN)):
        body = f"{place:06d}{born}{place % 1000:03d}"
        right = Customer(f"R{place}", numbers=(WRITTEN["as it is"](body),))
        customers += [right, Customer(f"{form} {place}", numbers=(WRITTEN[form](body),))]
    assert resolver.persons(customers, []) == persons(customers, [])
