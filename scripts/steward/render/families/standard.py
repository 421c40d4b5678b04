"""`standard`: for display. Identity masked, personal and sensitive data withheld, joined by pseudonyms."""

from collections.abc import Iterator

from steward.classification import Column, Entity
from steward.descriptions import with_note
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.render import treatment
from steward.render.pseudonyms import INTERNAL, Key, key_of, subjects_of
from steward.render.relation import Relation
from steward.render.treatment import Line

FAMILY = "standard"
NOTE = (
    "Identity masked, personal and sensitive data withheld, joined by internal pseudonyms.",
    "身份信息已遮蔽，个人及敏感信息已隐去，各表以内部假名关联。",
)


def relations(project: Project, policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield the one relation of a main entity."""
    if not entity.main:
        return
    techniques = {column.name: policy.technique(FAMILY, column.attribute) for column in entity.columns}
    keys = [key_of(column) for column in entity.columns if techniques[column.name] == "pseudonymise"]
    by_column = {key.column.name: key for key in keys}
    lines = [
        by_column[column.name].line("As a pseudonym.", "以假名表示。")
        if column.name in by_column
        else _line(project, column, entity.name, techniques[column.name])
        for column in entity.columns
    ]
    yield Relation(
        entity=entity,
        family=FAMILY,
        schema=FAMILY,
        model=f"{entity.name}__{FAMILY}",
        lines=lines,
        description=with_note(entity.description, *NOTE),
        notes=[NOTE[0]],
        values=_values(entity, keys),
        data_tests=_data_tests(entity, lines),
    )


def _values(entity: Entity, keys: list[Key]) -> dict[str, object]:
    return {
        "subjects": subjects_of(keys),
        "scope": INTERNAL,
        "joins": [key.join(entity.name) for key in keys],
    }


def _data_tests(entity: Entity, lines: list[Line]) -> list[tuple[str, dict[str, object]]]:
    masked = [line.name for line in lines if line.technique == "mask"]
    return [("never_holds_identifier", {"of": entity.model, "columns": masked})] if masked else []


def _line(project: Project, column: Column, source: str, technique: str) -> Line:
    match technique:
        case "keep":
            return treatment.keep(column, source)
        case "mask":
            return treatment.mask(project, column, source)
        case "generalise":
            return treatment.generalise(project, column, source) or treatment.suppress(column)
        case "top_code":
            return treatment.top_code(column, source)
        case "suppress":
            return treatment.suppress(column)
    raise StewardError(
        f"seeds/policy/treatments.csv, family {FAMILY}", f"unknown technique `{technique}`", "use a known one"
    )
