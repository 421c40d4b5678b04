"""The select list: stars spelled out, every output column with its name and label."""

from typing import TYPE_CHECKING

from steward.prove.expressions import label_of
from steward.prove.labels import Label
from steward.prove.parse import Json, Unknown
from steward.prove.relation import Scope

if TYPE_CHECKING:
    from steward.prove.queries import Walk

STAR_PARTS = frozenset(
    (
        "class",
        "type",
        "alias",
        "query_location",
        "relation_name",
        "exclude_list",
        "replace_list",
        "rename_list",
    )
)
Columns = list[tuple[str, Label]]


def selected(walk: "Walk", nodes: list[Json], scope: Scope) -> Columns:
    """Return the output columns of a select list, in their order.

    Raises Unknown where a star cannot be spelled out.
    """
    columns: Columns = []
    for node in nodes:
        if node.get("class") == "STAR":
            columns += _star(walk, node, scope)
        else:
            label = label_of(walk, node, scope)
            name = output_name(node)
            columns.append((name, label))
            # A later column may be computed from an earlier one by its name.
            scope.aliases.setdefault(name, label)
    return columns


def output_name(node: Json) -> str:
    """Return the name that the engine gives a column without an alias, as far as others may call it."""
    if node.get("alias"):
        return str(node["alias"]).lower()
    if node.get("class") == "COLUMN_REF":
        return str(node["column_names"][-1]).lower()
    if node.get("class") == "CAST":
        return output_name(node["child"])
    return str(node.get("function_name") or node.get("class")).lower()


def _star(walk: "Walk", node: Json, scope: Scope) -> Columns:
    extra = set(node) - STAR_PARTS
    if extra:
        raise Unknown("a star by pattern or lambda, whose columns only the engine knows")
    wanted = str(node.get("relation_name", "")).lower()
    excluded = {str(name).lower() for name in node.get("exclude_list", []) if isinstance(name, str)}
    if len(excluded) != len(node.get("exclude_list", [])):
        raise Unknown("a star that leaves out qualified names")
    replaced = {str(entry["key"]).lower(): entry["value"] for entry in node.get("replace_list", [])}
    renamed: dict[str, str] = {}
    for entry in node.get("rename_list", []):
        key = entry["key"]
        name = key.get("column") if isinstance(key, dict) else key
        renamed[str(name).lower()] = str(entry["value"]).lower()
    columns: Columns = []
    found = False
    for table in scope.tables:
        if wanted and wanted not in (table.alias, *table.qualifiers):
            continue
        found = True
        for name, label in table.relation.columns:
            if name in excluded or (name in table.merged and not wanted):
                continue
            own = label_of(walk, replaced[name], scope) if name in replaced else label
            columns.append((renamed.get(name, name), own))
    if not found:
        raise Unknown(f"a star of `{wanted}`, which is no table in sight")
    return columns
