"""The review: leaf columns get a class, every query is followed, and what cannot be read is listed."""

import csv
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as File

import sqlglot
from sqlglot import exp

from steward.errors import StewardError
from steward.policy import Policy
from steward.review.flows import EMPTY, Path, Paths, Reader, Relation, Unreadable
from steward.review.foreign import QUERIES, Foreign, Item
from steward.scan.names import name_evidence

# A name must say it plainly: 0.5 is that of a bare `name`.
LEAST_NAME = 0.7
HARMLESS = (exp.Set, exp.Use, exp.Transaction, exp.Commit, exp.Rollback, exp.Describe)
# What sqlglot logs quotes the SQL, which may hold a person's number.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Class:
    """A column that nobody here classified, with the attribute that its name or its values speak for."""

    relation: str
    column: str
    attribute: str
    privacy_class: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What reads personal data: a model, an exposure or a query; per column of its result the paths that end in it.

    `decides` are the paths of what only filters, joins, groups or orders.
    """

    kind: str
    name: str
    columns: Mapping[str, tuple[Path, ...]]
    decides: tuple[Path, ...] = ()


@dataclass
class Review:
    """The result: suggested classes, readers, and what could not be read and why."""

    classes: list[Class] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    looked_at: int = 0


Suggested = Mapping[tuple[str, str], tuple[str, str]]


class Reviewer:
    """Follows the queries of a foreign project; `by_value` are attributes and reasons by relation and column."""

    def __init__(self, foreign: Foreign, policy: Policy, by_value: Suggested) -> None:
        self.foreign, self.policy, self.by_value = foreign, policy, by_value
        self.reader = Reader(self._look)
        self.review = Review()
        self.relations: dict[str, Relation] = {}
        self.classes: dict[tuple[str, str], Class | None] = {}
        self.open: set[str] = set()
        self.items: dict[str, Item] = {}
        for item in foreign.items:
            self.items.setdefault(item.name, item)
        self.values: dict[str, list[str]] = {}
        for relation, column in by_value:
            self.values.setdefault(relation, []).append(column)

    def run(self, queries: Iterable[tuple[str, str, str]] = ()) -> Review:
        """Return the review of all models and exposures, and of queries given as place, user and SQL."""
        for item in self.foreign.items:
            if item.kind in QUERIES:
                self.review.looked_at += 1
                relation = self._look(item.schema, item.name)
                self._note(item.kind, item.name, relation)
                if item.partly:
                    self._unknown(f"{item.kind} {item.name}", item.partly)
                self._stars(f"{item.kind} {item.name}", relation, item.name)
            else:
                self._look(item.schema, item.name)
        for exposure in self.foreign.exposures:
            self.review.looked_at += 1
            parts = {name: self._look("", name).columns for name in exposure.reads}
            columns = {
                f"{name}.{column}": paths for name, own in parts.items() for column, paths in own.items()
            }
            self._note("exposure", exposure.name, Relation(columns))
        for place, user, sql in queries:
            self.review.looked_at += 1
            self._query(place, user, sql)
        self.review.classes = sorted(
            (own for own in self.classes.values() if own), key=lambda own: (own.relation, own.column)
        )
        return self.review

    def _query(self, place: str, user: str, sql: str) -> None:
        label = f"{place}, user {user}"
        try:
            for statement in self._statements(sql):
                if isinstance(statement, HARMLESS):
                    continue
                relation = self.reader.query(_inner(statement), {}, {})
                self._note("query", label, relation)
                self._stars(f"query {label}", relation)
        except Unreadable as error:
            self._unknown(f"query {label}", str(error))

    def _statements(self, sql: str) -> list[exp.Expr]:
        try:
            found = [own for own in sqlglot.parse(sql, dialect=self.foreign.dialect) if own is not None]
        except (sqlglot.errors.SqlglotError, ValueError, RecursionError):
            raise Unreadable("SQL that cannot be read") from None
        if not found:
            raise Unreadable("no SQL")
        return found

    def _note(self, kind: str, name: str, relation: Relation) -> None:
        columns = {
            column: tuple(sorted(paths.values(), key=lambda path: path.steps))
            for column, paths in relation.columns.items()
            if paths
        }
        shown = {path.origin for paths in columns.values() for path in paths}
        decides = tuple(path for origin, path in sorted(relation.used.items()) if origin not in shown)
        if columns or decides:
            self.review.readings.append(Reading(kind, name, columns, decides))

    def _stars(self, where: str, relation: Relation, own: str = "") -> None:
        """List a `*` over relations whose columns are not known; an unreadable model is listed as that."""
        blind = ", ".join(sorted(set(relation.stars) - {own}))
        if blind:
            self._unknown(where, f"`*` over {blind}, whose columns nobody describes")

    def _unknown(self, where: str, why: str) -> None:
        if (where, why) not in self.review.unknown:
            self.review.unknown.append((where, why))

    def _look(self, schema: str, name: str) -> Relation:
        item = self.items.get(name)
        label = name if item else ".".join(part for part in (schema, name) if part)
        if label in self.open:
            return Relation()
        if label not in self.relations:
            self.open.add(label)
            self.relations[label] = self._made(item, label)
            self.open.discard(label)
        return self.relations[label]

    def _made(self, item: Item | None, label: str) -> Relation:
        if item is None or item.kind not in QUERIES:
            return self._leaf(label, item)
        try:
            if not item.sql.strip():
                raise Unreadable(item.partly or "no SQL")
            statements = self._statements(item.sql)
            if len(statements) != 1:
                raise Unreadable(f"{len(statements)} statements")
            inner = self.reader.query(_inner(statements[0]), {}, {})
        except Unreadable as error:
            self._unknown(f"{item.kind} {item.name}", str(error))
            return self._leaf(label, item)
        columns = {name: _through(paths, f"{item.name}.{name}") for name, paths in inner.columns.items()}
        hidden = tuple(
            (lambda name, own=own: _through(own(name), f"{item.name}.{name}")) for own in inner.hidden
        )
        return Relation(columns, hidden, _through(inner.used, f"{item.name} (rows)"), inner.stars)

    def _leaf(self, label: str, item: Item | None) -> Relation:
        described = dict(item.columns) if item else {}
        names = [*described, *self.values.get(label.rpartition(".")[2], [])]
        columns = {name: self._class(label, name, described.get(name, "")) for name in dict.fromkeys(names)}
        stars = () if columns else (label,)
        return Relation(columns, (lambda name: self._class(label, name, ""),), EMPTY, stars)

    def _class(self, relation: str, column: str, comment: str) -> Paths:
        key = (relation, column)
        if key not in self.classes:
            self.classes[key] = self._suggest(relation, column, comment)
        own = self.classes[key]
        return {f"{relation}.{column}": Path(own.attribute, (f"{relation}.{column}",))} if own else EMPTY

    def _suggest(self, relation: str, column: str, comment: str) -> Class | None:
        attribute, reason = self.by_value.get((relation.rpartition(".")[2], column), ("", ""))
        if not reason:
            evidence = name_evidence(column, relation, comment).values()
            best = max(evidence, key=lambda own: own.weight, default=None)
            if best is not None and best.weight >= LEAST_NAME:
                attribute, reason = best.attribute, f"the name says {best.attribute} (`{best.word}`)"
        known = self.policy.attributes.get(attribute)
        if known is None or known.privacy_class == "operational":
            return None
        return Class(relation, column, attribute, known.privacy_class, reason)


def read_log(path: File) -> Iterator[tuple[str, str, str]]:
    """Yield place, user and SQL of each query of a log: CSV, or JSON lines, with `user` and `sql`.

    Raises StewardError if the file cannot be read or a row lacks one of them.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise StewardError(str(path), "cannot be read as UTF-8 text", "name a CSV or JSONL file") from None
    csv.field_size_limit(1 << 30)
    is_csv = path.suffix == ".csv"
    rows = (
        csv.DictReader(text.splitlines(keepends=True))
        if is_csv
        else map(_json, filter(str.strip, text.splitlines()))
    )
    for number, row in enumerate(rows, start=1):
        place = f"{path.name} row {number}"
        if not isinstance(row, dict) or not row.get("sql") or row.get("user") is None:
            raise StewardError(f"{path}, row {number}", "has no `user` and `sql`", "write both in every row")
        yield place, str(row["user"]), str(row["sql"])


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _through(paths: Paths, step: str) -> Paths:
    return {origin: Path(path.attribute, (step, *path.steps)) for origin, path in paths.items()}


def _inner(statement: exp.Expr) -> exp.Expr:
    """Return the query that a statement runs.

    Raises Unreadable where it has none, or is of a kind that nobody here follows.
    """
    if isinstance(statement, exp.Query):
        return statement
    if isinstance(statement, exp.Create | exp.Insert | exp.Copy):
        inner = statement.args.get("expression") or statement.this
        inner = inner.this if isinstance(inner, exp.Paren) else inner
        if isinstance(inner, exp.Query):
            return inner
        if isinstance(statement, exp.Copy) and isinstance(inner, exp.Table):
            return exp.select("*").from_(inner)
    raise Unreadable(f"a statement of the kind {statement.key}, which is not followed")
