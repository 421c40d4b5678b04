"""The rule of disclosure to a recipient in plain Python, on top of the rule of choices; shares nothing with the SQL."""

from dataclasses import dataclass
from datetime import date

from tests.python.support.choice_rule import DEFAULTS, Moment, age_below
from tests.python.support.choice_world import folded

PURPOSE = "third_party_disclosure"
# The provision that disclosure to a recipient falls under: by kind, and of those that need a choice, overseas first.
PROVISIONS = {
    "processor": {"cn": "CN-PIPL-21", "eu": "EU-GDPR-28", "us-ca": "US-CA-1798.140"},
    "authority": {"cn": "CN-PIPL-13-1-3", "eu": "EU-GDPR-6-1-c", "us-ca": "US-CA-1798.145-a"},
    "overseas": {"cn": "CN-PIPL-39", "eu": "EU-GDPR-44", "us-ca": "US-CA-1798.120"},
    "affiliate": {"cn": "CN-NBPI-32", "eu": "EU-GDPR-6", "us-ca": "US-CA-1798.120"},
    "controller": {"cn": "CN-PIPL-23", "eu": "EU-GDPR-6", "us-ca": "US-CA-1798.120"},
}
OF_CHILDREN = {"cn": "CN-PIPL-31", "eu": "EU-GDPR-8", "us-ca": "US-CA-1798.120-c"}


@dataclass(frozen=True)
class Recipient:
    """Whom data may be disclosed to."""

    recipient_id: str
    kind: str
    country: str = "CN"

    @property
    def needs_choice(self) -> bool:
        """Whether the person must agree: a processor acts under contract, an authority on its order."""
        return self.kind in ("controller", "affiliate")


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a recipient, and when it holds."""

    agreement_id: str
    recipient_id: str
    signed_on: date
    valid_from: date
    valid_to: date | None = None
    disclosure_level: str = "identified"
    agreement_type: str = "contract"
    transfer_route: str | None = None
    storage_country: str | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it is signed, has begun and has not ended."""
        return (
            self.signed_on <= day
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )

    def reaches(self, recipient: Recipient) -> bool:
        """Tell whether data may reach the recipient under it: overseas a route and a place are agreed."""
        return recipient.country == "CN" or None not in (self.transfer_route, self.storage_country)


Decision = tuple[bool, str, str | None]


def decided_for(
    moment: Moment, person: str, recipient: Recipient, agreements: tuple[Agreement, ...]
) -> Decision:
    """Return whether a person may be disclosed to a recipient, at which level and under which provision."""
    own = moment.world.records[person]
    law = folded(own.jurisdiction)
    if law not in DEFAULTS:
        return False, "none", None
    in_force = [
        one for one in agreements if one.recipient_id == recipient.recipient_id and one.holds(moment.day)
    ]
    if recipient.kind == "authority":
        counted = in_force
        allowed = any(one.agreement_type == "legal_order" for one in in_force)
    else:
        counted = [one for one in in_force if one.reaches(recipient)]
        allowed = counted != []
    if allowed and recipient.needs_choice:
        allowed = moment.part_allowed(person, PURPOSE, recipient.recipient_id)
    level = "identified" if any(one.disclosure_level == "identified" for one in counted) else "anonymous_only"
    return allowed, level if allowed else "none", provision(moment, person, recipient)


def provision(moment: Moment, person: str, recipient: Recipient) -> str:
    """Return the provision of a known person's law: a child's own, else by where and what the recipient is."""
    own = moment.world.records[person]
    law = folded(own.jurisdiction)
    overseas = recipient.needs_choice and recipient.country != "CN"
    if recipient.needs_choice and age_below(own.born, 16 if law == "us-ca" else 14, moment.day):
        return OF_CHILDREN[law]
    return PROVISIONS["overseas" if overseas else recipient.kind][law]
