"""The registers: one row per column, and one per column of a view, so that a change of privacy is a line in a diff.

They are seeds, so that reports in SQL read the classification and the techniques as they were rendered.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from steward.classification import Column, Entity, load_logical
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.render.relation import Relation
from steward.render.summaries import summary_columns
from steward.render.views import relations_of

FOLDER = Path("seeds", "register")
COLUMNS = (
    "entity",
    "column_name",
    "data_type",
    "attribute",
    "class",
    "identifier",
    "handling",
    "retention_group",
    "standard",
    "anonymised",
    "opt_out",
    "recipients",
)
VIEW_COLUMNS = (
    "family",
    "relation",
    "entity",
    "column_name",
    "attribute",
    "class",
    "identifier",
    "technique",
)
ABSENT = "absent"


def render_registers(project: Project) -> dict[Path, str]:
    """Return the two registers by path relative to the project.

    Raises StewardError if a column is not classified or policy has no row for it.
    """
    policy = load_policy(project)
    logical = load_logical(project, policy)
    entities, models = logical.entities, logical.models
    relations = {
        name: list(relations_of(project, policy, entity, models)) for name, entity in entities.items()
    }
    columns = (
        row
        for name, entity in sorted(entities.items())
        for row in _column_rows(policy, entity, relations[name])
    )
    views = (
        row
        for name in sorted(relations)
        for row in (
            *_view_rows(policy, relations[name]),
            *_summary_rows(policy, name, summary_columns(project, entities[name], models)),
        )
    )
    return {
        FOLDER / "column_register.csv": _csv(COLUMNS, columns),
        FOLDER / "view_register.csv": _csv(VIEW_COLUMNS, views),
    }


def _column_rows(policy: Policy, entity: Entity, relations: list[Relation]) -> Iterator[tuple[str, ...]]:
    for column in entity.columns:
        attribute = column.attribute
        yield (
            entity.name,
            column.name,
            column.data_type,
            attribute.name,
            attribute.privacy_class,
            attribute.identifier,
            attribute.handling,
            attribute.retention_group,
            _technique(relations, "standard", column),
            _technique(relations, "anonymised", column),
            "|".join(_holders(relations, "opt_out", column)),
            "|".join(_holders(relations, "selectively_anonymised", column)),
        )


def _technique(relations: Iterable[Relation], family: str, column: Column) -> str:
    """Return what a family does with a column, `absent` where it leaves the column or the entity out."""
    found = [
        line.technique
        for relation in relations
        if relation.family == family
        for line in relation.lines
        if line.name == column.name
        or (line.technique == "pseudonymise" and _is_key_of(line.name, column.name))
    ]
    return found[0] if found else ABSENT


def _is_key_of(key: str, column: str) -> bool:
    return key.endswith("_key") and key.removesuffix("_key") == column.removesuffix("_id")


def _holders(relations: Iterable[Relation], family: str, column: Column) -> list[str]:
    """Return the purposes or recipients whose relation shows the column."""
    return sorted(
        str(relation.meta.get("purpose" if family == "opt_out" else "recipient", relation.schema))
        for relation in relations
        if relation.family == family and any(line.name == column.name for line in relation.lines)
    )


def _view_rows(policy: Policy, relations: Iterable[Relation]) -> Iterator[tuple[str, ...]]:
    for relation in sorted(
        relations, key=lambda relation: (relation.family, relation.schema, relation.alias)
    ):
        place = (relation.family, f"{relation.schema}.{relation.alias}", relation.entity.name)
        for line in relation.lines:
            yield _view_row(policy, place, line.name, line.attribute, line.technique)


def _summary_rows(
    policy: Policy, entity: str, columns: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    place = ("anonymised", f"anonymised.{entity}_summary", entity)
    for name, attribute in columns:
        yield _view_row(policy, place, name, attribute, "generalise")


def _view_row(
    policy: Policy, place: tuple[str, str, str], name: str, attribute: str, technique: str
) -> tuple[str, ...]:
    """Return the row of a column; `place` is the family, the relation and the entity."""
    own = policy.attributes[attribute]
    return (*place, name, own.name, own.privacy_class, own.identifier, technique)


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
