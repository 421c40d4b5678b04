"""Renders staging from `_sources.yml`: per raw table a typed model and one of versions; the rejected rows."""

from functools import partial
from pathlib import Path

from steward.project import Project
from steward.raw_tables import LOADED_AT, RawColumn, RawTable, load_raw_tables
from steward.render.descriptions import Descriptions, raw_descriptions
from steward.render.template import fill, quoted

STAGING = Path("models/staging")
AUDIT = Path("models/audit")
DEMO = Path("seeds/demo/_demo.yml")
CONTROL_TOTALS = "control_totals"
WIDTH = 100


def render_staging(project: Project) -> dict[Path, str]:
    """Return every rendered file of staging, by path relative to the project."""
    tables = list(load_raw_tables(project).values())
    said = raw_descriptions(project, tables)
    files = {DEMO: fill("staging/demo.yml", tables=tables, described=partial(_described, said))}
    for table in tables:
        name = f"stg_{table.name}"
        files[STAGING / "typed" / f"{name}__typed.sql"] = _typed(table)
        files[STAGING / "typed" / f"{name}__typed.yml"] = _yaml("typed", table, said)
        files[STAGING / f"{name}.sql"] = _version(table)
        files[STAGING / f"{name}.yml"] = _yaml("version", table, said)
    for path, text in (_rejected_rows(tables) | _control_totals(tables)).items():
        files[AUDIT / path] = text
    return files


def _yaml(template: str, table: RawTable, said: Descriptions) -> str:
    readable = [column.name for column in table.columns if _may_be_unreadable(column)]
    return fill(
        f"staging/{template}.yml", table=table, readable=readable, described=partial(_described, said)
    )


def _described(said: Descriptions, table: str, column: str) -> str:
    """Return the line's description of a raw column, nothing where nobody described it."""
    text = said.get((table, column))
    return f", description: {quoted(text)}" if text else ""


def _version(table: RawTable) -> str:
    said = [_part(column) for column in table.columns if column.name != LOADED_AT]
    return fill("staging/version.sql", table=table, parts=[*said, "'dq_flags'"], wrapped=_wrapped)


def _typed(table: RawTable) -> str:
    return fill(
        "staging/typed.sql",
        table=table,
        required=[f"'{column.name}'" for column in table.columns if not column.optional],
        optional=[f"'{column.name}'" for column in table.columns if column.optional],
        reader=_reader,
        readable=[column.name for column in table.columns if _may_be_unreadable(column)],
        conditions=_conditions(table),
        dropped=[f"typed.{column.name} is null" for column in table.columns if column.required],
        currency=next((column.name for column in table.columns if column.check == "currency"), None),
        key=[_part(column) for column in _key(table)],
        day="as_of_date_live()" if table.live else "as_of_date()",
        wrapped=_wrapped,
    )


def _rejected_rows(tables: list[RawTable]) -> dict[str, str]:
    shown = [(table, [_part(column) for column in _key(table) if not column.personal]) for table in tables]
    return {
        "rejected_rows.sql": fill("staging/rejected_rows.sql", tables=shown),
        "rejected_rows.yml": fill("staging/rejected_rows.yml"),
    }


def _control_totals(tables: list[RawTable]) -> dict[str, str]:
    """Return the comparison of each table whose rows have a business date with the core system's count."""
    counted = []
    for table in tables:
        if table.business_date and table.name != CONTROL_TOTALS:
            moment = table.column(table.business_date).data_type == "timestamptz"
            day = f"shanghai_date('{table.business_date}')" if moment else f"'{table.business_date}'"
            amount = next((column.name for column in table.columns if column.check == "amount"), None)
            counted.append((table, day, amount))
    with_amount = [f"'{table.name}'" for table, _, amount in counted if amount]
    return {
        "aud_control_total.sql": fill(
            "staging/aud_control_total.sql", tables=counted, with_amount=with_amount
        ),
        "aud_control_total.yml": fill("staging/aud_control_total.yml"),
    }


def _reader(column: RawColumn) -> str:
    """Return the macro call that reads a raw column."""
    if column.data_type.startswith("decimal"):
        precision, scale = column.data_type.removeprefix("decimal(").removesuffix(")").split(",")
        return f"read_decimal('{column.name}', {precision}, {scale})"
    macro = {"timestamptz": "read_timestamp"}.get(column.data_type, f"read_{column.data_type}")
    return f"{macro}('{column.name}')"


def _may_be_unreadable(column: RawColumn) -> bool:
    """Tell whether a value can be there and not be read; of a required date that is a reason of its own."""
    return column.data_type != "text" and not column.required and column.name != LOADED_AT


def _conditions(table: RawTable) -> list[tuple[str, str]]:
    """Return flag and condition of each check of a row, in the order of the columns."""
    found = []
    for column in table.columns:
        name, empty = column.name, f"typed.{column.name} is null"
        if column.name == LOADED_AT or (column.required and column.data_type != "text"):
            found.append((f"{name}:date_unreadable", empty))
        elif column.required:
            found.append((f"{name}:key_missing", empty))
        if _may_be_unreadable(column):
            found.append((f"{name}:unreadable", f"typed.has_{name} and {empty}"))
        if column.check == "currency":
            found.append((f"{name}:unknown_currency", "currencies.currency is null"))
        if column.check == "amount":
            found.append((f"{name}:amount_missing", f"not typed.has_{name}"))
    return found


def _key(table: RawTable) -> list[RawColumn]:
    return [table.column(name) for name in table.key]


def _part(column: RawColumn) -> str:
    """Return a column as an argument of a macro that joins texts."""
    return f"exact_time('{column.name}')" if column.data_type == "timestamptz" else f"'{column.name}'"


def _wrapped(items: list[str], indent: int) -> str:
    """Return the items with commas, as many on a line as fit."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= WIDTH:
            lines[-1] += f" {item},"
        else:
            lines.append(f"{' ' * indent}{item},")
    return "\n".join(lines)
