"""From names and values to one proposal a column: score, confidence and the reason in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from steward.scan.names import NameEvidence, name_evidence
from steward.scan.sample import Rates, Table

VALUE_WEIGHT, NAME_WEIGHT = 0.6, 0.4
# The share of values that must look like it; names hit less, since no list of surnames is whole.
NEEDED, NEEDED_NAMES = 0.8, 0.6
LEAST_SCORE = 0.45
LEAST_NAME_ONLY = 0.35
INSIDE = 0.01
# The normal quantile of a two-sided 95 % interval (Wilson 1927).
Z = 1.959964
YEAR = 365
DOCUMENTS = ("id_number", "related_person_id_number")
NAMES = ("full_name", "related_person_name")
LISTS = ("gender", "ethnicity", "province", "marital_status", "education", "religion")
NUMERIC = ("annual_income", "account_balance", "transaction_amount")


@dataclass(frozen=True)
class Detector:
    """What values of some kinds speak for: the attributes, how many are needed, how far they prove it.

    A kind that is a form without a checksum has a `strength` below 1; `shape` ones count only where the
    column's name asks for the attribute.
    """

    kinds: tuple[str, ...]
    attributes: tuple[str, ...]
    words: str
    needed: float = NEEDED
    strength: float = 1.0
    shape: bool = False
    in_sequence: bool = True


DETECTORS = (
    Detector(("resident_id",), DOCUMENTS, "resident ids by check digit, date and province"),
    Detector(("resident_id", "travel_document", "unit_code"), DOCUMENTS, "identity documents", shape=True),
    Detector(("travel_document",), DOCUMENTS, "passports or permits by their form", 0.8, 0.8, False, False),
    Detector(("mobile", "landline"), ("mobile",), "telephone numbers", in_sequence=False),
    Detector(("card",), ("account_number",), "cards by issuer and Luhn digit", in_sequence=False),
    Detector(("account_shape",), ("account_number",), "numbers as accounts have", 0.8, 0.6, True),
    Detector(("email",), ("email",), "e-mail addresses"),
    Detector(("address",), ("street_address",), "addresses by region and street", NEEDED_NAMES),
    Detector(("person_name",), NAMES, "names by surname or given name", NEEDED_NAMES, in_sequence=False),
    Detector(("name_shape",), NAMES, "in the form of names", NEEDED, 0.8, True),
    Detector(("name_word",), NAMES, "single words as in names", NEEDED, 0.6, True),
    *(Detector((kind,), (kind,), f"words of the list of {kind}", 0.9) for kind in LISTS),
    *(Detector(("number",), (attribute,), "numbers", NEEDED, 0.5, True) for attribute in NUMERIC),
)
TESTED = {attribute for own in DETECTORS for attribute in own.attributes} - {"account_number"}
# What has no test of its own, and would be said of too much by a plausible name alone.
NEUTRAL = 0.5


@dataclass(frozen=True)
class Evidence:
    """What speaks for an attribute: the share of values, Wilson's lower bound, the name, the score of both."""

    attribute: str
    value: float = 0.0
    hit_rate: float = 0.0
    lower: float = 0.0
    name: float = 0.0
    reason: str = ""

    @property
    def score(self) -> float:
        """0.6 of what the values say and 0.4 of what the name says."""
        return VALUE_WEIGHT * self.value + NAME_WEIGHT * self.name


@dataclass(frozen=True)
class Proposal:
    """The attribute proposed for a column, '' where nothing speaks for one, and what was sampled."""

    relation: str
    column: str
    evidence: Evidence
    n: int
    data_type: str = ""

    @property
    def attribute(self) -> str:
        """The attribute proposed."""
        return self.evidence.attribute

    @property
    def by_value(self) -> bool:
        """Tell whether the values alone reach what is needed."""
        return self.evidence.value >= 0.8


def propose(table: Table, column: str, data_type: str, comment: str, rates: Rates) -> Proposal:
    """Return what a column most likely holds."""
    names = name_evidence(column, table.name, comment)
    found = [*_from_values(rates, names), *_from_names(rates, names, data_type)]
    least = LEAST_SCORE if rates.n else LEAST_NAME_ONLY
    best = max(found, key=lambda own: own.score, default=Evidence(""))
    if rates.rate("hash") >= NEEDED:
        best = _hashed(rates, names)
    elif best.score < least or (best.attribute in DOCUMENTS + NAMES and best.value < NEUTRAL and rates.n):
        best = _free_text(rates, names) or Evidence("")
    elif best.value < NEEDED:
        best = _free_text(rates, names) or best
    return Proposal(table.label, column, best, rates.n, data_type)


def wilson_lower(hits: float, n: int) -> float:
    """Return the lower bound of the 95 % score interval for a share (Wilson 1927)."""
    if n == 0:
        return 0.0
    share = hits / n
    centre = share + Z * Z / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, (centre - spread) / (1 + Z * Z / n))


def _from_values(rates: Rates, names: Mapping[str, NameEvidence]) -> Iterator[Evidence]:
    for detector in DETECTORS:
        rate = rates.rate(*detector.kinds)
        for attribute in detector.attributes if rate else ():
            name = names.get(attribute)
            weight = name.weight if name else 0.0
            if detector.shape and weight < 0.5:
                continue
            if rates.sequential and not detector.in_sequence and weight < 0.5:
                continue
            if attribute in NAMES and weight < 0.5 and rates.distinct < max(8, 0.02 * rates.n):
                continue
            value = min(1.0, rate / detector.needed) * detector.strength
            lower = wilson_lower(rate * rates.n, rates.n)
            said = f"{rate:.1%} of {rates.n} values are {detector.words}"
            yield Evidence(attribute, value, rate, lower, weight, f"{said}{_named(name)}")


def _from_names(rates: Rates, names: Mapping[str, NameEvidence], data_type: str) -> Iterator[Evidence]:
    for attribute, name in names.items():
        if rates.n == 0:
            yield Evidence(attribute, name=name.weight, reason=f"no values{_named(name)}")
        elif attribute == "birth_date":
            share = rates.rate("past_day")
            aged = rates.day_spread > 10 * YEAR and rates.median_age > 10 * YEAR
            value = share if aged or rates.n < 10 else 0.6 * share
            said = f"{share:.1%} of {rates.n} values are past days over {rates.day_spread // YEAR} years"
            yield Evidence(
                attribute,
                value,
                share,
                wilson_lower(share * rates.n, rates.n),
                name.weight,
                said + _named(name),
            )
        elif attribute not in TESTED:
            yield Evidence(attribute, NEUTRAL, name=name.weight, reason=f"no test of values{_named(name)}")


def _free_text(rates: Rates, names: Mapping[str, NameEvidence]) -> Evidence | None:
    """Return the evidence for text about a person where personal values stand inside other text."""
    rate = rates.rate("personal_inside")
    if not rate or rates.rate("address") >= NEEDED_NAMES:
        return None
    name = names.get("free_text")
    weight = name.weight if name else 0.0
    if rate < INSIDE and not weight and rates.hits and rates.hits["personal_inside"] < 2:
        return None
    said = f"{rate:.1%} of {rates.n} texts hold a number, an address or an e-mail of somebody"
    lower = wilson_lower(rate * rates.n, rates.n)
    return Evidence("free_text", 1.0, rate, lower, weight, said + _named(name))


def _hashed(rates: Rates, names: Mapping[str, NameEvidence]) -> Evidence:
    """Return a pseudonym where the hash is, by its name, that of an identifier: it can be guessed back."""
    identifiers = [own for attribute, own in names.items() if attribute in HASHED_IDENTIFIERS]
    if not identifiers:
        return Evidence("")
    rate = rates.rate("hash")
    said = f"{rate:.1%} of {rates.n} values are hashes{_named(identifiers[0])}"
    return Evidence(
        "pseudonym", rate, rate, wilson_lower(rate * rates.n, rates.n), identifiers[0].weight, said
    )


HASHED_IDENTIFIERS = (
    *DOCUMENTS,
    *NAMES,
    "mobile",
    "email",
    "account_number",
    "customer_id",
    "street_address",
)


def _named(name: NameEvidence | None) -> str:
    return f"; the name says {name.attribute} (`{name.word}`)" if name else "; the name says nothing"
