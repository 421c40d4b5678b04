"""The audit of a released file: what holds of it, counted by SQL from nothing but its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader

from steward.anonymise.levels import Levels
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.reading import (
    Connection,
    Source,
    connect,
    levels_of_leaves,
    make_classes,
    open_source,
    quoted,
    read_levels,
)

# The one statement that both this audit and the dbt models run.
MACROS = Path(__file__).resolve().parents[3] / "macros" / "policy"
MACRO = "anonymity_metrics.sql"
# Ordered t: sum over the values of |Q - P| / (values - 1). Between two values that a class has Q is constant, so a
# stretch is a lookup in prefix sums of P, split where P passes Q (found by the asof join).
ORDERED = """
with share as (
    select s, row_number() over (order by {order}) as place, sum(n) over (order by {order}) / sum(n) over () as p
    from (select {s} as s, sum(n) as n from class group by {s})
),
prefix as (select 0 as place, 0.0 as p, 0.0 as total union all
    select place, p, sum(p) over (order by place) as total from share),
m as (select max(place) as m from share),
cell as (
    select {columns}, place, sum(class.n) as n
    from class join share on class.{s} is not distinct from share.s group by {columns}, place
),
step as (
    select *,
        sum(n) over (partition by {columns} order by place) / sum(n) over (partition by {columns}) as q,
        lead(place) over (partition by {columns} order by place) as following,
        row_number() over (partition by {columns} order by place) as nth
    from cell
),
stretch as (
    select step.* exclude (following), place - 1 as low, coalesce(following - 1, m) as high from step, m
),
cut as (
    select stretch.*, greatest(least(prefix.place, high), low) as turn
    from stretch asof join prefix on stretch.q >= prefix.p
),
summed as (
    select cut.*,
        q * (turn - low) - (below.total - start.total) + (top.total - below.total) - q * (high - turn)
            + case when nth = 1 then start.total else 0 end as d
    from cut
    join prefix as start on start.place = low
    join prefix as below on below.place = turn
    join prefix as top on top.place = high
)
select coalesce(max(d) / greatest(max(m.m) - 1, 1), 0)
from (select {columns}, sum(d) as d from summed group by {columns}), m
"""


@dataclass(frozen=True)
class Audit:
    """Figures by name: those of the release, those of each sensitive column, and rows by vector of levels.

    `counted` says what k counts: `persons`, or `rows` where the file has no column that names the person.
    """

    release: dict[str, float]
    sensitive: dict[str, dict[str, float]]
    nodes: dict[str, int]
    counted: str


def audit_file(
    data: Path, policy: AnonymisePolicy, hierarchies: Path | None = None, original: Path | None = None
) -> Audit:
    """Return the audit of a file. Raises StewardError.

    With `hierarchies` also the information loss and the rows by level (not of set-valued labels, which only the
    engine can weigh); with `original`, the file before, also how many rows were left out, which then count as lost.
    Persons are counted where the file has the entity's column.
    """
    connection = connect()
    try:
        source = open_source(connection, data)
        make_classes(connection, source, policy)
        columns = [f"q{i}" for i in range(len(policy.quasi_identifiers))]
        release, sensitive = measures(connection, policy, columns)
        named = bool(policy.entity) and policy.entity in source.columns
        if named:
            release["k"] = persons(connection, source, policy)
        rows = int(release["rows"])
        before = _rows(connection, open_source(connection, original)) if original else rows
        if original:
            release["suppressed"] = before - rows
        nodes: dict[str, int] = {}
        if hierarchies and policy.labels == "hierarchy":
            levels = _levels(connection, policy, hierarchies, original)
            nodes, lost = losses(connection, levels)
            release["gcp"] = (lost + before - rows) / max(before, 1)
            release["discernibility"] += float(before - rows) * before
    finally:
        connection.close()
    return Audit(release, sensitive, nodes, "persons" if named else "rows")


def broken(audit: Audit, policy: AnonymisePolicy) -> list[str]:
    """Return which parts of the policy the figures break, as `k`, `l of salary`, `t of salary`, `max_suppression`."""
    found = ["k"] if audit.release["rows"] and audit.release["k"] < policy.k else []
    for name, rule in policy.sensitive.items():
        figures = audit.sensitive[name]
        least, most = rule.l or policy.l or 1, policy.t if rule.t is None else rule.t
        kind = "l_entropy" if policy.l_kind == "entropy" else "l_distinct"
        if audit.release["rows"] and figures[kind] < least - 1e-9:
            found.append(f"l of {name}")
        if most is not None and figures["t_ordered" if rule.ordered else "t_equal"] > most + 1e-9:
            found.append(f"t of {name}")
    before = audit.release["rows"] + audit.release.get("suppressed", 0)
    if audit.release.get("suppressed", 0) > policy.max_suppression * before + 1e-9:
        found.append("max_suppression")
    return found


def measures(
    connection: Connection, policy: AnonymisePolicy, columns: list[str]
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the figures of the table `class` as a whole, and those of each sensitive column."""
    whole = {"row_count": "rows", "classes": "classes", "k": "k", "uniques": "uniques"}
    whole |= {name: name for name in ("highest_risk", "average_risk", "discernibility")}
    found = _one_row(connection, metrics_sql("class", columns, "1", "sum(n)"))
    release = {word: found[name] for name, word in whole.items()}
    sensitive = {}
    for place, (name, rule) in enumerate(policy.sensitive.items()):
        figures = _one_row(connection, metrics_sql("class", columns, f"s{place}", "sum(n)"))
        sensitive[name] = {
            word: figures[word] for word in ("l_distinct", "l_entropy", "t_equal", "beta", "delta", "alpha")
        }
        if rule.ordered:
            sensitive[name]["t_ordered"] = ordered_t(connection, columns, f"s{place}")
    return release, sensitive


def metrics_sql(relation: str, columns: list[str], sensitive: str, weight: str) -> str:
    """Return the statement of the macro `anonymity_metrics`, the same that dbt compiles."""
    environment = Environment(loader=FileSystemLoader(MACROS), autoescape=False)
    macro: Any = environment.get_template(MACRO).module
    return str(macro.anonymity_metrics(relation, columns, sensitive, weight))


def ordered_t(connection: Connection, columns: list[str], sensitive: str) -> float:
    """Return t by the ordered distance of one sensitive column of the table `class`; a null comes last."""
    order = "try_cast(cast(s as varchar) as double) nulls last, s nulls last"
    sql = ORDERED.format(columns=", ".join(columns), order=order, s=sensitive)
    return float(connection.execute(sql).fetchall()[0][0] or 0)


def persons(connection: Connection, source: Source, policy: AnonymisePolicy) -> int:
    """Return the fewest distinct persons of any class."""
    columns = ", ".join(quoted(name) for name in policy.quasi_identifiers)
    row = connection.execute(
        f"select coalesce(min(n), 0) from (select count(distinct {quoted(str(policy.entity))}) as n "
        f"from {source.sql} group by {columns})"
    ).fetchall()
    return int(row[0][0])


def losses(connection: Connection, levels: tuple[Levels, ...]) -> tuple[dict[str, int], float]:
    """Return the rows by vector of levels, and the loss of all rows summed (0 to 1 each)."""
    joins, vector, loss = [], [], []
    for i, of_column in enumerate(levels):
        shown = {row[0] for row in connection.execute(f"select distinct q{i} from class").fetchall()}
        connection.register(f"node_{i}", _labels(of_column, shown))
        joins.append(f"left join node_{i} as n{i} on class.q{i} is not distinct from n{i}.label")
        vector.append(f"coalesce(cast(n{i}.level as varchar), '?')")
        loss.append(f"coalesce(n{i}.loss, 1)")
    rows = connection.execute(
        f"select concat_ws('-', {', '.join(vector)}) as nodes, sum(class.n), "
        f"sum(class.n * ({' + '.join(loss)})) / {len(levels)} "
        f"from class {' '.join(joins)} group by nodes order by nodes"
    ).fetchall()
    return {str(row[0]): int(row[1]) for row in rows}, float(sum(row[2] for row in rows))


def _labels(levels: Levels, shown: set[str | None]) -> Mapping[str, Any]:
    """Return each label of a column once, with its level and its loss there.

    Of a text that stands at several levels: the one level that has all labels shown, if there is one, else the lowest.
    """
    found: dict[str | None, tuple[int, float]] = {}
    texts = [{node.label for node in nodes} for nodes in levels.nodes]
    order = sorted(range(len(texts)), key=lambda level: (not shown - {None} <= texts[level], level))
    for level in order:
        for node, loss in zip(levels.nodes[level], levels.loss[level].tolist(), strict=True):
            found.setdefault(node.label, (level, loss))
    found.setdefault(None, (0, 0.0))
    return {
        "label": np.array(list(found), dtype=object),
        "level": np.array([level for level, _ in found.values()], dtype=np.int64),
        "loss": np.array([loss for _, loss in found.values()]),
    }


def _levels(
    connection: Connection, policy: AnonymisePolicy, hierarchies: Path, original: Path | None
) -> tuple[Levels, ...]:
    """Return the levels over the values of the original; without it, over the leaves that the hierarchies list."""
    if original is None:
        return levels_of_leaves(policy, hierarchies)
    make_classes(connection, open_source(connection, original), policy, "before")
    return read_levels(connection, policy, hierarchies, "before")


def _rows(connection: Connection, source: Source) -> int:
    return int(connection.execute(f"select count(*) from {source.sql}").fetchall()[0][0])


def _one_row(connection: Connection, sql: str) -> dict[str, float]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description or []]
    values = found.fetchall()[0]
    return {name: float(value or 0) for name, value in zip(names, values, strict=True)}
