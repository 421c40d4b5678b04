"""The catalogue of a build against what the project describes: whatever it does not know stops."""

import os
import time

import pytest

from steward.checks.built import check_built
from steward.findings import Finding
from tests.python.built.conftest import Warehouse


def _stops(warehouse: Warehouse) -> list[str]:
    return [str(finding) for finding in check_built(warehouse.project) if finding.stops]


def _notes(warehouse: Warehouse) -> list[Finding]:
    return [finding for finding in check_built(warehouse.project) if not finding.stops]


def test_a_build_as_described_has_no_finding_that_stops(warehouse: Warehouse) -> None:
    assert _stops(warehouse) == []


def test_an_unknown_column(warehouse: Warehouse) -> None:
    warehouse.sql("alter table logical.ldm_customer add column shoe_size text")
    yaml = "models/described/ldm_customer.yml"
    assert _stops(warehouse) == [
        f"logical.ldm_customer, column shoe_size: {yaml} does not know it; classify it there, or build again"
    ]


def test_another_type(warehouse: Warehouse) -> None:
    warehouse.sql("alter table anonymised.customer alter kind type bigint using 1")
    [finding] = _stops(warehouse)
    assert finding == (
        "anonymised.customer, column kind: is bigint, "
        "and models/described/customer__anonymised.yml says text; make the two agree and build again"
    )


def test_a_column_that_is_gone(warehouse: Warehouse) -> None:
    warehouse.sql("alter table logical.ldm_customer drop column full_name")
    assert any(
        finding.startswith("logical.ldm_customer, column full_name: absent") for finding in _stops(warehouse)
    )


def test_a_relation_that_is_gone(warehouse: Warehouse) -> None:
    warehouse.sql("drop table anonymised.customer")
    assert _stops(warehouse) == [
        "anonymised.customer: absent, though models/described/customer__anonymised.yml describes it; "
        "build again"
    ]


@pytest.mark.parametrize("schema", ["main", "standard", "elsewhere"])
def test_an_unknown_relation(warehouse: Warehouse, schema: str) -> None:
    warehouse.sql(f"create schema if not exists {schema}")
    warehouse.sql(f"create table {schema}.copy as select 1 as x")
    assert [finding.split(":")[0] for finding in _stops(warehouse)] == [f"{schema}.copy"]


@pytest.mark.parametrize("schema", ["crm", "opt_out_direct_marketing", "elsewhere"])
def test_a_view_made_by_hand_over_custody(warehouse: Warehouse, schema: str) -> None:
    warehouse.sql(f"create schema if not exists {schema}")
    warehouse.sql(f"create view {schema}.mine as select full_name from logical.ldm_customer")
    assert _stops(warehouse) == [
        f"{schema}.mine: the build file holds it and no model describes it; "
        f"drop it (`drop view {schema}.mine`), or bring its model and YAML back"
    ]


@pytest.mark.parametrize("makes", ["table select * from logical.ldm_customer", "1 + 1"])
def test_a_macro_kept_in_the_build_file(warehouse: Warehouse, makes: str) -> None:
    warehouse.sql(f"create macro main.mine() as {makes}")
    assert _stops(warehouse) == [
        "main.mine: a macro that no model describes; drop it (`drop macro main.mine`)"
    ]


def test_raw_tables_are_not_judged(warehouse: Warehouse) -> None:
    warehouse.sql("create schema raw")
    warehouse.sql("create table raw.anything as select 1 as x")
    assert _stops(warehouse) == []


def test_a_project_that_changed_after_the_build(warehouse: Warehouse) -> None:
    path = warehouse.project.path("models", "described", "customer__standard.sql")
    later = time.time() + 60
    os.utime(path, (later, later))
    assert _stops(warehouse) == [
        "models/described/customer__standard.sql: changed after the newest build; build again"
    ]


def test_a_smaller_k_than_the_project_asks(warehouse: Warehouse) -> None:
    warehouse.set_variable("k_anonymity", 10)
    assert _stops(warehouse) == [
        "dbt_project.yml, k_anonymity: the newest build used 5 and dbt_project.yml now says 10; build again"
    ]


def test_what_was_measured_is_noted(warehouse: Warehouse) -> None:
    warehouse.sql(
        "insert into audit.rejected_rows values "
        "('customers', 'x', 'birth_date', 'unreadable', 'kept_flagged', now()), "
        "('accounts', '', 'account_id', 'key_missing', 'dropped', now())"
    )
    warehouse.sql(
        "insert into logical.ldm_recipient values ('stranger', 'controller'), ('court', 'authority')"
    )
    notes = {finding.where: finding.what for finding in _notes(warehouse)}
    assert notes["raw table customers"] == "rejected rows: 1 kept with a flag (birth_date unreadable)"
    assert notes["raw table accounts"] == "rejected rows: 1 dropped (account_id key_missing)"
    assert notes["recipient stranger"] == "loaded, but no relation is rendered for it, so it gets nothing"
    assert "recipient court" not in notes
    assert notes["recipient delta_research"].startswith("no agreement in force on ")
    assert notes["opt_out_sensitive_data.customer"] == (
        "holds nobody: no customer may be used for use of sensitive data"
    )
