"""The rendered views: every entity in every family that policy has for it."""

from collections.abc import Iterator
from pathlib import Path

from steward.classification import Entity, load_entities
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.render.families import anonymised, opt_out, personal_data, selectively_anonymised, standard
from steward.render.files import combine
from steward.render.relation import Relation

FAMILIES = (standard, personal_data, anonymised, opt_out, selectively_anonymised)


def render_views(project: Project) -> dict[Path, str]:
    """Return the SQL and YAML of every view by path relative to the project.

    Raises StewardError if a column is not classified or policy has no row for it.
    """
    policy = load_policy(project)
    entities = load_entities(project, policy)
    return combine(
        *(
            relation.files(project, policy)
            for entity in entities.values()
            for relation in relations_of(project, policy, entity)
        )
    )


def relations_of(project: Project, policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield what every family makes of an entity."""
    for family in FAMILIES:
        yield from family.relations(project, policy, entity)
