"""Which classified columns flow into a query, by sqlglot's tree of it: everything propagates, hashes included."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

from sqlglot import exp

Paths = Mapping[str, "Path"]
Look = Callable[[str, str], "Relation"]
EMPTY: Paths = {}


class Unreadable(Exception):
    """Why SQL could not be followed, in words for a reader; it never holds a part of the SQL."""


@dataclass(frozen=True)
class Path:
    """The way of a value, from where it is read back to the classified column, and what that holds."""

    attribute: str
    steps: tuple[str, ...]

    @property
    def origin(self) -> str:
        """The classified column at the end."""
        return self.steps[-1]


@dataclass
class Relation:
    """What a query or table shows: paths per column; `hidden` answers for columns that nobody listed.

    `used` is what decides rows: filters, joins, grouping, order.
    """

    columns: dict[str, Paths] = field(default_factory=dict)
    hidden: tuple[Callable[[str], Paths], ...] = ()
    used: Paths = field(default_factory=dict)
    stars: tuple[str, ...] = ()

    def find(self, name: str) -> Paths | None:
        """Return what flows into a column, None where no such column is known."""
        if name in self.columns:
            return self.columns[name]
        return union(own(name) for own in self.hidden) if self.hidden else None

    def everything(self) -> Paths:
        """Return what flows into any column that is known."""
        return union(self.columns.values())


def union(parts: Iterable[Paths]) -> Paths:
    """Return the paths of all parts; the shortest for each origin."""
    found: dict[str, Path] = {}
    for part in parts:
        for origin, path in part.items():
            if origin not in found or len(path.steps) < len(found[origin].steps):
                found[origin] = path
    return found


@dataclass
class Reader:
    """Reads queries; `look` returns a table by schema and name, both in lower case."""

    look: Look

    def query(self, node: exp.Expr, ctes: Mapping[str, Relation], outer: Mapping[str, Relation]) -> Relation:
        """Return what a query shows.

        Raises Unreadable where it is no query that can be followed.
        """
        known = dict(ctes)
        for cte in (node.args.get("with_") or node.args.get("with") or exp.With()).expressions:
            name = cte.alias_or_name.lower()
            known.setdefault(name, Relation()) if _recursive(node) else None
            known[name] = _named(self.query(cte.this, known, outer), cte)
        if isinstance(node, exp.Subquery):
            return self.query(node.this, known, outer)
        if isinstance(node, exp.SetOperation):
            return self._merged(self.query(node.left, known, outer), self.query(node.right, known, outer))
        if isinstance(node, exp.Select):
            return self._select(node, known, outer)
        if isinstance(node, exp.Values):
            return Relation()
        if isinstance(node, exp.Table):
            return self._source(node, known, outer)
        raise Unreadable(f"a {node.key} where a query is expected")

    def _select(
        self, node: exp.Select, ctes: Mapping[str, Relation], outer: Mapping[str, Relation]
    ) -> Relation:
        sources: dict[str, Relation] = {}
        joins = node.args.get("joins") or []
        laterals = node.args.get("laterals") or []
        start = node.args.get("from_") or node.args.get("from")
        for place, item in enumerate(
            [*([start.this] if start else []), *(own.this for own in joins), *laterals]
        ):
            relation = self._source(item, ctes, {**outer, **sources})
            sources[item.alias_or_name.lower() or f"#{place}"] = relation
        scope = (ctes, sources, outer)
        result = Relation(used=union(own.used for own in sources.values()))
        for projection in node.expressions:
            self._project(projection, scope, result)
        parts = [node.args.get(name) for name in ("where", "group", "having", "qualify", "order", "distinct")]
        parts += [own.args.get("on") for own in joins]
        deciding = [self._expression(part, scope, result.columns) for part in parts if part is not None]
        for join in joins:
            for name in join.args.get("using") or []:
                deciding += [own.find(name.name.lower()) or EMPTY for own in sources.values()]
        result.used = union([result.used, *deciding])
        return result

    def _project(self, node: exp.Expr, scope: "Scope", result: Relation) -> None:
        _, sources, _ = scope
        star = node if isinstance(node, exp.Star) else node.this if isinstance(node, exp.Column) else None
        if not isinstance(star, exp.Star):
            name = (node.alias_or_name or node.key).lower()
            result.columns[name] = self._expression(node, scope, {})
            return
        table = node.args.get("table") if isinstance(node, exp.Column) else None
        dropped = {own.name.lower() for own in star.args.get("except_") or star.args.get("except") or []}
        for alias, relation in sources.items():
            if table is not None and alias != table.name.lower():
                continue
            result.columns.update({k: v for k, v in relation.columns.items() if k not in dropped})
            result.stars += relation.stars
            result.hidden += tuple(_without(dropped, own) for own in relation.hidden)
        for own in star.args.get("replace") or []:
            result.columns[own.alias_or_name.lower()] = self._expression(own, scope, {})
        for own in star.args.get("rename") or []:
            old = own.this.name.lower()
            result.columns[own.alias_or_name.lower()] = self._column(None, old, scope, {})
            result.columns.pop(old, None)

    def _source(
        self, node: exp.Expr, ctes: Mapping[str, Relation], outer: Mapping[str, Relation]
    ) -> Relation:
        if node.args.get("pivots"):
            plain = node.copy()
            plain.set("pivots", None)
            everything = self._source(plain, ctes, outer).everything()
            return Relation(hidden=(lambda _: everything,), used=everything)
        if isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier):
            name = node.name.lower()
            if not node.db and name in ctes:
                return _named(ctes[name], node)
            return _named(self.look(node.db.lower(), name), node)
        if isinstance(node, exp.Subquery):
            if isinstance(node.this, exp.Table):
                return self._source(node.this, ctes, outer)
            return _named(self.query(node.this, ctes, outer), node)
        # A function that makes rows: whatever goes in may come out under any name.
        flowing = self._expression(node, (ctes, {}, outer), {})
        return Relation(hidden=(lambda _: flowing,))

    def _expression(self, node: exp.Expr, scope: "Scope", aliases: Mapping[str, Paths]) -> Paths:
        ctes, sources, outer = scope
        found: list[Paths] = []
        waiting: list[exp.Expr] = [node]
        while waiting:
            own = waiting.pop()
            if isinstance(own, exp.Query) and not isinstance(own, exp.Table):
                inner = self.query(own, ctes, {**outer, **sources})
                found += [inner.everything(), inner.used]
            elif isinstance(own, exp.Column) and not isinstance(own.this, exp.Star):
                found.append(self._column(own.table.lower() or None, own.name.lower(), scope, aliases))
            elif isinstance(own, exp.Star) or (
                isinstance(own, exp.Column) and isinstance(own.this, exp.Star)
            ):
                if not isinstance(own.parent, exp.Count):
                    found += [relation.everything() for relation in sources.values()]
            else:
                waiting += [child for child in own.iter_expressions()]
        return union(found)

    def _column(self, table: str | None, name: str, scope: "Scope", aliases: Mapping[str, Paths]) -> Paths:
        _, sources, outer = scope
        for reach in (sources, outer):
            if table is not None and table in reach:
                return reach[table].find(name) or EMPTY
            if table is None:
                listed = [own.columns[name] for own in reach.values() if name in own.columns]
                if listed:
                    return union(listed)
        if name in aliases:
            return aliases[name]
        if table is None and name in {**outer, **sources}:
            # A whole row, packed into one value.
            return {**outer, **sources}[name].everything()
        for reach in (sources, outer):
            # A field of a column, or a column of a table that nobody describes.
            packed = [own.find(table or name) or EMPTY for own in reach.values()]
            if any(packed):
                return union(packed)
        return EMPTY

    def _merged(self, left: Relation, right: Relation) -> Relation:
        columns = dict(left.columns)
        if len(left.columns) == len(right.columns) and not (left.hidden or right.hidden):
            pairs = zip(left.columns.items(), right.columns.values(), strict=True)
            columns = {name: union([own, other]) for (name, own), other in pairs}
        else:
            for name, paths in right.columns.items():
                columns[name] = union([columns.get(name, EMPTY), paths])
        return Relation(
            columns, left.hidden + right.hidden, union([left.used, right.used]), left.stars + right.stars
        )


Scope = tuple[Mapping[str, Relation], Mapping[str, Relation], Mapping[str, Relation]]


def _without(dropped: Set[str], answer: Callable[[str], Paths]) -> Callable[[str], Paths]:
    """Return what answers for hidden columns, but for those that a `*` leaves out."""
    return lambda name: EMPTY if name in dropped else answer(name)


def _recursive(node: exp.Expr) -> bool:
    clause = node.args.get("with_") or node.args.get("with")
    return bool(clause and clause.args.get("recursive"))


def _named(relation: Relation, node: exp.Expr) -> Relation:
    """Return a relation with the column names that its alias gives."""
    alias = node.args.get("alias")
    names = (
        [own.name.lower() for own in alias.args.get("columns") or []]
        if isinstance(alias, exp.TableAlias)
        else []
    )
    if not names or len(names) > len(relation.columns):
        return relation
    columns = dict(zip(names, relation.columns.values(), strict=False))
    return Relation(columns, relation.hidden, relation.used, relation.stars)
