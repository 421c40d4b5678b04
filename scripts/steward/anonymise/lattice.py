"""The lattice of level vectors: which nodes are visited, in which order, and the keys of combinations at a node."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from steward.anonymise.problem import Floats, Ints, Problem

# Above this many nodes only those of the lowest loss are listed (and a way to the top): late nodes release little.
NODE_LIMIT = 100_000
KEY_BITS = 62


@dataclass(frozen=True)
class Lattice:
    """Keys and losses of every combination at each level of each quasi-identifier, and the nodes in order.

    `keys[i][level]` are added over i: equal sums mean one label. They are mixed-radix digits while those fit into
    62 bits; beyond, 64-bit random words added modulo 2^64, so that whoever uses them recounts at the end.
    `key_bits`: how wide they are. `loss[i][level]` is the loss of a combination's cell divided by the number of
    quasi-identifiers. `nodes` are level vectors by ascending `bound`, the mean loss of all rows at the node, then by
    the vector itself.
    """

    keys: tuple[tuple[Ints, ...], ...]
    loss: tuple[Floats, ...]
    nodes: Ints
    bound: Floats
    key_bits: int
    complete: bool

    def key(self, node: Ints) -> Ints:
        """Return the key of each combination at a node."""
        total: Ints = self.keys[0][node[0]].copy()
        for i in range(1, len(self.keys)):
            total += self.keys[i][node[i]]
        return total

    def cell_loss(self, node: Ints) -> Floats:
        """Return the loss of one row of each combination at a node."""
        total: Floats = self.loss[0][node[0]].copy()
        for i in range(1, len(self.loss)):
            total += self.loss[i][node[i]]
        return total


def make_lattice(problem: Problem, limit: int = NODE_LIMIT) -> Lattice:
    """Return the lattice of a problem; above `limit` nodes its cheapest ones and a way to the top."""
    m = len(problem.levels)
    loss = tuple(
        np.stack([levels.loss[h][levels.up[h][codes]] / m for h in range(levels.height + 1)])
        for levels, codes in zip(problem.levels, problem.codes, strict=True)
    )
    marginal = [_marginal(problem, i) for i in range(m)]
    keys, bits = _keys(problem)
    shape = [len(column) for column in marginal]
    complete = prod(shape) <= limit
    if complete:
        nodes = np.indices(shape).reshape(m, -1).T.astype(np.int64)
    else:
        nodes = np.array(_cheapest(marginal, limit), np.int64)
    # Rounded, so that sums taken in another order give the same order of nodes.
    bound = np.round(sum((marginal[i][nodes[:, i]] for i in range(m)), np.zeros(len(nodes))), 12)
    order = np.lexsort((*(nodes[:, i] for i in reversed(range(m))), bound))
    return Lattice(keys, loss, nodes[order], bound[order], bits, complete)


def _marginal(problem: Problem, i: int) -> Floats:
    """Return the mean loss of one quasi-identifier at each level, its share of the mean over all of them."""
    levels = problem.levels[i]
    weight = np.bincount(problem.codes[i], weights=problem.rows, minlength=len(levels.values))
    total = max(weight.sum(), 1) * len(problem.levels)
    return np.array([(levels.loss[h][levels.up[h]] * weight).sum() / total for h in range(levels.height + 1)])


def _keys(problem: Problem) -> tuple[tuple[tuple[Ints, ...], ...], int]:
    widths = [max(len(nodes) for nodes in levels.nodes) for levels in problem.levels]
    bits = (prod(widths) - 1).bit_length()
    exact = bits <= KEY_BITS
    random = None if exact else np.random.default_rng(20_771)
    result, step = [], 1
    for levels, codes, width in zip(problem.levels, problem.codes, widths, strict=True):
        of_column = []
        for up in levels.up:
            if random is None:
                of_column.append(up[codes] * step)
            else:
                words = random.integers(-(2**63), 2**63 - 1, size=width, dtype=np.int64)
                of_column.append(words[up[codes]])
        step *= width
        result.append(tuple(of_column))
    return tuple(result), bits if exact else 64


def _cheapest(marginal: Sequence[Floats], limit: int) -> list[tuple[int, ...]]:
    """Return the `limit` level vectors of the lowest summed loss, then a way from the last of them to the top."""
    orders = [np.argsort(column, kind="stable") for column in marginal]
    first = (0,) * len(marginal)
    heap = [(0.0, first)]
    seen = {first}
    found: list[tuple[int, ...]] = []
    while heap and len(found) < limit:
        _, place = heapq.heappop(heap)
        found.append(tuple(int(order[p]) for order, p in zip(orders, place, strict=True)))
        for i, p in enumerate(place):
            after = (*place[:i], p + 1, *place[i + 1 :])
            if p + 1 < len(orders[i]) and after not in seen:
                seen.add(after)
                total = sum(float(marginal[j][orders[j][q]]) for j, q in enumerate(after))
                heapq.heappush(heap, (total, after))
    return [*found, *_way_up(found[-1], marginal)]


def _way_up(node: tuple[int, ...], marginal: Sequence[Floats]) -> list[tuple[int, ...]]:
    way, here = [], list(node)
    while any(level < len(column) - 1 for level, column in zip(here, marginal, strict=True)):
        steps = [
            (float(column[level + 1] - column[level]), i)
            for i, (level, column) in enumerate(zip(here, marginal, strict=True))
            if level < len(column) - 1
        ]
        here[min(steps)[1]] += 1
        way.append(tuple(here))
    return way


def groups_of(key: Ints) -> tuple[Ints, int]:
    """Return a dense group number for each key, and how many groups there are."""
    _, inverse = np.unique(key, return_inverse=True)
    return inverse.astype(np.int64), int(inverse.max(initial=-1)) + 1
