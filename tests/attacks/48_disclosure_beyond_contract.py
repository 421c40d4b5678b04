"""Look into a recipient's file for clear values of attributes that terms and agreement do not both name."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy
from steward.engines.duckdb import literal

HOLDS = {
    "full_name": "full_name",
    "id_number": "id_number",
    "mobile": "phone",
    "email": "email",
    "street_address": "street_address",
    "customer_id": "customer_id",
}


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for recipient in victim.policy.recipients:
        if recipient not in victim.audiences:
            continue
        for attribute, column in HOLDS.items():
            if attribute in _named(victim, recipient):
                continue
            values = victim.people(column)
            tried += len(values)
            recovered += len(victim.held(victim.relations(recipient), values))
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "harbour_insurance",
        "create table selectively_anonymised.more as select id_number from warehouse.logical.ldm_customer",
    )


def _named(victim: Victim, recipient: str) -> set[str]:
    """Return the attributes that terms and an agreement that gives values in clear both name."""
    terms = {name for name, row in victim.policy.terms_of(recipient).items() if row.level == "identified"}
    agreements = victim.column(
        f"select attributes from {KNOWN}.{victim.schema('logical')}.ldm_agreement "
        f"where recipient_id = {literal(recipient)} and disclosure_level = 'identified'"
    )
    return terms & {name for text in agreements for name in (text or "").split("|")}
