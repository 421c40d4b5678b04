"""The numbers of the demo: nobody's, complete with right check characters, and shared only where told."""

import csv
import re
from pathlib import Path

from steward.demo.cases import load_cases
from steward.demo.generate import column_types
from steward.demo.ranges import (
    complete,
    is_demo_number,
    is_resident_id,
    licence_check,
    luhn_check,
    resident_check,
)
from steward.project import Project
from steward.raw_tables import load_raw_tables

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds/demo"
CASES = load_cases(column_types(load_raw_tables(Project.find(ROOT))))
WRONG_CHECK_ON_PURPOSE = {"demo-bad-check-a", "demo-bad-check-b"}


def seed(table: str) -> list[dict[str, str]]:
    with (SEEDS / f"raw_{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_numbers_lie_in_ranges_that_are_nobodys() -> None:
    for row in seed("customers"):
        assert is_demo_number(row["id_type"], row["id_number"]), row["customer_id"]
        assert is_demo_number("mobile", row["phone"]), row["customer_id"]
        assert is_demo_number("email", row["email"]), row["customer_id"]
    for row in seed("identity_documents"):
        assert is_demo_number(row["document_type"], row["document_number"]), row["document_id"]
    for row in seed("accounts"):
        assert is_demo_number("account_number", row["account_number"]), row["account_id"]
    for row in seed("transactions"):
        if row["payer_id_number"]:
            assert is_demo_number(row["payer_id_type"], row["payer_id_number"]), row["transaction_id"]


def test_no_real_number_hides_in_any_file() -> None:
    mobile = re.compile(r"(?<![\d.])1[3-9]\d{9}(?!\d)")
    resident = re.compile(r"(?<![\d])[1-9]\d{16}[\dXx](?!\d)")
    for path in SEEDS.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert not mobile.search(text), path.name
        for found in resident.finditer(text):
            assert found.group().startswith("900"), path.name
        for host in re.findall(r"@([\w.-]+)", text):
            assert host == "example.com", path.name


def test_check_characters_are_right_but_where_the_story_says_so() -> None:
    for row in seed("customers"):
        number, kind = row["id_number"], row["id_type"]
        if kind == "resident_id":
            assert is_resident_id(number) != (row["customer_id"] in WRONG_CHECK_ON_PURPOSE), row[
                "customer_id"
            ]
        elif kind == "foreign_permanent_resident":
            assert resident_check(number[:17]) == number[17], row["customer_id"]
        elif kind == "business_licence":
            assert licence_check(number[:17]) == number[17], row["customer_id"]
    for row in seed("accounts"):
        assert luhn_check(row["account_number"][:-1]) == row["account_number"][-1], row["account_id"]


def test_check_characters_agree_with_published_examples() -> None:
    assert resident_check("11010519491231002") == "X"
    assert licence_check("91350100M000100Y4") == "3"
    assert luhn_check("7992739871") == "3"
    assert complete("09000119830211002?") == "09000119830211002" + resident_check("09000119830211002")
    assert not is_resident_id("000001199002300012")


def test_resident_ids_are_of_the_birth_date_and_sex_of_their_customer() -> None:
    two_births = {"demo-births-b"}
    for row in seed("customers"):
        number = row["id_number"]
        if row["id_type"] != "resident_id" or row["customer_id"] in two_births:
            continue
        born = number[6:14] if len(number) == 18 else "19" + number[6:12]
        assert born == row["birth_date"].replace("-", ""), row["customer_id"]
        order = number[16] if len(number) == 18 else number[14]
        assert int(order) % 2 == (row["gender"] == "male"), row["customer_id"]


def test_numbers_are_shared_only_where_a_story_says_so() -> None:
    telling = {"merge-undone", "document-x", "document-on-four", "document-two-births", "document-bad-check"}
    allowed = {customer for case in CASES if case.name in telling for customer in case.customer_ids}
    for column in ("id_number", "phone", "email"):
        owners: dict[str, set[str]] = {}
        for row in seed("customers"):
            owners.setdefault(row[column].upper(), set()).add(row["customer_id"])
        for customers in owners.values():
            assert len(customers) == 1 or customers <= allowed, (column, customers)
