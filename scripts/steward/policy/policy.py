"""The policy as a whole, and the questions that renderers, checks and publish ask it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property

from steward.errors import StewardError
from steward.policy.rows import (
    Attribute,
    AttributeCode,
    Audience,
    Decider,
    DisclosureTerm,
    PseudonymScope,
    Purpose,
    PurposeAttribute,
    Recipient,
    SharedGroup,
    Treatment,
    ZoneRead,
)
from steward.vocabulary import Technique, did_you_mean, schema_of


@dataclass(frozen=True)
class Policy:
    """All policy rows; a lookup of a word that is not there raises StewardError."""

    attributes: dict[str, Attribute] = field(default_factory=dict)
    attribute_codes: tuple[AttributeCode, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    purposes: dict[str, Purpose] = field(default_factory=dict)
    purpose_attributes: tuple[PurposeAttribute, ...] = ()
    zone_reads: tuple[ZoneRead, ...] = ()
    deciders: tuple[Decider, ...] = ()
    audiences: dict[str, Audience] = field(default_factory=dict)
    shared_groups: tuple[SharedGroup, ...] = ()
    recipients: dict[str, Recipient] = field(default_factory=dict)
    disclosure_terms: tuple[DisclosureTerm, ...] = ()
    pseudonym_scopes: tuple[PseudonymScope, ...] = ()

    def attribute(self, name: str) -> Attribute:
        """Return the attribute of that name."""
        if name not in self.attributes:
            raise StewardError(
                "seeds/policy/attributes.csv",
                f"no attribute `{name}`",
                did_you_mean(name, self.attributes, "add it, or use one that is there"),
            )
        return self.attributes[name]

    @cached_property
    def _treatments(self) -> dict[tuple[str, str, str, str], Treatment]:
        return {
            (row.family, row.privacy_class, row.identifier, row.attribute): row for row in self.treatments
        }

    def treatment(self, family: str, attribute: Attribute) -> Treatment | None:
        """Return the row that decides in a family: the attribute's own wins; None where none fits."""
        place = (family, attribute.privacy_class, attribute.identifier)
        own = self._treatments.get((*place, attribute.name))
        return own or self._treatments.get((*place, ""))

    def technique(self, family: str, attribute: Attribute) -> Technique:
        """Return the technique of a family for an attribute: `generalise` without a hierarchy is `suppress`.

        Raises StewardError where no row fits, for a column without a decision must reach no reader.
        """
        row = self.treatment(family, attribute)
        if row is None:
            raise StewardError(
                "seeds/policy/treatments.csv",
                f"no technique for family {family}, class {attribute.privacy_class}, "
                f"identifier {attribute.identifier} (attribute {attribute.name})",
                "add the row",
            )
        if row.technique == "generalise" and not attribute.hierarchy:
            return "suppress"
        return row.technique

    @property
    def opt_out_purposes(self) -> tuple[Purpose, ...]:
        """The purposes that a customer can leave, in the order of the seed."""
        return tuple(purpose for purpose in self.purposes.values() if purpose.opt_outable)

    def attributes_of(self, purpose: str) -> dict[str, PurposeAttribute]:
        """Return the attributes that a purpose needs, by name."""
        return {row.attribute: row for row in self.purpose_attributes if row.purpose == purpose}

    def terms_of(self, recipient_id: str) -> dict[str, DisclosureTerm]:
        """Return the most that may go to a recipient, by attribute."""
        return {row.attribute: row for row in self.disclosure_terms if row.recipient_id == recipient_id}

    def relations_of(self, audience: Audience, relations: Iterable[str]) -> tuple[str, ...]:
        """Return those of `relations` (each `schema.relation`, without prefix) that an audience may read."""
        return tuple(
            relation
            for relation in relations
            if any(fnmatchcase(relation, pattern) for pattern in audience.patterns)
        )

    def may_read(self, zone: str, schema: str) -> bool:
        """Tell whether a zone may read the relations of a schema of views."""
        return any(
            row.zone == zone and schema_of(row.family, row.purpose) == schema for row in self.zone_reads
        )

    @cached_property
    def undeclared_shared_groups(self) -> dict[str, tuple[str, ...]]:
        """Operating-system groups of several audiences that are not all declared, with those audiences."""
        members: dict[str, list[str]] = {}
        for audience in self.audiences.values():
            if audience.os_group:
                members.setdefault(audience.os_group, []).append(audience.audience)
        declared = {(row.os_group, row.audience) for row in self.shared_groups}
        return {
            group: tuple(audiences)
            for group, audiences in members.items()
            if len(audiences) > 1 and not all((group, name) in declared for name in audiences)
        }
