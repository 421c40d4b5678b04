"""`selectively_anonymised`: per recipient. What terms and an agreement in force both name is in clear."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from steward.classification import Column, Entity
from steward.descriptions import with_note
from steward.policy import Policy, Recipient
from steward.project import Project
from steward.render.families.anonymised import anonymised_line, left_out_note
from steward.render.families.persons import Persons, persons_of
from steward.render.pseudonyms import Key, key_of, subjects_of
from steward.render.relation import Relation
from steward.render.treatment import Line
from steward.vocabulary import LEAF

FAMILY = "selectively_anonymised"
# A processor acts for the company and an authority on its order: neither gets a relation.
KINDS = ("controller", "affiliate")
PURPOSE = "third_party_disclosure"


def relations(project: Project, policy: Policy, entity: Entity) -> Iterator[Relation]:
    """Yield the relation of a main entity for each recipient."""
    if not entity.main:
        return
    for recipient in policy.recipients.values():
        if recipient.kind in KINDS:
            relation = _relation(project, policy, entity, recipient)
            if relation:
                yield relation


@dataclass(frozen=True)
class _Place:
    """Where a column stands: its source, the keys beside it, what the terms name, whose the rows are."""

    source: str
    keys: Mapping[str, Key]
    clear: frozenset[str]
    persons: Persons


def _relation(project: Project, policy: Policy, entity: Entity, recipient: Recipient) -> Relation | None:
    keys = {
        column.name: key_of(column)
        for column in entity.columns
        if policy.technique(FAMILY, column.attribute) == "pseudonymise"
    }
    place = _Place(entity.name, keys, _clear_attributes(policy, recipient), persons_of(entity))
    shown = [(column, _line(project, policy, column, place)) for column in entity.columns]
    lines = [line for _, line in shown if line]
    if not lines:
        return None
    return Relation(
        entity=entity,
        family=FAMILY,
        schema=FAMILY,
        model=f"{entity.name}__{recipient.recipient_id}",
        lines=lines,
        description=_description(entity, recipient),
        notes=[_note(recipient, lines), *left_out_note([column.name for column, line in shown if not line])],
        values=_values(entity, recipient, place, lines),
        meta={"purpose": PURPOSE, "recipient": recipient.recipient_id},
        data_tests=[("under_agreement", {"recipient": recipient.recipient_id})],
    )


def _note(recipient: Recipient, lines: list[Line]) -> str:
    clear = (
        "in clear only what the terms and the agreement both name, of people who chose to be named to it"
        if _conditional(lines)
        else "the terms name nothing in clear"
    )
    return f"For {recipient.name_en}: zero rows without an agreement in force; {clear}."


def _conditional(lines: list[Line]) -> list[str]:
    return list(dict.fromkeys(line.attribute for line in lines if line.sql.startswith("case")))


def _values(entity: Entity, recipient: Recipient, place: _Place, lines: list[Line]) -> dict[str, object]:
    return {
        "recipient": recipient.recipient_id,
        "scope": f"recipient:{recipient.recipient_id}",
        "subjects": subjects_of(place.keys.values()),
        "clear": _conditional(lines),
        "persons": place.persons.template,
        "joins": [*place.persons.joins, *(key.join(entity.name) for key in place.keys.values())],
    }


def _clear_attributes(policy: Policy, recipient: Recipient) -> frozenset[str]:
    terms = policy.terms_of(recipient.recipient_id).values()
    return frozenset(term.attribute for term in terms if term.level == "identified")


def _line(project: Project, policy: Policy, column: Column, place: _Place) -> Line | None:
    key = place.keys.get(column.name)
    if key:
        return key.line("As a pseudonym of this recipient alone.", "以仅供该接收方使用的假名表示。")
    otherwise = anonymised_line(project, policy, FAMILY, column, place.source)
    if column.attribute.name in place.clear and column.attribute.handling == "normal":
        return _clear_line(column, place, otherwise)
    return otherwise


def _clear_line(column: Column, place: _Place, otherwise: Line | None) -> Line:
    value = f"{place.source}.{column.name}"
    condition = f"{place.persons.identified} and agreed.names_{column.attribute.name}"
    if otherwise and otherwise.sql in (value, f"{{{{ generalise_{LEAF}('{value}') }}}}"):
        return otherwise
    if otherwise and otherwise.data_type == column.data_type:
        sql = f"case\n        when {condition} then {value}\n        else {otherwise.sql}\n    end"
        note = ("In clear where the agreement names it, else generalised.", "协议列明时为明文，否则已概化。")
    else:
        sql = f"case when {condition} then {value} end"
        note = ("In clear where the agreement names it, else empty.", "协议列明时为明文，否则为空。")
    description = with_note(column.description, *note)
    return Line(column.name, sql, column.data_type, description, column.attribute.name, "keep")


def _description(entity: Entity, recipient: Recipient) -> str:
    return with_note(
        entity.description,
        f"For {recipient.name_en}: people whose data may go there, under an agreement in force.",
        f"供{recipient.name_zh}使用：仅含可向其提供的客户，且须有生效协议。",
    )
