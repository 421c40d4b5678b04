"""The released file: cells joined with their labels and written out, sorted by label, never half-written."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from steward.anonymise.labels import LabelColumn
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.reading import Connection, quoted, text_literal
from steward.errors import StewardError

# Columns that no data file has.
COUNT, NTH = "\x01rows", "\x01nth"
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
    _make_labels(connection, columns, ranges)
    added = [f"{own.name}{ending}" for own in columns for ending in _endings(ranges)]
    _refuse_twice([*added, *policy.sensitive, *policy.keep])
    names = [
        f"labels.c{i}{ending} as {quoted(f'{own.name}{ending}')}"
        for i, own in enumerate(columns)
        for ending in _endings(ranges)
    ]
    names += [f"cells.s{i} as {quoted(name)}" for i, name in enumerate(policy.sensitive)]
    names += [f"cells.v{i} as {quoted(name)}" for i, name in enumerate(policy.keep)]
    # Rows that look alike are sorted as one and written n times.
    connection.execute(
        f"create or replace temp table released as select {', '.join(names)}, sum(cells.n)::bigint as {quoted(COUNT)} "
        "from cells join labels using (combo) group by all order by all"
    )
    connection.execute("set preserve_insertion_order = true")
    query = (
        f"select * exclude ({quoted(COUNT)}, {quoted(NTH)}) "
        f"from (select *, unnest(range({quoted(COUNT)})) as {quoted(NTH)} from released)"
    )
    part = out.with_name(f".{out.name}.part")
    try:
        connection.execute(f"copy ({query}) to {text_literal(str(part))} ({how})")
        part.replace(out)
    except duckdb.IOException:
        raise StewardError(str(out), "cannot be written", "check the folder and its rights") from None
    finally:
        part.unlink(missing_ok=True)


def _make_labels(connection: Connection, columns: list[LabelColumn], ranges: bool) -> None:
    """Make the table `labels`: a row per combination that is released."""
    codes = {f"c{i}": column.code for i, column in enumerate(columns)}
    connection.register("coded", {"combo": np.arange(len(columns[0].code)), **codes})
    joins, shown = [], []
    for i, column in enumerate(columns):
        connection.register(f"label_{i}", _dictionary(column))
        joins.append(f"left join label_{i} as l{i} on coded.c{i} = l{i}.place")
        shown.append(f"{_coded(connection, i, 'label')} as c{i}")
        if ranges:
            shown.append(f"cast(l{i}.level as utinyint) as c{i}_level")
            for bound, word in (("low", "from"), ("high", "to")):
                shown.append(f"{_coded(connection, i, bound)} as c{i}_{word}")
    connection.execute(
        f"create or replace temp table labels as select coded.combo, {', '.join(shown)} from coded {' '.join(joins)} "
        "where coded.c0 >= 0"
    )


def _coded(connection: Connection, i: int, part: str) -> str:
    """Return SQL for a text of column i's labels as an enum: millions of rows are then written as codes."""
    texts = f"select distinct cast({part} as varchar) as text from label_{i} where {part} is not null order by text"
    if not connection.execute(f"select count(*) from ({texts})").fetchall()[0][0]:
        return "cast(null as varchar)"
    connection.execute(f"create type {part}_{i} as enum ({texts})")
    return f"cast(cast(l{i}.{part} as varchar) as {part}_{i})"


def _endings(ranges: bool) -> tuple[str, ...]:
    return ("", "_level", "_from", "_to") if ranges else ("",)


def _refuse_twice(names: list[str]) -> None:
    lower = [name.lower() for name in names]
    for name in names:
        if lower.count(name.lower()) > 1:
            raise StewardError(
                f"column {name}", "the released file would have it twice", "rename it, or take engine: global"
            )


def _dictionary(column: LabelColumn) -> dict[str, np.ndarray[Any, Any]]:
    """Return the labels of a column as arrays that DuckDB reads."""
    return {
        "place": np.arange(len(column.label)),
        "label": np.array(column.label, dtype=object),
        "level": np.array(column.level, dtype=np.int64),
        "low": np.array(column.low, dtype=object),
        "high": np.array(column.high, dtype=object),
    }
