"""The demo: the same bytes each time, numbers that are nobody's, every story told, nothing else broken."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml
from typer.testing import CliRunner

from steward.app import app
from steward.commands import demo_data
from steward.demo.cases import load_cases
from steward.demo.generate import Size, column_types, named_customers, write_tables
from steward.demo.readme import write_readme
from steward.errors import StewardError
from steward.project import Project
from steward.raw_tables import load_raw_tables

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds/demo"
TABLES = load_raw_tables(Project.find(ROOT))
TYPES = column_types(TABLES)
CASES = load_cases(TYPES)
PURPOSES = ("direct_marketing", "third_party_disclosure", "automated_decisions", "sensitive_data")
SMALL = Size(customers=300, seed=1, transactions_per_customer=10)

# Column of a child -> where its value must be found. Ids are compared trimmed, as staging does.
REFERENCES = {
    ("customer_merges", "survivor_customer_id"): ("customers", "customer_id"),
    ("customer_merges", "merged_customer_id"): ("customers", "customer_id"),
    ("accounts", "customer_id"): ("customers", "customer_id"),
    ("account_holders", "account_id"): ("accounts", "account_id"),
    ("account_holders", "customer_id"): ("customers", "customer_id"),
    ("account_balances", "account_id"): ("accounts", "account_id"),
    ("transactions", "account_id"): ("accounts", "account_id"),
    ("transactions", "counterparty_account_id"): ("accounts", "account_id"),
    ("transactions", "reverses_transaction_id"): ("transactions", "transaction_id"),
    ("transactions", "order_id"): ("prepaid_orders", "order_id"),
    ("prepaid_orders", "buyer_customer_id"): ("customers", "customer_id"),
    ("prepaid_orders", "agent_customer_id"): ("customers", "customer_id"),
    ("identity_documents", "customer_id"): ("customers", "customer_id"),
    ("risk_ratings", "customer_id"): ("customers", "customer_id"),
    ("merchants", "customer_id"): ("customers", "customer_id"),
    ("choice_events", "customer_id"): ("customers", "customer_id"),
    ("choice_events", "recipient_id"): ("recipients", "recipient_id"),
    ("choice_events", "notice_version"): ("privacy_notices", "notice_version"),
    ("change_requests", "customer_id"): ("customers", "customer_id"),
    ("rights_requests", "customer_id"): ("customers", "customer_id"),
    ("agreements", "recipient_id"): ("recipients", "recipient_id"),
    ("disclosures", "recipient_id"): ("recipients", "recipient_id"),
    ("disclosures", "agreement_id"): ("agreements", "agreement_id"),
    ("authorisations", "account_id"): ("accounts", "account_id"),
    ("authorisations", "grantor_customer_id"): ("customers", "customer_id"),
    ("authorisations", "grantee_customer_id"): ("customers", "customer_id"),
    ("loss_reports", "account_id"): ("accounts", "account_id"),
    ("interactions", "customer_id"): ("customers", "customer_id"),
    ("interactions", "owner"): ("staff", "staff_id"),
    ("customer_owners", "customer_id"): ("customers", "customer_id"),
    ("customer_owners", "owner"): ("staff", "staff_id"),
    ("kyc_evidence", "customer_id"): ("customers", "customer_id"),
    ("kyc_evidence", "document_id"): ("identity_documents", "document_id"),
    ("kyc_alerts", "customer_id"): ("customers", "customer_id"),
    ("beneficial_owners", "customer_id"): ("customers", "customer_id"),
    ("beneficial_owners", "owner_customer_id"): ("customers", "customer_id"),
    ("legal_holds", "customer_id"): ("customers", "customer_id"),
    ("customer_groups", "customer_id"): ("customers", "customer_id"),
    ("customer_preferences", "customer_id"): ("customers", "customer_id"),
    ("certificates", "account_id"): ("accounts", "account_id"),
    ("certificates", "customer_id"): ("customers", "customer_id"),
    ("instructions", "account_id"): ("accounts", "account_id"),
    ("instructions", "transaction_id"): ("transactions", "transaction_id"),
}
BROKEN_ON_PURPOSE = {
    ("transactions", "account_id", "acct-nowhere"),
    ("choice_events", "customer_id", "demo-nobody"),
    ("choice_events", "customer_id", "DEMO-ID-OTHER-CASE"),
    ("choice_events", "customer_id", "DEMO-OPT-IN-OTHER-CASE"),
    ("choice_events", "notice_version", "v99"),
}


def seed(table: str) -> list[dict[str, str]]:
    with (SEEDS / f"raw_{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_tables(SMALL, TYPES, CASES, folder, "csv", prefix="raw_")
    write_readme(folder / "README.md", CASES)
    return folder


def test_the_same_size_and_seed_give_the_committed_bytes(again: Path) -> None:
    for path in again.iterdir():
        assert path.read_bytes() == (SEEDS / path.name).read_bytes(), path.name


def test_another_seed_gives_other_people(again: Path, tmp_path: Path) -> None:
    write_tables(Size(300, 2, 1), TYPES, CASES, tmp_path, "csv", prefix="raw_")
    assert (tmp_path / "raw_customers.csv").read_bytes() != (again / "raw_customers.csv").read_bytes()


def test_parquet_holds_the_rows_of_csv_in_their_types_whichever_core_was_first(
    again: Path, tmp_path: Path
) -> None:
    write_tables(SMALL, TYPES, CASES, tmp_path, "parquet")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for table, columns in TYPES.items():
            casts = ", ".join(f'try_cast("{name}" as {kind}) as "{name}"' for name, kind in columns.items())
            text = (
                f"select {casts} from read_csv('{again}/raw_{table}.csv', header = true, all_varchar = true)"
            )
            typed = f"select * from '{tmp_path}/{table}.parquet'"
            for left, right in ((text, typed), (typed, text)):
                assert not connection.execute(f"({left}) except all ({right})").fetchall(), table


def test_customers_are_counted_with_the_named_ones(tmp_path: Path) -> None:
    ids = {row["customer_id"] for row in seed("customers") if row["customer_id"]}
    assert len(ids) == 300
    write_tables(Size(1, 1, 10), TYPES, CASES, tmp_path, "csv")
    with (tmp_path / "customers.csv").open(encoding="utf-8", newline="") as file:
        assert len({row["customer_id"] for row in csv.DictReader(file)} - {""}) == named_customers(CASES)


def test_every_raw_table_has_a_file_with_its_header() -> None:
    assert {path.name for path in SEEDS.glob("*.csv")} == {f"raw_{table}.csv" for table in TYPES}
    for table, columns in TYPES.items():
        assert seed(table), f"{table} has no row"
        assert list(seed(table)[0]) == list(columns), table


@pytest.mark.parametrize("bits", [f"{number:04b}" for number in range(16)])
def test_each_combination_of_the_four_flags_has_one_persona(bits: str) -> None:
    persona = f"demo-persona-{bits}"
    people = [row for row in seed("customers") if row["customer_id"] == persona]
    assert len(people) == 1
    assert people[0]["jurisdiction"] == "CN"
    general = {
        row["purpose"]: row["choice"]
        for row in seed("choice_events")
        if row["customer_id"] == persona and not row["recipient_id"]
    }
    flags = [general[purpose] for purpose in PURPOSES]
    assert flags == [{"0": "opt_in", "1": "opt_out"}[bit] for bit in bits]


def broken() -> Iterator[tuple[str, str, str]]:
    for (table, column), (parent, key) in REFERENCES.items():
        known = {row[key] for row in seed(parent)}
        for row in seed(table):
            if row[column] and row[column].strip() not in known:
                yield table, column, row[column]


def test_every_reference_is_met_but_the_named_ones() -> None:
    assert set(broken()) == BROKEN_ON_PURPOSE


def test_keys_are_unique_within_a_load_but_in_the_named_conflicts() -> None:
    repeated: set[str] = set()
    for name, table in TABLES.items():
        seen: set[tuple[str, ...]] = set()
        for row in seed(name):
            key = (*(row[column] for column in table.key), row["loaded_at"])
            if key in seen:
                repeated.add(f"{name} {key[0]}")
            seen.add(key)
    assert repeated == {
        "customers demo-extract-conflict",
        "transactions txn-amount-conflict",
        "transactions txn-repeated-01",
    }


def test_every_load_lies_in_the_past_of_any_reader() -> None:
    for table in TYPES:
        for row in seed(table):
            assert "2026-06-01T02:00:00+08:00" <= row["loaded_at"] <= "2026-09-30T02:00:00+08:00", table


def test_control_totals_are_those_of_the_rows() -> None:
    for total in seed("control_totals"):
        rows = [
            row for row in seed(total["table_name"]) if row["occurred_at"].startswith(total["business_date"])
        ]
        assert len(rows) == int(total["row_count"])
        if total["amount"]:
            cents = sum(round(float(row["amount"]) * 100) for row in rows)
            assert cents == round(float(total["amount"]) * 100)


def test_most_of_the_demo_survives_five_anonymity_and_some_does_not() -> None:
    cells: dict[tuple[str, ...], set[str]] = {}
    for row in seed("customers"):
        cell = (row["gender"], row["birth_date"][:3], row["province"], row["customer_type"])
        cells.setdefault(cell, set()).add(row["customer_id"])
    sizes = [len(people) for people in cells.values()]
    assert sum(size for size in sizes if size >= 5) > 0.7 * sum(sizes)
    assert any(size < 5 for size in sizes)


def test_the_case_files_are_read_as_written(tmp_path: Path) -> None:
    defaults = ROOT / "scripts/steward/demo/cases/_defaults.yml"
    (tmp_path / "_defaults.yml").write_text(defaults.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "one.yml").write_text(
        yaml.safe_dump({"moved": {"tells": "Moves.", "customers": [{"full_name": "A"}, {"city": "B"}]}}),
        encoding="utf-8",
    )
    (case,) = load_cases(TYPES, tmp_path)
    first, second = case.rows["customers"]
    assert first["customer_id"] == second["customer_id"] == "demo-moved"
    assert {column for column in first if first[column] != second[column]} == {"city"}
    assert case.rows["accounts"][0]["account_id"] == "acct-moved"


def test_a_case_with_an_unknown_column_is_refused(tmp_path: Path) -> None:
    defaults = ROOT / "scripts/steward/demo/cases/_defaults.yml"
    (tmp_path / "_defaults.yml").write_text(defaults.read_text(encoding="utf-8"), encoding="utf-8")
    story = {"odd": {"tells": "Odd.", "customers": [{"shoe_size": "42"}]}}
    (tmp_path / "one.yml").write_text(yaml.safe_dump(story), encoding="utf-8")
    with pytest.raises(StewardError, match=r"one\.yml, case odd: .*shoe_size"):
        load_cases(TYPES, tmp_path)


def test_the_seeds_take_no_millions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert demo_data.SEEDS == "seeds/demo"
    for options in (["--customers", "1000000"], ["--format", "parquet"]):
        result = CliRunner().invoke(app, ["demo-data", *options])
        assert isinstance(result.exception, StewardError)
        assert "--out" in str(result.exception)


def test_the_command_writes_a_folder_for_raw_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    options = ["--customers", "400", "--seed", "3", "--out", str(tmp_path / "raw"), "--format", "parquet"]
    result = CliRunner().invoke(app, ["demo-data", *options])
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "raw").iterdir()} == {f"{table}.parquet" for table in TYPES}
    assert "400 customers" in result.output


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StewardError, match="--out"):
        write_tables(SMALL, TYPES, CASES, tmp_path / "file", "csv")
