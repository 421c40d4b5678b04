"""`anonymised`: no direct identifier, no key; quasi-identifiers generalised, rare combinations absent."""

from collections.abc import Iterator

from steward.classification import Column, Entity
from steward.descriptions import with_note
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.render import treatment
from steward.render.relation import Relation
from steward.render.treatment import Line

FAMILY = "anonymised"
NOTE = (
    "Without identifiers and keys, generalised; combinations of fewer than k persons are absent.",
    "不含标识符和关联键，已概化；不足k人的组合不在其中。",
)
K = "{{ var('k_anonymity') }}"


def relations(project: Project, policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield the one relation of a main entity without a block of its own; none if nothing of it may be shown."""
    if not entity.main or entity.anonymise is not None:
        return
    lines, left_out = anonymised_lines(project, policy, FAMILY, entity.columns, entity.name)
    if not lines:
        return
    yield Relation(
        entity=entity,
        family=FAMILY,
        schema=FAMILY,
        model=f"{entity.name}__{FAMILY}",
        lines=lines,
        description=with_note(entity.description, *NOTE),
        notes=[NOTE[0], *left_out_note(left_out)],
        meta={"k": K},
        data_tests=[("k_anonymous", {"columns": [line.name for line in lines], "k": K})],
    )


def anonymised_lines(
    project: Project, policy: Policy, family: str, columns: tuple[Column, ...], source: str
) -> tuple[list[Line], list[str]]:
    """Return the columns that may be shown, as they are shown, and the names of those left out."""
    lines, left_out = [], []
    for column in columns:
        line = anonymised_line(project, policy, family, column, source)
        if line is None:
            left_out.append(column.name)
        else:
            lines.append(line)
    return lines, left_out


def anonymised_line(
    project: Project, policy: Policy, family: str, column: Column, source: str
) -> Line | None:
    """Return the column as it is shown without its people, None if it is not."""
    match policy.technique(family, column.attribute):
        case "keep":
            return treatment.keep(column, source)
        case "generalise":
            return treatment.generalise(project, column, source)
        case "top_code":
            return treatment.top_code(column, source)
        case "suppress":
            return None
        case technique:
            raise StewardError(
                f"seeds/policy/treatments.csv, family {family}, attribute {column.attribute.name}",
                f"technique `{technique}` does not make a value anonymous",
                "write keep, generalise, top_code or suppress",
            )


def left_out_note(names: list[str]) -> list[str]:
    """Return the comment that lists the columns that are not there."""
    return [f"Left out: {', '.join(names)}."] if names else []
