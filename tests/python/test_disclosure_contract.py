"""What agreements allow on a day: every reason for a refusal, both days of a term, terms and agreement crossed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.catalogue import CatalogueColumn, CatalogueRelation
from steward.disclosure.columns import Meaning, columns_of, named_in_release, refuse_wider
from steward.disclosure.contract import AgreementRow, Contract, Counterparty, contract_of, fault
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project
from steward.publish.plan import PlannedRelation
from tests.python.conftest import ROOT

POLICY = load_policy(Project(ROOT, {}))
DAY = date(2026, 6, 30)
HARBOUR = Counterparty("harbour_insurance", "controller", "CN")
AGREEMENT = AgreementRow(
    agreement_id="a1",
    agreement_type="disclosure",
    purpose="third_party_disclosure",
    attributes="full_name | MOBILE|gender|birth_date|province",
    level="identified",
    signed_on=date(2026, 1, 1),
    valid_from=date(2026, 1, 1),
    valid_to=None,
    onward_transfer_allowed=False,
    transfer_route="",
    storage_country="",
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))
RELATION = CatalogueRelation(
    "selectively_anonymised",
    "customer__harbour_insurance",
    "table",
    "",
    tuple(
        CatalogueColumn(name, "text", "")
        for name in ("customer_key", "full_name", "phone", "email", "gender", "status")
    ),
)
MEANINGS = {
    "customer_key": Meaning("pseudonym", "pseudonymise"),
    "full_name": Meaning("full_name", "keep"),
    "phone": Meaning("mobile", "keep"),
    "email": Meaning("email", "keep"),
    "gender": Meaning("gender", "generalise"),
    "status": Meaning("lifecycle_status", "keep"),
}
PLANNED = PlannedRelation(RELATION, "selectively_anonymised", "")


def contract(*agreements: AgreementRow, other: Counterparty = HARBOUR) -> Contract:
    return contract_of(POLICY, other, agreements, DAY)


def refusal(*agreements: AgreementRow, other: Counterparty = HARBOUR) -> str:
    with pytest.raises(StewardError) as caught:
        contract(*agreements, other=other)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_both_days_of_a_term_and_the_day_of_signature_count(
    day: date, signed: date | None, first: date | None, last: date | None
) -> None:
    found = fault(replace(AGREEMENT, signed_on=signed, valid_from=first, valid_to=last), "CN", day)
    days = {date(2026, 1, 1) + timedelta(days=number) for number in range(9)}
    open_days = {
        own for own in days if signed is not None and first is not None and own >= signed and own >= first
    }
    assert (found is None) == (day in open_days - {own for own in days if last is not None and own > last})


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"signed_on": None}, "is not signed"),
        ({"signed_on": DAY + timedelta(days=1)}, "is signed only on 2026-07-01"),
        ({"valid_from": None}, "has no first day"),
        ({"valid_from": DAY + timedelta(days=1)}, "has not begun: its first day is 2026-07-01"),
        ({"valid_to": DAY - timedelta(days=1)}, "expired: its last day was 2026-06-29"),
        ({"purpose": "contract"}, "is not for the purpose third_party_disclosure"),
        ({"level": ""}, "has no disclosure level"),
    ],
)
def test_an_agreement_that_is_not_in_force(changes: dict[str, object], what: str) -> None:
    assert f"recipient harbour_insurance: agreement a1 {what}" in refusal(replace(AGREEMENT, **changes))


def test_no_agreement_at_all() -> None:
    assert "no agreement with it is loaded" in refusal()


def test_the_agreement_that_began_last_is_the_one_named() -> None:
    old = replace(AGREEMENT, agreement_id="a0", valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31))
    new = replace(AGREEMENT, valid_to=date(2026, 6, 1))
    assert "agreement a1 expired: its last day was 2026-06-01 (nor is any of 1 others)" in refusal(old, new)


@pytest.mark.parametrize(
    ("route", "country", "what"),
    [
        ("", "SG", "has no transfer_route, and the recipient is overseas"),
        ("standard_contract", "", "has no storage_country, and the recipient is overseas"),
    ],
)
def test_overseas_needs_route_and_storage_country(route: str, country: str, what: str) -> None:
    overseas = replace(HARBOUR, country="SG")
    assert what in refusal(replace(AGREEMENT, transfer_route=route, storage_country=country), other=overseas)
    contract(replace(AGREEMENT, transfer_route="standard_contract", storage_country="SG"), other=overseas)


def test_an_authority_needs_a_legal_order_and_a_processor_gets_no_relation() -> None:
    authority = replace(HARBOUR, kind="authority")
    assert "no legal order with a reference" in refusal(AGREEMENT, other=authority)
    order = replace(AGREEMENT, agreement_type="legal_order")
    assert "no relation is rendered" in refusal(order, other=authority)
    assert "of kind processor" in refusal(AGREEMENT, other=replace(HARBOUR, kind="processor"))
    assert "its kind is unknown" in refusal(AGREEMENT, other=replace(HARBOUR, kind=""))


def test_terms_and_agreement_both_name_what_goes_out() -> None:
    found = contract(replace(AGREEMENT, attributes="full_name|mobile|id_number"))
    assert found.named == found.clear == {"full_name", "mobile"}
    found = contract(replace(AGREEMENT, attributes="full_name", level="anonymous_only"))
    assert (found.named, found.clear, found.level) == ({"full_name"}, set(), "anonymous_only")


def test_several_agreements_in_force_are_read_together() -> None:
    second = replace(AGREEMENT, agreement_id="a2", attributes="email", level="anonymous_only")
    found = contract(AGREEMENT, second)
    assert found.ids == "a1|a2"
    assert "email" in found.named - found.clear


def test_the_columns_are_those_of_the_agreement_and_no_other() -> None:
    found = columns_of(POLICY, contract(AGREEMENT), PLANNED, MEANINGS)
    assert [(own.name, own.form) for own in found.shown] == [
        ("customer_key", "pseudonym"),
        ("full_name", "clear"),
        ("phone", "clear"),
        ("gender", "clear"),
    ]
    assert found.left_out == ("email", "status")


def test_what_is_only_counted_goes_out_generalised_or_not_at_all() -> None:
    found = columns_of(POLICY, contract(replace(AGREEMENT, level="anonymous_only")), PLANNED, MEANINGS)
    assert [(own.name, own.form) for own in found.shown] == [
        ("customer_key", "pseudonym"),
        ("gender", "generalised"),
    ]


def test_pseudonyms_alone_are_no_content() -> None:
    found = columns_of(POLICY, contract(replace(AGREEMENT, attributes="city")), PLANNED, MEANINGS)
    assert not found.has_content


def test_a_column_without_a_class_is_more_than_the_agreement() -> None:
    with pytest.raises(StewardError, match="column email: the relation holds more than the agreement"):
        columns_of(POLICY, contract(AGREEMENT), PLANNED, {**MEANINGS, "email": Meaning("", "")})


def released(attributes: str, level: str = "identified") -> list[dict[str, str]]:
    return [{"recipient_id": "harbour_insurance", "attributes": attributes, "level": level}]


def test_a_release_that_holds_more_in_clear_is_refused() -> None:
    relations = [(RELATION, MEANINGS)]
    wide = released("full_name|mobile|email")
    refuse_wider(POLICY, contract(AGREEMENT), released("full_name|mobile|id_number"), relations)
    with pytest.raises(StewardError, match="holds email in clear, which agreement a1 does not name"):
        refuse_wider(POLICY, contract(AGREEMENT), wide, relations)
    only = contract(replace(AGREEMENT, level="anonymous_only"))
    refuse_wider(POLICY, only, released("full_name|mobile|email", "anonymous_only"), relations)
    with pytest.raises(
        StewardError, match=r"email, full_name, mobile in clear, and agreement a1 is anonymous"
    ):
        refuse_wider(POLICY, only, wide, relations)


@pytest.mark.parametrize("records", [[], [{"recipient_id": "harbour_insurance", "agreement_id": "a1"}]])
def test_a_release_without_its_agreement_on_record_is_refused(records: list[dict[str, str]]) -> None:
    with pytest.raises(StewardError, match="does not say under which agreement"):
        refuse_wider(POLICY, contract(AGREEMENT), records, [(RELATION, MEANINGS)])


def test_what_the_release_does_not_hold_is_not_announced() -> None:
    found = named_in_release(contract(AGREEMENT), released("mobile") + released("gender", "anonymous_only"))
    assert (found.named, found.clear) == ({"mobile", "gender"}, {"mobile"})
