"""Whose row it is: which tables of a query are tied to the same person, by equal numbers of persons or records.

A minimum of persons counts the persons of some tables. It says nothing of a table that is joined to them by a status,
or not at all: one person's figure may stand in all of its rows.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from steward.prove.figures import is_key, is_person
from steward.prove.labels import Label, as_changed, as_kept, union
from steward.prove.parse import Json
from steward.prove.relation import Relation, Scope, Table

if TYPE_CHECKING:
    from steward.prove.queries import Walk

EQUAL = ("COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM")


def conjuncts(node: Json | None) -> list[Json]:
    """Return the conditions of a WHERE or HAVING that must all hold."""
    if not node:
        return []
    if node.get("type") == "CONJUNCTION_AND":
        return [part for child in node["children"] for part in conjuncts(child)]
    return [node]


def equalities(condition: Json | None) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the pairs of columns that a condition holds equal."""
    for part in conjuncts(condition):
        if part.get("type") not in EQUAL:
            continue
        if part["left"].get("class") == part["right"].get("class") == "COLUMN_REF":
            yield part["left"]["column_names"], part["right"]["column_names"]


def link(walk: "Walk", condition: Json | None, scope: Scope) -> None:
    """Remember which tables a condition ties to each other, and whether it ties one to the query around it."""
    for left, right in equalities(condition):
        one, other = scope.owner(left), scope.owner(right)
        if one is None and other is None:
            continue
        if not (is_key(walk, scope.resolve(left)) and is_key(walk, scope.resolve(right))):
            continue
        if one is not None and other is not None:
            walk.links[-1].append((one, other))
        else:
            walk.ties[-1].append(one or other)


def set_apart(walk: "Walk", scope: Scope, person: list[str] | None, select_list: list[Json]) -> int:
    """Mark the columns of tables that are not tied to the person of a query; return what may not decide for him.

    The person is the one whom a minimum counts, the one whom a correlated query asks for, or the one whose number
    the query shows; `person` names the counted column.
    """
    if len(scope.tables) < 2:
        return 0
    own = _main(walk, scope, person, select_list)
    if own is None:
        return 0
    tied = _tied(walk, own)
    strange = 0
    for table in scope.tables:
        if id(table) in tied:
            continue
        rows = table.relation.rows
        strange |= rows.all | union(label for _, label in table.relation.columns).all
        columns = [(name, _strange(walk, label)) for name, label in table.relation.columns]
        table.relation = Relation(columns, rows, table.relation.guarded)
    return strange


def _strange(walk: "Walk", label: Label) -> Label:
    # A label that k persons share tells nobody apart, whosever it is.
    if not label.all & ~walk.atoms.shared:
        return label
    return as_kept(as_changed(label), label.all & ~walk.atoms.keys)


def _main(walk: "Walk", scope: Scope, person: list[str] | None, select_list: list[Json]) -> Table | None:
    if person is not None:
        return scope.owner(person)
    if ties := [table for table in walk.ties[-1] if table is not None]:
        return ties[0]
    shown = [(table, label) for node in select_list for table, label in _shown(scope, node)]
    for wanted in (is_person, is_key):
        for table, label in shown:
            if wanted(walk, label):
                return table
    return None


def _shown(scope: Scope, node: Json) -> Iterator[tuple[Table, Label]]:
    if node.get("class") == "COLUMN_REF":
        table = scope.owner(node["column_names"])
        if table is not None:
            yield table, scope.resolve(node["column_names"])
    elif node.get("class") == "STAR":
        wanted = str(node.get("relation_name", "")).lower()
        for table in scope.tables:
            if not wanted or wanted == table.alias:
                yield from ((table, label) for _, label in table.relation.columns)


def _tied(walk: "Walk", own: Table) -> set[int]:
    tied, grown = {id(own)}, True
    while grown:
        found = {
            id(table)
            for pair in walk.links[-1]
            for table in pair
            if id(pair[0]) in tied or id(pair[1]) in tied
        }
        grown = not found <= tied
        tied |= found
    return tied


def absent(walk: "Walk", tables: list[Table], decided: Label) -> None:
    """Let the columns of an outer join's other side tell what decides whether there is a row.

    Where that is of a person, one alone may have a value among k who have none.
    """
    kept = decided.kept | (decided.all & ~walk.atoms.keys)
    if not kept:
        return
    for table in tables:
        personal = kept & walk.atoms.personal
        chosen = Label(0, 0, kept & decided.all, (decided,), "", 0, kept)
        columns = [
            (name, union([as_changed(label) if personal else label, chosen]))
            for name, label in table.relation.columns
        ]
        table.relation = Relation(columns, table.relation.rows, table.relation.guarded)


def semi_joined(walk: "Walk", kept: list[Table], gone: list[Table], rows: Label) -> Label:
    """Return what decides the rows of a semi or anti join: other persons' values do, unless numbers tie the two."""
    tied = {id(table) for table in kept}
    pairs = [{id(one), id(other)} for one, other in walk.links[-1]]
    if any(pair & tied and id(table) in pair for table in gone for pair in pairs):
        return rows
    strange = union(label for table in gone for label in (table.relation.rows, *_labels(table)))
    return as_kept(rows, strange.all & ~walk.atoms.keys)


def _labels(table: Table) -> Iterator[Label]:
    return (label for _, label in table.relation.columns)
