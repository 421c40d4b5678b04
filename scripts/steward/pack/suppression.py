"""Small counts are hidden, and so is whatever would give them away (complementary suppression)."""

from collections.abc import Mapping, Sequence
from typing import Any

from steward.pack.pages import Column

THRESHOLD = 10
HIDDEN = "<10"


def suppressed(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the rows with `<10` in the place of small counts of persons.

    A count from 1 to 9 is hidden; a zero is not, for nobody is nobody. Where a row shows a total and its hidden parts
    are one part or fewer than ten persons together, the smallest other part is hidden too, else the difference would
    name what is hidden: two parts of two persons are one each. The tables of the pack show no totals over their rows,
    so columns need no second cell.
    """
    counts = [column.name for column in columns if column.kind == "persons"]
    parts = [column.name for column in columns if column.kind == "persons" and not column.total]
    has_total = len(parts) < len(counts)
    return [_row(row, counts, parts if has_total else []) for row in rows]


def _row(row: Mapping[str, Any], counts: Sequence[str], parts: Sequence[str]) -> dict[str, Any]:
    shown = dict(row)
    for name in counts:
        if is_small(row.get(name)):
            shown[name] = HIDDEN
    hidden = [name for name in parts if shown.get(name) == HIDDEN]
    if len(hidden) == 1 or 0 < sum(int(row[name]) for name in hidden) < THRESHOLD:
        others = [name for name in parts if name not in hidden and row.get(name)]
        if others:
            shown[min(others, key=lambda name: (int(row[name]), name))] = "–"
    return shown


def is_small(count: Any) -> bool:
    """Tell whether a count of persons is one that could point at somebody."""
    return isinstance(count, int) and not isinstance(count, bool) and 0 < count < THRESHOLD
