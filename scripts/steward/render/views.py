"""The rendered views: every entity in every family that policy has for it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from steward.classification import Entity, load_logical
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.render.families import anonymised, opt_out, personal_data, selectively_anonymised, standard
from steward.render.families.labelled import labelled_relations
from steward.render.files import combine
from steward.render.labels import render_labels
from steward.render.relation import Relation
from steward.render.summaries import render_summaries

FAMILIES = (standard, personal_data, anonymised, opt_out, selectively_anonymised)


def render_views(project: Project) -> dict[Path, str]:
    """Return the SQL and YAML of every view and of the labels behind them, by path relative to the project.

    Raises StewardError if a column is not classified or policy has no row for it.
    """
    policy = load_policy(project)
    logical = load_logical(project, policy)
    models = logical.models
    relations = (
        relation
        for entity in logical.entities.values()
        for relation in relations_of(project, policy, entity, models)
    )
    private = render_labels(project, models)
    return combine(
        private, render_summaries(project, models), *(own.files(project, policy) for own in relations)
    )


def relations_of(
    project: Project, policy: Policy, entity: Entity, models: Iterable[Entity]
) -> Iterator[Relation]:
    """Yield what every family makes of an entity; `models` are all logical models, helper relations too."""
    for family in FAMILIES:
        yield from family.relations(project, policy, entity)
    yield from labelled_relations(project, policy, entity, models)
