"""`personal_data`: every column of every entity, for those who read under a legal obligation."""

from collections.abc import Iterator

from steward.classification import Entity
from steward.descriptions import with_note
from steward.policy import Policy
from steward.project import Project
from steward.render.relation import Relation
from steward.render.treatment import keep

FAMILY = "personal_data"
NOTE = ("Every column in clear.", "全部字段，未作处理。")


def relations(_project: Project, _policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield the one relation of an entity."""
    yield Relation(
        entity=entity,
        family=FAMILY,
        schema=FAMILY,
        model=f"{entity.name}__{FAMILY}",
        lines=[keep(column, entity.name) for column in entity.columns],
        description=with_note(entity.description, *NOTE),
        notes=[f"{NOTE[0]} A new column appears here once it is classified."],
    )
