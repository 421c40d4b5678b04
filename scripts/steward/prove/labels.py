"""Labels: of which classified columns a value is made, which decide it, and by which steps they came.

A label holds three sets of atoms as bit masks. *Flow* is what the value is computed from; *condition* is what
chooses between values (`case when`, `exists`), and counts as flow wherever policy does not name it as a decider;
*influence* is what decides the rows: filters, joins, grouping, windows, order and the rows of inner queries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

RAW = "raw"
COUNTED = "count"
SUMMED = "sum"
AGGREGATED = "aggregate"


@dataclass(frozen=True, slots=True)
class Source:
    """A classified column: the origin of what flows."""

    relation: str
    column: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.relation}.{self.column}"


@dataclass(frozen=True, slots=True)
class Atom:
    """A source and what was last done to it on the way: `raw`, a technique's macro, `count`, `sum`, `aggregate`."""

    source: Source
    treatment: str = RAW


@dataclass(slots=True)
class Atoms:
    """All atoms of a proof, each with the bit that stands for it."""

    known: list[Atom] = field(default_factory=list)
    bits: dict[Atom, int] = field(default_factory=dict)
    _treated: dict[tuple[int, str], int] = field(default_factory=dict)

    def bit(self, atom: Atom) -> int:
        """Return the mask of one atom."""
        if atom not in self.bits:
            self.bits[atom] = 1 << len(self.known)
            self.known.append(atom)
        return self.bits[atom]

    def of(self, mask: int) -> Iterator[Atom]:
        """Yield the atoms of a mask, in the order in which they were first seen."""
        while mask:
            lowest = mask & -mask
            yield self.known[lowest.bit_length() - 1]
            mask ^= lowest

    def treated(self, mask: int, treatment: str) -> int:
        """Return a mask whose raw atoms have been treated; what was treated before stays as it is."""
        if not mask:
            return 0
        key = (mask, treatment)
        if key not in self._treated:
            result = 0
            for atom in self.of(mask):
                weak = atom.treatment in (RAW, COUNTED, SUMMED)
                # A sum of counts counts.
                weak = weak and (atom.treatment, treatment) != (COUNTED, SUMMED)
                result |= self.bit(Atom(atom.source, treatment) if weak else atom)
            self._treated[key] = result
        return self._treated[key]


class Label:
    """What a value is made of, and the labels that it was computed from.

    `name` is the step of a path that a reader can find in the SQL; empty for a part of an expression.
    """

    __slots__ = ("condition", "influence", "name", "parents", "value")

    def __init__(
        self,
        value: int = 0,
        condition: int = 0,
        influence: int = 0,
        parents: tuple["Label", ...] = (),
        name: str = "",
    ) -> None:
        self.value = value
        self.condition = condition
        self.influence = influence
        self.parents = parents
        self.name = name

    @property
    def flow(self) -> int:
        """Value and condition together."""
        return self.value | self.condition

    @property
    def all(self) -> int:
        """Every atom of the label."""
        return self.value | self.condition | self.influence


EMPTY = Label()


def union(labels: Iterable[Label]) -> Label:
    """Return the label of a value computed from several."""
    parts = [label for label in labels if label.all]
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0]
    value = condition = influence = 0
    for label in parts:
        value |= label.value
        condition |= label.condition
        influence |= label.influence
    return Label(value, condition, influence, tuple(parts))


def as_condition(label: Label) -> Label:
    """Return the label of what chooses between values."""
    return Label(0, label.flow, label.influence, (label,)) if label.value else label


def as_influence(label: Label) -> Label:
    """Return the label of what decides rows."""
    return Label(0, 0, label.all, (label,)) if label.flow else label


def named(label: Label, name: str) -> Label:
    """Return the label as a step of a path."""
    return Label(label.value, label.condition, label.influence, (label,), name) if label.all else EMPTY


def treated(atoms: Atoms, label: Label, treatment: str, rows: bool = False) -> Label:
    """Return a label after a technique; `rows` tells whether it also covers what decides the rows."""
    if not label.all:
        return EMPTY
    value, condition = atoms.treated(label.value, treatment), atoms.treated(label.condition, treatment)
    influence = atoms.treated(label.influence, treatment) if rows else label.influence
    return Label(value, condition, influence, (label,), "")


def path_to(atoms: Atoms, label: Label, source: Source) -> list[str]:
    """Return the named steps from a source to a label: the way of the value where there is one."""
    wanted = 0
    for atom, bit in atoms.bits.items():
        if atom.source == source:
            wanted |= bit
    steps: list[str] = []
    here: Label | None = label
    while here is not None:
        if here.name and (not steps or steps[-1] != here.name):
            steps.append(here.name)
        here = _parent_with(here, wanted)
    if not steps or steps[-1] != str(source):
        steps.append(str(source))
    return steps[::-1]


def _parent_with(label: Label, wanted: int) -> Label | None:
    for kind in ("value", "condition", "influence"):
        if not getattr(label, kind) & wanted:
            continue
        for nearest in (kind, "value", "condition", "influence"):
            for parent in label.parents:
                if getattr(parent, nearest) & wanted:
                    return parent
    return None
