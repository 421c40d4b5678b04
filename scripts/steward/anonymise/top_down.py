"""Top-down: everything is one class, which is split along the hierarchies while its parts hold (Mondrian)."""

from dataclasses import dataclass

import numpy as np

from steward.anonymise.lattice import Lattice
from steward.anonymise.problem import Flags, Floats, Ints, Problem, expand
from steward.anonymise.release import LEFT_OUT, Release, settle

# How much more than what a remainder lacks it may borrow, tried in this order.
BORROW = (1, 2, 4)


@dataclass
class _Parts:
    """Combinations by part: `part[c]`, and the levels of each part's label (its members' lowest common nodes).

    `banned[p, i]`: part p was tried along quasi-identifier i and nothing came of it.
    """

    part: Ints
    levels: Ints
    banned: Flags


@dataclass(frozen=True)
class _Split:
    """A split of many parts along one quasi-identifier: the child of each combination, which children hold."""

    combos: Ints
    child: Ints
    children: int
    parent: Ints
    rows: Floats
    holds: Flags


def top_down(problem: Problem, lattice: Lattice | None = None) -> Release:
    """Return the release of the top-down engine (local recoding); nothing is left out if the whole holds.

    In each round every part is split along the quasi-identifier that gains most (rows that become finer times the
    loss they shed, by the logarithm of the number of parts). Children that do not hold form a remainder under the
    parent's label; if that does not hold it borrows rows from the largest child, or takes it in whole.
    """
    everyone = np.arange(problem.size)
    if not problem.size or not problem.holds(everyone, np.zeros(problem.size, np.int64), 1)[0]:
        return settle(
            problem, "top_down", np.zeros((1, len(problem.levels)), np.int64), np.full(problem.size, LEFT_OUT)
        )
    whole = np.zeros(problem.size, np.int64)
    parts = _Parts(whole, _tight(problem, whole, 1), np.zeros((1, len(problem.levels)), bool))
    active = np.ones(1, bool)
    while active.any():
        active = _round(problem, parts, active)
    vectors, node_of = np.unique(parts.levels, axis=0, return_inverse=True)
    return settle(problem, "top_down", vectors, node_of.reshape(-1)[parts.part].astype(np.int64))


def _tight(problem: Problem, part: Ints, parts: int) -> Ints:
    """Return for each part and quasi-identifier the lowest level at which its combinations share one node."""
    order = np.argsort(part, kind="stable")
    start = np.searchsorted(part[order], np.arange(parts))
    result = np.zeros((parts, len(problem.levels)), np.int64)
    for i, levels in enumerate(problem.levels):
        open_parts = np.ones(parts, bool)
        for h in range(levels.height):
            code = levels.up[h][problem.codes[i][order]]
            same = np.minimum.reduceat(code, start) == np.maximum.reduceat(code, start)
            open_parts &= ~same
            result[open_parts, i] = h + 1
            if not open_parts.any():
                break
    return result


def _round(problem: Problem, parts: _Parts, active: Flags) -> Flags:
    """Split every active part once; return which of the parts, old and new, may be split again."""
    combos = np.flatnonzero(active[parts.part])
    best = np.full(len(active), -np.inf)
    choice = np.full(len(active), -1)
    splits = []
    for i in range(len(problem.levels)):
        split = _split(problem, parts, combos, i)
        splits.append(split)
        gain = _gain(problem, parts, split, i, len(active))
        better = (gain > best + 1e-12) & ~parts.banned[:, i]
        best[better], choice[better] = gain[better], i
    choice[best <= 0] = -1
    moved = np.full(problem.size, -1)
    total = len(active)
    for i, split in enumerate(splits):
        total = _apply(problem, parts, split, choice == i, moved, total)
    return _renumber(problem, parts, moved, choice, total)


def _renumber(problem: Problem, parts: _Parts, moved: Ints, choice: Ints, total: int) -> Flags:
    """Number the parts anew after a round; return which of them may be split again."""
    moving = np.flatnonzero(moved >= 0)
    changed = np.zeros(total, bool)
    apart = moving[moved[moving] != parts.part[moving]]
    changed[parts.part[apart]] = True
    changed[moved[apart]] = True
    banned = np.zeros((total, parts.banned.shape[1]), bool)
    banned[: len(choice)] = parts.banned
    banned[changed] = False
    stuck = np.flatnonzero((choice >= 0) & ~changed[: len(choice)])
    banned[stuck, choice[stuck]] = True
    parts.part[moving] = moved[moving]
    old, parts.part = np.unique(parts.part, return_inverse=True)
    parts.levels, parts.banned = _tight(problem, parts.part, len(old)), banned[old]
    again = np.zeros(len(old), bool)
    again[parts.part[moving]] = True
    return again


def _split(problem: Problem, parts: _Parts, combos: Ints, i: int) -> _Split:
    """Return the children of the combinations' parts one level below the label of quasi-identifier i."""
    levels = problem.levels[i]
    part = parts.part[combos]
    level = parts.levels[part, i] - 1
    combos, part, level = combos[level >= 0], part[level >= 0], level[level >= 0]
    code = np.stack([levels.up[h] for h in range(levels.height)])[level, problem.codes[i][combos]]
    key, child = np.unique(part * (len(levels.values) + 1) + code, return_inverse=True)
    child = child.astype(np.int64)
    rows: Floats = np.bincount(child, weights=problem.rows[combos], minlength=len(key)).astype(float)
    holds = problem.holds(combos, child, len(key)) if len(key) else np.zeros(0, bool)
    return _Split(combos, child, len(key), key // (len(levels.values) + 1), rows, holds)


def _gain(problem: Problem, parts: _Parts, split: _Split, i: int, count: int) -> Floats:
    """Return for each part what a split gains: the loss that the rows of children that hold shed."""
    levels = problem.levels[i]
    if not split.children:
        return np.full(count, -np.inf)
    level = parts.levels[split.parent, i]
    one = np.zeros(split.children, np.int64)
    one[split.child] = problem.codes[i][split.combos]
    shed = np.zeros(split.children)
    for h in range(1, levels.height + 1):
        here = level == h
        shed[here] = levels.loss[h][levels.up[h][one[here]]] - levels.loss[h - 1][levels.up[h - 1][one[here]]]
    good = split.holds
    gain: Floats = np.bincount(split.parent[good], weights=(split.rows * shed)[good], minlength=count).astype(
        float
    )
    kept = np.bincount(split.parent[good], minlength=count)
    rest = np.bincount(split.parent[~good], weights=split.rows[~good], minlength=count)
    lacking = np.where(rest > 0, np.maximum(problem.k - rest, 0), 0)
    gain -= (
        lacking
        * np.bincount(split.parent, weights=shed, minlength=count)
        / np.maximum(np.bincount(split.parent, minlength=count), 1)
    )
    number = kept + (rest > 0)
    gain[(kept == 0) | (number < 2)] = -np.inf
    return gain / np.log(np.maximum(number, 2))


def _apply(problem: Problem, parts: _Parts, split: _Split, chosen: Flags, moved: Ints, total: int) -> int:
    """Write the new part of each combination of the chosen parts into `moved`; return the number of parts so far."""
    mine = chosen[split.parent]
    if not mine.any():
        return total
    children = np.flatnonzero(mine & split.holds)
    new_part = np.full(split.children, -1)
    new_part[children] = total + np.arange(len(children))
    entries = np.flatnonzero(mine[split.child])
    combos, child = split.combos[entries], split.child[entries]
    target = new_part[child]
    parent = split.parent[child]
    # The remainder keeps the parent's number.
    target = np.where(target >= 0, target, parent)
    target = _mend(problem, split, combos, parent, target, children, new_part)
    moved[combos] = target
    return total + len(children)


def _mend(
    problem: Problem, split: _Split, combos: Ints, parent: Ints, target: Ints, children: Ints, new_part: Ints
) -> Ints:
    """Return the targets with remainders that do not hold made to hold: by borrowing, or by taking a child in."""
    order = np.lexsort((children, -split.rows[children], split.parent[children]))
    ranked = children[order]
    first = np.ones(len(ranked), bool)
    first[1:] = split.parent[ranked[1:]] != split.parent[ranked[:-1]]
    donor = np.full(int(split.parent.max()) + 1, -1)
    donor[split.parent[ranked[first]]] = new_part[ranked[first]]
    for factor in BORROW:
        bad = _failing(problem, combos, parent, target)
        if not len(bad):
            return target
        tried = _borrow(problem, combos, parent, target, donor, bad, factor)
        target = _accept(problem, combos, parent, target, tried, donor, bad)
    bad = _failing(problem, combos, parent, target)
    target = np.where(np.isin(parent, bad) & (target == donor[parent]), parent, target)
    # More rows can break t or entropy: then the split does not take place.
    return np.where(np.isin(parent, _failing(problem, combos, parent, target)), parent, target)


def _failing(problem: Problem, combos: Ints, parent: Ints, target: Ints) -> Ints:
    """Return the parts whose remainder is there and does not hold."""
    rest = target == parent
    which, group = np.unique(parent[rest], return_inverse=True)
    if not len(which):
        return which
    holds = problem.holds(combos[rest], group.astype(np.int64), len(which))
    failing: Ints = which[~holds]
    return failing


def _borrow(
    problem: Problem, combos: Ints, parent: Ints, target: Ints, donor: Ints, bad: Ints, factor: int
) -> Ints:
    """Return the targets after each failing remainder took rows of its donor: those with values it lacks first."""
    count = len(donor)
    rest = target == parent
    persons = problem.persons.astype(float)
    held = np.bincount(parent[rest], weights=persons[combos[rest]], minlength=count)
    wants = np.zeros(count)
    wants[bad] = np.maximum(problem.k - held[bad], 1) * factor
    lends = np.flatnonzero((target == donor[parent]) & (wants[parent] > 0))
    news = _new_values(problem, combos, parent, rest, lends, count)
    order = lends[np.lexsort((combos[lends], problem.rows[combos[lends]], -news, parent[lends]))]
    running = np.cumsum(persons[combos[order]])
    first = np.ones(len(order), bool)
    first[1:] = parent[order[1:]] != parent[order[:-1]]
    before = running - persons[combos[order]]
    base = np.repeat(before[first], np.diff(np.append(np.flatnonzero(first), len(order))))
    takes = order[before - base < wants[parent[order]]]
    result = target.copy()
    result[takes] = parent[takes]
    return result


def _new_values(problem: Problem, combos: Ints, parent: Ints, rest: Flags, lends: Ints, count: int) -> Ints:
    """Return how many values each lending combination holds that its remainder has not."""
    news = np.zeros(len(lends), np.int64)
    for cells in problem.sensitive:
        at, of = expand(cells.start, combos[rest], parent[rest])
        there = np.zeros(count * cells.values, bool)
        there[of * cells.values + cells.value[at]] = True
        at, entry = expand(cells.start, combos[lends], np.arange(len(lends)))
        fresh = ~there[parent[lends][entry] * cells.values + cells.value[at]]
        news += np.bincount(entry[fresh], minlength=len(lends))
    return news


def _accept(
    problem: Problem, combos: Ints, parent: Ints, target: Ints, tried: Ints, donor: Ints, bad: Ints
) -> Ints:
    """Return the tried targets where both remainder and donor hold, the old ones elsewhere."""
    concerned = np.isin(parent, bad) & ((tried == parent) | (tried == donor[parent]))
    side = (tried[concerned] == parent[concerned]).astype(np.int64)
    key = parent[concerned] * 2 + side
    which, group = np.unique(key, return_inverse=True)
    holds = problem.holds(combos[concerned], group.astype(np.int64), len(which))
    good = np.zeros(2 * len(donor), bool)
    good[which] = holds
    fine = good[2 * parent] & good[2 * parent + 1] & np.isin(parent, bad)
    return np.where(fine, tried, target)
