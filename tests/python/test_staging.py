"""Staging on raw tables of every kind: all text in DuckDB, files with types and without, PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from steward.errors import StewardError
from steward.project import Project
from steward.raw_check import check_raw
from steward.raw_tables import load_raw_tables
from tests.python.conftest import ROOT, environment, run
from tests.python.support import raw_tables
from tests.python.support.postgres import Server
from tests.python.support.staging_cases import (
    AS_OF,
    EXTRA_COLUMN,
    JUNE_1,
    LONG_ID,
    RAW,
    TYPED,
    UPPER_CASE_COLUMNS,
    UPPER_CASE_TABLE,
    WITHOUT,
)

SCHEMA = "landing"
PREFIX = "cases_"
# Staging alone, so that each build reads a third of the project; what is read is the project's own.
PARTS = (
    "dbt_project.yml",
    "macros",
    "models/_groups.yml",
    "models/staging",
    "models/audit/rejected_rows.*",
    "models/audit/aud_control_total.*",
    "seeds/reference/currencies.*",
)
TABLES = load_raw_tables(Project.find(ROOT))


@dataclass(frozen=True)
class Staged:
    """What staging made of the cases; `query` reads it, with `staging` and `audit` as the schemas."""

    engine: str
    query: Callable[[str], list[tuple[Any, ...]]]

    def values(self, sql: str) -> list[Any]:
        """Return the first column of a query."""
        return [row[0] for row in self.query(sql)]


def written(name: str, typed: bool) -> tuple[str, dict[str, str], list[list[str | None]]]:
    """Return a raw table as its owner would load it: its name, its columns and types, its rows."""
    table = TABLES[name]
    names = raw_tables.header(table, WITHOUT.get(name, ()))
    types = raw_tables.types(table, names, typed and name in TYPED)
    rows = [raw_tables.values(names, row) for row in RAW[name]]
    if name == UPPER_CASE_COLUMNS:
        names = [column.upper() for column in names]
        names, types, rows = [*names, EXTRA_COLUMN], [*types, "text"], [[*row, "42"] for row in rows]
    if name == "risk_ratings" and typed:
        types = [
            "timestamp" if column == "loaded_at" else kind for column, kind in zip(names, types, strict=True)
        ]
    return (name.upper() if name == UPPER_CASE_TABLE else name), dict(zip(names, types, strict=True)), rows


def staging_alone(folder: Path) -> Path:
    """Return a copy of the parts of the project that staging consists of."""
    copy = folder / "project"
    for pattern in PARTS:
        for part in ROOT.glob(pattern):
            target = copy / part.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(part, target) if part.is_dir() else shutil.copy(part, target)
    return copy


def build(folder: Path, variables: str, **extra: str) -> None:
    """Build staging in `folder`."""
    arguments = ["dbt", "build", "--vars", f"{{demo_data: false, {variables}}}"]
    result = run(*arguments, env=environment(folder, **extra), cwd=staging_alone(folder))
    assert result.returncode == 0, result.stdout + result.stderr


def in_duckdb(folder: Path) -> Iterator[Staged]:
    """Yield the cases built from text tables in the build file."""
    file = folder / "home" / "warehouse.duckdb"
    file.parent.mkdir(parents=True)
    with duckdb.connect(file) as connection:
        connection.execute(f"create schema {SCHEMA}")
        for name in RAW:
            raw_tables.create(connection, SCHEMA, *written(name, typed=False))
    build(folder, f"raw_schema: {SCHEMA}, as_of_date: {AS_OF}")
    yield from reading(file)


def in_files(folder: Path) -> Iterator[Staged]:
    """Yield the cases built from CSV files and, of the typed tables, Parquet files."""
    landing = folder / "landing"
    landing.mkdir(parents=True)
    for name in RAW:
        file, columns, rows = written(name, typed=True)
        if name in TYPED:
            raw_tables.write_parquet(landing / f"{file}.parquet", columns, rows)
        else:
            raw_tables.write_csv(landing / f"{file}.csv", list(columns), rows)
    build(folder, f"raw_path: '{landing}', as_of_date: {AS_OF}")
    yield from reading(folder / "home" / "warehouse.duckdb")


def reading(file: Path) -> Iterator[Staged]:
    with duckdb.connect(file, read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        yield Staged("duckdb", lambda sql: connection.execute(sql).fetchall())


def in_postgres(folder: Path, server: Server) -> Iterator[Staged]:
    """Yield the cases built on PostgreSQL, the typed tables with types."""
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"create schema {SCHEMA}")
        for name in RAW:
            raw_tables.create(connection, SCHEMA, *written(name, typed=True))
        build(folder, f"raw_schema: {SCHEMA}, as_of_date: {AS_OF}, schema_prefix: {PREFIX}", **server.env)
        connection.execute(f"set search_path = {PREFIX}staging")

        def query(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(
                sql.replace("staging.", f"{PREFIX}staging.").replace("audit.", f"{PREFIX}audit.")
            ).fetchall()

        yield Staged("postgres", query)


@pytest.fixture(scope="module", params=["text", "files", "postgres"])
def staged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staged]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "postgres":
        yield from in_postgres(folder, request.getfixturevalue("postgres"))
    else:
        yield from {"text": in_duckdb, "files": in_files}[request.param](folder)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def customer(staged: Staged, customer_id: str, columns: str) -> list[tuple[Any, ...]]:
    where = f"from staging.stg_customers where customer_id = '{customer_id}'"
    return staged.query(f"select {columns} {where} order by loaded_at, 1")


def transaction(staged: Staged, transaction_id: str, columns: str) -> list[tuple[Any, ...]]:
    where = f"from staging.stg_transactions where transaction_id = '{transaction_id}'"
    return staged.query(f"select {columns} {where} order by loaded_at, 1")


def rejected(staged: Staged, table: str) -> set[tuple[str, str | None, str, str]]:
    rows = staged.query(
        f"select key, column_name, reason, effect from audit.rejected_rows where table_name = '{table}'"
    )
    return set(rows)


def test_nightly_extracts_that_repeat_are_one_version_of_the_first_load(staged: Staged) -> None:
    assert customer(staged, "nightly", "full_name, loaded_at, is_current") == [
        ("王小明", moment(JUNE_1), True)
    ]
    assert staged.query("select count(*) from staging.stg_accounts") == [(1,)]


def test_a_later_load_with_another_payload_is_a_version_and_a_return_is_one_more(staged: Staged) -> None:
    rows = customer(staged, "renamed", "loaded_at, full_name, is_current, dq_flags")
    assert [row[1:] for row in rows] == [("李一", False, ""), ("李二", False, ""), ("李一", True, "")]


def test_different_payloads_of_one_load_are_a_conflict_kept_once_over_the_nights(staged: Staged) -> None:
    rows = customer(staged, "contradicted", "city, dq_flags, is_current")
    assert {(row[0], row[1]) for row in rows} == {
        ("杭州", "customers:conflict"),
        ("宁波", "customers:conflict"),
    }
    assert sorted(row[2] for row in rows) == [False, True]
    assert ("contradicted", None, "conflict", "kept_flagged") in rejected(staged, "customers")


def test_equal_rows_of_one_load_count_once(staged: Staged) -> None:
    assert customer(staged, "twice", "dq_flags, is_current") == [("", True)]


@pytest.mark.parametrize("table", RAW)
def test_each_key_has_exactly_one_current_version(staged: Staged, table: str) -> None:
    key = ", ".join(TABLES[table].key)
    counts = f"select count(*) filter (where is_current) as n from staging.stg_{table} group by {key}"
    assert staged.query(f"select count(*), min(n), max(n) from ({counts}) as counts")[0][1:] == (1, 1)


def test_a_row_without_key_or_load_time_is_dropped_with_the_reason(staged: Staged) -> None:
    assert {
        ("", "customer_id", "key_missing", "dropped"),
        ("no_load_time", "loaded_at", "date_unreadable", "dropped"),
    } <= rejected(staged, "customers")
    assert customer(staged, "no_load_time", "1") == []


def test_a_row_without_its_required_date_is_dropped_and_no_other(staged: Staged) -> None:
    dropped = {row for row in rejected(staged, "transactions") if row[3] == "dropped"}
    assert dropped == {
        ("", "transaction_id", "key_missing", "dropped"),
        ("undated", "occurred_at", "date_unreadable", "dropped"),
        ("no_such_hour", "occurred_at", "date_unreadable", "dropped"),
        ("empty_date", "occurred_at", "date_unreadable", "dropped"),
    }


@pytest.mark.parametrize(
    ("transaction_id", "flags"),
    [
        ("plain", ""),
        ("foreign", "currency:unknown_currency"),
        ("no_currency", "currency:unknown_currency"),
        ("no_amount", "amount:amount_missing"),
        ("bad_amount", "amount:unreadable"),
        ("two_flags", "amount:amount_missing|currency:unknown_currency"),
    ],
)
def test_money_that_cannot_be_counted_is_kept_with_a_flag(
    staged: Staged, transaction_id: str, flags: str
) -> None:
    assert transaction(staged, transaction_id, "dq_flags") == [(flags,)]
    expected = {(transaction_id, *flag.split(":"), "kept_flagged") for flag in flags.split("|") if flag}
    assert {row for row in rejected(staged, "transactions") if row[0] == transaction_id} == expected


def test_a_balance_without_an_amount_is_kept_with_a_flag(staged: Staged) -> None:
    assert staged.values("select dq_flags from staging.stg_account_balances") == [
        "closing_balance:amount_missing"
    ]


def test_an_unreadable_optional_value_becomes_null_and_a_flag(staged: Staged) -> None:
    columns = "birth_date, annual_income, is_foreign_pep, dq_flags"
    flags = "birth_date:unreadable|annual_income:unreadable|is_foreign_pep:unreadable"
    assert customer(staged, "unreadable", columns) == [(None, None, None, flags)]


@pytest.mark.parametrize(
    ("customer_id", "expected"),
    [
        ("slashes", (date(1990, 1, 5), True, Decimal("1234.50"))),
        ("compact", (date(1990, 1, 5), False, Decimal("12.35"))),
        ("midnight", (date(1990, 1, 5), None, None)),
        ("moment", (date(1990, 1, 5), None, Decimal("-1.00"))),
        ("leap_day", (date(2000, 2, 29), None, None)),
        ("no_leap_day", (None, None, None)),
    ],
)
def test_values_are_read_alike_however_they_are_written(
    staged: Staged, customer_id: str, expected: tuple[Any, ...]
) -> None:
    assert customer(staged, customer_id, "birth_date, is_foreign_pep, annual_income") == [expected]


def test_texts_are_trimmed_and_ids_stay_text(staged: Staged) -> None:
    assert customer(staged, "trimmed", "full_name, gender") == [("欧阳 娜娜", None)]
    assert customer(staged, LONG_ID, "customer_id") == [(LONG_ID,)]


@pytest.mark.parametrize(
    ("transaction_id", "occurred_at"),
    [
        ("plain", JUNE_1),
        ("late_evening", "2024-06-30T23:59:59+08:00"),
        ("without_seconds", "2024-06-02T09:05:00+08:00"),
        ("many_digits", "2024-06-02T09:05:00.123456+08:00"),
    ],
)
def test_a_time_without_an_offset_is_the_time_in_shanghai(
    staged: Staged, transaction_id: str, occurred_at: str
) -> None:
    found = transaction(staged, transaction_id, "occurred_at")
    assert [value.astimezone(UTC) for (value,) in found] == [moment(occurred_at)]


def test_what_comes_after_the_as_of_date_in_shanghai_does_not_exist_yet(staged: Staged) -> None:
    assert len(customer(staged, "last_moment", "1")) == 1
    assert customer(staged, "next_day", "1") == []
    assert transaction(staged, "after_midnight", "1") == []
    assert staged.values("select rating_id from staging.stg_risk_ratings") == ["R1"]
    keys = staged.values("select key from audit.rejected_rows")
    assert not {"next_day", "after_midnight", "R2"} & set(keys)


def test_a_choice_is_cut_by_its_load_alone_and_never_dropped_for_a_date(staged: Staged) -> None:
    rows = staged.query("select event_id, dq_flags from staging.stg_choice_events order by 1, loaded_at")
    assert sorted(rows) == [
        ("future", ""),
        ("no_load_time", "loaded_at:date_unreadable"),
        ("rewritten", ""),
        ("rewritten", ""),
        ("undated", "occurred_at:unreadable"),
    ]


def test_a_holder_is_never_lost_for_a_missing_role_start_or_load_time(staged: Staged) -> None:
    rows = staged.query("select customer_id, role, valid_from, dq_flags from staging.stg_account_holders")
    assert set(rows) == {
        ("renamed", "joint", None, ""),
        ("twice", None, date(2024, 1, 1), ""),
        ("moment", "agent", None, "loaded_at:date_unreadable"),
    }


def test_the_key_of_a_rejected_row_shows_no_name(staged: Staged) -> None:
    assert rejected(staged, "beneficial_owners") == {
        ("unit||2024-01-01", "share", "unreadable", "kept_flagged")
    }


def test_an_absent_table_is_empty_and_an_absent_optional_column_null(staged: Staged) -> None:
    assert staged.query("select count(*) from staging.stg_merchants") == [(0,)]
    assert transaction(staged, "plain", "is_cash, counterparty_country") == [(None, None)]
    assert staged.query(
        "select bool_or(is_cash), max(counterparty_country) from staging.stg_transactions"
    ) == [(None, None)]


def test_a_table_in_capitals_is_found(staged: Staged) -> None:
    assert staged.query("select order_id, amount, agency_confirmed from staging.stg_prepaid_orders") == [
        ("O1", Decimal("100.00"), True)
    ]


def test_control_totals_are_compared_per_table_and_day(staged: Staged) -> None:
    columns = "table_name, business_date, expected_rows, counted_rows, expected_amount, counted_amount, state"
    rows = {row[:2]: row[2:] for row in staged.query(f"select {columns} from audit.aud_control_total")}
    ten, twenty = Decimal("10.00"), Decimal("20.00")
    assert rows["transactions", date(2024, 6, 2)] == (2, 2, twenty, twenty, "matches")
    assert rows["transactions", date(2024, 6, 1)] == (99, 7, None, Decimal("40.00"), "differs")
    assert rows["transactions", date(2024, 5, 31)] == (5, 0, Decimal("1.00"), None, "differs")
    assert rows["transactions", date(2024, 6, 30)] == (1, 1, Decimal("9.99"), ten, "differs")
    assert rows["customers", date(2024, 6, 1)] == (7, 0, None, None, "not_measured")
    assert rows["risk_ratings", date(2024, 6, 30)] == (1, 1, None, None, "matches")
    assert rows["account_balances", date(2024, 6, 1)][-1] == "not_measured"


def test_only_choices_are_cut_at_the_day_of_the_query() -> None:
    """Whoever reads the choices once more after the build must see a refusal of today."""
    live = [table.name for table in TABLES.values() if table.live]
    assert live == ["choice_events"]
    for name in TABLES:
        text = ROOT.joinpath("models", "staging", "typed", f"stg_{name}__typed.sql").read_text(
            encoding="utf-8"
        )
        assert ("as_of_date_live()" in text) == (name in live), name


def landed(tmp_path: Path, **left_out: tuple[str, ...]) -> Path:
    """Write two raw tables as CSV files, without the columns named for each."""
    for name, columns in left_out.items():
        names = raw_tables.header(TABLES[name], columns)
        raw_tables.write_csv(tmp_path / f"{name}.csv", names, [["1" for _ in names]])
    return tmp_path


def test_a_missing_required_column_stops_with_one_sentence(tmp_path: Path) -> None:
    folder = landed(tmp_path, customers=("birth_date", "gender", "relationship_purpose"), choice_events=())
    variables = f"{{demo_data: false, modules: [privacy], raw_path: '{folder}'}}"
    arguments = ["dbt", "--quiet", "compile", "--select", "stg_customers__typed", "--vars", variables]
    result = run(*arguments, env=environment(tmp_path), cwd=staging_alone(tmp_path))
    expected = f"{folder}/customers: has no column gender, birth_date; add it to the extract"
    assert result.returncode != 0
    assert expected in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def findings(folder: Path | str, **variables: Any) -> list[tuple[str, str, bool]]:
    given = {"demo_data": False, "modules": ["privacy"], "raw_path": str(folder), **variables}
    return [(finding.where, finding.what, finding.stops) for finding in check_raw(Project.find(ROOT, given))]


def test_the_check_names_what_is_missing_and_what_nobody_reads(tmp_path: Path) -> None:
    landed(tmp_path, customers=("gender", "relationship_purpose"))
    names = [*raw_tables.header(TABLES["accounts"]), "SHOE_SIZE"]
    raw_tables.write_csv(tmp_path / "accounts.csv", names, [["1" for _ in names]])
    assert findings(tmp_path) == [
        (f"{tmp_path}.choice_events", "the table is missing, and privacy cannot do without it", True),
        (f"{tmp_path}.customers", "has no column gender", True),
        (f"{tmp_path}.accounts", "column shoe_size is not read and reaches no view", False),
    ]
    assert findings(tmp_path, demo_data=True) == []


@pytest.mark.parametrize("variable", ["raw_path", "raw_database"])
def test_a_place_that_is_not_there_is_named(tmp_path: Path, variable: str) -> None:
    place = str(tmp_path / "nowhere")
    with pytest.raises(StewardError, match=f"{variable}: there is no .* {place}; mend {variable}"):
        findings(place, **{"raw_path": None, variable: place})


def test_the_check_reads_a_database_of_the_users_own(tmp_path: Path) -> None:
    file = tmp_path / "source.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute("create schema core")
        for name in ("CUSTOMERS", "choice_events"):
            columns = {column.name.upper(): "text" for column in TABLES[name.lower()].columns}
            raw_tables.create(connection, "core", name, columns, [])
    assert findings("", raw_path=None, raw_database=str(file), raw_schema="CORE") == []
