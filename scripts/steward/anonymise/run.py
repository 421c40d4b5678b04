"""A data file in, an anonymised file out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from steward.anonymise.choose import Result, choose
from steward.anonymise.labels import label_columns
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.problem import Problem
from steward.anonymise.reading import connect, make_cells, open_source, read_levels, read_problem
from steward.anonymise.release import class_sizes
from steward.anonymise.writing import write_release


@dataclass(frozen=True)
class Outcome:
    """What was released, as figures."""

    engine: str
    rows: int
    released: int
    classes: int
    smallest: int
    average: float
    loss: float

    def line(self) -> str:
        """Return the figures as one line of text."""
        out = self.rows - self.released
        share = out / self.rows if self.rows else 0
        return (
            f"{self.engine}: {self.released} of {self.rows} rows released, {out} left out ({share:.2%}); "
            f"{self.classes} classes of at least {self.smallest} persons, {self.average:.1f} rows on average; "
            f"information loss (GCP) {self.loss:.4f}"
        )


def anonymise_file(data: Path, policy: AnonymisePolicy, hierarchies: Path | None, out: Path) -> Outcome:
    """Write the anonymised file and return its figures. Raises StewardError; then nothing is written."""
    connection = connect()
    try:
        source = open_source(connection, data)
        rows = make_cells(connection, source, policy)
        levels = read_levels(connection, policy, hierarchies)
        problem = read_problem(connection, policy, levels, rows)
        result = choose(problem, policy)
        columns = label_columns(problem, result.release, policy.labels == "set", policy.disjoint)
        ranges = policy.local_labels and not policy.disjoint and result.release.engine != "global"
        write_release(connection, policy, columns, ranges, out)
    finally:
        connection.close()
    return _outcome(problem, result)


def _outcome(problem: Problem, result: Result) -> Outcome:
    sizes = class_sizes(problem, result.release)
    kept = result.release.kept
    groups = len(sizes)
    persons = problem.person_count(kept, result.release.classes[kept], groups)
    return Outcome(
        result.release.engine, problem.all_rows, problem.all_rows - result.left_out, groups,
        int(persons.min()) if groups else 0, float(np.mean(sizes)) if groups else 0.0, result.loss,
    )  # fmt: skip
