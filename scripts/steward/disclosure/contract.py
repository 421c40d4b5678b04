"""What the agreements with a recipient allow on a day: pure functions over rows, no database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from steward.errors import StewardError
from steward.policy import Policy

HOME_COUNTRY = "CN"
PURPOSE = "third_party_disclosure"
IDENTIFIED, ANONYMOUS_ONLY = "identified", "anonymous_only"
LEGAL_ORDER = "legal_order"
AGREEMENTS = "agreements"


@dataclass(frozen=True)
class Counterparty:
    """A recipient as it was loaded: who it is, which kind, in which country."""

    recipient_id: str
    kind: str
    country: str


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as it was loaded; an empty text or None is a term that nobody filled in."""

    agreement_id: str
    agreement_type: str
    purpose: str
    attributes: str
    level: str
    signed_on: date | None
    valid_from: date | None
    valid_to: date | None
    onward_transfer_allowed: bool | None
    transfer_route: str
    storage_country: str

    @property
    def names(self) -> frozenset[str]:
        """The attributes that it names."""
        return listed(self.attributes)

    @property
    def record(self) -> dict[str, Any]:
        """Its terms as the manifest shows them."""
        return {
            key: value.isoformat() if isinstance(value, date) else value
            for key, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Contract:
    """The agreements in force with a recipient, and the attributes that terms and agreements both name."""

    recipient_id: str
    agreements: tuple[AgreementRow, ...]
    named: frozenset[str]
    clear: frozenset[str]

    @property
    def level(self) -> str:
        """The highest level of its agreements."""
        identified = any(own.level == IDENTIFIED for own in self.agreements)
        return IDENTIFIED if identified else ANONYMOUS_ONLY

    @property
    def ids(self) -> str:
        """The ids of its agreements, separated by a bar."""
        return "|".join(own.agreement_id for own in self.agreements)


def listed(attributes: str) -> frozenset[str]:
    """Return the words of a list in one column, separated by a bar."""
    return frozenset(filter(None, (word.strip().lower() for word in attributes.split("|"))))


def fault(agreement: AgreementRow, country: str, day: date) -> tuple[str, str] | None:
    """Return why an agreement is not in force on a day and what to do; None where it is. Both days count."""
    if agreement.signed_on is None:
        return "is not signed", "load the day of signature once it is signed"
    if agreement.signed_on > day:
        return f"is signed only on {agreement.signed_on}", "wait for that day"
    if agreement.valid_from is None:
        return "has no first day", "load its valid_from"
    if agreement.valid_from > day:
        return f"has not begun: its first day is {agreement.valid_from}", "wait for that day"
    if agreement.valid_to is not None and agreement.valid_to < day:
        return f"expired: its last day was {agreement.valid_to}", "renew it"
    if PURPOSE not in listed(agreement.purpose):
        return f"is not for the purpose {PURPOSE}", "load an agreement for that purpose"
    if agreement.level not in (IDENTIFIED, ANONYMOUS_ONLY):
        return "has no disclosure level", f"load {ANONYMOUS_ONLY} or {IDENTIFIED}"
    if country.upper() != HOME_COUNTRY and not agreement.transfer_route:
        return "has no transfer_route, and the recipient is overseas", "load the route (PIPL 38 to 40)"
    if country.upper() != HOME_COUNTRY and not agreement.storage_country:
        return "has no storage_country, and the recipient is overseas", "load the country (PIPL 38 to 40)"
    return None


def contract_of(
    policy: Policy, counterparty: Counterparty, agreements: Iterable[AgreementRow], day: date
) -> Contract:
    """Return what may go to a recipient on a day.

    Raises StewardError with the first reason why nothing may.
    """
    rows = sorted(agreements, key=lambda own: own.agreement_id)
    where = f"recipient {counterparty.recipient_id}"
    _refuse_kind(where, counterparty, rows)
    if not rows:
        raise StewardError(where, "no agreement with it is loaded", "load the agreement, then build")
    faults = [(own, fault(own, counterparty.country, day)) for own in rows]
    in_force = tuple(own for own, found in faults if found is None)
    if not in_force:
        # The one that began last is the one that somebody would renew.
        own, found = max(faults, key=lambda pair: (pair[0].valid_from or date.max, pair[0].agreement_id))
        what, do = found or ("", "")
        more = f" (nor is any of {len(rows) - 1} others)" if len(rows) > 1 else ""
        raise StewardError(where, f"agreement {own.agreement_id} {what}{more}", do)
    return _contract(policy, counterparty.recipient_id, in_force)


def _contract(policy: Policy, recipient_id: str, in_force: tuple[AgreementRow, ...]) -> Contract:
    terms = policy.terms_of(recipient_id)
    named = {name for own in in_force for name in own.names}
    identified = {name for own in in_force if own.level == IDENTIFIED for name in own.names}
    clear = {name for name, term in terms.items() if term.level == IDENTIFIED and name in identified}
    return Contract(recipient_id, in_force, frozenset(named & set(terms)), frozenset(clear))


def _refuse_kind(where: str, counterparty: Counterparty, rows: list[AgreementRow]) -> None:
    match counterparty.kind.lower():
        case "controller" | "affiliate":
            return
        case "authority" if not any(own.agreement_type.lower() == LEGAL_ORDER for own in rows):
            what = "an authority, and no legal order with a reference is loaded"
            raise StewardError(where, what, f"load the order as an agreement of type {LEGAL_ORDER}")
        case "authority" | "processor" as kind:
            what = f"of kind {kind}, for which no relation is rendered"
            raise StewardError(where, what, "give it what its order or contract names by a way of its own")
        case _:
            raise StewardError(where, "its kind is unknown", "load its kind: controller or affiliate")
