"""The private label relations of each anonymised entity: values, their levels, the cohorts, what was withdrawn."""

from collections.abc import Iterable
from pathlib import Path

from steward.anonymise.family import FamilyPolicy, Hierarchies, Published, family_policy, published_columns
from steward.classification import Entity
from steward.project import Project
from steward.render.template import fill, quoted

FOLDER = Path("models", "labels")
AUDIT = Path("models", "audit", "rpt_anonymisation_release")
CUSTOMER = "ldm_customer"


def render_labels(project: Project, entities: Iterable[Entity]) -> dict[Path, str]:
    """Return the models of every entity with an anonymise block, by path relative to the project.

    `entities` are all logical models, helper relations too. Raises StewardError on a wrong block.
    """
    models, hierarchies = list(entities), Hierarchies(project)
    audited = []
    files: dict[Path, str] = {}
    for entity in models:
        policy = family_policy(project, entity)
        if policy:
            columns = published_columns(models, entity, policy, hierarchies)
            audited.append((entity, policy, columns))
            files |= _files(project, entity, policy, columns)
    if audited:
        files[AUDIT.with_suffix(".sql")] = fill("labels/audit.sql", audited=audited, quoted=_quoted)
        files[AUDIT.with_suffix(".yml")] = fill("labels/audit.yml")
    return files


def _files(
    project: Project, entity: Entity, policy: FamilyPolicy, columns: list[Published]
) -> dict[Path, str]:
    named = {own.rule.of for own in columns if own.rule.of and own.rule.of != entity.model}
    # A person that is not known has no row in any relation of the family.
    joined = sorted(named if entity.model == CUSTOMER else {CUSTOMER, *named})
    key = entity.column(policy.record)
    values = {
        # What the key of a record holds: of a customer, the customer number.
        "key": key.attribute.name if key else "record_id",
        "source": project.relative(entity.path),
        "entity": entity,
        "policy": policy,
        "columns": columns,
        "joined": joined,
        "names": _quoted(own.name for own in columns),
        "sensitive": _quoted(own.name for own in columns if own.is_sensitive),
        "top_coded": _quoted(own.name for own in columns if own.rule.top_code),
        "one_record": policy.record == policy.person,
    }
    name = f"lbl_{entity.name}"
    sql = {f"{name}_leaf": "leaf", f"{name}_path": "path", name: "cohort", f"{name}_withdrawal": "withdrawal"}
    files = {
        FOLDER / f"{model}.sql": fill(f"labels/{template}.sql", **values) for model, template in sql.items()
    }
    described = fill("labels/models.yml", quoted=quoted, **values)
    return {**files, FOLDER / f"_{name}.yml": described}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
