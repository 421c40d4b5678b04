"""The ascending cascade: nodes by ascending loss release what holds there, each combination where it loses least."""

import numpy as np

from steward.anonymise.lattice import Lattice, make_lattice
from steward.anonymise.problem import Flags, Floats, Ints, Problem
from steward.anonymise.release import LEFT_OUT, Release, settle

# A batch of nodes competes for a combination; each batch is that much wider than the one before.
GROWTH = 1.5
# Entries (nodes of a batch times combinations that remain) worked on at once: bounds the memory.
ENTRIES = 4_000_000


def cascade(problem: Problem, lattice: Lattice | None = None) -> Release:
    """Return the release of the cascade (local recoding).

    A combination is released at a node only together with at least the rows that make its class hold there, so each
    label holds by construction; `settle` counts it again. Of equal losses the earlier node wins.
    """
    lattice = lattice or make_lattice(problem)
    node_of = np.full(problem.size, LEFT_OUT, np.int64)
    remaining = np.arange(problem.size)
    begin, width = 0, 1.0
    while begin < len(lattice.nodes) and len(remaining):
        most = max(ENTRIES // max(len(remaining), 1), 1)
        end = min(begin + min(int(width), most), len(lattice.nodes))
        remaining = _batch(problem, lattice, np.arange(begin, end), remaining, node_of)
        begin, width = end, width * GROWTH
    return settle(problem, "cascade", lattice.nodes, node_of)


def _batch(problem: Problem, lattice: Lattice, nodes: Ints, remaining: Ints, node_of: Ints) -> Ints:
    """Release what holds at these nodes until they release nothing more; return what remains."""
    combo, node, group, groups = _entries(problem, lattice, nodes, remaining)
    loss = _losses(lattice, node, combo)
    while len(combo):
        chosen = _least(combo, loss, node)
        held = problem.holds(combo[chosen], group[chosen], groups)
        won = chosen[held[group[chosen]]]
        if not len(won):
            break
        node_of[combo[won]] = node[won]
        stays = node_of[combo] < 0
        # Rows that left may have been what a class needed: only groups that still hold can win the next round.
        good = problem.holds(combo[stays], group[stays], groups)
        stays[stays] = good[group[stays]]
        combo, node, group, loss = combo[stays], node[stays], group[stays], loss[stays]
    return remaining[node_of[remaining] < 0]


def _entries(
    problem: Problem, lattice: Lattice, nodes: Ints, remaining: Ints
) -> tuple[Ints, Ints, Ints, int]:
    """Return combination, node and group of each pair (node, remaining combination) whose group holds.

    A group is a label of a node; the last part is how many there are.
    """
    keys = np.empty((len(nodes), len(remaining)), np.int64)
    picked = [[column[remaining] for column in of_column] for of_column in lattice.keys]
    for row, node in enumerate(nodes):
        levels = lattice.nodes[node]
        total = picked[0][levels[0]].copy()
        for i in range(1, len(picked)):
            total += picked[i][levels[i]]
        keys[row] = total
    keys, order = _sorted(keys, lattice.key_bits)
    new: Flags = np.ones(keys.shape, bool)
    np.not_equal(keys[:, 1:], keys[:, :-1], out=new[:, 1:])
    group = np.cumsum(new.ravel()) - 1
    combo = remaining[order.ravel()]
    groups = int(group[-1]) + 1 if len(group) else 0
    entry = np.flatnonzero(problem.holds(combo, group, groups)[group])
    return combo[entry], nodes[entry // len(remaining)], group[entry], groups


def _sorted(keys: Ints, bits: int) -> tuple[Ints, Ints]:
    """Return each row sorted, and the places its entries came from; a short key carries its place along."""
    width = max(keys.shape[1] - 1, 1).bit_length()
    if bits + width > 62:
        order = np.argsort(keys, axis=1)
        return np.take_along_axis(keys, order, axis=1), order
    packed = (keys << width) | np.arange(keys.shape[1])
    packed.sort(axis=1)
    return packed >> width, packed & ((1 << width) - 1)


def _losses(lattice: Lattice, node: Ints, combo: Ints) -> Floats:
    """Return the loss of the entries, rounded so that sums taken in another order tie in the same places."""
    vectors = lattice.nodes[node]
    total = np.zeros(len(combo))
    for i, stacked in enumerate(lattice.loss):
        total += stacked[vectors[:, i], combo]
    return np.round(total, 12)


def _least(combo: Ints, loss: Floats, node: Ints) -> Ints:
    """Return for each combination the place of its entry of the least loss, of equal ones the earliest node."""
    order = np.lexsort((node, loss, combo))
    first = np.ones(len(order), bool)
    first[1:] = combo[order[1:]] != combo[order[:-1]]
    return order[first]
