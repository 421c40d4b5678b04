"""The labels of a release as columns: text, and for local recoding also level, lowest and highest value."""

from dataclasses import dataclass

import numpy as np

from steward.anonymise.levels import Levels
from steward.anonymise.problem import Ints, Problem, distinct_of
from steward.anonymise.release import Release, set_groups


@dataclass(frozen=True)
class LabelColumn:
    """One column of the release: `code[c]` is the place of combination c's label in the lists, -1 if left out."""

    name: str
    code: Ints
    label: list[str | None]
    level: list[int]
    low: list[str | None]
    high: list[str | None]


def label_columns(
    problem: Problem, release: Release, sets: bool, disjoint: bool = False
) -> list[LabelColumn]:
    """Return the label columns; `sets`: the values present (`set_groups`) instead of a node of the hierarchy."""
    if sets:
        return [_set_column(problem, release, i, disjoint) for i in range(len(problem.levels))]
    return [_node_column(problem, release, i) for i in range(len(problem.levels))]


def _node_column(problem: Problem, release: Release, i: int) -> LabelColumn:
    levels = problem.levels[i]
    column = LabelColumn(levels.column, np.full(problem.size, -1, np.int64), [], [], [], [])
    kept = release.kept
    level_of = release.vectors[release.node_of[kept], i]
    for level in range(levels.height + 1):
        here = kept[level_of == level]
        if not len(here):
            continue
        column.code[here] = len(column.label) + levels.up[level][problem.codes[i][here]]
        for node in levels.nodes[level]:
            column.label.append(node.label)
            column.level.append(level)
            column.low.append(node.low)
            column.high.append(node.high)
    return column


def _set_column(problem: Problem, release: Release, i: int, disjoint: bool) -> LabelColumn:
    levels = problem.levels[i]
    column = LabelColumn(levels.column, np.full(problem.size, -1, np.int64), [], [], [], [])
    kept = release.kept
    if not len(kept):
        return column
    size = len(levels.values)
    group, groups = set_groups(problem, release, i, disjoint)
    present = distinct_of(group * size + problem.codes[i][kept])
    members: dict[int, list[int]] = {}
    for own, value in zip((present // size).tolist(), (present % size).tolist(), strict=True):
        members.setdefault(own, []).append(value)
    place: dict[str | None, int] = {}
    code_of = np.zeros(groups, np.int64)
    for own, values in members.items():
        label, low, high = set_label(levels, values)
        if label not in place:
            place[label] = len(column.label)
            column.label.append(label)
            column.level.append(0 if len(values) == 1 else 1)
            column.low.append(low)
            column.high.append(high)
        code_of[own] = place[label]
    column.code[kept] = code_of[group]
    return column


def set_label(levels: Levels, values: list[int]) -> tuple[str | None, str | None, str | None]:
    """Return the label of a set of value codes, and its lowest and highest value.

    One value is itself. Numbers and dates are `low..high`, other values `{a, b}` in the order of the hierarchy; a
    null beside them is written `null`.
    """
    known = sorted((v for v in values if levels.values[v] is not None), key=lambda v: int(levels.rank[v]))
    if not known:
        return None, None, None
    texts = [str(levels.values[v]) for v in known]
    low, high = (texts[0], texts[-1]) if levels.ordered or len(texts) == 1 else (None, None)
    body = texts if not levels.ordered or len(texts) == 1 else [f"{texts[0]}..{texts[-1]}"]
    if len(known) < len(values):
        body = [*body, "null"]
    return (body[0] if len(body) == 1 else "{" + ", ".join(body) + "}"), low, high
