"""One class per policy seed: the columns of its rows, their types, and which of them are the key."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from steward.vocabulary import (
    DisclosureLevel,
    Family,
    Handling,
    Identifier,
    LoginKind,
    PrivacyClass,
    ReadingZone,
    RecipientKind,
    SourceStatus,
    Technique,
    TreatedFamily,
)


class PolicyRow(BaseModel):
    """A row of a seed of `folder`; `seed` names the file, `key` the columns by which a site's row replaces it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    seed: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    folder: ClassVar[str] = "policy"
    _where: str = PrivateAttr(default="")

    @classmethod
    def header(cls) -> tuple[str, ...]:
        """The columns of the seed in their order."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def date_columns(cls) -> tuple[str, ...]:
        """The columns that hold a date, or nothing."""
        kinds = (date, date | None)
        return tuple(
            field.alias or name for name, field in cls.model_fields.items() if field.annotation in kinds
        )

    @property
    def where(self) -> str:
        """The file that the row comes from, and its key, as a user reads them."""
        return self._where

    def read_from(self, where: str) -> Self:
        """Return the row, knowing where it was read."""
        self._where = where
        return self


class Attribute(PolicyRow):
    """What a column may hold, and what policy says of it."""

    seed: ClassVar[str] = "attributes"
    key: ClassVar[tuple[str, ...]] = ("attribute",)
    name: str = Field(alias="attribute", pattern=r"^[a-z][a-z0-9_]*$")
    privacy_class: PrivacyClass = Field(alias="class")
    identifier: Identifier
    data_category: str
    channel: str
    handling: Handling
    mask: str
    hierarchy: str
    retention_group: str
    name_zh: str = Field(min_length=1)
    name_en: str = Field(min_length=1)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels by which the attribute reaches a person."""
        return tuple(filter(None, self.channel.split("|")))


class AttributeCode(PolicyRow):
    """The code of an attribute under a standard, with its time of validity and how sure we are."""

    seed: ClassVar[str] = "attribute_codes"
    key: ClassVar[tuple[str, ...]] = ("attribute", "standard", "valid_from")
    attribute: str
    standard: str = Field(min_length=1)
    code: str = Field(min_length=1)
    valid_from: date | None
    valid_to: date | None
    source_status: SourceStatus


class Treatment(PolicyRow):
    """The technique of a family for a class and identifier, or for one attribute of them."""

    seed: ClassVar[str] = "treatments"
    key: ClassVar[tuple[str, ...]] = ("family", "class", "identifier", "attribute")
    family: TreatedFamily
    privacy_class: PrivacyClass = Field(alias="class")
    identifier: Identifier
    attribute: str
    technique: Technique


class Purpose(PolicyRow):
    """A purpose, and the flag by which customers leave it."""

    seed: ClassVar[str] = "purposes"
    key: ClassVar[tuple[str, ...]] = ("purpose",)
    purpose: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_zh: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    opt_outable: bool
    opt_out_flag: str
    legal_basis_provision: str = Field(min_length=1)


class PurposeAttribute(PolicyRow):
    """An attribute that a purpose needs, and the provision that allows it."""

    seed: ClassVar[str] = "purpose_attributes"
    key: ClassVar[tuple[str, ...]] = ("purpose", "attribute")
    purpose: str
    attribute: str
    provision: str = Field(min_length=1)


class ZoneRead(PolicyRow):
    """A family that a zone may read, under a purpose; anonymised relations serve no purpose in particular."""

    seed: ClassVar[str] = "zone_reads"
    key: ClassVar[tuple[str, ...]] = ("zone", "family", "purpose")
    zone: ReadingZone
    family: Family
    purpose: str


class Decider(PolicyRow):
    """An attribute that may decide rows and values of a family without being shown in it, and what it decides."""

    seed: ClassVar[str] = "deciders"
    key: ClassVar[tuple[str, ...]] = ("family", "attribute")
    family: Family
    attribute: str
    decides: Literal["rows", "values"]
    reason: str = Field(min_length=1)


class Audience(PolicyRow):
    """Who reads inside the house: relations, operating-system group, purpose."""

    seed: ClassVar[str] = "audiences"
    key: ClassVar[tuple[str, ...]] = ("audience",)
    audience: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    os_group: str
    relation_pattern: str = Field(min_length=1)
    purpose: str

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns `schema.relation`, each with `*` for any part of a name."""
        return tuple(part.strip() for part in self.relation_pattern.split("|"))


class SharedGroup(PolicyRow):
    """A declared exception: an audience that shares its operating-system group with another, and why."""

    seed: ClassVar[str] = "shared_groups"
    key: ClassVar[tuple[str, ...]] = ("os_group", "audience")
    os_group: str = Field(min_length=1)
    audience: str
    reason: str = Field(min_length=1)


class Recipient(PolicyRow):
    """Who data is disclosed to."""

    seed: ClassVar[str] = "recipients"
    key: ClassVar[tuple[str, ...]] = ("recipient_id",)
    recipient_id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name_zh: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    kind: RecipientKind
    country: str = Field(pattern=r"^[A-Z]{2}$")


class DisclosureTerm(PolicyRow):
    """An attribute that may go to a recipient, and how far: the most that an agreement can name."""

    seed: ClassVar[str] = "disclosure_terms"
    key: ClassVar[tuple[str, ...]] = ("recipient_id", "purpose", "attribute")
    recipient_id: str
    purpose: str
    attribute: str
    level: DisclosureLevel


class PseudonymScope(PolicyRow):
    """A scope of pseudonyms; those of two scopes cannot be linked."""

    seed: ClassVar[str] = "pseudonym_scopes"
    key: ClassVar[tuple[str, ...]] = ("scope",)
    scope: str = Field(pattern=r"^(internal|recipient:[a-z][a-z0-9_]*)$")
    purpose: str


class LoginRole(PolicyRow):
    """Who logs in: an application, a person or a service, for which audience and how long."""

    seed: ClassVar[str] = "login_roles"
    key: ClassVar[tuple[str, ...]] = ("login_role",)
    folder: ClassVar[str] = "register"
    login_role: str = Field(pattern=r"^[a-z_][a-z0-9_]*$")
    kind: LoginKind
    audience: str
    exposure: str
    owner: str = Field(min_length=1)
    valid_from: date | None
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it may read on a day; both ends count."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
