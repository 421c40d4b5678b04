"""From a data file to the engines' problem: one GROUP BY over the rows, then codes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb
import numpy as np

from steward.anonymise.hierarchies import (
    Hierarchy,
    IntervalHierarchy,
    LeafHierarchy,
    checked,
    find_hierarchy,
    load_folder,
)
from steward.anonymise.levels import Levels, lay_over
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.problem import Ints, Problem, SensitiveCells
from steward.engines.duckdb import in_memory
from steward.errors import StewardError

MEMORY = "4GB"
Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Source:
    """A data file: how SQL reads it, and its columns with their types."""

    path: Path
    sql: str
    columns: dict[str, str]

    def require(self, names: Sequence[str]) -> None:
        """Raise StewardError if the file lacks one of the columns.

        A column is hinted at by its place: in a file without a header the names are somebody's values.
        """
        lower = [own.lower() for own in self.columns]
        for name in names:
            if name not in self.columns:
                near = get_close_matches(name.lower(), lower, 1)
                hint = f"; did you mean its column {lower.index(near[0]) + 1}?" if near else ""
                raise StewardError(
                    f"{self.path.name}", f"no column `{name}`{hint}", "mend the policy or the data"
                )


def connect() -> Connection:
    """Return an in-memory database with a memory limit; a moment is that of Asia/Shanghai on every machine."""
    connection = in_memory(memory_limit=MEMORY, preserve_insertion_order=False)
    connection.execute("set timezone = 'Asia/Shanghai'")
    return connection


def quoted(name: str) -> str:
    """Return a column's name as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """Return a text as SQL quotes it."""
    return "'" + text.replace("'", "''") + "'"


def open_source(connection: Connection, path: Path) -> Source:
    """Return the data file as a source. CSV is read as text, an empty field is null. Raises StewardError."""
    if not path.is_file():
        raise StewardError(str(path), "no data file", "name a CSV or Parquet file")
    if path.suffix.lower() in (".parquet", ".pq"):
        sql = f"read_parquet({text_literal(str(path))})"
        schema = f"select name from parquet_schema({text_literal(str(path))}) where num_children is null"
    else:
        names, delimiter = _header(path)
        listed = ", ".join(f"{text_literal(name)}: 'varchar'" for name in names)
        sql = (
            f"read_csv({text_literal(str(path))}, delim={text_literal(delimiter)}, header=true, auto_detect=false, "
            f"columns={{{listed}}}, nullstr='', quote='\"', escape='\"')"
        )
        schema = ""
    try:
        if schema:
            names = [str(row[0]) for row in connection.execute(schema).fetchall()]
            _refuse_duplicates(path, names)
        rows = connection.execute(f"describe select * from {sql}").fetchall()
    except duckdb.Error:
        raise StewardError(str(path), "not readable as CSV or Parquet", "save it again") from None
    return Source(path, sql, {str(row[0]): str(row[1]) for row in rows})


def _header(path: Path) -> tuple[list[str], str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline()
    except UnicodeDecodeError:
        raise StewardError(str(path), "not UTF-8", "save it as UTF-8") from None
    delimiter = max(";,\t|", key=line.count)
    cells = next(csv.reader([line], delimiter=delimiter), [])
    names = [name.strip() or f"column_{place}" for place, name in enumerate(cells, 1)]
    _refuse_duplicates(path, names)
    if not names:
        raise StewardError(str(path), "no header", "write the columns' names into the first line")
    return names, delimiter


def _refuse_duplicates(path: Path, names: list[str]) -> None:
    lower = [name.lower() for name in names]
    for place, name in enumerate(lower, 1):
        first = lower.index(name) + 1
        if first < place:
            what = f"column {place} is named like column {first}"
            raise StewardError(str(path), what, "rename one of them, or add the header")


def _text(source: Source, name: str) -> str:
    """Return SQL for a column as text; whole numbers kept as floats lose their `.0`, so that leaves match."""
    column, kind = quoted(name), source.columns[name]
    if kind in ("DOUBLE", "FLOAT"):
        whole = f"{column} = floor({column}) and abs({column}) < 1e15"
        return f"case when {whole} then cast(cast({column} as bigint) as varchar) else cast({column} as varchar) end"
    return f"cast({column} as varchar)"


def make_cells(connection: Connection, source: Source, policy: AnonymisePolicy) -> int:
    """Fill `cells` (one row per combination, sensitive and kept values, person) and `combos`; return the rows read.

    Rows whose person is null are not in them: nobody can tell whom they would count.
    """
    quasi = list(policy.quasi_identifiers)
    source.require([*quasi, *policy.sensitive, *policy.keep, *([policy.entity] if policy.entity else [])])
    parts = [f"{_text(source, name)} as q{i}" for i, name in enumerate(quasi)]
    parts += [f"{quoted(name)} as s{i}" for i, name in enumerate(policy.sensitive)]
    parts += [f"{quoted(name)} as v{i}" for i, name in enumerate(policy.keep)]
    parts += [f"{quoted(policy.entity)} as person"] if policy.entity else []
    columns = ", ".join(f"q{i}" for i in range(len(quasi)))
    _read(connection, source, "read", parts)
    counted = connection.execute("select coalesce(sum(n), 0) from read").fetchall()
    known = "where person is not null" if policy.entity else ""
    connection.execute(
        f"create or replace temp table cells as "
        f"select *, dense_rank() over (order by {columns}) - 1 as combo from read {known}"
    )
    firsts = ", ".join(f"any_value(q{i}) as q{i}" for i in range(len(quasi)))
    connection.execute(
        f"create or replace temp table combos as "
        f"select combo, {firsts}, sum(n)::bigint as n from cells group by combo"
    )
    return int(counted[0][0])


def make_classes(
    connection: Connection, source: Source, policy: AnonymisePolicy, table: str = "class"
) -> None:
    """Fill a table with one row per combination of quasi-identifiers and sensitive values, and `n` rows behind it."""
    source.require([*policy.quasi_identifiers, *policy.sensitive])
    parts = [f"{_text(source, name)} as q{i}" for i, name in enumerate(policy.quasi_identifiers)]
    parts += [f"{quoted(name)} as s{i}" for i, name in enumerate(policy.sensitive)]
    _read(connection, source, table, parts)


def _read(connection: Connection, source: Source, table: str, parts: list[str]) -> None:
    """Fill a table with one row per different row of the parts, and `n` of them."""
    try:
        connection.execute(
            f"create or replace temp table {table} as "
            f"select {', '.join(parts)}, count(*) as n from {source.sql} group by all"
        )
    except duckdb.OutOfMemoryException:
        raise StewardError(
            str(source.path), f"needs more than {MEMORY} of memory", "name fewer columns"
        ) from None
    except duckdb.Error as error:
        reason = "a line does not fit the header" if "CSV" in str(error) else "not readable"
        raise StewardError(str(source.path), reason, "mend the file") from None


def read_levels(
    connection: Connection, policy: AnonymisePolicy, hierarchies: Path | None, table: str = "combos"
) -> tuple[Levels, ...]:
    """Return the levels of each quasi-identifier over the values in a table. Raises StewardError."""
    rules = read_rules(policy, hierarchies)
    result = []
    for i, (name, rule) in enumerate(rules.items()):
        rows = connection.execute(f"select distinct q{i} from {table} order by q{i} nulls last").fetchall()
        result.append(lay_over(name, [row[0] for row in rows], rule))
    return tuple(result)


def levels_of_leaves(policy: AnonymisePolicy, hierarchies: Path) -> tuple[Levels, ...]:
    """Return the levels of each quasi-identifier over its hierarchy's leaves. Raises StewardError for intervals."""
    result = []
    for name, rule in read_rules(policy, hierarchies).items():
        if not isinstance(rule, LeafHierarchy):
            raise StewardError(
                f"column {name}", "its loss needs the values before", "name them with --original"
            )
        result.append(lay_over(name, [*rule.paths, None], rule))
    return tuple(result)


def read_rules(policy: AnonymisePolicy, hierarchies: Path | None) -> dict[str, Hierarchy | None]:
    """Return the hierarchy of each quasi-identifier, None where a value only stays or becomes `*`."""
    seeds = load_folder(hierarchies) if hierarchies else {}
    result: dict[str, Hierarchy | None] = {}
    for name, rule in policy.quasi_identifiers.items():
        if rule.intervals:
            widths = tuple(f"{width:.10g}" for width in rule.intervals)
            result[name] = checked(IntervalHierarchy(name, widths, rule.unit))
        elif rule.hierarchy is None:
            result[name] = None
        elif hierarchies is None:
            raise StewardError(f"column {name}", "its hierarchy has no folder", "name it with --hierarchies")
        else:
            result[name] = find_hierarchy(hierarchies, seeds, rule.hierarchy, policy.mixes_levels)
    return result


def read_problem(
    connection: Connection, policy: AnonymisePolicy, levels: tuple[Levels, ...], all_rows: int
) -> Problem:
    """Return the problem in `combos` and `cells`. Raises StewardError if l cannot hold for any class."""
    columns = ", ".join(f"q{i}" for i in range(len(levels)))
    got = connection.execute(f"select {columns} from combos order by combo").fetchnumpy()
    codes = []
    for i, of_column in enumerate(levels):
        code_of = {value: code for code, value in enumerate(of_column.values)}
        codes.append(np.array([code_of[value] for value in got[f"q{i}"].tolist()], np.int64))
    rows = _ints(connection, "select n from combos order by combo", "n")
    persons, start, pairs = rows, None, None
    if policy.entity:
        persons, start, pairs = _persons(connection, len(rows))
    return Problem(
        levels, tuple(codes), rows, persons, policy.k, policy.l_kind == "entropy",
        tuple(_sensitive(connection, policy, i, len(rows)) for i in range(len(policy.sensitive))),
        policy.max_suppression, all_rows, start, pairs,
    )  # fmt: skip


def _ints(connection: Connection, sql: str, column: str) -> Ints:
    return np.asarray(connection.execute(sql).fetchnumpy()[column]).astype(np.int64)


def _persons(connection: Connection, combos: int) -> tuple[Ints, Ints | None, Ints | None]:
    connection.execute(
        "create or replace temp table pairs as select combo, dense_rank() over (order by person) - 1 as person "
        "from (select distinct combo, person from cells)"
    )
    combo = _ints(connection, "select combo from pairs order by combo, person", "combo")
    person = _ints(connection, "select person from pairs order by combo, person", "person")
    persons = np.bincount(combo, minlength=combos)
    if len(person) == int(person.max(initial=-1)) + 1:
        return persons, None, None
    return persons, np.concatenate(([0], np.cumsum(persons))).astype(np.int64), person


def _sensitive(connection: Connection, policy: AnonymisePolicy, place: int, combos: int) -> SensitiveCells:
    name, rule = list(policy.sensitive.items())[place]
    ordering = f"try_cast(cast(s{place} as varchar) as double), s{place}" if rule.ordered else f"s{place}"
    connection.execute(
        f"create or replace temp table cell as select combo, s{place} as s, sum(n) as n, "
        f"dense_rank() over (order by {ordering} nulls last) - 1 as code from cells group by combo, s{place}"
    )
    got = connection.execute(
        "select combo, code, n, s is null as gone from cell order by combo, code"
    ).fetchnumpy()
    combo, code = np.asarray(got["combo"]).astype(np.int64), np.asarray(got["code"]).astype(np.int64)
    gone = np.asarray(got["gone"]).astype(bool)
    values = int(code.max(initial=-1)) + 1
    least = rule.l if rule.l is not None else (policy.l or 1)
    known = values - bool(gone.any())
    if least > max(known, 1):
        raise StewardError(
            f"column {name}",
            f"it has {known} known values and l asks for {least:g}",
            "lower l, or leave it out",
        )
    start = np.concatenate(([0], np.cumsum(np.bincount(combo, minlength=combos)))).astype(np.int64)
    t = rule.t if rule.t is not None else (1.0 if policy.t is None else policy.t)
    return SensitiveCells(
        name, start, code, np.asarray(got["n"]).astype(np.int64), values,
        int(code[gone][0]) if gone.any() else -1, float(least), float(t), rule.ordered,
    )  # fmt: skip
