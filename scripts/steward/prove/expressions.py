"""The label of an expression: every node of the engine's tree is of a known kind, or the proof does not pass."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from steward.prove import figures, functions
from steward.prove.labels import (
    AGGREGATED,
    COUNTED,
    EMPTY,
    SUMMED,
    Label,
    as_changed,
    as_condition,
    as_influence,
    as_kept,
    treated,
    union,
    without_kept,
)
from steward.prove.parse import Json, Unknown
from steward.prove.relation import Relation, Scope

if TYPE_CHECKING:
    from steward.prove.queries import Walk

YES_OR_NO = (
    "OPERATOR_IS_NULL",
    "OPERATOR_IS_NOT_NULL",
    "COMPARE_IN",
    "COMPARE_NOT_IN",
)
OWN_SCHEMAS = ("", "main", "pg_catalog", "system")


def label_of(walk: "Walk", node: Json, scope: Scope) -> Label:
    """Return the label of an expression in a scope.

    Raises Unknown for a kind of node, a function or a name that the proof does not know.
    """
    technique = walk.techniques.recognised(node)
    if technique is not None:
        name, argument = technique
        walk.visit_all(node)
        return treated(walk.atoms, label_of(walk, argument, scope), name)
    kind = str(node.get("class"))
    reader = READERS.get(kind)
    if reader is None:
        raise Unknown(f"an expression of kind {kind.lower()}")
    return reader(walk, node, scope)


def labels_of(walk: "Walk", nodes: list[Json], scope: Scope) -> Label:
    """Return the label of several expressions together."""
    return union([label_of(walk, node, scope) for node in nodes])


def parts(node: Json, *keys: str) -> list[Json]:
    """Return the expressions under some keys of a node, those in lists too."""
    found: list[Json] = []
    for key in keys:
        content = node.get(key)
        if isinstance(content, list):
            found += content
        elif content:
            found.append(content)
    return found


def orders(node: Json | None) -> list[Json]:
    """Return what an ORDER BY orders by."""
    return [order["expression"] for order in (node or {}).get("orders", [])]


def _column(walk: "Walk", node: Json, scope: Scope) -> Label:
    walk.visit("COLUMN_REF", node)
    return scope.resolve(node["column_names"])


def _constant(walk: "Walk", node: Json, scope: Scope) -> Label:
    return EMPTY


def _children(*keys: str) -> Callable[["Walk", Json, Scope], Label]:
    def read(walk: "Walk", node: Json, scope: Scope) -> Label:
        return labels_of(walk, parts(node, *keys), scope)

    return read


def _predicate(*keys: str) -> Callable[["Walk", Json, Scope], Label]:
    """Read a comparison: its yes or no is not what it compares, but tells of it."""

    def read(walk: "Walk", node: Json, scope: Scope) -> Label:
        compared = parts(node, *keys)
        return as_condition(figures.picked(walk, compared, labels_of(walk, compared, scope)))

    return read


def _operator(walk: "Walk", node: Json, scope: Scope) -> Label:
    operands = [label_of(walk, part, scope) for part in parts(node, "children")]
    label = union(operands)
    if node.get("type") in YES_OR_NO:
        return as_condition(label if len(operands) == 1 else figures.picked(walk, node["children"], label))
    if node.get("type") == "OPERATOR_COALESCE":
        return figures.after_coalesce(node, operands, label)
    return as_changed(label)


def _cast(walk: "Walk", node: Json, scope: Scope) -> Label:
    return figures.after_cast(node, label_of(walk, node["child"], scope))


def _case(walk: "Walk", node: Json, scope: Scope) -> Label:
    checks = node["case_checks"]
    conditions = [label_of(walk, check["when_expr"], scope) for check in checks]
    values = [label_of(walk, check["then_expr"], scope) for check in checks]
    values += [label_of(walk, part, scope) for part in parts(node, "else_expr")]
    return union([*values, *map(as_condition, conditions)])


def _function(walk: "Walk", node: Json, scope: Scope) -> Label:
    walk.visit("FUNCTION", node)
    name = str(node["function_name"]).lower()
    if name not in functions.ALLOWED:
        raise Unknown(f"function `{name}` is not on the list of known functions")
    children = parts(node, "children")
    # `id_number.md5()` is a call whose "schema" is the column.
    owner = [str(node[key]) for key in ("catalog", "schema") if str(node.get(key, "")) not in OWN_SCHEMAS]
    called_on = [scope.resolve(owner)] if owner else []
    plain = [child for child in children if child.get("class") != "LAMBDA"]
    operands = [label_of(walk, child, scope) for child in plain]
    label = union([*called_on, *operands])
    for child in children:
        if child.get("class") == "LAMBDA":
            label = union([label, _lambda(walk, child, scope, label)])
    if name in functions.AGGREGATES and not called_on:
        return _aggregate(walk, node, name, scope, label)
    if name in functions.PREDICATES:
        return as_condition(figures.picked(walk, children, label))
    if name in ("greatest", "least") and not called_on:
        return figures.after_bound(walk, operands, label)
    return figures.after_function(node, name, operands, label) if not called_on else as_changed(label)


def _aggregate(walk: "Walk", node: Json, name: str, scope: Scope, label: Label) -> Label:
    made = _aggregated(walk, node, name, scope, label)
    # A place among the rows picks nobody any more once the rows of several are one.
    return made if scope.per_person else without_kept(made, walk.atoms.keys)


def _aggregated(walk: "Walk", node: Json, name: str, scope: Scope, label: Label) -> Label:
    deciding = [label_of(walk, part, scope) for part in parts(node, "filter")]
    deciding += [label_of(walk, part, scope) for part in orders(node.get("order_bys"))]
    distinct, counts = bool(node.get("distinct")), name in functions.COUNTING
    label = figures.after_aggregate(name, distinct, scope.per_person, label)
    if name in functions.DECLASSIFYING and not deciding and figures.is_figure(walk, label):
        names_nobody = counts or not (distinct or figures.identifies(walk, label))
        if scope.guarded and names_nobody:
            return treated(walk.atoms, label, AGGREGATED, rows=True)
        label = treated(walk.atoms, label, COUNTED if counts else SUMMED)
    if name in functions.COUNTING:
        label = treated(walk.atoms, label, COUNTED)
    if not deciding:
        return label
    # Which of its rows are summed may be which of its members are: no minimum of persons covers that.
    decided = union(map(as_influence, deciding))
    return as_kept(union([label, decided]), decided.all & ~walk.atoms.keys)


def _lambda(walk: "Walk", node: Json, scope: Scope, arguments: Label) -> Label:
    heads = node["lhs"]
    heads = heads.get("children", [heads]) if heads.get("class") == "FUNCTION" else [heads]
    if node["lhs"].get("class") == "FUNCTION":
        walk.visit("FUNCTION", node["lhs"])
    names: dict[str, Label] = {}
    for head in heads:
        if head.get("class") != "COLUMN_REF":
            raise Unknown("a lambda whose parameters are no names")
        walk.visit("COLUMN_REF", head)
        names[str(head["column_names"][0]).lower()] = arguments
    return label_of(walk, node["expr"], scope.inner(names))


def _window(walk: "Walk", node: Json, scope: Scope) -> Label:
    walk.visit("WINDOW", node)
    name = str(node["function_name"]).lower()
    if name not in functions.ALLOWED or str(node.get("schema", "")) not in OWN_SCHEMAS:
        raise Unknown(f"window function `{name}` is not on the list of known functions")
    value = labels_of(walk, parts(node, "children", "offset_expr", "default_expr"), scope)
    grouped = [label_of(walk, part, scope) for part in parts(node, "partitions")]
    per_person = any(figures.is_person(walk, label) for label in grouped)
    value = figures.after_aggregate("window", False, per_person, value)
    if name in functions.COUNTING:
        value = treated(walk.atoms, value, COUNTED)
    framing = parts(node, "filter_expr", "start_expr", "end_expr")
    framing += [order["expression"] for key in ("orders", "arg_orders") for order in node.get(key, [])]
    decided = as_influence(union([*grouped, labels_of(walk, framing, scope)]))
    if per_person:
        return union([value, decided])
    # A place among the rows picks single ones, whatever they are ordered by.
    return as_kept(union([value, decided]), decided.all & ~walk.atoms.keys | scope.keys(walk.atoms.keys))


def _subquery(walk: "Walk", node: Json, scope: Scope) -> Label:
    walk.visit("SUBQUERY", node)
    inner = walk.query(node["subquery"]["node"], scope)
    compared = labels_of(walk, parts(node, "child"), scope)
    values = union(label for _, label in inner.columns)
    rows, others = inner.rows, ~walk.atoms.keys
    own = rows.kept | (rows.all & others)
    if not (inner.tied or _is_of_the_same(walk, compared, inner)):
        # It tells of other persons than those of the row.
        own, values = own | (values.all & others), as_changed(values)
    elif own & walk.atoms.personal:
        # It may be there for one person alone.
        values = as_changed(values)
    values, rows = as_kept(values, own), as_kept(rows, own)
    if node.get("subquery_type") == "SCALAR":
        return union([values, rows])
    # Whether a row is there tells what the inner query filters by.
    there = Label(0, rows.all, 0, (rows,), "", 0, rows.kept) if rows.all else EMPTY
    seen = EMPTY if node.get("subquery_type") in ("EXISTS", "NOT_EXISTS") else values
    return union([compared, seen, there])


def _is_of_the_same(walk: "Walk", compared: Label, inner: Relation) -> bool:
    """Tell whether `number in (select number ...)` compares two numbers of persons or records."""
    return len(inner.columns) == 1 and all(
        figures.is_key(walk, label) for label in (compared, inner.columns[0][1])
    )


READERS: dict[str, Callable[["Walk", Json, Scope], Label]] = {
    "COLUMN_REF": _column,
    "CONSTANT": _constant,
    "CAST": _cast,
    "COLLATE": _children("child"),
    "COMPARISON": _predicate("left", "right"),
    "CONJUNCTION": _children("children"),
    "OPERATOR": _operator,
    "BETWEEN": _predicate("input", "lower", "upper"),
    "CASE": _case,
    "FUNCTION": _function,
    "WINDOW": _window,
    "SUBQUERY": _subquery,
}


def constant(node: Any) -> Any:
    """Return the value of a literal, None for any other expression."""
    if not isinstance(node, dict):
        return None
    while node.get("class") == "CAST":
        node = node["child"]
    return node["value"].get("value") if node.get("class") == "CONSTANT" else None
