"""The lattice of level vectors: which nodes are visited, in which order, and the keys of combinations at a node."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from steward.anonymise.problem import Floats, Ints, Problem

# Above this many nodes some are left out: half of the list are those of the lowest loss, half are spread over the rest.
NODE_LIMIT = 100_000
# What an engine that looks at all of them for each combination is to bear: fewer nodes the more combinations.
FEWEST, ENTRIES = 2_000, 60_000_000
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
    """Return the lattice of a problem; above `limit` nodes a part of them and a way to the top."""
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
        nodes = _cheapest(marginal, max(min(limit, ENTRIES // max(problem.size, 1)), min(limit, FEWEST)))
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


def _cheapest(marginal: Sequence[Floats], limit: int) -> Ints:
    """Return the level vectors of the lowest summed loss, as many spread evenly over the others, and a way to the top.

    Column by column: what begins one of the cheapest vectors is one of the cheapest beginnings.
    """
    found, total = np.zeros((1, 0), np.int64), np.zeros(1)
    for column in marginal:
        sums = np.add.outer(total, column).ravel()
        taken = np.argsort(np.round(sums, 12), kind="stable")
        if len(taken) > limit:
            cheapest = limit // 2
            spread = np.linspace(cheapest, len(taken) - 1, limit - cheapest).astype(np.int64)
            taken = np.concatenate([taken[:cheapest], taken[spread]])
        taken = np.sort(taken)
        found = np.column_stack([found[taken // len(column)], taken % len(column)])
        total = sums[taken]
    way = _way_up(found[int(np.argmax(total))], marginal)
    return np.concatenate([found, way]) if len(way) else found


def _way_up(node: Ints, marginal: Sequence[Floats]) -> Ints:
    way, here = [], [int(level) for level in node]
    while any(level < len(column) - 1 for level, column in zip(here, marginal, strict=True)):
        steps = [
            (float(column[level + 1] - column[level]), i)
            for i, (level, column) in enumerate(zip(here, marginal, strict=True))
            if level < len(column) - 1
        ]
        here[min(steps)[1]] += 1
        way.append(tuple(here))
    return np.array(way, np.int64)


def groups_of(key: Ints) -> tuple[Ints, int]:
    """Return a dense group number for each key, and how many groups there are."""
    _, inverse = np.unique(key, return_inverse=True)
    return inverse.astype(np.int64), int(inverse.max(initial=-1)) + 1
