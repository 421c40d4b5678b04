"""`anonymised.<entity>_summary`: counts over the released records of an entity, in a tree of two columns."""

from collections.abc import Iterable
from pathlib import Path

from steward.anonymise.family import FamilyPolicy, Hierarchies, Published, family_policy, published_columns
from steward.classification import Entity
from steward.errors import StewardError
from steward.project import Project
from steward.render.template import fill, quoted

FOLDER = Path("models", "views", "anonymised")
Described = tuple[str, str, str, str]
CUSTOMERS: Described = ("customers", "bigint", "Persons of the group. / 组内人数。", "record_count")
# What is counted of an entity; one that is not named here has no summary.
MEASURES = {
    "customer": (
        CUSTOMERS,
        (
            "active_customers",
            "bigint",
            "Of them, with a transaction in 90 days, rounded down to a multiple of k."
            " / 90天内有交易的人数，向下取整为k的倍数。",
            "record_count",
        ),
        ("transactions_90d", "bigint", "Their transactions in 90 days. / 90天内交易笔数。", "record_count"),
        (
            "amount_90d",
            "decimal(18,2)",
            "Yuan they settled in 90 days. / 90天内人民币金额。",
            "behaviour_amount_band",
        ),
    ),
    "transaction": (
        CUSTOMERS,
        ("transactions", "bigint", "Transactions of the group. / 组内交易笔数。", "record_count"),
        (
            "amount",
            "decimal(18,2)",
            "Yuan of the group, the largest amounts at the bound that k persons reach."
            " / 人民币金额合计，最大金额按上限计。",
            "transaction_amount",
        ),
    ),
}


def summary_columns(project: Project, entity: Entity, models: list[Entity]) -> list[tuple[str, str]]:
    """Return name and attribute of each column of an entity's summary, nothing where it has none.

    Raises StewardError on a wrong block.
    """
    policy = family_policy(project, entity)
    if not policy or not policy.summary:
        return []
    columns = published_columns(models, entity, policy, Hierarchies(project))
    return [(name, attribute) for name, _, _, attribute in _described(entity, policy, columns)]


def render_summaries(project: Project, entities: Iterable[Entity]) -> dict[Path, str]:
    """Return SQL and YAML of every summary by path relative to the project. Raises StewardError on a wrong block."""
    models, hierarchies = list(entities), Hierarchies(project)
    files: dict[Path, str] = {}
    for entity in models:
        policy = family_policy(project, entity)
        if policy and policy.summary:
            columns = published_columns(models, entity, policy, hierarchies)
            files |= _files(project, entity, policy, columns)
    return files


def _files(
    project: Project, entity: Entity, policy: FamilyPolicy, columns: list[Published]
) -> dict[Path, str]:
    described = _described(entity, policy, columns)
    places = {own.name: place for place, own in enumerate(columns, 1)}
    major, minor = policy.summary or ("", "")
    values = {
        "source": project.relative(entity.path),
        "entity": entity,
        "policy": policy,
        "major": major,
        "minor": minor,
        "major_place": places[major],
        "minor_place": places[minor],
        "amount_place": places.get("amount"),
        "described": described,
        "k_yaml": quoted(f"{{{{ {policy.k_sql} }}}}"),
        "quoted": quoted,
    }
    path = FOLDER / f"{entity.name}_summary__anonymised"
    return {
        path.with_suffix(".sql"): fill(f"summary/{entity.name}.sql", **values),
        path.with_suffix(".yml"): fill("summary/summary.yml", **values),
    }


def _described(entity: Entity, policy: FamilyPolicy, columns: list[Published]) -> list[Described]:
    """Return name, type, description and attribute of each column: the two groups, then what is counted."""
    where = f"model {entity.model}, anonymise.summary"
    if entity.name not in MEASURES:
        raise StewardError(
            where, f"there are no measures of {entity.name}", f"use it for {' or '.join(MEASURES)}"
        )
    published = {own.name: own.column for own in columns}
    for name in policy.summary or ():
        if name not in published:
            raise StewardError(where, f"`{name}` is no published column", "name two of the block's columns")
    groups = [
        (name, "text", published[name].description, published[name].attribute.name)
        for name in policy.summary or ()
    ]
    return [*groups, *MEASURES[entity.name]]
