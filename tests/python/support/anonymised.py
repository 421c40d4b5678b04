"""Small invented data with hierarchies, and a recount of a release that uses nothing of the engines."""

import csv
import random
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from steward.anonymise.choose import run_engine
from steward.anonymise.labels import label_columns
from steward.anonymise.policy import parse_policy
from steward.anonymise.problem import Problem
from steward.anonymise.reading import connect, make_cells, open_source, read_levels, read_problem

HIERARCHIES = {
    "age": [f"{a};{a // 5 * 5}-{a // 5 * 5 + 4};{a // 20 * 20}-{a // 20 * 20 + 19};*" for a in range(20, 80)],
    "town": ["a1;A;*", "a2;A;*", "a3;A;*", "b1;B;*", "b2;B;*", "c1;C;*"],
    "job": ["smith;craft;*", "cook;craft;*", "clerk;desk;*", "judge;desk;*"],
}
COLUMNS = ["person", "age", "town", "job", "illness", "income"]


def write_hierarchies(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, lines in HIERARCHIES.items():
        (folder / f"small_{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_people(path: Path, rows: int, seed: int = 7, nulls: float = 0.03) -> Path:
    """Skewed like people are: some towns, ages and illnesses are rare; a few values are missing."""
    draw = random.Random(seed)

    def some(value: object) -> object:
        return "" if draw.random() < nulls else value

    people = []
    for person in range(rows):
        age = min(79, 20 + int(draw.expovariate(1 / 18)))
        town = draw.choices(["a1", "a2", "a3", "b1", "b2", "c1"], [30, 20, 5, 10, 4, 1])[0]
        job = draw.choices(["smith", "cook", "clerk", "judge"], [10, 8, 6, 1])[0]
        illness = draw.choices(["none", "flu", "rare"], [70, 25, 5])[0]
        people.append([person, some(age), some(town), some(job), illness, draw.randrange(10) * 1000])
    return write_rows(path, people)


def write_rows(path: Path, rows: list[list[Any]], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header or COLUMNS, *rows])
    return path


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def policy_of(**more: Any) -> Any:
    return parse_policy({"qi": ["age", "town", "job"], "k": 3, "max_suppression": 1.0, **more}, "test")


def problem_of(data: Path, policy: Any, hierarchies: Path) -> Problem:
    connection = connection_of_tests()
    source = open_source(connection, data)
    rows = make_cells(connection, source, policy)
    return read_problem(connection, policy, read_levels(connection, policy, hierarchies), rows)


@cache
def connection_of_tests() -> duckdb.DuckDBPyConnection:
    return connect()


def released_classes(
    data: Path, policy: Any, problem: Problem, engine: str, sets: bool = False
) -> tuple[dict[tuple[Any, ...], list[dict[str, str]]], int]:
    """Return the raw rows behind each published label, found by their raw values, and how many rows have none."""
    release = run_engine(problem, engine, sets).release
    columns = label_columns(problem, release, sets)
    label_of = {}
    for combo in range(problem.size):
        key = tuple(
            levels.values[codes[combo]] or ""
            for levels, codes in zip(problem.levels, problem.codes, strict=True)
        )
        if columns[0].code[combo] >= 0:
            label_of[key] = tuple(column.label[column.code[combo]] for column in columns)
    classes = defaultdict(list)
    left_out = 0
    for row in read_rows(data):
        label = label_of.get(tuple(row[name] for name in policy.quasi_identifiers))
        if label is None or (policy.entity and row[policy.entity] == ""):
            left_out += 1
        else:
            classes[label].append(row)
    return classes, left_out


def distance(rows: list[dict[str, str]], everybody: list[dict[str, str]], column: str) -> float:
    """The variational distance of a column's values in some rows from those in all."""
    some, whole = Counter(r[column] for r in rows), Counter(r[column] for r in everybody)
    return sum(abs(some[v] / len(rows) - whole[v] / len(everybody)) for v in whole) / 2
