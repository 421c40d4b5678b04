"""The annexes: reports as workbooks for the officer and as JSON for machines, small counts hidden as on the pages."""

import datetime
import io
import json
from collections.abc import Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from steward.pack.pages import Page
from steward.pack.render import Renderer
from steward.pack.suppression import suppressed
from steward.pack.wording import plain

# Pages whose tables an officer works on in a workbook.
WORKBOOKS = ("dictionary", "privileges", "disclosures", "processing", "rights", "exceptions")
# Fixed, so that the same reports give the same bytes.
MADE = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def annexes(renderer: Renderer, pages: Sequence[Page]) -> dict[str, bytes]:
    """Return the workbooks and the JSON by file name."""
    made = {
        f"annex/{page.file.removesuffix('.html')}.xlsx": _workbook(renderer, page)
        for page in pages
        if page.id in WORKBOOKS
    }
    made["annex/reports.json"] = _json(renderer, pages)
    return made


def _tables(renderer: Renderer, page: Page) -> list[tuple[str, list[str], list[list[Any]]]]:
    tables = []
    for section in page.sections:
        if not section.report:
            continue
        report = renderer.source.report(section.report)
        shown = suppressed(report.rows, section.columns)
        fields = [
            field
            for column in section.columns
            for field in (
                [f"{column.name}_zh", f"{column.name}_en"] if column.kind == "named" else [column.name]
            )
        ]
        names = ([section.group_by] if section.group_by and section.group_by not in fields else []) + fields
        present = [name for name in names if name in report.columns]
        tables.append((section.report, present, [[row[name] for name in present] for row in shown]))
    return tables


def _workbook(renderer: Renderer, page: Page) -> bytes:
    file = io.BytesIO()
    # A cell that begins with = is text here, never a formula of whoever wrote the source.
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": page.title.en, "created": MADE.replace(tzinfo=None)})
    heading = book.add_format({"bold": True, "bottom": 1})
    for place, (name, columns, rows) in enumerate(_tables(renderer, page), 1):
        sheet = book.add_worksheet(f"{place} {name}"[:31])
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, columns, heading)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, [_cell(value) for value in row])
    book.close()
    return file.getvalue()


def _json(renderer: Renderer, pages: Sequence[Page]) -> bytes:
    content = {
        page.id: [
            {"report": name, "columns": columns, "rows": [[_cell(value) for value in row] for row in rows]}
            for name, columns, rows in _tables(renderer, page)
        ]
        for page in pages
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return plain(value)
