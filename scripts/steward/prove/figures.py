"""Which expressions leave a figure what it is, so that a sum of it over k persons shows a group and no member.

Plus, minus, percentages, numeric casts and a null read as nothing are harmless. Whatever else is done to a figure
(a letter, a length, a remainder, a threshold, a square, the larger of two) may be a bit of one person, whom the sum
of a group would then show. So is the figure of a person other than the row's.
"""

from typing import TYPE_CHECKING

from steward.prove import functions
from steward.prove.labels import KEYS, RAW, Label, as_changed, as_kept
from steward.prove.parse import Json

if TYPE_CHECKING:
    from steward.prove.queries import Walk

NUMERIC = ("DOUBLE", "FLOAT", "DECIMAL", "BIGINT", "HUGEINT", "INTEGER")
# A factor beyond these turns a figure into a threshold once it is rounded.
SMALLEST, LARGEST = 0.01, 100


def after_function(node: Json, name: str, operands: list[Label], label: Label) -> Label:
    """Return the label of a call of a scalar function or operator: changed, unless it is harmless to a figure."""
    if not label.value or name in ("+", "-") or (name == "*" and _is_scaled(node, operands)):
        return label
    if name == "/" and _is_scaled(node, operands) and not operands[-1].value:
        return label
    return as_changed(label)


def _is_scaled(node: Json, operands: list[Label]) -> bool:
    """Tell whether a product or quotient has one figure in it and, beside it, a literal that is no threshold."""
    values = [
        literal(child) for child, label in zip(node["children"], operands, strict=True) if not label.value
    ]
    return len(values) == 1 and isinstance(values[0], int | float) and SMALLEST <= abs(values[0]) <= LARGEST


def literal(node: Json) -> float | str | bool | None:
    """Return the value of a literal as a number where it is one; None for any other expression."""
    while node.get("class") == "CAST":
        node = node["child"]
    if node.get("class") != "CONSTANT":
        return None
    value = node["value"].get("value")
    kind = node["value"].get("type", {})
    if kind.get("id") == "DECIMAL" and isinstance(value, int):
        scale: int = (kind.get("type_info") or {}).get("scale", 0)
        return float(value / 10**scale)
    return value if isinstance(value, int | float | str | bool) else None


def after_cast(node: Json, label: Label) -> Label:
    """Return the label of a cast: a figure stays one as long as it is a number."""
    kind = str((node.get("cast_type") or {}).get("id", ""))
    return label if not label.value or kind in NUMERIC else as_changed(label)


def after_coalesce(node: Json, operands: list[Label], label: Label) -> Label:
    """Return the label of a coalesce: a figure stays one where nothing else but nought stands in for it."""
    others = [child for child, own in zip(node["children"], operands, strict=True) if not own.value]
    single = len(others) == len(operands) - 1
    return label if single and all(literal(child) == 0 for child in others) else as_changed(label)


def after_bound(walk: "Walk", operands: list[Label], label: Label) -> Label:
    """Return the label of `greatest` and `least`: harmless where the bound is one that k persons share."""
    return label if any(own.value & walk.atoms.shared for own in operands) else as_changed(label)


def after_aggregate(name: str, distinct: bool, per_person: bool, label: Label) -> Label:
    """Return the label of an aggregate or window: of one person's rows, or a sum of figures, it is a figure."""
    summed = name in functions.DECLASSIFYING and (not distinct or name in functions.COUNTING)
    return label if per_person or summed else as_changed(label)


def picked(walk: "Walk", compared: list[Json], label: Label) -> Label:
    """Return the label of a comparison: held to a literal, a number or a name picks single persons."""
    if all(node.get("class") == "COLUMN_REF" for node in compared):
        return label
    return as_kept(label, label.flow & (walk.atoms.keys | walk.atoms.names))


def is_figure(walk: "Walk", label: Label) -> bool:
    """Tell whether a value is the plain figure of the row's person.

    Labels that k persons share may stand beside it: they tell nobody apart.
    """
    own = label.value & ~walk.atoms.shared
    if label.kept & walk.atoms.personal:
        return False
    return not label.condition and not label.changed & own and len(_attributes(walk, own)) <= 1


def identifies(walk: "Walk", label: Label) -> bool:
    """Tell whether a value is made of what names a person, which no sum makes harmless."""
    return bool(_attributes(walk, label.value) & walk.atoms.identifying)


def _attributes(walk: "Walk", mask: int) -> set[str]:
    return {atom.source.attribute for atom in walk.atoms.of(mask)}


def is_key(walk: "Walk", label: Label) -> bool:
    """Tell whether a value is the number of a person or of a record, as it is."""
    if label.condition or label.changed or not label.value:
        return False
    return all(_is_number(atom.source.attribute, atom.treatment) for atom in walk.atoms.of(label.value))


def is_person(walk: "Walk", label: Label) -> bool:
    """Tell whether a value is the number of a person, or the pseudonym of one scope."""
    if label.condition or label.changed or label.kept & label.value:
        return False
    found = {(atom.source.attribute, atom.treatment) for atom in walk.atoms.of(label.value)}
    if len(found) != 1:
        return False
    [(attribute, treatment)] = found
    return (attribute, treatment) == ("customer_id", RAW) or (
        attribute == "pseudonym" and treatment.startswith("pseudonym of ")
    )


def _is_number(attribute: str, treatment: str) -> bool:
    return attribute in KEYS and (treatment == RAW or treatment.startswith("pseudonym of "))
