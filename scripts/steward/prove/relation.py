"""Relations and the scope in which a name of a query is looked up."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from steward.prove.labels import EMPTY, Label, union
from steward.prove.parse import Unknown

# Written like columns, computed by the engine from nothing but its clock.
CLOCK = ("current_timestamp", "current_date", "current_time", "localtimestamp", "localtime")
Lookup = Callable[[tuple[str, ...]], Label | None]


@dataclass(slots=True)
class Relation:
    """The columns of a query or table with their labels, and the label of what decides its rows.

    `guarded` tells that every row stands for at least k distinct persons; `tied` that its rows are of the person of
    the query around it; `minimum` what it is to a query that keeps the rows with at least k persons.
    """

    columns: list[tuple[str, Label]]
    rows: Label = EMPTY
    guarded: bool = False
    tied: bool = False
    minimum: "Minimum | None" = None

    def find(self, name: str) -> Label | None:
        """Return the label of a column; where the name is there twice, that of both."""
        found = [label for column, label in self.columns if column == name]
        return union(found) if found else None

    @property
    def names(self) -> list[str]:
        """The names of the columns, in their order."""
        return [name for name, _ in self.columns]


@dataclass(slots=True)
class Minimum:
    """A grouped relation as it is where one of its columns, a number of distinct persons, is held to k."""

    persons: frozenset[str]
    columns: list[tuple[str, Label]]
    rows: Label


@dataclass(slots=True)
class Table:
    """A relation in a FROM clause: its alias, how else it may be qualified, and what a star leaves out."""

    alias: str
    relation: Relation
    qualifiers: tuple[str, ...] = ()
    merged: frozenset[str] = frozenset()


@dataclass(slots=True)
class Scope:
    """The tables that an expression sees, the select list's own names, and the query around it."""

    tables: list[Table] = field(default_factory=list)
    outer: "Scope | None" = None
    aliases: dict[str, Label] = field(default_factory=dict)
    parameters: dict[str, Label] = field(default_factory=dict)
    aliases_first: bool = False
    guarded: bool = False
    per_person: bool = False

    def inner(self, parameters: dict[str, Label]) -> "Scope":
        """Return the scope of a lambda's body."""
        return Scope(parameters=parameters, outer=self)

    def keys(self, numbers: int) -> int:
        """Return the atoms of `numbers` that the tables show: the numbers of the persons of their rows."""
        shown = 0
        for table in self.tables:
            for _, label in table.relation.columns:
                shown |= label.value
        return shown & numbers

    def resolve(self, names: Iterable[str]) -> Label:
        """Return the label of a column reference.

        Raises Unknown where nothing of that name is in sight.
        """
        parts = tuple(name.lower() for name in names)
        label = self._resolve(parts)
        if label is None and len(parts) == 1 and parts[0] in CLOCK:
            return EMPTY
        if label is None:
            raise Unknown(f"`{'.'.join(parts)}` is no column that is in sight")
        return label

    def owner(self, names: Iterable[str]) -> Table | None:
        """Return the table that a column is of; None where it is of several, or of the query around."""
        parts = tuple(name.lower() for name in names)
        for table in self.tables:
            own = (table.alias, *table.qualifiers)
            for length in range(1, len(parts)):
                if ".".join(parts[:length]) in own and table.relation.find(parts[length]) is not None:
                    return table
        found = [table for table in self.tables if table.relation.find(parts[0]) is not None]
        return found[0] if len(found) == 1 or (found and parts[0] in found[-1].merged) else None

    def _resolve(self, parts: tuple[str, ...]) -> Label | None:
        for lookup in self._lookups():
            label = lookup(parts)
            if label is not None:
                return label
        return self.outer._resolve(parts) if self.outer else None

    def _lookups(self) -> Iterator[Lookup]:
        yield lambda parts: self.parameters.get(parts[0])
        if self.aliases_first:
            yield self._alias
        yield self._qualified
        yield self._column
        yield self._whole_row
        if not self.aliases_first:
            yield self._alias

    def _alias(self, parts: tuple[str, ...]) -> Label | None:
        return self.aliases.get(parts[0])

    def _qualified(self, parts: tuple[str, ...]) -> Label | None:
        for table in self.tables:
            own = (table.alias, *table.qualifiers)
            for length in range(1, len(parts)):
                if ".".join(parts[:length]) in own:
                    label = table.relation.find(parts[length])
                    if label is not None:
                        return label
        return None

    def _column(self, parts: tuple[str, ...]) -> Label | None:
        found = [table.relation.find(parts[0]) for table in self.tables]
        labels = [label for label in found if label is not None]
        return union(labels) if labels else None

    def _whole_row(self, parts: tuple[str, ...]) -> Label | None:
        for table in self.tables:
            if len(parts) == 1 and parts[0] == table.alias:
                return union(label for _, label in table.relation.columns)
        return None
