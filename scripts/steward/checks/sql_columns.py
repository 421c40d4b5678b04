"""The logical model's SQL against the YAML beside it: the same columns, so that none goes unclassified."""

from collections import Counter
from collections.abc import Iterator

from steward.checks.final_select import final_columns
from steward.classification import Logical
from steward.findings import Finding
from steward.project import Project
from steward.vocabulary import did_you_mean


def check_sql_columns(project: Project, logical: Logical) -> Iterator[Finding]:
    """Yield the columns that only the SQL or only the YAML of a logical model names.

    What a macro or a star makes is left to the check of the built catalogue.
    """
    for entity in (*logical.entities.values(), *logical.helpers.values()):
        path = entity.path.with_suffix(".sql")
        where = project.relative(path)
        if not path.is_file():
            what = f"the model that {entity.path.name} describes is missing"
            yield Finding(where, what, "write it, or remove its YAML")
            continue
        found = final_columns(path.read_text(encoding="utf-8", errors="replace"))
        if found is not None and entity.described:
            yield from _differences(where, entity.path.name, found, entity.described)


def _differences(
    where: str, yaml: str, found: tuple[str, ...], described: tuple[str, ...]
) -> Iterator[Finding]:
    for name, times in Counter(found).items():
        if times > 1:
            yield Finding(f"{where}, column {name}", "the final select names it twice", "keep one of them")
        if name not in described:
            missing = [other for other in described if other not in found]
            do = did_you_mean(name, missing, f"add it to {yaml} with its attribute")
            yield Finding(f"{where}, column {name}", f"the column is not in {yaml}", do)
    for name in described:
        if name not in found:
            missing = [other for other in found if other not in described]
            do = did_you_mean(name, missing, f"select it, or remove it from {yaml}")
            yield Finding(
                f"{where}, column {name}", f"{yaml} names a column that the SQL does not select", do
            )
