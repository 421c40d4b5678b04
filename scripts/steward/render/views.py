"""The rendered views: every entity in every family that policy has for it."""

from pathlib import Path

from steward.classification import load_entities
from steward.policy import load_policy
from steward.project import Project
from steward.render.families import anonymised, opt_out, personal_data, selectively_anonymised, standard
from steward.render.files import combine

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
            for family in FAMILIES
            for relation in family.relations(project, policy, entity)
        )
    )
