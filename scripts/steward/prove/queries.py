"""The walk over a query: from its tables to the label of every output column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from steward.prove.expressions import constant, label_of, labels_of, orders, parts
from steward.prove.figures import is_person
from steward.prove.guards import columns_of_persons, counted_person, held_to_minimum, pseudonyms_of_scope
from steward.prove.labels import (
    AGGREGATED,
    EMPTY,
    Atoms,
    Label,
    as_changed,
    as_influence,
    as_kept,
    named,
    treated,
    union,
)
from steward.prove.parse import Json, Statement, Unknown, is_sample
from steward.prove.persons import link, set_apart
from steward.prove.relation import Minimum, Relation, Scope, Table
from steward.prove.selected import selected
from steward.prove.tables import tables_of
from steward.prove.techniques import Techniques

ROUNDS = 8
Ctes = dict[str, Relation]
# Catalogue, schema and name as written in the query; the second names the relation where it may be read.
Lookup = Callable[[str, str, str], Relation]


@dataclass
class Walk:
    """One walk over one query: what it may look up, and which nodes of the tree it has seen."""

    atoms: Atoms
    techniques: Techniques
    lookup: Lookup
    least_persons: int
    where: str
    ctes: list[Ctes] = field(default_factory=list)
    links: list[list[tuple[Table, Table]]] = field(default_factory=list)
    ties: list[list[Table | None]] = field(default_factory=list)
    seen: dict[str, set[int]] = field(default_factory=dict)

    def statement(self, statement: Statement) -> Relation:
        """Return the relation that a statement makes.

        Raises Unknown where a part of it is of an unknown kind, or was not seen by the walk.
        """
        relation = self.query(statement.node, None)
        for kind, count in statement.counts.items():
            if len(self.seen.get(kind, ())) != count:
                raise Unknown(f"the walk did not see every {kind.lower()} of the query")
        return relation

    def visit(self, kind: str, node: Json) -> None:
        """Remember that a node was seen."""
        self.seen.setdefault(kind, set()).add(id(node))

    def visit_all(self, node: object) -> None:
        """Remember a whole expression: the form of a technique, whose copies of the argument are equal."""
        if isinstance(node, dict):
            if node.get("class") in ("COLUMN_REF", "FUNCTION", "WINDOW", "SUBQUERY"):
                self.visit(str(node["class"]), node)
            for content in node.values():
                self.visit_all(content)
        elif isinstance(node, list):
            for content in node:
                self.visit_all(content)

    def cte(self, name: str) -> Relation | None:
        """Return the common table expression of that name, the innermost first."""
        return next((known[name] for known in reversed(self.ctes) if name in known), None)

    def query(self, node: Json, outer: Scope | None) -> Relation:
        """Return the relation of a query node in the scope around it."""
        known: Ctes = {}
        self.ctes.append(known)
        try:
            for entry in node.get("cte_map", {}).get("map", []):
                name, value = str(entry["key"]).lower(), entry["value"]
                relation = self._renamed(self.query(value["query"]["node"], outer), value.get("aliases", []))
                known[name] = Relation(
                    [(column, named(label, f"{name}.{column}")) for column, label in relation.columns],
                    relation.rows,
                    relation.guarded,
                    minimum=None if value.get("aliases") else _named(name, relation.minimum),
                )
            kind = node.get("type")
            if kind == "SELECT_NODE":
                return self._select(node, outer)
            if kind == "SET_OPERATION_NODE":
                return self._set_operation(node, outer)
            if kind == "RECURSIVE_CTE_NODE":
                return self._recursive(node, outer)
            raise Unknown(f"a query of kind {str(kind).lower()}")
        finally:
            self.ctes.pop()

    def _renamed(self, relation: Relation, aliases: list[str]) -> Relation:
        columns = [
            (aliases[place].lower() if place < len(aliases) else name, label)
            for place, (name, label) in enumerate(relation.columns)
        ]
        return Relation(columns, relation.rows, relation.guarded, minimum=relation.minimum)

    def _select(self, node: Json, outer: Scope | None) -> Relation:
        self.links.append([])
        self.ties.append([])
        try:
            tables, rows, guarded = tables_of(self, node.get("from_table") or {"type": "EMPTY"}, outer)
            scope = Scope(tables, outer)
            if held_to_minimum(self, node, scope):
                rows, guarded = tables[0].relation.rows, True
            link(self, node.get("where_clause"), scope)
            person = counted_person(self, node, scope)
            persons = columns_of_persons(self, node, scope) if person is None else {}
            counted = person or next(iter(persons.values()), None)
            strange = set_apart(self, scope, counted, node["select_list"])
            tied = bool(self.ties[-1])
        finally:
            self.links.pop()
            self.ties.pop()
        rows = as_kept(rows, rows.all & strange & ~self.atoms.keys)
        if is_sample(node):
            # Whom a sample leaves out nobody asked for: as a limit, it picks single rows.
            rows = as_kept(rows, scope.keys(self.atoms.keys))
        scope.guarded = person is not None
        relation = self._grouped(node, scope, rows)
        relation.guarded, relation.tied = guarded or scope.guarded, tied
        if len(persons) == 1:
            relation.minimum = self._minimum(node, scope, rows, frozenset(persons))
        return relation

    def _grouped(self, node: Json, scope: Scope, rows: Label) -> Relation:
        """Return what a query makes of the tables in its scope, whose rows have been decided by `rows`."""
        grouping = [label_of(self, part, scope) for part in parts(node, "group_expressions")]
        scope.per_person = any(is_person(self, label) for label in grouping)
        decided = [label_of(self, part, scope) for part in parts(node, "where_clause")]
        before = union([rows, *map(as_influence, [*decided, *grouping])])
        if before.kept & self.atoms.personal:
            # Single persons were picked among the rows: how many of them there are protects none.
            scope.guarded = False
        scope.aliases = {}
        columns = selected(self, node["select_list"], scope)
        scope.aliases = dict(columns)
        decided += [label_of(self, part, scope) for part in parts(node, "group_expressions")]
        rows = union([rows, *map(as_influence, decided)])
        if scope.guarded:
            rows = treated(self.atoms, rows, AGGREGATED, rows=True)
        # What chooses among the groups shows of them what it asks.
        chosen = [label_of(self, part, scope) for part in parts(node, "qualify", "having")]
        chosen += self._modifiers(node, scope, columns)
        rows = union([rows, *map(as_influence, chosen)])
        columns = pseudonyms_of_scope(self, node, scope, columns)
        return Relation(columns, rows)

    def _minimum(self, node: Json, scope: Scope, rows: Label, persons: frozenset[str]) -> Minimum | None:
        """Return a grouped query as it is to one that keeps its rows with k persons.

        A window looks over groups with fewer persons, an inner query at whatever it likes: neither has a minimum.
        """
        if _looks_around(node["select_list"]):
            return None
        relation = self._grouped(node, replace(scope, guarded=True), rows)
        return Minimum(persons, relation.columns, relation.rows)

    def _modifiers(self, node: Json, scope: Scope, columns: list[tuple[str, Label]]) -> Iterable[Label]:
        ordering = Scope(scope.tables, scope.outer, scope.aliases, scope.parameters, True, scope.guarded)
        for modifier in node.get("modifiers", []):
            if modifier["type"] == "DISTINCT_MODIFIER":
                targets = parts(modifier, "distinct_on_targets")
                yield (
                    self._ordered(targets, ordering, columns)
                    if targets
                    else union(label for _, label in columns)
                )
            elif modifier["type"] == "ORDER_MODIFIER":
                yield self._ordered(orders(modifier), ordering, columns)
            elif modifier["type"] in ("LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER"):
                # Whom it leaves out nobody asked for: it picks single rows.
                asked = labels_of(self, parts(modifier, "limit", "offset"), ordering)
                yield as_kept(asked, scope.keys(self.atoms.keys))
            else:
                raise Unknown(f"a {modifier['type'].lower()}")

    def _ordered(self, keys: list[Json], scope: Scope, columns: list[tuple[str, Label]]) -> Label:
        labels = []
        for key in keys:
            place = constant(key)
            if key.get("class") == "STAR":
                labels += [label for _, label in columns]
            elif isinstance(place, int):
                labels.append(columns[place - 1][1] if 0 < place <= len(columns) else EMPTY)
            else:
                labels.append(label_of(self, key, scope))
                if key.get("class") != "COLUMN_REF":
                    # Inside an expression a name may be the table's or the select list's: both count.
                    labels.append(label_of(self, key, replace(scope, aliases_first=False)))
        return union(labels)

    def _set_operation(self, node: Json, outer: Scope | None) -> Relation:
        branches = [self.query(child, outer) for child in parts(node, "left", "right", "children")]
        kind = str(node["setop_type"])
        columns = _by_name(branches) if kind.endswith("BY_NAME") else _by_place(branches)
        some = self._of_some(branches)
        rows = [as_kept(branch.rows, branch.rows.all & some) for branch in branches]
        if not node.get("setop_all") or kind.startswith(("EXCEPT", "INTERSECT")):
            rows += [as_influence(label) for _, label in columns]
        if kind.startswith("EXCEPT"):
            guarded = branches[0].guarded
            columns = [
                (name, union([own, as_influence(both)]))
                for (name, own), (_, both) in zip(branches[0].columns, columns, strict=True)
            ]
        else:
            guarded = all(branch.guarded for branch in branches)
        scope = Scope([Table("", Relation(columns))], outer)
        scope.aliases = dict(columns)
        rows += map(as_influence, self._modifiers(node, scope, columns))
        return Relation(columns, union(rows), guarded)

    def _of_some(self, branches: list[Relation]) -> int:
        """Return what decides the rows of some branches and not of others: from which one a row is tells of it."""
        either, both = 0, -1
        for branch in branches:
            either |= branch.rows.influence
            both &= branch.rows.influence
        return either & ~both & ~self.atoms.keys

    def _recursive(self, node: Json, outer: Scope | None) -> Relation:
        name = str(node["cte_name"]).lower()
        aliases = node.get("aliases", [])
        result = self._renamed(self.query(node["left"], outer), aliases)
        for _ in range(ROUNDS):
            self.ctes.append({name: result})
            try:
                again = self._renamed(self.query(node["right"], outer), aliases)
                keys = parts(node, "key_targets")
                keyed = labels_of(self, keys, Scope([Table(name, result)], outer))
            finally:
                self.ctes.pop()
            columns = _by_place([result, again])
            merged = Relation(columns, union([result.rows, again.rows, as_influence(keyed)]))
            if _masks(merged) == _masks(result):
                return merged
            result = merged
        raise Unknown("a recursive query whose labels do not settle")


def _masks(relation: Relation) -> list[tuple[int, int, int]]:
    labels = [label for _, label in relation.columns] + [relation.rows]
    return [(label.value, label.condition, label.influence) for label in labels]


def _named(name: str, minimum: Minimum | None) -> Minimum | None:
    if minimum is None:
        return None
    columns = [(column, named(label, f"{name}.{column}")) for column, label in minimum.columns]
    return Minimum(minimum.persons, columns, minimum.rows)


def _looks_around(node: object) -> bool:
    if isinstance(node, dict):
        return node.get("class") in ("WINDOW", "SUBQUERY") or any(map(_looks_around, node.values()))
    return isinstance(node, list) and any(map(_looks_around, node))


def _alike(labels: list[Label]) -> Label:
    """Return the label of one column of a set operation: changed where its branches are not of the same columns."""
    label = union(labels)
    same = all(own.value == label.value for own in labels)
    return label if same else as_changed(label)


def _by_place(branches: list[Relation]) -> list[tuple[str, Label]]:
    first = branches[0]
    if any(len(branch.columns) != len(first.columns) for branch in branches):
        raise Unknown("the branches of a set operation have different numbers of columns")
    return [
        (name, _alike([branch.columns[place][1] for branch in branches]))
        for place, name in enumerate(first.names)
    ]


def _by_name(branches: list[Relation]) -> list[tuple[str, Label]]:
    names = dict.fromkeys(name for branch in branches for name in branch.names)
    return [(name, _alike([branch.find(name) or EMPTY for branch in branches])) for name in names]
