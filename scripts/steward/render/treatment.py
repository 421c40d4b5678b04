"""What a technique makes of a column: its expression with the macro visible, its type, and a word on it."""

import re
from dataclasses import dataclass

from steward.classification import Column
from steward.descriptions import with_note
from steward.errors import StewardError
from steward.project import Project
from steward.vocabulary import LEAF, Technique

BOUND = re.compile(r"up_to_([0-9]+)")
MOMENTS = ("date", "timestamptz")
AMOUNTS = ("decimal(18,2)", "decimal(18,8)", "bigint", "integer")
# What a hierarchy can generalise; one that is not named here takes any type and keeps it.
TYPES_OF = {"birth_decade": MOMENTS, "year": MOMENTS, "month": MOMENTS, "amount_band": AMOUNTS}
NOTES = {
    "birth_decade": ("Given as the first day of the decade.", "仅以所在年代的首日表示。"),
    "year": ("Given as the first day of the year.", "仅以所在年份的首日表示。"),
    "month": ("Given as the first day of the month.", "仅以所在月份的首日表示。"),
    "amount_band": ("Given as the lower bound of its band.", "仅以所在区间的下限表示。"),
    "postcode_prefix_2": ("Given as its first two digits.", "仅保留前两位。"),
}


@dataclass(frozen=True)
class Line:
    """A column of a rendered relation: `sql` is its expression, `name` what it is called."""

    name: str
    sql: str
    data_type: str
    description: str
    attribute: str
    technique: Technique

    @property
    def select(self) -> str:
        """The line of the select list, without its comma."""
        named = re.fullmatch(rf"\w+\.{self.name}", self.sql)
        return self.sql if named else f"{self.sql} as {self.name}"


def keep(column: Column, source: str, english: str = "", chinese: str = "") -> Line:
    """Return the column as it is."""
    description = with_note(column.description, english, chinese)
    sql = f"{source}.{column.name}"
    return Line(column.name, sql, column.data_type, description, column.attribute.name, "keep")


def suppress(column: Column) -> Line:
    """Return a null in the place of the column, of its type."""
    description = with_note(column.description, "Withheld: always empty.", "已隐去，恒为空。")
    sql = f"{{{{ suppress('{column.data_type}') }}}}"
    return Line(column.name, sql, column.data_type, description, column.attribute.name, "suppress")


def mask(project: Project, column: Column, source: str) -> Line:
    """Return the column masked for display; suppressed where its attribute has no mask or it is no text."""
    macro = column.attribute.mask
    if not macro or column.data_type != "text":
        return suppress(column)
    _refuse_unknown(project, column, "mask", macro)
    description = with_note(column.description, "Masked for display.", "展示时已遮蔽。")
    sql = f"{{{{ {macro}('{source}.{column.name}') }}}}"
    return Line(column.name, sql, "text", description, column.attribute.name, "mask")


def generalise(project: Project, column: Column, source: str) -> Line | None:
    """Return the column at its level of the hierarchy, None where the hierarchy does not fit its type."""
    level = column.attribute.hierarchy
    if column.data_type not in TYPES_OF.get(level, (column.data_type,)):
        return None
    _refuse_unknown(project, column, "hierarchy", f"generalise_{level}")
    typed = "" if level == LEAF or column.data_type == "text" else f", '{column.data_type}'"
    sql = f"{{{{ generalise_{level}('{source}.{column.name}'{typed}) }}}}"
    data_type = "date" if TYPES_OF.get(level) == MOMENTS else column.data_type
    description = with_note(column.description, *NOTES.get(level, ("", "")))
    return Line(column.name, sql, data_type, description, column.attribute.name, "generalise")


def top_code(column: Column, source: str) -> Line:
    """Return the column with values above the attribute's bound as the bound."""
    bound = BOUND.fullmatch(column.attribute.hierarchy)
    if not bound or column.data_type not in AMOUNTS:
        raise StewardError(
            f"seeds/policy/attributes.csv, row {column.attribute.name}, column hierarchy",
            f"technique `top_code` of column `{column.name}` ({column.data_type}) needs a bound of a number",
            "write up_to_<number>, or another technique in seeds/policy/treatments.csv",
        )
    sql = f"{{{{ top_code('{source}.{column.name}', {bound[1]}, '{column.data_type}') }}}}"
    english, chinese = f"At most {bound[1]} is shown.", f"超过{bound[1]}的按{bound[1]}表示。"
    description = with_note(column.description, english, chinese)
    return Line(column.name, sql, column.data_type, description, column.attribute.name, "top_code")


def _refuse_unknown(project: Project, column: Column, cell: str, macro: str) -> None:
    if not project.path("macros", "techniques", f"{macro}.sql").is_file():
        raise StewardError(
            f"seeds/policy/attributes.csv, row {column.attribute.name}, column {cell}",
            f"there is no macro `{macro}`",
            f"write macros/techniques/{macro}.sql, or name one that is there",
        )
