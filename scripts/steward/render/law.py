"""The legal rows and the categories of choices as models, so that the company's own rows reach the decision too."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from steward.engines.duckdb import literal
from steward.policy import (
    ChoiceRule,
    Instrument,
    PolicyRow,
    Provision,
    load_legal_rows,
    load_policy,
    site_changes,
)
from steward.project import Project

Row = TypeVar("Row", bound=PolicyRow)
FOLDER = Path("models", "logical")
MARK = "-- Rendered by `make views` from seeds/{seed}.csv and the rows of seeds/site: change those.\n"
LAID_OVER = """\
with

{seed} as (

    select
{columns}
    from {{{{ ref('{seed}') }}}}
{kept}{added}
)

select
{selected}
from {seed}
"""
CATEGORIES = """\
select categories.data_category
from (
    values
{values}
) as categories (data_category)
where categories.data_category <> ''
"""
# A rule says whether something is allowed, the seed how the law words it.
ALLOWED = "default_without_record = 'allow' as is_allowed_by_default"


def render_law(project: Project) -> dict[Path, str]:
    """Return the SQL of the models by path relative to the project."""
    rows = load_legal_rows(project)
    categories = sorted({row.data_category for row in load_policy(project).attributes.values()} | {""})
    values = ",\n".join(f"        ({literal(name)})" for name in categories)
    files = {
        "ldm_choice_rule": _laid_over(
            project, ChoiceRule, rows.choice_rules, {"default_without_record": ALLOWED}
        ),
        "ldm_provision": _laid_over(project, Provision, rows.provisions, {}),
        "ldm_instrument": _laid_over(project, Instrument, rows.instruments, {}),
        "ldm_choice_category": MARK.format(seed="policy/attributes") + CATEGORIES.format(values=values),
    }
    return {FOLDER / f"{name}.sql": text for name, text in files.items()}


def _laid_over(
    project: Project, kind: type[Row], laid: dict[tuple[str, ...], Row], words: Mapping[str, str]
) -> str:
    gone, added = site_changes(project, kind, laid)
    keys = "\n        or ".join(_key(kind, key) for key in gone)
    text = LAID_OVER.format(
        seed=kind.seed,
        columns=_lines(kind.header(), 8),
        kept=f"    where not (\n        {keys}\n    )\n" if keys else "",
        added="".join(f"\n    union all\n\n    select\n{_row(kind, row)}\n" for row in added),
        selected=_lines((words.get(column, column) for column in kind.header()), 4),
    )
    return MARK.format(seed=f"{kind.folder}/{kind.seed}") + text


def _lines(columns: Iterable[str], indent: int) -> str:
    return ",\n".join(f"{' ' * indent}{column}" for column in columns)


def _key(kind: type[PolicyRow], key: tuple[str, ...]) -> str:
    return "(" + " and ".join(f"{c} = {_value(kind, c, v)}" for c, v in zip(kind.key, key, strict=True)) + ")"


def _row(kind: type[PolicyRow], row: PolicyRow) -> str:
    cells = row.model_dump(by_alias=True)
    return _lines((f"{_value(kind, column, cells[column])} as {column}" for column in kind.header()), 8)


def _value(kind: type[PolicyRow], column: str, value: str | date | None) -> str:
    # dbt reads an empty cell of a seed as null.
    text = str(value or "")
    data_type = "date" if column in kind.date_columns() else "text"
    return f"cast({literal(text) if text else 'null'} as {data_type})"
