"""The workbook out and in: locked where the officer decides nothing, read back as text."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import python_calamine
import xlsxwriter  # type: ignore[import-untyped]

from steward.errors import StewardError
from steward.project import Project
from steward.register.sheets import SHEETS, Row, Sheet

ABOUT = "about"
MORE_ROWS = 50


def export(project: Project, path: Path) -> int:
    """Write the workbook and return how many rows it holds.

    Raises StewardError if the file cannot be written.
    """
    number = 0
    try:
        # A value that begins with = stays text.
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        head = book.add_format({"bold": True, "bottom": 1})
        free = book.add_format({"locked": False, "bg_color": "#fff8e1", "num_format": "@"})
        _write_about(book, project)
        for sheet in SHEETS:
            number += _write(book, project, sheet, head, free)
        book.close()
    except (OSError, xlsxwriter.exceptions.XlsxWriterException):
        raise StewardError(str(path), "the workbook cannot be written", "close it, or name another") from None
    return number


def _write_about(book: xlsxwriter.Workbook, project: Project) -> None:
    page = book.add_worksheet(ABOUT)
    page.write_row(0, 0, ["sheet", "sha256"])
    for place, sheet in enumerate(SHEETS, 1):
        page.write_row(place, 0, [sheet.name, sheet.sha256(project)])
    page.write(len(SHEETS) + 2, 0, "只有着色的单元格可以修改；导入后须由第二人批准。")
    page.write(
        len(SHEETS) + 3,
        0,
        "Only coloured cells may be changed; they count once a second person approves.",
    )
    page.protect()


def _write(book: xlsxwriter.Workbook, project: Project, sheet: Sheet, head: object, free: object) -> int:
    header, rows = sheet.read(project)
    page = book.add_worksheet(sheet.name)
    page.write_row(0, 0, header, head)
    page.freeze_panes(1, 1)
    added: list[Row] = [{} for _ in range(MORE_ROWS)] if sheet.adds else []
    for number, row in enumerate([*rows, *added], 1):
        for place, column in enumerate(header):
            can_change = column in sheet.editable or not row
            page.write_string(number, place, row.get(column, "") or "", free if can_change else None)
    for column, words in (sheet.words or {}).items():
        place = header.index(column)
        page.data_validation(
            1, place, len(rows) + len(added), place, {"validate": "list", "source": list(words)}
        )
    page.protect()
    return len(rows)


def read(path: Path) -> tuple[Mapping[str, str], dict[str, list[Row]]]:
    """Return the hashes that the workbook was exported with, and its rows by sheet.

    Raises StewardError if the file is no such workbook.
    """
    do = "export the register again"
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (OSError, python_calamine.CalamineError):
        raise StewardError(
            str(path), "cannot be read as a workbook", "name a file of `register export`"
        ) from None
    if ABOUT not in sheets:
        raise StewardError(str(path), "this is no workbook of the register", do)
    hashes = {str(row[0]): str(row[1]) for row in sheets[ABOUT][1:] if len(row) > 1 and row[1]}
    missing = [sheet.name for sheet in SHEETS if sheet.name not in sheets or sheet.name not in hashes]
    if missing:
        raise StewardError(str(path), f"the sheet {missing[0]} is missing", do)
    return hashes, {sheet.name: _rows(sheets[sheet.name]) for sheet in SHEETS}


def _rows(cells: Sequence[Sequence[object]]) -> list[Row]:
    header = [_text(cell) for cell in cells[0]] if cells else []
    found = [dict(zip(header, [_text(cell) for cell in line], strict=False)) for line in cells[1:]]
    return [row for row in found if any(row.values())]


def _text(cell: object) -> str:
    # A spreadsheet program turns what looks like a number or a day into one.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
