"""Labels: of which classified columns a value is made, which decide it, and by which steps they came.

A label holds three sets of atoms as bit masks. *Flow* is what the value is computed from; *condition* is what
chooses between values (`case when`, `exists`), and counts as flow wherever policy does not name it as a decider;
*influence* is what decides the rows: filters, joins, grouping, windows, order and the rows of inner queries.

Two more tell what a minimum of persons cannot make harmless. *Changed* are the atoms of the value that are no longer
the plain figure of the row's own person (a letter, a bit, the largest of a group, the figure of somebody else): their
sum over k persons may still show one. *Kept* are the atoms that decide otherwise than by choosing k persons.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from steward.prove.nodes import COHORT

RAW = "raw"
COUNTED = "count"
SUMMED = "sum"
AGGREGATED = "aggregate"
# Numbers that tie the rows of one person together, and their records to them.
KEYS = ("customer_id", "account_id", "pseudonym", "record_id")


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
    """All atoms of a proof, each with the bit that stands for it.

    `identifying` and `operational` are the attributes that name a person, and those about nobody. `keys` is the mask
    of the numbers of persons and records, `names` of what else names a person, `shared` of labels that k persons
    share, `personal` of what is of a person and untreated.
    """

    identifying: frozenset[str] = frozenset()
    operational: frozenset[str] = frozenset()

    known: list[Atom] = field(default_factory=list)
    bits: dict[Atom, int] = field(default_factory=dict)
    keys: int = 0
    shared: int = 0
    names: int = 0
    personal: int = 0
    _treated: dict[tuple[int, str], int] = field(default_factory=dict)

    def bit(self, atom: Atom) -> int:
        """Return the mask of one atom."""
        if atom not in self.bits:
            self.bits[atom] = 1 << len(self.known)
            self.known.append(atom)
            self._classify(atom)
        return self.bits[atom]

    def _classify(self, atom: Atom) -> None:
        bit, attribute = self.bits[atom], atom.source.attribute
        if atom.treatment == COHORT:
            self.shared |= bit
        if atom.treatment != RAW:
            return
        if attribute in KEYS:
            self.keys |= bit
        elif attribute in self.identifying:
            self.names |= bit
        if attribute not in self.operational or attribute in KEYS:
            self.personal |= bit

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

    __slots__ = ("changed", "condition", "influence", "kept", "name", "parents", "value")

    def __init__(
        self,
        value: int = 0,
        condition: int = 0,
        influence: int = 0,
        parents: tuple["Label", ...] = (),
        name: str = "",
        changed: int = 0,
        kept: int = 0,
    ) -> None:
        self.value = value
        self.condition = condition
        self.influence = influence
        self.parents = parents
        self.name = name
        self.changed = changed
        self.kept = kept

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
    parts = [label for label in labels if label.all or label.kept]
    if not parts:
        return EMPTY
    if len(parts) == 1:
        return parts[0]
    value = condition = influence = changed = kept = 0
    for label in parts:
        value |= label.value
        condition |= label.condition
        influence |= label.influence
        changed |= label.changed
        kept |= label.kept
    return Label(value, condition, influence, tuple(parts), "", changed, kept)


def as_condition(label: Label) -> Label:
    """Return the label of what chooses between values."""
    return Label(0, label.flow, label.influence, (label,), "", 0, label.kept) if label.value else label


def as_influence(label: Label) -> Label:
    """Return the label of what decides rows."""
    return Label(0, 0, label.all, (label,), "", 0, label.kept) if label.flow else label


def named(label: Label, name: str) -> Label:
    """Return the label as a step of a path."""
    if not (label.all or label.kept):
        return EMPTY
    return Label(label.value, label.condition, label.influence, (label,), name, label.changed, label.kept)


def as_changed(label: Label) -> Label:
    """Return the label of a value that is no longer the plain figure of the row's person."""
    if label.changed == label.value:
        return label
    return Label(label.value, label.condition, label.influence, (label,), "", label.value, label.kept)


def as_kept(label: Label, atoms: int) -> Label:
    """Return a label with some atoms more that no minimum of persons makes harmless."""
    kept = label.kept | atoms
    if kept == label.kept:
        return label
    return Label(label.value, label.condition, label.influence, (label,), "", label.changed, kept)


def without_kept(label: Label, atoms: int) -> Label:
    """Return a label of which some atoms are kept no longer."""
    if not label.kept & atoms:
        return label
    kept = label.kept & ~atoms
    return Label(label.value, label.condition, label.influence, (label,), "", label.changed, kept)


def settled(label: Label, plain: bool = False) -> Label:
    """Return the label of what a relation stores: what its own query picked is its own affair.

    `plain` tells that it is the figure again: raw text that staging has read as a number.
    """
    if plain:
        return Label(label.value, 0, label.influence | label.condition, (label,))
    if not label.kept:
        return label
    return Label(label.value, label.condition, label.influence, (label,), "", label.changed)


def treated(atoms: Atoms, label: Label, treatment: str, rows: bool = False) -> Label:
    """Return a label after a technique; `rows` tells whether it also covers what decides the rows."""
    if not (label.all or label.kept):
        return EMPTY
    value, condition = atoms.treated(label.value, treatment), atoms.treated(label.condition, treatment)
    influence = label.influence
    if rows:
        influence = atoms.treated(influence & ~label.kept, treatment) | (influence & label.kept)
    changed = atoms.treated(label.changed, treatment)
    return Label(value, condition, influence, (label,), "", changed, label.kept)


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
