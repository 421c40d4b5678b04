"""Sums in a summary: nobody's part can be told from a cell, nor from the difference of a parent and its cells."""

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import duckdb
import jinja2
import pandas as pd
import pytest

from tests.python.conftest import ROOT

K, SHARE = 5, 0.1
Records = list[tuple[str, str, str, int]]


def summary_sql() -> str:
    folder = ROOT / "macros" / "anonymise"
    text = "".join(
        (folder / f"{name}.sql").read_text(encoding="utf-8")
        for name in ("summary_cells", "summary_groups", "summary_shown", "summary")
    )
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    environment.globals.update(var={"dominance_share": SHARE}.__getitem__, byte_order=str)
    call = "{{ summary('select * from given', 'major_name', 'minor_name', {'amount': 'sum(amount)'}, 5, ['amount']) }}"
    return environment.from_string(text + call).render()


@pytest.fixture(scope="module")
def sql() -> str:
    return summary_sql()


def shown(sql: str, records: Records) -> dict[tuple[str, str], tuple[int, int]]:
    with duckdb.connect() as connection:
        connection.register("given", pd.DataFrame(records, columns=["person_id", "major", "minor", "amount"]))
        rows: list[Any] = connection.execute(sql).fetchall()
    return {(major, minor): (persons, int(amount)) for major, minor, persons, amount in rows}


def tells(records: Iterable[tuple[str, str, str, int]]) -> bool:
    """Whether a sum over the records is small or tells the largest giver's part to the second largest (p % rule)."""
    given: dict[str, int] = defaultdict(int)
    for person, _, _, amount in records:
        given[person] += amount
    parts = sorted((part for part in given.values() if part), reverse=True)
    return len(given) < K or bool(parts and (len(parts) < K or sum(parts[2:]) < SHARE * parts[0]))


def attacked(records: Records, rows: dict[tuple[str, str], tuple[int, int]]) -> list[tuple[str, str]]:
    """Return the parents whose rest, parent less its cells that are shown by name, tells somebody's part."""
    found = []
    majors = {major for major, minor in rows if minor == "(all)" and major not in ("(all)", "(remainder)")}
    if majors:
        rest = [own for own in records if own[1] not in majors]
        found += [("(all)", "rest")] if rest and tells(rest) else []
    for major in majors:
        minors = {minor for own, minor in rows if own == major and minor not in ("(all)", "(remainder)")}
        rest = [own for own in records if own[1] == major and own[2] not in minors]
        found += [(major, "rest")] if minors and rest and tells(rest) else []
        found += [
            (major, minor)
            for minor in minors
            if tells(own for own in records if own[1] == major and own[2] == minor)
        ]
        found += [(major, "(all)")] if tells(own for own in records if own[1] == major) else []
    return found


def even(major: str, minor: str, people: int, amount: int = 100) -> Records:
    return [(f"{major}{minor}{n}", major, minor, amount) for n in range(people)]


def test_a_sum_that_is_mostly_one_persons_is_in_the_remainder(sql: str) -> None:
    rich = [("rich", "a", "x", 1_000_000)]
    records = [
        *even("a", "x", 9),
        *rich,
        *even("a", "y", 9, 200_000),
        *even("a", "z", 30, 100_000),
        *even("b", "x", 9),
    ]
    rows = shown(sql, records)
    assert ("a", "x") not in rows
    assert rows["a", "(remainder)"] == (19, 2_800_900)
    assert rows["a", "z"] == (30, 3_000_000) and ("a", "(all)") in rows
    assert attacked(records, rows) == []


def test_where_the_remainder_would_tell_it_too_the_parent_stands_alone(sql: str) -> None:
    records = [*even("a", "x", 9), ("rich", "a", "x", 10_000), *even("a", "y", 6, 20), *even("a", "z", 50)]
    rows = shown(sql, records)
    assert {minor for major, minor in rows if major == "a"} == {"(all)"}


def test_minor_groups_never_stand_where_their_parent_does_not(sql: str) -> None:
    """`b` and `c` are of the same three people: the minor group of `a` would tell them from all."""
    records = [*even("a", "x", 30), *((f"ax{n}", major, "x", 9) for n in range(3) for major in "bc")]
    assert set(shown(sql, records)) == {("(all)", "(all)")}


def test_an_amount_that_fewer_than_k_give_is_no_cell(sql: str) -> None:
    records = [*even("a", "x", 9, 0), *even("a", "y", 20), ("p1", "a", "x", 5), ("p2", "a", "x", 5)]
    assert ("a", "x") not in shown(sql, records)


def test_skewed_people_in_several_groups(sql: str) -> None:
    draw = random.Random(9)
    some = 0
    for _ in range(20):
        people = draw.randrange(5, 60)
        records = [
            (
                f"p{draw.randrange(people)}",
                draw.choice("aaab"),
                draw.choice("xyyzz"),
                int(draw.paretovariate(0.6) * 10),
            )
            for _ in range(draw.randrange(10, 250))
        ]
        rows = shown(sql, records)
        some += len(rows) > 1
        assert attacked(records, rows) == []
        if rows:
            assert not tells(records)
    assert some > 5
