"""The three threshold rules against an independent day-by-day implementation, over random histories."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.python.support.kyc_histories import AS_OF, Histories
from tests.python.support.kyc_oracle import Found, Oracle
from tests.python.support.kyc_vectors import Rows
from tests.python.support.kyc_warehouse import DuckWarehouse, KycWarehouse

FAMILIES = 220
RULES = "('PI-SINGLE', 'PI-CUM30', 'PI-BAL10')"


def _found(warehouse: KycWarehouse) -> Found:
    sql = (
        "select rule_id, customer_id, trigger_date from kyc.fct_kyc_trigger "
        f"where state = 'fired' and rule_id in {RULES}"
    )
    return {(str(rule), str(customer), _date(day)) for rule, customer, day in warehouse.query(sql)}


def _date(value: object) -> date:
    assert isinstance(value, date)
    return value


def _build(folder: Path, rows: Rows, profile: str) -> DuckWarehouse:
    warehouse = DuckWarehouse(folder, "")
    warehouse.create_raw()
    warehouse.load(rows)
    warehouse.build(as_of_date=AS_OF.isoformat(), kyc_reading_profile=profile)
    return warehouse


@pytest.mark.parametrize("profile", ["conservative", pytest.param("literal", marks=pytest.mark.slow)])
def test_the_rules_find_what_the_oracle_finds(tmp_path: Path, profile: str) -> None:
    rows = Histories(20250315, FAMILIES).rows
    expected = Oracle(rows, AS_OF, profile).found()
    found = _found(_build(tmp_path, rows, profile))
    assert sorted(expected - found) == [], "the SQL misses"
    assert sorted(found - expected) == [], "the SQL invents"
    for rule in ("PI-SINGLE", "PI-CUM30", "PI-BAL10"):
        assert sum(1 for one in expected if one[0] == rule) > 30, f"{rule}: the histories prove nothing"


@pytest.mark.slow
def test_order_of_rows_and_names_of_accounts_change_nothing(tmp_path: Path) -> None:
    rows = Histories(7, 60).rows
    renamed: Rows = {}
    for table, given in rows.items():
        shuffled = [{**row} for row in given]
        Random(table).shuffle(shuffled)
        for row in shuffled:
            if row.get("account_id"):
                row["account_id"] = f"z-{str(row['account_id'])[::-1]}"
        renamed[table] = shuffled
    expected = _found(_build(tmp_path / "as_given", rows, "conservative"))
    assert _found(_build(tmp_path / "renamed", renamed, "conservative")) == expected
    assert expected
