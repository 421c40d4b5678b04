"""The released file: cells joined with their labels and written out, sorted by label, never half-written."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from steward.anonymise.labels import LabelColumn
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.reading import Connection, quoted, text_literal
from steward.errors import StewardError

FORMATS = {".csv": "format csv, header true", ".parquet": "format parquet, compression zstd"}


def write_release(
    connection: Connection, policy: AnonymisePolicy, columns: list[LabelColumn], ranges: bool, out: Path
) -> None:
    """Write one row per released row: labels, sensitive and kept columns. The person is never among them.

    `ranges` adds `<column>_level`, `_from`, `_to`. Rows come in the order of their labels and values, so the place
    of a row tells nothing about its person. Raises StewardError for another ending than .csv or .parquet.
    """
    how = FORMATS.get(out.suffix.lower())
    if how is None:
        raise StewardError(str(out), "unknown ending", "write to .csv or .parquet")
    codes = {f"c{i}": column.code for i, column in enumerate(columns)}
    connection.register("coded", {"combo": np.arange(len(columns[0].code)), **codes})
    joins, shown = [], []
    for i, column in enumerate(columns):
        connection.register(f"label_{i}", _dictionary(column))
        joins.append(f"left join label_{i} as l{i} on coded.c{i} = l{i}.place")
        shown.append(f"l{i}.label as {quoted(column.name)}")
        if ranges:
            parts = (("level", "level"), ("low", "from"), ("high", "to"))
            shown += [f"l{i}.{part} as {quoted(f'{column.name}_{word}')}" for part, word in parts]
    names = [quoted(name) for name in _names(columns, ranges)]
    names += [f"cells.s{i} as {quoted(name)}" for i, name in enumerate(policy.sensitive)]
    names += [f"cells.v{i} as {quoted(name)}" for i, name in enumerate(policy.keep)]
    connection.execute(
        f"create or replace temp table labels as select coded.combo, {', '.join(shown)} from coded {' '.join(joins)} "
        "where coded.c0 >= 0"
    )
    # Counted before they are written: equal rows of one class are one row of `cells` each and come n times.
    query = (
        f"select {', '.join(names)} from cells join labels using (combo), range(cells.n) "
        f"order by {', '.join(str(place + 1) for place in range(len(names)))}"
    )
    part = out.with_name(f".{out.name}.part")
    try:
        connection.execute(f"copy ({query}) to {text_literal(str(part))} ({how})")
        part.replace(out)
    except duckdb.IOException:
        raise StewardError(str(out), "cannot be written", "check the folder and its rights") from None
    finally:
        part.unlink(missing_ok=True)


def _names(columns: list[LabelColumn], ranges: bool) -> list[str]:
    endings = ["", "_level", "_from", "_to"] if ranges else [""]
    return [f"{column.name}{ending}" for column in columns for ending in endings]


def _dictionary(column: LabelColumn) -> dict[str, np.ndarray[Any, Any]]:
    """Return the labels of a column as arrays that DuckDB reads."""
    return {
        "place": np.arange(len(column.label)),
        "label": np.array(column.label, dtype=object),
        "level": np.array(column.level, dtype=np.int64),
        "low": np.array(column.low, dtype=object),
        "high": np.array(column.high, dtype=object),
    }
