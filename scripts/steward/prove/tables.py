"""The FROM clause: tables, joins and inner queries, with what their conditions decide."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from steward.prove import functions
from steward.prove.expressions import label_of, labels_of, parts
from steward.prove.labels import EMPTY, Label, as_influence, named, union
from steward.prove.parse import Json, Unknown
from steward.prove.persons import absent, equalities, link, semi_joined
from steward.prove.relation import Relation, Scope, Table

if TYPE_CHECKING:
    from steward.prove.queries import Walk

# The tables in sight, the label of what decides their rows, and whether each row stands for k persons.
From = tuple[list[Table], Label, bool]
ONE_SIDED = ("SEMI", "ANTI", "RIGHT_SEMI", "RIGHT_ANTI")
JOINS = ("REGULAR", "NATURAL", "CROSS", "ASOF", "POSITIONAL", "DEPENDENT")


def tables_of(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...] = ()) -> From:
    """Return what a FROM clause holds; `beside` are the tables to its left, which it may refer to.

    Raises Unknown for a kind of table that the proof does not know.
    """
    reader = READERS.get(str(node.get("type")))
    if reader is None or node.get("at_clause"):
        raise Unknown(f"a table of kind {str(node.get('type')).lower()}")
    return reader(walk, node, outer, beside)


def _empty(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    return [], EMPTY, False


def _base_table(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    walk.visit("BASE_TABLE", node)
    name = str(node["table_name"])
    catalog, schema = str(node.get("catalog_name", "")), str(node.get("schema_name", ""))
    relation = walk.cte(name.lower()) if not (catalog or schema) else None
    if relation is None:
        relation = walk.lookup(catalog, schema, name)
    full = [part.lower() for part in (catalog, schema, name) if part]
    qualifiers = tuple(".".join(full[start:]) for start in range(len(full) - 1))
    return _one(node, relation, name.lower(), () if node.get("alias") else qualifiers)


def _one(node: Json, relation: Relation, name: str, qualifiers: tuple[str, ...] = ()) -> From:
    alias = str(node.get("alias") or name).lower()
    given = [str(column).lower() for column in node.get("column_name_alias", [])]
    columns = [
        (given[place] if place < len(given) else column, label)
        for place, (column, label) in enumerate(relation.columns)
    ]
    minimum = None if given else relation.minimum
    own = Relation(columns, relation.rows, relation.guarded, minimum=minimum)
    return [Table(alias, own, qualifiers)], relation.rows, relation.guarded


def _subquery(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    # An inner query of a FROM clause may refer to what stands to its left, with or without `lateral`.
    relation = walk.query(node["subquery"]["node"], Scope(list(beside), outer))
    alias = str(node.get("alias") or "").lower()
    steps = [(name, named(label, f"{alias}.{name}") if alias else label) for name, label in relation.columns]
    return _one(node, Relation(steps, relation.rows, relation.guarded, minimum=relation.minimum), "")


def _values(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    rows = [[label_of(walk, cell, Scope(list(beside), outer)) for cell in row] for row in node["values"]]
    columns = [(f"col{place}", union(cells)) for place, cells in enumerate(zip(*rows, strict=True))]
    return _one(node, Relation(columns), "valueslist")


def _table_function(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    function = node["function"]
    name = str(function.get("function_name", "")).lower()
    if name not in functions.TABLE_FUNCTIONS:
        return walk_table(walk, name)
    walk.visit("FUNCTION", function)
    label = labels_of(walk, parts(function, "children"), Scope(list(beside), outer))
    columns = [(name, label)] if name != "unnest" else [("unnest", label)]
    tables, _, guarded = _one(node, Relation(columns), name)
    # `unnest(list) as item`: the alias names the column too.
    alias = str(node.get("alias") or "").lower()
    if alias and not node.get("column_name_alias"):
        tables[0].relation.columns.append((alias, label))
        tables[0].merged = frozenset((alias,))
    return tables, as_influence(label), guarded


def walk_table(walk: "Walk", name: str) -> From:
    """Refuse a table function."""
    raise Unknown(f"table function `{name}`")


def _join(walk: "Walk", node: Json, outer: Scope | None, beside: tuple[Table, ...]) -> From:
    kind, side = str(node.get("ref_type", "REGULAR")), str(node.get("join_type", "INNER"))
    if kind not in JOINS:
        raise Unknown(f"a join of kind {kind.lower()}")
    left, left_rows, left_guarded = tables_of(walk, node["left"], outer, beside)
    right, right_rows, right_guarded = tables_of(walk, node["right"], outer, (*beside, *left))
    shared = [str(name).lower() for name in node.get("using_columns", [])]
    if kind == "NATURAL":
        shared = [name for name in _names(left) if name in _names(right)]
    matched = [_merge(left, right, name) for name in shared]
    for name in shared:
        link(walk, _equal(_table_with(left, name), _table_with(right, name), name), Scope([*left, *right]))
    scope = Scope([*left, *right], outer)
    link(walk, node.get("condition"), scope)
    matched += [label_of(walk, condition, scope) for condition in parts(node, "condition")]
    decided = union(map(as_influence, matched))
    rows = union([left_rows, right_rows, decided])
    if side in ONE_SIDED:
        kept, gone, guarded = (left, right, left_guarded)
        if side.startswith("RIGHT"):
            kept, gone, guarded = (right, left, right_guarded)
        return kept, semi_joined(walk, kept, gone, rows), guarded
    if side in ("LEFT", "OUTER", "FULL"):
        absent(walk, right, union([right_rows, decided]))
    if side in ("RIGHT", "OUTER", "FULL"):
        absent(walk, left, union([left_rows, decided]))
    paired = bool(shared) or any(
        _are_of_two(scope, left, right, pair) for pair in equalities(node.get("condition"))
    )
    inner = side == "INNER" and kind in ("REGULAR", "NATURAL") and paired
    guarded = {"LEFT": left_guarded, "RIGHT": right_guarded}.get(
        side, (left_guarded or right_guarded) if inner else left_guarded and right_guarded
    )
    return [*left, *right], rows, guarded


def _are_of_two(
    scope: Scope, left: list[Table], right: list[Table], pair: tuple[list[str], list[str]]
) -> bool:
    """Tell whether two columns that are held equal are of the two sides of a join."""
    one, other = (scope.owner(names) for names in pair)
    sides = [{id(table) for table in tables} for tables in (left, right)]
    return (id(one) in sides[0] and id(other) in sides[1]) or (id(one) in sides[1] and id(other) in sides[0])


def _table_with(tables: list[Table], name: str) -> str:
    return next((table.alias for table in tables if name in table.relation.names), "")


def _equal(left: str, right: str, name: str) -> Json:
    sides = [{"class": "COLUMN_REF", "column_names": [alias, name]} for alias in (left, right)]
    return {"type": "COMPARE_EQUAL", "left": sides[0], "right": sides[1]}


def _names(tables: list[Table]) -> list[str]:
    return [name for table in tables for name in table.relation.names]


def _merge(left: list[Table], right: list[Table], name: str) -> Label:
    """Let a column of USING stand once, made of both sides, and return its label."""
    both = union(label for table in (*left, *right) if (label := table.relation.find(name)))
    for table in (*left, *right):
        columns = [(own, both if own == name else label) for own, label in table.relation.columns]
        table.relation = Relation(columns, table.relation.rows, table.relation.guarded)
    for table in right:
        if name in table.relation.names:
            table.merged |= {name}
    return both


READERS: dict[str, Callable[["Walk", Json, Scope | None, tuple[Table, ...]], From]] = {
    "EMPTY": _empty,
    "BASE_TABLE": _base_table,
    "SUBQUERY": _subquery,
    "EXPRESSION_LIST": _values,
    "TABLE_FUNCTION": _table_function,
    "JOIN": _join,
}
