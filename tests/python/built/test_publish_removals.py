"""Whoever refuses between build and publish is in no file of that purpose; nobody is ever added."""

import json

import pytest

from steward.errors import StewardError
from steward.publish import publish
from tests.python.built.conftest import Warehouse

MARKETING = "opt_out_direct_marketing"
HARBOUR = "selectively_anonymised.customer__harbour_insurance"


def test_a_joint_holder_takes_the_account_and_its_transactions_along(warehouse: Warehouse) -> None:
    publish(warehouse.project)
    assert warehouse.ids("marketing", f"{MARKETING}.account", "account_id") == ["A1", "A2"]
    warehouse.refuse("ben")
    published = publish(warehouse.project)
    assert published.removals.purposes == {"direct_marketing": 1}
    assert warehouse.ids("marketing", f"{MARKETING}.customer") == ["ada", "cleo"]
    assert warehouse.ids("marketing", f"{MARKETING}.account", "account_id") == ["A2"]
    assert warehouse.ids("marketing", f"{MARKETING}.transaction", "transaction_id") == ["T2", "T3"]


def test_a_named_payer_takes_the_transaction_along(warehouse: Warehouse) -> None:
    warehouse.refuse("cleo")
    publish(warehouse.project)
    assert warehouse.ids("marketing", f"{MARKETING}.transaction", "transaction_id") == ["T1"]


def test_a_refusal_touches_no_other_purpose(warehouse: Warehouse) -> None:
    warehouse.refuse("cleo")
    publish(warehouse.project)
    assert warehouse.ids("disclosure_desk", "opt_out_third_party_disclosure.customer") == ["ada", "cleo"]
    assert warehouse.ids("compliance", "personal_data.customer") == ["ada", "ben", "cleo"]
    assert warehouse.rows("harbour_insurance", f"select count(*) from {HARBOUR}") == [(2,)]


def test_a_refused_disclosure_reaches_the_recipient(warehouse: Warehouse) -> None:
    warehouse.refuse("cleo", "third_party_disclosure", "harbour_insurance")
    published = publish(warehouse.project)
    assert published.removals.purposes == {"third_party_disclosure": 1}
    assert published.removals.recipients == {"harbour_insurance": 1}
    assert warehouse.rows("harbour_insurance", f"select full_name from {HARBOUR}") == [("Ada Demo",)]
    assert warehouse.ids("disclosure_desk", "opt_out_third_party_disclosure.customer") == ["ada"]


def test_a_narrower_level_reaches_the_recipient(warehouse: Warehouse) -> None:
    warehouse.sql(
        "create or replace view logical.ldm_recipient_decision as "
        "select customer_id, recipient_id, true as allowed, "
        "case customer_id when 'ada' then 'anonymous_only' else 'identified' end as level "
        'from "warehouse"."staging"."stg_choice_events" where recipient_id is not null'
    )
    publish(warehouse.project)
    assert warehouse.rows("harbour_insurance", f"select full_name from {HARBOUR} order by 1") == [
        ("Cleo Demo",),
        (None,),
    ]


def test_a_new_choice_adds_nobody(warehouse: Warehouse) -> None:
    warehouse.sql(
        "insert into raw_demo.raw_choice_events "
        "values ('new', 'ben', 'third_party_disclosure', 'opt_in', 'harbour_insurance', now())"
    )
    published = publish(warehouse.project)
    assert published.removals.persons == 0
    assert warehouse.ids("disclosure_desk", "opt_out_third_party_disclosure.customer") == ["ada", "cleo"]
    assert warehouse.rows("harbour_insurance", f"select count(*) from {HARBOUR}") == [(2,)]


def test_a_person_without_an_answer_is_removed(warehouse: Warehouse) -> None:
    warehouse.sql("delete from raw_demo.raw_choice_events where customer_id = 'ada'")
    publish(warehouse.project)
    assert warehouse.ids("marketing", f"{MARKETING}.customer") == ["ben", "cleo"]


def test_in_the_demo_the_file_of_choices_is_read_again(warehouse: Warehouse) -> None:
    demo = warehouse.project.path("seeds", "demo")
    demo.mkdir()
    path = demo / "raw_choice_events.csv"
    warehouse.sql(f"copy raw_demo.raw_choice_events to '{path}' (header)")
    assert publish(warehouse.project).removals.persons == 0
    path.write_text(path.read_text() + "late,ben,direct_marketing,opt_out,,2026-11-01T00:00:00+08:00\n")
    assert publish(warehouse.project).removals.purposes == {"direct_marketing": 1}
    assert warehouse.ids("marketing", f"{MARKETING}.customer") == ["ada", "cleo"]
    warehouse.refuse("cleo")
    assert publish(warehouse.project).removals.purposes == {"direct_marketing": 2}, "the table counts as well"
    path.write_text("event_id,customer_id\nx,y\n")
    with pytest.raises(StewardError, match="cannot be read with the columns of the loaded table"):
        publish(warehouse.project)


def test_the_manifest_records_the_cut_off_and_who_was_removed(warehouse: Warehouse) -> None:
    warehouse.refuse("ben")
    published = publish(warehouse.project)
    path = warehouse.home / "releases" / published.release / "marketing.json"
    manifest = json.loads(path.read_text())
    assert manifest["removed"]["purposes"] == {"direct_marketing": 1}
    assert manifest["choices_read_at"] >= manifest["built_at"]
    assert manifest["newest_choice_loaded_at"] is not None


def test_choices_that_cannot_be_read_stop_the_release(warehouse: Warehouse) -> None:
    first = publish(warehouse.project).release
    warehouse.sql("alter table raw_demo.raw_choice_events rename column choice to chosen")
    with pytest.raises(StewardError) as caught:
        publish(warehouse.project)
    assert str(caught.value) == (
        "logical.ldm_choice_decision: the choices cannot be read again, "
        "so a refusal since the build would go unseen; check the raw tables and build again"
    )
    assert warehouse.project.published.joinpath("marketing", f"{first}.duckdb").is_file()


def test_a_table_of_a_purpose_loses_the_refusals_too(warehouse: Warehouse) -> None:
    _add_mart(
        warehouse,
        "create table crm.contact_plan as select customer_id from logical.ldm_customer",
    )
    warehouse.refuse("ben")
    publish(warehouse.project)
    assert warehouse.ids("marketing", "crm.contact_plan") == ["ada", "cleo"]


def test_a_table_that_does_not_tell_whose_its_rows_are_waits_for_a_build(warehouse: Warehouse) -> None:
    _add_mart(
        warehouse, "create table crm.contact_plan as select count(*) as persons from logical.ldm_customer"
    )
    publish(warehouse.project)
    warehouse.refuse("ben")
    what = "people refused direct_marketing since the build, and this table does not tell whose its rows are"
    with pytest.raises(StewardError, match=what):
        publish(warehouse.project)


def test_an_agreement_that_ended_withdraws_the_recipients_rows(warehouse: Warehouse) -> None:
    first = publish(warehouse.project)
    warehouse.sql("update raw_demo.raw_agreements set valid_to = current_date - 2")
    second = publish(warehouse.project)
    [gone] = second.withdrawn
    assert (gone.audience, gone.release, gone.reason) == (
        "harbour_insurance",
        first.release,
        "its agreement ended",
    )
    assert warehouse.rows("harbour_insurance", f"select count(*) from {HARBOUR}") == [(0,)]


@pytest.mark.parametrize("change", ["attributes = 'email'", "disclosure_level = 'anonymous_only'"])
def test_an_agreement_that_was_narrowed_gives_no_more_than_it_names_now(
    warehouse: Warehouse, change: str
) -> None:
    publish(warehouse.project)
    assert warehouse.rows("harbour_insurance", f"select count(full_name), count(*) from {HARBOUR}") == [
        (2, 2)
    ]
    warehouse.sql(f"update raw_demo.raw_agreements set {change}")
    release = publish(warehouse.project).release
    assert warehouse.rows("harbour_insurance", f"select count(full_name), count(*) from {HARBOUR}") == [
        (0, 2)
    ]
    manifest = json.loads((warehouse.home / "releases" / release / "harbour_insurance.json").read_text())
    [agreement] = manifest["agreements"]
    assert (agreement["attributes"], agreement["level"]) != ("full_name", "identified")


def test_an_agreement_that_was_widened_waits_for_a_build(warehouse: Warehouse) -> None:
    warehouse.sql("update logical.ldm_agreement set attributes = 'email'")
    publish(warehouse.project)
    assert warehouse.rows("harbour_insurance", f"select count(full_name) from {HARBOUR}") == [(0,)]


def test_a_release_ends_with_its_agreement(warehouse: Warehouse) -> None:
    for table in ("raw_demo.raw_agreements", "logical.ldm_agreement"):
        warehouse.sql(f"update {table} set valid_to = current_date + 1")
    published = publish(warehouse.project)
    ends = {file.audience: file.valid_until for file in published.files}
    assert ends["harbour_insurance"] < ends["marketing"]


def _add_mart(warehouse: Warehouse, statement: str) -> None:
    warehouse.sql("create schema crm")
    warehouse.sql(statement)
    warehouse.site(
        "audiences",
        "audience,os_group,relation_pattern,purpose",
        f"marketing,,{MARKETING}.*|crm.contact_plan,direct_marketing",
    )
    warehouse.describe()
