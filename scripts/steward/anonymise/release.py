"""What an engine decided: for each combination the levels of its label, or that it is left out; and its loss."""

from dataclasses import dataclass

import numpy as np

from steward.anonymise.problem import TIE, Floats, Ints, Problem, distinct_of, expand

LEFT_OUT = -1


@dataclass(frozen=True)
class Release:
    """`node_of[c]` points into `vectors` (level vectors); -1: combination c is left out.

    `classes[c]` numbers the classes: combinations of one label; -1 where left out.
    """

    engine: str
    vectors: Ints
    node_of: Ints
    classes: Ints

    @property
    def kept(self) -> Ints:
        """The combinations that are released."""
        return np.flatnonzero(self.classes >= 0)


def settle(problem: Problem, engine: str, vectors: Ints, node_of: Ints) -> Release:
    """Return the release with classes counted from the labels themselves; a class that does not hold is left out.

    This is where the promise is made, whatever an engine believed: classes are combinations of equal labels, counted
    anew. t is measured against the distribution of what is released, as any reader of the release would; leaving a
    class out moves that distribution, so it is repeated until nothing changes.
    """
    node_of = node_of.copy()
    kept = np.flatnonzero(node_of >= 0)
    classes = np.full(problem.size, LEFT_OUT, np.int64)
    labels = label_numbers(problem, vectors, node_of, kept)
    while len(kept):
        _, group = np.unique(labels, return_inverse=True)
        group = group.astype(np.int64)
        groups = int(group.max()) + 1
        good = problem.holds(kept, group, groups, problem.shares_of(kept))
        if good.all():
            classes[kept] = group
            break
        stays = good[group]
        node_of[kept[~stays]] = LEFT_OUT
        kept, labels = kept[stays], labels[stays]
    return Release(engine, vectors, node_of, classes)


def label_numbers(problem: Problem, vectors: Ints, node_of: Ints, kept: Ints) -> Ints:
    """Return a number for each kept combination, equal exactly where the label texts of all columns are."""
    number = np.zeros(len(kept), np.int64)
    for i, levels in enumerate(problem.levels):
        texts: dict[str | None, int] = {}
        column = np.zeros(len(kept), np.int64)
        level = vectors[node_of[kept], i]
        for h, nodes in enumerate(levels.nodes):
            here = np.flatnonzero(level == h)
            if len(here):
                code = np.array([texts.setdefault(node.label, len(texts)) for node in nodes], np.int64)
                column[here] = code[levels.up[h][problem.codes[i][kept[here]]]]
        _, number = np.unique(number * (len(texts) + 1) + column, return_inverse=True)
        number = number.astype(np.int64)
    return number


def cell_losses(problem: Problem, release: Release) -> Floats:
    """Return the loss of one row of each combination: the mean NCP of its cells, 1 where it is left out."""
    total = np.zeros(problem.size)
    kept = release.kept
    for i, levels in enumerate(problem.levels):
        level = release.vectors[release.node_of[kept], i]
        for h in range(levels.height + 1):
            here = kept[level == h]
            total[here] += levels.loss[h][levels.up[h][problem.codes[i][here]]]
    total /= len(problem.levels)
    total[release.classes < 0] = 1.0
    return total


def set_groups(problem: Problem, release: Release, i: int, disjoint: bool) -> tuple[Ints, int]:
    """Return for each kept combination a number of those whose values of column i make one set, and how many.

    A set is that of a class; `disjoint`: of all that is released under one node, so that no two sets of a column
    overlap (of a release with one level per column).
    """
    kept = release.kept
    group = release.classes[kept]
    if disjoint:
        group = problem.levels[i].up[release.vectors[0, i]][problem.codes[i][kept]]
    which, number = np.unique(group, return_inverse=True)
    return number.astype(np.int64), len(which)


def set_losses(problem: Problem, release: Release, disjoint: bool = False) -> Floats:
    """Return the loss of one row of each combination when a label is the set of values present (`set_groups`).

    A set of s values loses (s - 1) / (leaves - 1); of numbers and dates the label runs from the lowest to the
    highest, and all leaves between them count. A null beside values counts as one more of the set.
    """
    total = np.ones(problem.size)
    kept = release.kept
    if not len(kept):
        return total
    loss = np.zeros(len(kept))
    for i, levels in enumerate(problem.levels):
        group, groups = set_groups(problem, release, i, disjoint)
        code = problem.codes[i][kept]
        distinct = distinct_of(group * len(levels.values) + code)
        count = np.bincount(distinct // len(levels.values), minlength=groups).astype(float)
        if levels.ordered:
            rank = levels.rank[code]
            known = rank >= 0
            low = np.full(groups, levels.leaves)
            high = np.full(groups, -1)
            np.minimum.at(low, group[known], rank[known])
            np.maximum.at(high, group[known], rank[known])
            nulls = np.bincount(group[~known], minlength=groups) > 0
            count = np.maximum(high - low + 1, 0) + nulls
        loss += np.minimum((count - 1) / max(levels.leaves - 1, 1), 1.0)[group]
    total[kept] = loss / len(problem.levels)
    return total


def gcp(problem: Problem, losses: Floats) -> float:
    """Return the information loss of all rows, 0 to 1; rows that name no person are left out and lose all."""
    nameless = problem.all_rows - float(problem.rows.sum())
    return round((float(losses @ problem.rows) + nameless) / max(problem.all_rows, 1), TIE)


def suppressed_rows(problem: Problem, release: Release) -> int:
    """Return how many rows are left out, those that name no person included."""
    return problem.all_rows - int(problem.rows[release.kept].sum())


def class_sizes(problem: Problem, release: Release) -> Ints:
    """Return the rows of each class."""
    kept = release.kept
    if not len(kept):
        return np.zeros(0, np.int64)
    return np.bincount(release.classes[kept], weights=problem.rows[kept]).astype(np.int64)


__all__ = [
    "LEFT_OUT", "Release", "cell_losses", "class_sizes", "expand", "gcp", "set_groups", "set_losses", "settle",
    "suppressed_rows",
]  # fmt: skip
