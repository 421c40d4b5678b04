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


def _build(folder: Path, rows: Rows, profile: str, as_of: date = AS_OF) -> DuckWarehouse:
    warehouse = DuckWarehouse(folder, "")
    warehouse.create_raw()
    warehouse.load(rows)
    warehouse.build(as_of_date=as_of.isoformat(), kyc_reading_profile=profile)
    return warehouse


def _ids(warehouse: KycWarehouse) -> list[str]:
    """Return every trigger's id with its state, once each."""
    rows = warehouse.query("select trigger_id, state from kyc.fct_kyc_trigger order by trigger_id")
    ids = [str(one) for one, _ in rows]
    assert len(ids) == len(set(ids)), "one id for two triggers"
    obligations = warehouse.query("select obligation_id from kyc.fct_kyc_obligation")
    assert len(obligations) == len(set(obligations)), "one id for two obligations"
    return [f"{one} {state}" for one, state in rows]


@pytest.mark.parametrize(
    ("profile", "as_of"),
    [
        ("conservative", AS_OF),
        # Another day, so that an as-of build is held against what was known then.
        pytest.param("literal", date(2026, 3, 31), marks=pytest.mark.slow),
    ],
)
def test_the_rules_find_what_the_oracle_finds(tmp_path: Path, profile: str, as_of: date) -> None:
    rows = Histories(20250315, FAMILIES).rows
    expected = Oracle(rows, as_of, profile).found()
    warehouse = _build(tmp_path, rows, profile, as_of)
    found = _found(warehouse)
    assert sorted(expected - found) == [], "the SQL misses"
    assert sorted(found - expected) == [], "the SQL invents"
    assert _ids(warehouse)
    for rule in ("PI-SINGLE", "PI-CUM30", "PI-BAL10"):
        assert sum(1 for one in expected if one[0] == rule) > 30, f"{rule}: the histories prove nothing"


@pytest.mark.slow
def test_order_of_rows_and_names_of_accounts_change_nothing(tmp_path: Path) -> None:
    """Shuffled rows, other names of accounts; and a second build adds nothing."""
    rows = Histories(7, 60).rows
    random = Random(7)
    renamed: Rows = {}
    for table, given in rows.items():
        shuffled = [{**row} for row in given]
        random.shuffle(shuffled)
        for row in shuffled:
            for name in ("account_id", "counterparty_account_id"):
                if row.get(name):
                    row[name] = f"z-{str(row[name])[::-1]}"
        renamed[table] = shuffled
    as_given = _build(tmp_path / "as_given", rows, "conservative")
    expected, ids = _found(as_given), _ids(as_given)
    assert expected
    assert _found(_build(tmp_path / "renamed", renamed, "conservative")) == expected
    # The same rows once more, as a job that is run twice loads them.
    as_given.load({table: rows[table] for table in ("transactions", "account_balances", "accounts")})
    as_given.build(as_of_date=AS_OF.isoformat(), kyc_reading_profile="conservative")
    assert _ids(as_given) == ids
    assert _found(as_given) == expected
