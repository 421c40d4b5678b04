"""`anonymised` by the block of the logical model: the labels that an engine gave, of persons who share them."""

from collections.abc import Iterable, Iterator

from steward.anonymise.family import FamilyPolicy, Hierarchies, Published, family_policy, published_columns
from steward.classification import Entity
from steward.descriptions import with_note
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.render.families.anonymised import FAMILY, left_out_note
from steward.render.relation import Relation
from steward.render.treatment import Line

NOTE = (
    "Labels that at least k persons share, all columns taken together; others are absent.",
    "仅含至少k人共有的标签组合（全部字段合并计算），其余不在其中。",
)
SHOWN = ("generalise", "keep", "top_code")
LEVEL = ("{name}_level", "integer", "Level of the hierarchy of {name}. / {name} 的概化层级。")
BOUNDS = (
    ("{name}_from", "lower_bound", "First value under the label of {name}. / {name} 标签下的首个取值。"),
    (
        "{name}_to",
        "upper_bound",
        "Last value under the label of {name}; of numbers the first above."
        " / {name} 标签下的末个取值，数值为上界（不含）。",
    ),
)


def labelled_relations(
    project: Project, policy: Policy, entity: Entity, models: Iterable[Entity]
) -> Iterator[Relation]:
    """Yield the relation of an entity with an anonymise block; `models` are all logical models.

    Raises StewardError on a wrong block, and on a column that the family may not show.
    """
    rules = family_policy(project, entity)
    if rules:
        columns = published_columns(models, entity, rules, Hierarchies(project))
        for own in columns:
            _refuse_hidden(policy, entity, own)
        yield _relation(entity, rules, columns)


def _relation(entity: Entity, rules: FamilyPolicy, columns: list[Published]) -> Relation:
    lines = [line for place, own in enumerate(columns, 1) for line in _lines(own, place, rules.is_local)]
    measured = Line(
        "released_on",
        "standing.released_on",
        "date",
        "As-of date of the build that released the row; its values are of then. / 发布该行的批次日期，各值截至该日。",
        "business_date",
        "keep",
    )
    if rules.record == rules.person:
        lines.append(measured)
    named = {own.name for own in columns}
    k = f"{{{{ {rules.k_sql} }}}}" if "var" in rules.k_sql else rules.k_sql
    return Relation(
        entity=entity,
        family=FAMILY,
        schema=FAMILY,
        model=f"{entity.name}__{FAMILY}",
        lines=lines,
        description=with_note(entity.description, *NOTE),
        notes=[NOTE[0], *left_out_note([own.name for own in entity.columns if own.name not in named])],
        meta={"k": k},
        data_tests=[("k_anonymous", {"columns": [line.name for line in lines], "k": k})],
        template="labelled",
    )


def _lines(own: Published, place: int, is_local: bool) -> Iterator[Line]:
    attribute = own.column.attribute.name
    description = with_note(
        own.column.description, "As a label; * is any value.", "以标签表示，* 表示任意值。"
    )
    yield Line(own.name, f"standing.label[{place}]", "text", description, attribute, "generalise")
    if is_local:
        name, kind, text = (part.format(name=own.name) for part in LEVEL)
        yield Line(name, f"standing.levels[{place}]", kind, text, attribute, "generalise")
        for pattern, source, words in BOUNDS:
            name, text = pattern.format(name=own.name), words.format(name=own.name)
            yield Line(name, f"standing.{source}[{place}]", "text", text, attribute, "generalise")


def _refuse_hidden(policy: Policy, entity: Entity, own: Published) -> None:
    attribute = own.column.attribute
    row = policy.treatment(FAMILY, attribute)
    # The block's own hierarchy stands in where the attribute has none.
    if row and row.technique in SHOWN and attribute.identifier != "direct" and attribute.handling == "normal":
        return
    raise StewardError(
        f"model {entity.model}, anonymise, column {own.name}",
        f"attribute {attribute.name} may not stand in family {FAMILY}",
        "leave the column out, or mend seeds/policy/treatments.csv",
    )
