"""A hierarchy laid over the values that a column holds: for each level, codes of nodes, their labels, their loss."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from steward.anonymise.arx import TOP
from steward.anonymise.hierarchies import Hierarchy, IntervalHierarchy, LeafHierarchy
from steward.errors import StewardError

Codes = NDArray[np.int64]
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Node:
    """One node: its label (None for the null value) and the lowest and highest value that it stands for."""

    label: str | None
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class Levels:
    """One quasi-identifier: `up[level][value]` is a node's code, `nodes[level][code]` the node.

    `loss[level][code]` = (leaves under the node - 1) / (leaves - 1), the NCP of a cell. Leaves are those of the
    hierarchy; of intervals and prefixes, the values present. A null is a value of its own: it keeps to itself at
    every level below the last, without loss, and joins `*` there. `rank[value]` orders the leaves, `leaves` counts
    them, for set-valued labels.
    """

    column: str
    values: tuple[str | None, ...]
    up: tuple[Codes, ...]
    nodes: tuple[tuple[Node, ...], ...]
    loss: tuple[NDArray[np.float64], ...]
    rank: Codes
    leaves: int
    ordered: bool = False

    @property
    def height(self) -> int:
        """The last level, that of `*`."""
        return len(self.up) - 1


def lay_over(column: str, values: Sequence[str | None], hierarchy: Hierarchy | None) -> Levels:
    """Return the levels of a column's distinct values; without a hierarchy a value stays or becomes `*`.

    Raises StewardError, which tells how many values no hierarchy covers and never which.
    """
    known = [value for value in values if value is not None]
    if hierarchy is None:
        hierarchy = LeafHierarchy(column, {value: (value, TOP) for value in known or [""]})
    if isinstance(hierarchy, LeafHierarchy):
        return _named(column, values, hierarchy)
    if hierarchy.unit == "character":
        steps = _prefixes(known, hierarchy)
    else:
        steps = _intervals(column, known, hierarchy)
    return _by_steps(column, values, steps, hierarchy.unit != "character")


def _leaf_of(paths: Mapping[str, tuple[str, ...]]) -> Callable[[str], str | None]:
    """Return what finds a value's leaf: the same text, the same without spaces around it, or the same number."""
    by_number: dict[Decimal, str] = {}
    for leaf in paths:
        number = _number(leaf)
        if number is not None:
            by_number.setdefault(number, leaf)

    def leaf_of(value: str) -> str | None:
        if value in paths:
            return value
        text = value.strip()
        if text in paths:
            return text
        number = _number(text)
        return None if number is None else by_number.get(number)

    return leaf_of


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _named(column: str, values: Sequence[str | None], hierarchy: LeafHierarchy) -> Levels:
    leaf_of = _leaf_of(hierarchy.paths)
    leaves_of = [leaf_of(value) for value in values if value is not None]
    known = [leaf for leaf in leaves_of if leaf is not None]
    uncovered = len(leaves_of) - len(known)
    if uncovered:
        raise StewardError(
            f"column {column}",
            f"{uncovered} of its values have no leaf in hierarchy {hierarchy.name}",
            "add them to the hierarchy, or mend the values",
        )
    order = {leaf: place for place, leaf in enumerate(hierarchy.paths)}
    numbers = _numbers(list(order))
    if numbers is not None:
        order = {leaf: place for place, leaf in enumerate(sorted(order, key=lambda leaf: numbers[leaf]))}
    steps: list[tuple[list[Node], list[int]]] = []
    for level in range(hierarchy.height):
        under: dict[str, list[str]] = {}
        for leaf, path in hierarchy.paths.items():
            under.setdefault(path[level], []).append(leaf)
        nodes = {
            node: _named_node(node, leaves, order, numbers is not None) for node, leaves in under.items()
        }
        steps.append(
            (
                [nodes[hierarchy.paths[v][level]] for v in known],
                [len(under[hierarchy.paths[v][level]]) for v in known],
            )
        )
    rank = [order[leaf] for leaf in known]
    root = next(iter(hierarchy.paths.values()))[-1]
    return _assemble(column, values, steps, len(order), rank, numbers is not None, root)


def _named_node(node: str, leaves: list[str], order: dict[str, int], ordered: bool) -> Node:
    if len(leaves) == 1:
        return Node(node, leaves[0], leaves[0])
    if not ordered:
        return Node(node)
    return Node(node, min(leaves, key=order.__getitem__), max(leaves, key=order.__getitem__))


def _numbers(leaves: list[str]) -> dict[str, Decimal] | None:
    numbers = {leaf: number for leaf in leaves if (number := _number(leaf)) is not None}
    return numbers if len(numbers) == len(leaves) else None


def _prefixes(known: list[str], hierarchy: IntervalHierarchy) -> list[list[Node]]:
    levels = [[Node(value, value, value) for value in known]]
    for width in hierarchy.widths:
        kept = int(float(width))
        # A code that is no longer than what is kept still loses nothing of its own, but shares the label.
        levels.append([Node(f"{value[:kept]}{TOP}") for value in known])
    return levels


def _intervals(column: str, known: list[str], hierarchy: IntervalHierarchy) -> list[list[Node]]:
    node_of = _number_node if hierarchy.unit == "number" else _date_node(hierarchy.unit)
    try:
        levels = [[Node(value, value, value) for value in known]]
        for width in hierarchy.widths:
            levels.append([node_of(value, Decimal(width)) for value in known])
    except (ValueError, InvalidOperation, OverflowError):
        kind = "number" if hierarchy.unit == "number" else "date as YYYY-MM-DD"
        raise StewardError(
            f"column {column}", f"a value is no {kind}", "mend the values, or give it a hierarchy by name"
        ) from None
    return levels


def _number_node(value: str, width: Decimal) -> Node:
    number = Decimal(value)
    low = (number / width).to_integral_value(rounding="ROUND_FLOOR") * width
    low_text, high_text = _plain(low), _plain(low + width)
    return Node(f"[{low_text}, {high_text})", low_text, high_text)


def _plain(number: Decimal) -> str:
    """Return the number without exponent, trailing zeros or a minus before zero."""
    text = format(number.normalize() + 0, "f")
    return text


def _date_node(unit: str) -> Callable[[str, Decimal], Node]:
    def node(value: str, width: Decimal) -> Node:
        day = date.fromisoformat(value.strip()[:10].replace("/", "-"))
        if unit == "day":
            days = int((day - EPOCH).days // width * width)
            low, high = EPOCH + timedelta(days), EPOCH + timedelta(days + int(width) - 1)
        else:
            months = int(width) * (12 if unit == "year" else 1)
            first = (day.year * 12 + day.month - 1) // months * months
            low = _month(first)
            high = _month(first + months) - timedelta(1)
        return Node(f"{low}..{high}", str(low), str(high))

    return node


def _month(months: int) -> date:
    # Year 0 and years beyond 9999 do not exist in the calendar: the interval ends where the calendar does.
    if months < 12:
        return date.min
    return date.max if months >= 120_000 else date(months // 12, months % 12 + 1, 1)


def _by_steps(column: str, values: Sequence[str | None], steps: list[list[Node]], ordered: bool) -> Levels:
    known = [value for value in values if value is not None]
    numbers = _numbers(known)
    by_value = sorted(range(len(known)), key=lambda i: (numbers[known[i]] if numbers else 0, known[i]))
    rank = [0] * len(known)
    for place, index in enumerate(by_value):
        rank[index] = place
    with_sizes: list[tuple[list[Node], list[int]]] = []
    for nodes in steps:
        sizes: dict[str | None, int] = {}
        for node in nodes:
            sizes[node.label] = sizes.get(node.label, 0) + 1
        with_sizes.append((nodes, [sizes[node.label] for node in nodes]))
    return _assemble(column, values, with_sizes, len(known), rank, ordered)


def _assemble(
    column: str,
    values: Sequence[str | None],
    steps: list[tuple[list[Node], list[int]]],
    leaves: int,
    rank: list[int],
    ordered: bool,
    root: str = TOP,
) -> Levels:
    """Number the nodes of each level by their first appearance; the null's node is the last one."""
    up: list[Codes] = []
    all_nodes: list[tuple[Node, ...]] = []
    losses: list[NDArray[np.float64]] = []
    places = [i for i, value in enumerate(values) if value is not None]
    for nodes, sizes in steps:
        code_of: dict[str | None, int] = {}
        level_nodes: list[Node] = []
        level_loss: list[float] = []
        codes = np.zeros(len(values), np.int64)
        for place, node, size in zip(places, nodes, sizes, strict=True):
            if node.label not in code_of:
                code_of[node.label] = len(level_nodes)
                level_nodes.append(node)
                level_loss.append((size - 1) / max(leaves - 1, 1))
            codes[place] = code_of[node.label]
        if len(places) < len(values):
            codes[[i for i, value in enumerate(values) if value is None]] = len(level_nodes)
            level_nodes.append(Node(None))
            level_loss.append(0.0)
        up.append(codes)
        all_nodes.append(tuple(level_nodes))
        losses.append(np.array(level_loss))
    up.append(np.zeros(len(values), np.int64))
    all_nodes.append((Node(root),))
    losses.append(np.array([1.0]))
    full_rank = np.full(len(values), -1, np.int64)
    full_rank[places] = rank
    return Levels(
        column, tuple(values), tuple(up), tuple(all_nodes), tuple(losses), full_rank, leaves, ordered
    )
