"""What differs between two packs: controls, tables and figures, report by report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steward.errors import StewardError


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield a line per report that came or went, and per row that was added, removed or changed.

    Raises StewardError if one of the folders holds no pack.
    """
    before, after = _reports(old), _reports(new)
    for name in sorted(before.keys() | after.keys()):
        if name not in before or name not in after:
            yield f"{name}: only in the {'new' if name in after else 'old'} pack"
            continue
        yield from _rows(name, before[name], after[name])


def _rows(name: str, before: list[list[Any]], after: list[list[Any]]) -> Iterator[str]:
    one, two = ({json.dumps(row, ensure_ascii=False) for row in rows} for rows in (before, after))
    for sign, rows in (("-", one - two), ("+", two - one)):
        for row in sorted(rows):
            yield f"{sign} {name}: {row}"


def _reports(folder: Path) -> dict[str, list[list[Any]]]:
    path = folder / "annex" / "reports.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise StewardError(str(folder), "this is no audit pack", "name the folder of a pack") from None
    return {
        f"{page}/{table['report']}#{place}": table["rows"]
        for page, tables in content.items()
        for place, table in enumerate(tables)
    }
