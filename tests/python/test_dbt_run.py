"""What a failed dbt command says: the node and a reason, never a value."""

import pytest

from steward.dbt_run import DbtOutcome, FailedNode, compile_message, scrubbed
from steward.errors import StewardError
from steward.job import refuse_failed


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            "Runtime Error in model ldm_customer (models/logical/ldm_customer.sql)\n"
            "  Conversion Error: Could not convert string '张三丰' to INT32 when casting column phone\n\n"
            "  LINE 3: 10060001111",
            "Conversion Error: Could not convert string ... to INT32 when casting column phone",
        ),
        ("Got 3 results, configured to fail if != 0", "Got 3 results, configured to fail if != 0"),
        (
            "Invalid Input Error: Original Line: 090101199001011234,x",
            "Invalid Input Error: ...",
        ),
        ('Constraint Error: Duplicate key "customer_id: c-17"', "Constraint Error: Duplicate key ..."),
        ("", ""),
    ],
)
def test_a_reason_quotes_no_value(message: str, sentence: str) -> None:
    assert scrubbed(message) == sentence


def test_a_mistake_before_any_row_is_told_without_its_call_stack() -> None:
    text = (
        "Compilation Error in operation privacy_warehouse-on-run-start-0 (./dbt_project.yml)\n"
        "  schema raw: holds raw tables (customers) while demo_data is not false; set it\n\n"
        "  > in macro guard_raw_location (macros/state/guard_raw_location.sql)\n"
    )
    assert (
        compile_message(text)
        == "schema raw: holds raw tables (customers) while demo_data is not false; set it"
    )


def test_what_failed_is_listed_and_what_was_skipped_is_counted() -> None:
    failed = [FailedNode("ldm_one", "error", "Binder Error: no column"), FailedNode("ldm_two", "skipped", "")]
    with pytest.raises(StewardError) as caught:
        refuse_failed(DbtOutcome(False, "", failed))
    assert str(caught.value) == (
        "dbt build: 1 of its nodes failed, 1 were skipped; "
        "nothing was published; mend these and build again:\n"
        "  ldm_one: Binder Error: no column"
    )
    refuse_failed(DbtOutcome(True))
