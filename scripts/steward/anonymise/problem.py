"""What the engines work on: distinct combinations as codes, how many persons hold each, and the declared model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steward.anonymise.levels import Levels

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# Figures that two databases add up in different orders are the same figure up to here.
TIE = 12
SLACK = 1e-9


@dataclass(frozen=True)
class SensitiveCells:
    """One sensitive column: rows per combination and value, sorted by combination.

    `value` is a code in the order of the values, `values` how many there are; `is_null` the code of the null, which
    is a value to t but no known value to l; -1 when there is none.
    """

    column: str
    start: Ints
    value: Ints
    rows: Ints
    values: int
    is_null: int
    least_l: float
    most_t: float
    ordered: bool


@dataclass(frozen=True)
class Problem:
    """Combinations of the quasi-identifiers, and what must hold of every class of them.

    `codes[i][c]` is the value of quasi-identifier i in combination c; `rows[c]` its rows; `persons[c]` its distinct
    persons. Where a person stands in several combinations `pair_start`, `pair_person` list the persons of each, so
    that a class counts each of them once. `all_rows` includes rows that name no person: nothing releases those.
    """

    levels: tuple[Levels, ...]
    codes: tuple[Ints, ...]
    rows: Ints
    persons: Ints
    k: int
    entropy: bool
    sensitive: tuple[SensitiveCells, ...]
    max_suppression: float
    all_rows: int
    pair_start: Ints | None = None
    pair_person: Ints | None = None

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return len(self.rows)

    @property
    def monotone(self) -> bool:
        """Whether a class that holds still holds with any rows added: true of k and of distinct l."""
        return not any(cells.most_t < 1 or (self.entropy and cells.least_l > 1) for cells in self.sensitive)

    @property
    def may_suppress(self) -> int:
        """How many rows may be left out; those that name no person come first."""
        return int(np.floor(self.max_suppression * self.all_rows + SLACK))

    def holds(self, combos: Ints, group: Ints, groups: int, shares: tuple[Floats, ...] = ()) -> Flags:
        """Tell of each group of combinations whether k, l and t hold.

        `combos` and `group` run in parallel; a combination may stand in several groups. `shares` are the
        distributions of the sensitive columns that t compares with; default: those of the whole data.
        """
        good = self.person_count(combos, group, groups) >= self.k
        for place, cells in enumerate(self.sensitive):
            if (cells.least_l <= 1 and cells.most_t >= 1) or not good.any():
                continue
            share = shares[place] if shares else None
            # Only of groups with enough persons: most have too few, and counting values costs more.
            asked = good[group]
            good &= _diverse(cells, combos[asked], group[asked], groups, self.entropy, share)
        return good

    def person_count(self, combos: Ints, group: Ints, groups: int) -> Floats:
        """Return the number of distinct persons of each group."""
        if self.pair_start is None or self.pair_person is None:
            whole: Floats = np.bincount(group, weights=self.persons[combos], minlength=groups).astype(float)
            return whole
        at, repeated = expand(self.pair_start, combos, group)
        width = int(self.pair_person.max(initial=0)) + 1
        distinct = distinct_of(repeated * width + self.pair_person[at])
        counts: Floats = np.bincount(distinct // width, minlength=groups).astype(float)
        return counts

    def shares_of(self, combos: Ints) -> tuple[Floats, ...]:
        """Return the distribution of each sensitive column over the rows of these combinations."""
        result = []
        for cells in self.sensitive:
            at, _ = expand(cells.start, combos, combos)
            total = np.bincount(cells.value[at], weights=cells.rows[at], minlength=cells.values)
            result.append(total / max(total.sum(), 1))
        return tuple(result)


def distinct_of(numbers: Ints) -> Ints:
    """Return the distinct numbers in order. By sorting: numpy's own way hashes, ten times slower on millions."""
    ordered = np.sort(numbers)
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def expand(start: Ints, combos: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Return the places of all entries of the combinations in a list sorted by them, and the group of each."""
    lengths = start[combos + 1] - start[combos]
    total = int(lengths.sum())
    first = np.cumsum(lengths) - lengths
    at = np.arange(total) - np.repeat(first - start[combos], lengths)
    return at, np.repeat(group, lengths)


def _diverse(
    cells: SensitiveCells, combos: Ints, group: Ints, groups: int, entropy: bool, share: Floats | None
) -> Flags:
    """Tell of each group whether l and t of one sensitive column hold."""
    at, repeated = expand(cells.start, combos, group)
    key = repeated * cells.values + cells.value[at]
    pairs, inverse = np.unique(key, return_inverse=True)
    rows: Floats = np.bincount(inverse, weights=cells.rows[at], minlength=len(pairs)).astype(float)
    of, value = pairs // cells.values, pairs % cells.values
    good = np.ones(groups, bool)
    if cells.least_l > 1:
        known = value != cells.is_null
        good &= _variety(of[known], rows[known], groups, entropy) >= cells.least_l - SLACK
    if cells.most_t < 1:
        if share is None:
            share = np.bincount(cells.value, weights=cells.rows, minlength=cells.values) / cells.rows.sum()
        distance = ordered_distance if cells.ordered else equal_distance
        good &= distance(of, value, rows, groups, share) <= cells.most_t + SLACK
    return good


def _variety(of: Ints, rows: Floats, groups: int, entropy: bool) -> Floats:
    """Return the number of known values of each group; as exp of their entropy where that is asked."""
    if not entropy:
        return np.bincount(of, minlength=groups).astype(float)
    total = np.bincount(of, weights=rows, minlength=groups)
    logs = np.bincount(of, weights=rows * np.log(rows), minlength=groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = np.where(total > 0, np.exp(np.log(total) - logs / total), 0.0)
    return result


def equal_distance(of: Ints, value: Ints, rows: Floats, groups: int, share: Floats) -> Floats:
    """Return the variational distance of each group: sum |q - p| / 2, from the values present alone.

    A value that a group does not have adds p, so the sum is (sum over present (|q - p| - p) + 1) / 2.
    """
    total = np.bincount(of, weights=rows, minlength=groups)
    p = share[value]
    q = rows / total[of]
    return (np.bincount(of, weights=np.abs(q - p) - p, minlength=groups) + 1) / 2


def ordered_distance(of: Ints, value: Ints, rows: Floats, groups: int, share: Floats) -> Floats:
    """Return the ordered earth mover's distance: sum over values of |Q - P| / (values - 1), Q and P cumulative.

    Between two values that a group has Q is constant, so each stretch is a lookup in prefix sums of P: |c - P(j)|
    summed over a stretch splits at the one place where P passes c. `of` must be sorted, `value` within it.
    """
    present = np.flatnonzero(share > 0)
    place = np.searchsorted(present, value)
    m = len(present)
    if m < 2:
        return np.zeros(groups)
    cumulative = np.cumsum(share[present])
    prefix = np.concatenate(([0.0], np.cumsum(cumulative)))
    total = np.bincount(of, weights=rows, minlength=groups)
    q = rows / total[of]
    running = np.cumsum(q)
    first = np.concatenate(([True], of[1:] != of[:-1]))
    start = np.flatnonzero(first)
    running -= np.repeat(running[start] - q[start], np.diff(np.concatenate((start, [len(of)]))))
    nxt = np.where(np.concatenate((first[1:], [True])), m, np.concatenate((place[1:], [m])))
    stretch = _stretch(running, place, nxt, cumulative, prefix)
    lead = np.where(first, prefix[place], 0.0)
    return np.bincount(of, weights=stretch + lead, minlength=groups) / (m - 1)


def _stretch(level: Floats, low: Ints, high: Ints, cumulative: Floats, prefix: Floats) -> Floats:
    """Return the sum over j in [low, high) of |level - cumulative[j]|."""
    cut = np.clip(np.searchsorted(cumulative, level), low, high)
    below = level * (cut - low) - (prefix[cut] - prefix[low])
    above = (prefix[high] - prefix[cut]) - level * (high - cut)
    return below + above
