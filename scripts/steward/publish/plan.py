"""What goes to whom: the relations of each audience, its folder and its group."""

import grp
import os
from dataclasses import dataclass, replace
from pathlib import Path

from steward.catalogue import Catalogue, CatalogueRelation
from steward.checks.expected import Expected, ExpectedRelation
from steward.errors import StewardError
from steward.policy import Audience, Policy
from steward.project import Project
from steward.vocabulary import CUSTODY_ZONES, OPT_OUT_PREFIX, READABLE_ZONES, family_of

AUDIENCES = "seeds/policy/audiences.csv"
SELECTIVE = "selectively_anonymised"
BETWEEN = "__"


@dataclass(frozen=True)
class PlannedRelation:
    """A relation of an audience as the build holds it, with the project's comments where it has none."""

    relation: CatalogueRelation
    zone: str
    purpose: str

    @property
    def family(self) -> str:
        """The view family, or the zone of a relation of none."""
        return family_of(self.zone)

    @property
    def label(self) -> str:
        """The relation as the audience reads it."""
        return self.relation.label

    @property
    def entity(self) -> str:
        """The entity of a view: the part of its name before the recipient."""
        return self.relation.name.split(BETWEEN)[0]

    @property
    def recipient(self) -> str:
        """The recipient of a selectively anonymised relation, else empty."""
        return self.relation.name.partition(BETWEEN)[2] if self.zone == SELECTIVE else ""


@dataclass(frozen=True)
class AudiencePlan:
    """An audience with its relations; `group` is None where no group is configured: the builder's own."""

    audience: Audience
    folder: Path
    group: int | None
    relations: tuple[PlannedRelation, ...]

    @property
    def name(self) -> str:
        """The audience's name, which is also that of its folder."""
        return self.audience.audience

    @property
    def gid(self) -> int:
        """The group that folder and file must have."""
        return os.getegid() if self.group is None else self.group

    @property
    def recipients(self) -> tuple[str, ...]:
        """The recipients whose relations the audience gets."""
        return tuple(sorted({planned.recipient for planned in self.relations} - {""}))


def plan_audiences(
    project: Project, policy: Policy, catalogue: Catalogue, expected: Expected
) -> list[AudiencePlan]:
    """Return the audiences that get a file, those that match no relation left out.

    Raises StewardError if a group is missing or shared without a declaration, or a pattern reaches custody.
    """
    for group, audiences in policy.undeclared_shared_groups.items():
        what = f"group {group} is that of {' and '.join(audiences)}, so each could open the other's file"
        raise StewardError(
            AUDIENCES, what, "give each its own, or declare it in shared_groups.csv with a reason"
        )
    by_label = {own.label: own for own in expected.values() if own.key in catalogue}
    plans = []
    for audience in policy.audiences.values():
        labels = policy.relations_of(audience, by_label)
        relations = tuple(_planned(audience, by_label[label], catalogue) for label in sorted(labels))
        _refuse_foreign(audience, relations, policy)
        if relations:
            folder = project.published / audience.audience
            plans.append(AudiencePlan(audience, folder, _group(audience), relations))
    return plans


def _planned(audience: Audience, expected: ExpectedRelation, catalogue: Catalogue) -> PlannedRelation:
    """Return the relation with the purpose it serves: its family's, or in kyc and crm its audience's."""
    zone = expected.zone
    if zone.startswith(OPT_OUT_PREFIX):
        purpose = zone.removeprefix(OPT_OUT_PREFIX)
    else:
        purpose = audience.purpose if zone in READABLE_ZONES else ""
    return PlannedRelation(_commented(catalogue[expected.key], expected), zone, purpose)


def _commented(relation: CatalogueRelation, expected: ExpectedRelation) -> CatalogueRelation:
    """A table that a hook makes has no comments of its own."""
    columns = tuple(
        replace(column, comment=column.comment or expected.comments.get(column.name, ""))
        for column in relation.columns
    )
    return replace(relation, comment=relation.comment or expected.description, columns=columns)


def _refuse_foreign(audience: Audience, relations: tuple[PlannedRelation, ...], policy: Policy) -> None:
    """Refuse what a pattern reaches and its audience may not read: custody's zones, two recipients."""
    where = f"{AUDIENCES}, audience {audience.audience}"
    for planned in relations:
        if planned.zone in (*CUSTODY_ZONES, "main"):
            raise StewardError(
                where, f"the pattern reaches {planned.label}, which custody alone reads", "narrow it"
            )
        if planned.zone == SELECTIVE and planned.recipient not in policy.recipients:
            raise StewardError(
                where, f"{planned.label} is of no recipient in recipients.csv", "add the recipient's row"
            )
    recipients = {planned.recipient for planned in relations if planned.recipient}
    if len(recipients) > 1:
        what = f"the pattern reaches the relations of {' and '.join(sorted(recipients))}"
        raise StewardError(where, what, "write one audience per recipient")


def _group(audience: Audience) -> int | None:
    if not audience.os_group:
        return None
    try:
        return grp.getgrnam(audience.os_group).gr_gid
    except KeyError:
        what = f"the system has no group {audience.os_group}"
        do = "make it (groupadd), mend os_group, or leave it empty for the builder's own group"
        raise StewardError(f"{AUDIENCES}, audience {audience.audience}", what, do) from None
