"""`opt_out_<purpose>`: the columns that a purpose needs, of the people who may be used for it."""

from collections.abc import Iterator

from steward.classification import Column, Entity
from steward.policy import Policy, Purpose, PurposeAttribute
from steward.project import Project
from steward.render import treatment
from steward.render.families.persons import persons_of
from steward.render.relation import Relation
from steward.vocabulary import schema_of

FAMILY = "opt_out"


def relations(_project: Project, policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield the relation of a main entity for each purpose that can be left and that needs a column of it."""
    if not entity.main:
        return
    for purpose in policy.opt_out_purposes:
        needed = policy.attributes_of(purpose.purpose)
        columns = [
            column
            for column in entity.columns
            if column.attribute.name in needed and column.attribute.handling == "normal"
        ]
        if columns:
            yield _relation(entity, purpose, columns, needed)


def opening(purpose: Purpose) -> str:
    """The sentence that opens the comment of every relation of a purpose."""
    return (
        f"Only people who may be used for {purpose.name_en}; refusals are absent"
        f" / 仅含可用于{purpose.name_zh}的客户，已拒绝者不在其中"
    )


def _relation(
    entity: Entity, purpose: Purpose, columns: list[Column], needed: dict[str, PurposeAttribute]
) -> Relation:
    persons = persons_of(entity)
    schema = schema_of(FAMILY, purpose.purpose)
    lines = []
    for column in columns:
        provision = needed[column.attribute.name].provision
        lines.append(treatment.keep(column, entity.name, f"Provision: {provision}.", f"依据：{provision}。"))
    left_out = [column.name for column in entity.columns if column not in columns]
    return Relation(
        entity=entity,
        family=FAMILY,
        schema=schema,
        model=f"{entity.name}__{schema}",
        lines=lines,
        description=f"{opening(purpose)}. {entity.description}",
        notes=[
            f"Only people who may be used for {purpose.name_en}: a row is absent as soon as one person "
            "that it belongs to refused or is not known.",
            *([f"Not needed for it: {', '.join(left_out)}."] if left_out else []),
        ],
        values={
            "flag": purpose.opt_out_flag,
            "persons": persons.template,
            "joins": persons.joins,
            "clear": [],
        },
        meta={"purpose": purpose.purpose},
        data_tests=[("opted_out_absent", {"flag": purpose.opt_out_flag, "row": persons.row(columns)})],
    )
