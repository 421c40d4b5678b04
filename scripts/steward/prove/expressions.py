"""The label of an expression: every node of the engine's tree is of a known kind, or the proof does not pass."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from steward.prove import functions
from steward.prove.labels import (
    AGGREGATED,
    COUNTED,
    EMPTY,
    SUMMED,
    Label,
    as_condition,
    as_influence,
    treated,
    union,
)
from steward.prove.nodes import COHORT
from steward.prove.parse import Json, Unknown
from steward.prove.relation import Scope

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
        return as_condition(labels_of(walk, parts(node, *keys), scope))

    return read


def _operator(walk: "Walk", node: Json, scope: Scope) -> Label:
    label = labels_of(walk, parts(node, "children"), scope)
    return as_condition(label) if node.get("type") in YES_OR_NO else label


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
    label = union([*called_on, labels_of(walk, plain, scope)])
    for child in children:
        if child.get("class") == "LAMBDA":
            label = union([label, _lambda(walk, child, scope, label)])
    deciding = [label_of(walk, part, scope) for part in parts(node, "filter")]
    deciding += [label_of(walk, part, scope) for part in orders(node.get("order_bys"))]
    whole = not deciding and not called_on and all(child.get("class") == "COLUMN_REF" for child in children)
    # What was computed before may single a person out, whom the sum of a group would then show.
    plain_values = not label.condition and _is_of_one_column(walk, label)
    if scope.guarded and name in functions.DECLASSIFYING and whole and plain_values:
        return treated(walk.atoms, label, AGGREGATED, rows=True)
    if name in functions.COUNTING:
        label = treated(walk.atoms, label, COUNTED)
    elif name in functions.DECLASSIFYING and whole:
        label = treated(walk.atoms, label, SUMMED)
    if name in functions.PREDICATES:
        label = as_condition(label)
    return union([label, *map(as_influence, deciding)])


def _is_of_one_column(walk: "Walk", label: Label) -> bool:
    """Tell whether a value is made of one column; labels beside it tell only apart what k persons share."""
    return sum(atom.treatment != COHORT for atom in walk.atoms.of(label.value)) <= 1


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
    if name in functions.COUNTING:
        value = treated(walk.atoms, value, COUNTED)
    framing = parts(node, "partitions", "filter_expr", "start_expr", "end_expr")
    framing += [order["expression"] for key in ("orders", "arg_orders") for order in node.get(key, [])]
    return union([value, as_influence(labels_of(walk, framing, scope))])


def _subquery(walk: "Walk", node: Json, scope: Scope) -> Label:
    walk.visit("SUBQUERY", node)
    inner = walk.query(node["subquery"]["node"], scope)
    compared = labels_of(walk, parts(node, "child"), scope)
    values = union(label for _, label in inner.columns)
    if node.get("subquery_type") == "SCALAR":
        return union([values, inner.rows])
    # Whether a row is there tells what the inner query filters by.
    rows = Label(0, inner.rows.all, 0, (inner.rows,)) if inner.rows.all else EMPTY
    seen = EMPTY if node.get("subquery_type") in ("EXISTS", "NOT_EXISTS") else values
    return union([compared, seen, rows])


READERS: dict[str, Callable[["Walk", Json, Scope], Label]] = {
    "COLUMN_REF": _column,
    "CONSTANT": _constant,
    "CAST": _children("child"),
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


def conjuncts(node: Json | None) -> list[Json]:
    """Return the conditions of a WHERE or HAVING that must all hold."""
    if not node:
        return []
    if node.get("type") == "CONJUNCTION_AND":
        return [part for child in node["children"] for part in conjuncts(child)]
    return [node]


def constant(node: Any) -> Any:
    """Return the value of a literal, None for any other expression."""
    if not isinstance(node, dict):
        return None
    while node.get("class") == "CAST":
        node = node["child"]
    return node["value"].get("value") if node.get("class") == "CONSTANT" else None
