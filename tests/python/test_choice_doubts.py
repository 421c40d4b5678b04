"""Each case in which a doubt denies: its dbt unit test, and the exception that says so in the audit."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from tests.python.conftest import ROOT

FLAG, CHOICE, AUDIT = "logical/ldm_choice_flag", "logical/ldm_choice", "audit/aud_choice_exception"
EVENTS, EXCEPTIONS = (
    "each_payload_is_one_fact_and_what_is_odd_is_said",
    "every_odd_event_and_every_person_in_doubt_is_a_row",
)


@dataclass(frozen=True)
class Doubt:
    """A case: the unit test of the flags and the reading it expects, the exception and whose test expects it."""

    unit_test: str
    why: str
    exception: str
    of_event: bool = True


DOUBTS = {
    "unknown jurisdiction": Doubt(
        "words_are_read_whatever_their_case_and_blanks", "unknown_jurisdiction", "unknown_jurisdiction", False
    ),
    "unknown purpose touches no flag": Doubt(
        "words_are_read_whatever_their_case_and_blanks", "default", "unknown_purpose"
    ),
    "unknown choice": Doubt(
        "an_odd_event_denies_only_while_it_is_the_latest", "unknown_choice", "unknown_choice", False
    ),
    "two choices in one second": Doubt(
        "two_choices_in_one_second_must_be_equal", "same_second_conflict", "same_second_conflict", False
    ),
    "dated in the future": Doubt(
        "an_odd_event_denies_only_while_it_is_the_latest", "future_dated", "future_dated"
    ),
    "recorded before it occurred": Doubt(
        "five_minutes_are_the_skew_of_clocks", "recorded_before_occurred", "recorded_before_occurred"
    ),
    "notice that did not cover the purpose": Doubt(
        "an_opt_in_needs_a_notice_in_force_that_covers_the_purpose",
        "notice_not_covering",
        "notice_not_covering",
    ),
    "minor without guardian": Doubt("a_child_needs_a_guardian", "minor", "minor_without_guardian", False),
    "merged customers differ": Doubt(
        "every_record_of_a_person_counts", "merged_restriction", "merged_customers_differ", False
    ),
    "id in another case": Doubt(
        "an_opt_out_counts_for_whoever_it_may_mean", "latest_event", "id_in_other_case"
    ),
    "event id with another payload": Doubt(
        "another_payload_under_one_event_id_denies", "payload_conflict", "payload_conflict"
    ),
    "merged id without a record": Doubt(
        "an_id_without_a_record_can_only_refuse", "merged_restriction", "id_without_record"
    ),
}


def expected(model: str, unit_test: str) -> list[dict[str, Any]]:
    """Return the rows that a unit test expects; none where there is no such test."""
    content = yaml.safe_load((ROOT / "models" / f"{model}.yml").read_text(encoding="utf-8"))
    tests = {own["name"]: own for own in content["unit_tests"]}
    rows: list[dict[str, Any]] = tests[unit_test]["expect"]["rows"] if unit_test in tests else []
    return rows


@pytest.mark.parametrize("case", DOUBTS)
def test_each_doubt_has_a_unit_test_of_the_flags(case: str) -> None:
    doubt = DOUBTS[case]
    denied = [
        row
        for row in expected(FLAG, doubt.unit_test)
        for column, value in row.items()
        if column.endswith("_why")
        and value == doubt.why
        and (doubt.why == "default" or row[column.replace("_why", "_allowed")] is False)
    ]
    assert denied


@pytest.mark.parametrize("case", DOUBTS)
def test_each_doubt_is_an_exception_with_a_sentence(case: str) -> None:
    doubt = DOUBTS[case]
    model, unit_test = (CHOICE, EVENTS) if doubt.of_event else (AUDIT, EXCEPTIONS)
    assert doubt.exception in {row["exception"] for row in expected(model, unit_test)}
    sentences = (ROOT / "macros/choices/exception_sentence.sql").read_text(encoding="utf-8")
    assert f"'{doubt.exception}': [" in sentences


def test_no_exception_is_left_out_of_the_table() -> None:
    sentences = (ROOT / "macros/choices/exception_sentence.sql").read_text(encoding="utf-8")
    words = set(re.findall(r"^        '(\w+)': \[", sentences, re.MULTILINE))
    # What nobody can leave, whom nobody knows, which channel, a time that cannot be read: their own words say it.
    others = {"not_opt_outable", "unknown_customer", "unknown_channel", "unreadable_time"}
    assert words - others == {doubt.exception for doubt in DOUBTS.values()}
