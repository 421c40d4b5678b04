"""What policy says of an atom that reaches a relation: may it flow there, and may it decide rows there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from steward.policy import Attribute, Policy
from steward.prove.labels import AGGREGATED, RAW, Atom, Source
from steward.prove.lineage import SUSPICION
from steward.prove.nodes import COHORT, Node
from steward.vocabulary import LEAF, OPT_OUT_PREFIX, family_of

# Custody and compliance: what flows there is theirs to see, and leaves through the views alone.
FREE = ("staging", "vault", "logical", "labels", "personal_data", "kyc")
AUDIT = "audit"
# What the privacy officer reads names people by number only.
NUMBER = "customer_id"
PSEUDONYM = "pseudonym"
INTERNAL = "pseudonym of internal"
SHOWS_WHO = ("identity", "sensitive")


@dataclass(frozen=True)
class Reads:
    """One way in which a relation may be read: a view family, with its purpose or its recipient."""

    family: str
    purpose: str = ""


def reads_of(policy: Policy, node: Node) -> tuple[Reads, ...] | None:
    """Return how the rows of a node may be used; None where no rule holds them back.

    A zone that policy does not know allows nothing.
    """
    zone = node.zone
    if zone in FREE:
        return None
    if zone == "selectively_anonymised":
        return (Reads(zone, node.name.rpartition("__")[2]),)
    if zone in ("standard", "anonymised"):
        return (Reads(zone),)
    if zone.startswith(OPT_OUT_PREFIX):
        return (Reads("opt_out", zone.removeprefix(OPT_OUT_PREFIX)),)
    if zone == AUDIT:
        return (Reads(AUDIT),)
    granted = tuple(
        Reads(row.family, row.purpose if row.family == "opt_out" else "")
        for row in policy.zone_reads
        if row.zone == zone
    )
    return (*granted, Reads(AUDIT)) if zone == "analyses" else granted


@dataclass(frozen=True)
class Rules:
    """The policy, asked about one atom at a time."""

    policy: Policy
    attribute_of: Callable[[Source], str]

    def may_flow(self, reads: Iterable[Reads], atom: Atom) -> bool:
        """Tell whether values made of an atom may be in a relation."""
        return any(self._may_flow(way, atom) for way in reads)

    def may_decide(self, reads: Iterable[Reads], atom: Atom, values: bool = False) -> bool:
        """Tell whether an atom may decide rows, or `values`, of a relation: what may be shown may, too."""
        reads = tuple(reads)
        if self.is_secret(atom):
            return any(way.family == AUDIT for way in reads)
        attribute = self._attribute(atom)
        if attribute is None or attribute.privacy_class == "operational" or self.may_flow(reads, atom):
            return attribute is not None
        families = {way.family for way in reads}
        named = any(
            row.family in families
            and row.attribute == attribute.name
            and (row.decides == "values" or not values)
            for row in self.policy.deciders
        )
        return named or AUDIT in families

    def _attribute(self, atom: Atom) -> Attribute | None:
        return self.policy.attributes.get(self.attribute_of(atom.source))

    def is_secret(self, atom: Atom) -> bool:
        """Tell whether an atom is of KYC, which nobody outside compliance and audit may learn of."""
        if atom.source.attribute == SUSPICION:
            return True
        attribute = self._attribute(atom)
        return attribute is not None and attribute.handling != "normal"

    def _may_flow(self, reads: Reads, atom: Atom) -> bool:
        if self.is_secret(atom):
            return reads.family == AUDIT
        attribute = self._attribute(atom)
        if attribute is None:
            return False
        if atom.treatment == AGGREGATED:
            return True
        if reads.family == AUDIT:
            named = attribute.name == NUMBER or attribute.privacy_class not in SHOWS_WHO
            return named or atom.treatment != RAW
        if attribute.name == PSEUDONYM:
            return _is_own_pseudonym(reads, atom)
        if reads.family == "opt_out":
            return attribute.name in self.policy.attributes_of(reads.purpose)
        return self._is_treated(reads, attribute, atom.treatment)

    def _is_treated(self, reads: Reads, attribute: Attribute, treatment: str) -> bool:
        if reads.family not in ("standard", "anonymised", "selectively_anonymised"):
            return False
        if reads.family == "selectively_anonymised":
            term = self.policy.terms_of(reads.purpose).get(attribute.name)
            if term is not None and term.level == "identified":
                return True
        if treatment == COHORT and reads.family == "anonymised":
            row = self.policy.treatment(reads.family, attribute)
            return row is not None and row.technique in ("generalise", "keep")
        technique = self.policy.technique(reads.family, attribute)
        if technique == "keep" or (technique == "generalise" and attribute.hierarchy == LEAF):
            return True
        wanted = {
            "mask": attribute.mask,
            "generalise": f"generalise_{attribute.hierarchy}",
            "top_code": "top_code",
        }.get(technique, "")
        return bool(wanted) and treatment == wanted

    def wanted(self, reads: Iterable[Reads], atom: Atom) -> str:
        """Return what to do so that an atom may be in a relation."""
        families = [way.family for way in reads]
        if not families:
            return "write a row for the zone in seeds/policy/zone_reads.csv"
        attribute = self._attribute(atom)
        if attribute is None:
            return "classify the column where it comes from"
        family = families[0]
        if family in ("standard", "anonymised", "selectively_anonymised"):
            technique = self.policy.technique(family, attribute)
            macro = {"mask": attribute.mask, "generalise": f"generalise_{attribute.hierarchy}"}.get(technique)
            return f"treat it with {macro}(), or take it out" if macro else "take it out"
        if family == "opt_out":
            return "take it out, or name the attribute in seeds/policy/purpose_attributes.csv"
        return "take it out, or count it under a guard of k distinct persons"


def _is_own_pseudonym(reads: Reads, atom: Atom) -> bool:
    if reads.family == "standard":
        return atom.treatment == INTERNAL
    if reads.family == "selectively_anonymised":
        return atom.treatment == f"pseudonym of recipient:{reads.purpose}"
    return False


def must_be_guarded(node: Node) -> bool:
    """Tell whether each row of a node must stand for k persons."""
    return family_of(node.zone) == "anonymised"
