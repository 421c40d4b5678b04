"""The small-cell rule of summaries: no cell under k is shown, and none is a difference of what is shown."""

from pathlib import Path

import pytest

from tests.python.support.label_project import LabelProject, label_project
from tests.python.support.postgres import Server

K = 5
# Cell sizes by major and minor: B has one small cell, C only small ones, D is small as a whole, E two of one person.
SIZES = {
    ("A", "x"): 8, ("A", "y"): 9,
    ("B", "x"): 3, ("B", "y"): 6, ("B", "z"): 20,
    ("C", "x"): 2, ("C", "y"): 4,
    ("D", "x"): 2,
}  # fmt: skip
MODEL = """
{% set records %}
    select person_id, major, minor from {{ ref('cells') }}
{% endset %}
select major, minor, persons, rows_counted
from ({{ summary(records, 'major', 'minor', {'rows_counted': 'count(*)'}, 5, amounts=[]) }}) as summed
"""
EXPECTED = {
    # D (2) is pooled with C, the next smallest (6), so that 8 persons are in the remainder.
    ("(all)", "(all)"): 54,
    ("A", "(all)"): 17, ("A", "x"): 8, ("A", "y"): 9,
    ("B", "(all)"): 29, ("B", "(remainder)"): 9, ("B", "z"): 20,
    ("(remainder)", "(all)"): 8,
}  # fmt: skip


def summed(folder: Path, **server: str) -> LabelProject:
    project = label_project(folder, **server)
    project.write((), ())
    rows = [
        f"{major}{minor}{n},{major},{minor}" for (major, minor), size in SIZES.items() for n in range(size)
    ]
    # A second row of somebody who is counted already is no second person.
    rows.append("Ax0,A,x")
    (folder / "data" / "cells.csv").write_text(
        "person_id,major,minor\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    (folder / "models" / "summed.sql").write_text(MODEL, encoding="utf-8")
    assert project.build("--select", "cells", "summed") == ""
    return project


def check(project: LabelProject, schema: str) -> None:
    rows = project.sql(f"select major, minor, persons, rows_counted from {schema}.summed")
    assert {(major, minor): persons for major, minor, persons, _ in rows} == EXPECTED
    counted = {(major, minor): number for major, minor, _, number in rows}
    assert counted["A", "x"] == EXPECTED["A", "x"] + 1


def test_small_cells_join_a_remainder_of_k_persons(tmp_path: Path) -> None:
    check(summed(tmp_path), "main")


@pytest.mark.slow
def test_the_rule_is_the_same_on_postgresql(tmp_path: Path, postgres: Server) -> None:
    check(summed(tmp_path, **postgres.env), "main")
