"""Twenty ordinary questions of an analyst to Adult, asked of the raw rows and of a release."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from steward.anonymise.hierarchies import LeafHierarchy
from steward.anonymise.problem import Floats, Problem
from steward.anonymise.release import Release

SALARY = "salary-class"
Group = Callable[[str], str]


def _same(value: str) -> str:
    return value


def _decade(value: str) -> str:
    return str(int(value) // 10)


def _twenty(value: str) -> str:
    return str(int(value) // 20)


def _home(value: str) -> str:
    return "here" if value == "United-States" else "elsewhere"


@dataclass(frozen=True)
class Question:
    """Count persons by groups of one or two columns; or, with `of`, the share of high salaries or the mean age."""

    words: str
    by: tuple[tuple[str, Group], ...]
    of: str = "count"


QUESTIONS = (
    *(
        Question(f"how many by {name}", ((name, _same),))
        for name in ("sex", "race", "marital-status", "education", "workclass", "occupation")
    ),
    Question("how many from here and elsewhere", (("native-country", _home),)),
    Question("how many by ten years of age", (("age", _decade),)),
    Question("how many by twenty years of age", (("age", _twenty),)),
    Question("how many by sex and marital status", (("sex", _same), ("marital-status", _same))),
    Question("how many by sex and workclass", (("sex", _same), ("workclass", _same))),
    Question("how many by sex and ten years of age", (("sex", _same), ("age", _decade))),
    *(
        Question(f"share of high salaries by {name}", ((name, _same),), "share")
        for name in ("sex", "race", "marital-status", "education", "workclass")
    ),
    Question("trend of high salaries over ten years of age", (("age", _decade),), "share"),
    Question("mean age by sex", (("sex", _same),), "age"),
    Question("mean age by marital status", (("marital-status", _same),), "age"),
)


class Answers:
    """Answers the questions from labels alone: a label stands evenly for the leaves under it."""

    def __init__(self, problem: Problem, hierarchies: dict[str, LeafHierarchy]) -> None:
        self.problem = problem
        self.hierarchies = hierarchies
        self.place = {levels.column: i for i, levels in enumerate(problem.levels)}
        cells = problem.sensitive[0]
        combo = np.repeat(np.arange(problem.size), np.diff(cells.start))
        high = (cells.value == cells.values - 1) * cells.rows
        self.high = np.bincount(combo, weights=high, minlength=problem.size)

    def errors(self, release: Release) -> list[float]:
        """Return the relative error of each question: sum |answer - truth| / sum truth over its groups."""
        truth = Release("raw", np.zeros((1, len(self.problem.levels)), np.int64),
                        np.zeros(self.problem.size, np.int64), np.zeros(self.problem.size, np.int64))  # fmt: skip
        result = []
        for question in QUESTIONS:
            asked, true = self._answer(question, release), self._answer(question, truth)
            known = true > 0
            result.append(float(np.abs(asked - true)[known].sum() / true[known].sum()))
        return result

    def _answer(self, question: Question, release: Release) -> Floats:
        weight = np.where(release.classes >= 0, self.problem.rows, 0).astype(float)
        count = self._sum(question, release, weight)
        if question.of == "count":
            return count
        if question.of == "share":
            part = self._sum(question, release, np.where(release.classes >= 0, self.high, 0.0))
        else:
            part = self._sum(question, release, weight * self._members(release, "age", float))
        return np.divide(part, count, out=np.zeros_like(part), where=count > 0)

    def _sum(self, question: Question, release: Release, weight: Floats) -> Floats:
        first = self._shares(release, *question.by[0]) * weight[:, None]
        if len(question.by) == 1:
            total: Floats = first.sum(axis=0)
            return total
        second = self._shares(release, *question.by[1])
        both: Floats = (first.T @ second).ravel()
        return both

    def _shares(self, release: Release, column: str, group: Group) -> Floats:
        """Return for each combination which share of its label's leaves lies in each group."""
        names = sorted({group(leaf) for leaf in self.hierarchies[column].paths})

        def in_group(name: str) -> Callable[[str], float]:
            return lambda value: float(group(value) == name)

        return np.stack([self._members(release, column, in_group(name)) for name in names], 1)

    def _members(self, release: Release, column: str, figure: Callable[[str], float]) -> Floats:
        """Return for each combination the mean of a figure over the leaves under its label; 0 where left out."""
        i = self.place[column]
        levels, paths = self.problem.levels[i], self.hierarchies[column].paths
        result = np.zeros(self.problem.size)
        kept = release.kept
        level_of = release.vectors[release.node_of[kept], i]
        for level, nodes in enumerate(levels.nodes):
            here = kept[level_of == level]
            if len(here):
                under: dict[str, list[float]] = {}
                for leaf, path in paths.items():
                    under.setdefault(path[level], []).append(figure(leaf))
                means = np.array([float(np.mean(under[str(node.label)])) for node in nodes])
                result[here] = means[levels.up[level][self.problem.codes[i][here]]]
        return result

    def missed_by_where(self, release: Release, column: str) -> float:
        """Return the share of persons that `where column = label` misses, over the labels of the commonest level."""
        i = self.place[column]
        levels, rows = self.problem.levels[i], self.problem.rows
        kept = release.kept
        level_of = release.vectors[release.node_of[kept], i]
        below_top = level_of < levels.height
        if not below_top.any():
            return 0.0
        level = int(np.bincount(level_of[below_top], weights=rows[kept[below_top]]).argmax())
        shown = np.unique(levels.up[level][self.problem.codes[i][kept[level_of == level]]])
        asked = np.isin(levels.up[level][self.problem.codes[i][kept]], shown)
        return 1 - float(rows[kept[level_of == level]].sum() / rows[kept[asked]].sum())
