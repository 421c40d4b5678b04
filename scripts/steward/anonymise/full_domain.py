"""The exact full-domain optimum: one level per column, the least loss of all nodes of the lattice."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steward.anonymise.lattice import Lattice, make_lattice
from steward.anonymise.problem import Flags, Ints, Problem
from steward.anonymise.release import LEFT_OUT, Release, settle, suppressed_rows

EPSILON = 1e-12
# Of a lattice too large to list: as many nodes of each height are followed downwards.
BEAM = 8
# Up to this many possible labels a node is counted in an array over all of them, without sorting.
DENSE = 1 << 17


@dataclass
class _Search:
    """The state of one search: what each node is known to be, and the best one so far.

    `too_much[j]`: more rows are left out at node j than may be, known by count or from a coarser node.
    """

    problem: Problem
    lattice: Lattice
    allowed: int
    too_much: Flags
    counted: dict[int, tuple[float, int]] = field(default_factory=dict)
    best: tuple[float, int, tuple[int, ...]] | None = None
    best_node: int = -1


def full_domain(problem: Problem, lattice: Lattice | None = None) -> Release:
    """Return the node of the least loss among those that leave out no more rows than allowed.

    The mean loss of a node's cells bounds its loss from below, so nodes are visited by that bound and the search
    ends where it passes the best loss. With k and distinct l, a node that leaves out too much condemns every finer
    one. Of equal losses: the fewest rows left out, then the smallest level vector. Where the lattice was too large
    to list (`complete` is false) it is the best node on the way down from `*`, no proven optimum. If no node is good
    enough, the one that leaves out fewest, which the caller must refuse.
    """
    lattice = lattice or make_lattice(problem)
    if not lattice.complete:
        lattice = _way_down(problem, lattice)
    nameless = problem.all_rows - int(problem.rows.sum())
    search = _Search(problem, lattice, problem.may_suppress - nameless, np.zeros(len(lattice.nodes), bool))
    limited = search.allowed < int(problem.rows.sum())
    if problem.monotone and limited:
        _condemn(search)
    for j in range(len(lattice.nodes)):
        if search.best is not None and lattice.bound[j] > search.best[0] + EPSILON:
            break
        if not search.too_much[j]:
            _visit(search, j)
    if search.best_node < 0:
        search.best_node = (
            min(range(len(lattice.nodes)), key=lambda j: _left_out(search, j)[1]) if limited else 0
        )
    return _release(problem, lattice, search.best_node)


def _way_down(problem: Problem, lattice: Lattice) -> Lattice:
    """Return the lattice of the nodes met from `*` downwards: of each height the best that leave out few enough."""
    nameless = problem.all_rows - int(problem.rows.sum())
    allowed = problem.may_suppress - nameless
    top = np.array([levels.height for levels in problem.levels])
    beam, found = [top], [top]
    while beam:
        below = [node - step for node in beam for step in np.eye(len(top), dtype=np.int64)]
        below = [node for node in below if node.min() >= 0]
        if not below:
            break
        nodes = np.unique(np.array(below), axis=0)
        losses, left_out = np.zeros(len(nodes)), np.zeros(len(nodes))
        for place, node in enumerate(nodes):
            good = _good(problem, lattice, node)
            left_out[place] = problem.rows[~good].sum()
            losses[place] = (np.where(good, lattice.cell_loss(node), 1.0) * problem.rows).sum()
        fit = np.flatnonzero(left_out <= allowed)
        beam = list(nodes[fit[np.argsort(losses[fit], kind="stable")[:BEAM]]])
        found += beam
    chosen = np.array(found)
    bound = np.array([float(lattice.cell_loss(node) @ problem.rows) for node in chosen])
    bound /= max(problem.all_rows, 1)
    order = np.argsort(np.round(bound, 12), kind="stable")
    return replace(lattice, nodes=chosen[order], bound=bound[order])


def _visit(search: _Search, j: int) -> None:
    loss, left_out = _left_out(search, j)
    if left_out > search.allowed:
        search.too_much[j] = True
        return
    if not search.problem.monotone:
        # What t and entropy say depends on what is released: only the settled release tells.
        release = _release(search.problem, search.lattice, j)
        left_out = suppressed_rows(search.problem, release) - (
            search.problem.all_rows - int(search.problem.rows.sum())
        )
        if left_out > search.allowed:
            return
        loss = _loss(search, j, release.classes < 0)
    vector = tuple(int(level) for level in search.lattice.nodes[j])
    rank = (round(loss, 12), left_out, vector)
    if search.best is None or rank < search.best:
        search.best, search.best_node = rank, j


def _left_out(search: _Search, j: int) -> tuple[float, int]:
    """Return the loss of a node and how many rows it leaves out, counting persons and, where asked, variety."""
    if j not in search.counted:
        good = _good(search.problem, search.lattice, search.lattice.nodes[j])
        search.counted[j] = (_loss(search, j, ~good), int(search.problem.rows[~good].sum()))
    return search.counted[j]


def _loss(search: _Search, j: int, out: Flags) -> float:
    rows = search.problem.rows
    lost = np.where(out, 1.0, search.lattice.cell_loss(search.lattice.nodes[j]))
    nameless = search.problem.all_rows - float(rows.sum())
    return (float((lost * rows).sum()) + nameless) / max(search.problem.all_rows, 1)


def _good(problem: Problem, lattice: Lattice, node: Ints) -> Flags:
    """Tell of each combination whether its class holds at a node."""
    everyone = np.arange(problem.size)
    widths = [len(levels.nodes[level]) for levels, level in zip(problem.levels, node, strict=True)]
    if np.prod(widths, dtype=float) <= DENSE:
        group, groups = np.zeros(problem.size, np.int64), 1
        for levels, codes, level, width in zip(problem.levels, problem.codes, node, widths, strict=True):
            if width > 1:
                group = group * width + levels.up[level][codes]
                groups *= width
    else:
        _, inverse = np.unique(lattice.key(node), return_inverse=True)
        group = inverse.astype(np.int64)
        groups = int(group.max(initial=-1)) + 1
    return problem.holds(everyone, group, groups)[group]


def _condemn(search: _Search) -> None:
    """Mark most nodes that leave out too much by few counts: binary search on ways to the top (as Flash does)."""
    nodes = search.lattice.nodes
    place = {tuple(int(level) for level in node): j for j, node in enumerate(nodes)}
    columns = [np.ascontiguousarray(column, np.int16) for column in nodes.T]
    good_enough = np.zeros(len(nodes), bool)
    by_height = np.argsort(nodes.sum(axis=1), kind="stable")
    top = np.array([levels.height for levels in search.problem.levels])
    for start in by_height:
        if search.too_much[start] or good_enough[start]:
            continue
        way = _way(nodes[start], top, place, search.too_much | good_enough)
        low, high = 0, len(way) - 1
        while low <= high:
            middle = (low + high) // 2
            j = way[middle]
            if _left_out(search, j)[1] > search.allowed:
                search.too_much |= _all(columns, nodes[j], np.less_equal)
                low = middle + 1
            else:
                good_enough |= _all(columns, nodes[j], np.greater_equal)
                high = middle - 1


def _all(columns: list[NDArray[np.int16]], node: Ints, compare: np.ufunc) -> Flags:
    """Tell of each node, given by columns, whether it compares so to one in every level."""
    result: Flags = compare(columns[0], node[0])
    for column, level in zip(columns[1:], node[1:], strict=True):
        result &= compare(column, level)
    return result


def _way(start: Ints, top: Ints, place: dict[tuple[int, ...], int], known: Flags) -> list[int]:
    """Return nodes from `start` upwards, one level a step, as long as nothing is known of them."""
    here = start.copy()
    way = [place[tuple(int(level) for level in here)]]
    while True:
        for i in range(len(here)):
            if here[i] < top[i]:
                here[i] += 1
                j = place.get(tuple(int(level) for level in here))
                if j is not None and not known[j]:
                    way.append(j)
                    break
                here[i] -= 1
        else:
            return way


def _release(problem: Problem, lattice: Lattice, j: int) -> Release:
    good = _good(problem, lattice, lattice.nodes[j])
    return settle(problem, "global", lattice.nodes[j : j + 1], np.where(good, 0, LEFT_OUT))
