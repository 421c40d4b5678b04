"""The peer of the benchmark: anjana's greedy (github.com/IFCA-Advanced-Computing/anjana, 1.2.3), written anew."""

import numpy as np

from steward.anonymise.lattice import Lattice
from steward.anonymise.problem import Problem
from steward.anonymise.release import LEFT_OUT, Release, settle


def greedy(problem: Problem, lattice: Lattice | None = None) -> Release:
    """Return what anjana's `k_anonymity` returns: raise the quasi-identifier of most distinct values until it fits.

    It stops as soon as the rows of classes below k are no more than the suppression limit, and leaves them out.
    """
    level = np.zeros(len(problem.levels), np.int64)
    everyone = np.arange(problem.size)
    while True:
        key = np.zeros(problem.size, np.int64)
        distinct = []
        for levels, codes, at in zip(problem.levels, problem.codes, level, strict=True):
            code = levels.up[at][codes]
            distinct.append(len(np.unique(code)) if at < levels.height else 0)
            _, key = np.unique(key * len(levels.nodes[at]) + code, return_inverse=True)
        good = problem.holds(everyone, key.astype(np.int64), int(key.max()) + 1)[key]
        if problem.rows[~good].sum() <= problem.may_suppress or not any(distinct):
            return settle(problem, "greedy", level[None, :], np.where(good, 0, LEFT_OUT))
        level[int(np.argmax(distinct))] += 1
