"""Local recoding in SQL: k persons share every label, level and bounds stand beside it, both databases agree."""

import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.python.support.label_project import CUSTOMER, LabelProject, label_project
from tests.python.support.postgres import Server
from tests.python.test_label_releases import event, person

K = 5
CUSTOMERS = ("--exclude", "lbl_transaction*", "transaction__anonymised", "rpt_anonymisation_release")
ROWS = "select record_id, levels, label, lower_bound, upper_bound, loss from labels.lbl_{} order by record_id"


def project(folder: Path, engine: str, **server: str) -> LabelProject:
    made = label_project(folder, CUSTOMER + f"engine: {engine}\n", **server)
    rng = random.Random(5)
    made.write(
        [person(n, rng) for n in range(200)], [event(n, f"c{rng.randrange(200)}", rng) for n in range(300)]
    )
    return made


def mean_loss(built: LabelProject) -> float:
    return float(built.sql("select avg(loss) / 3000000.0 from labels.lbl_customer")[0][0])


@pytest.mark.parametrize("engine", ["cascade", "top_down"])
def test_k_persons_share_the_labels_of_local_recoding(tmp_path: Path, engine: str) -> None:
    built = project(tmp_path, engine)
    assert built.build(*CUSTOMERS) == ""
    rows = built.sql("select * exclude (released_on) from anonymised.customer")
    assert len(rows) > 200 - K
    assert min(Counter(rows).values()) >= K
    names = [
        row[0]
        for row in built.sql(
            "select column_name from information_schema.columns where table_name = 'customer'"
        )
    ]
    assert {"birth_date", "birth_date_level", "birth_date_from", "birth_date_to"} <= set(names)
    born: dict[str, Any] = dict(built.sql("select customer_id, birth_date from logical.ldm_customer"))
    levels = defaultdict(set)
    for record, level, _, lower, upper, _ in built.sql(ROWS.format("customer")):
        levels[level[1]].add(record)
        if lower[1]:
            assert lower[1] <= str(born[record]) <= upper[1]
    assert len(levels) > 1


DIVERSE = """
record: customer_id
quasi_identifiers:
  birth_date: {hierarchy: birth_date, lowest: 1}
sensitive:
  gender: {hierarchy: gender}
  province: {hierarchy: province, l: 3}
l: 1
max_suppression: 0.5
"""


@pytest.mark.parametrize("server", ["duckdb", pytest.param("postgres", marks=pytest.mark.slow)])
def test_a_sensitive_column_has_the_l_of_its_own(
    tmp_path: Path, server: str, request: pytest.FixtureRequest
) -> None:
    env = {} if server == "duckdb" else request.getfixturevalue("postgres").env
    built = label_project(tmp_path, DIVERSE, **env)
    built.prefix = "" if server == "duckdb" else "diverse_"
    rng = random.Random(6)
    people = [list(person(n, rng)) for n in range(200)]
    for number, own in enumerate(people):
        # Two provinces alone for whoever is young: l of the policy holds there, l of the column does not.
        own[2] = ("1975-03-01", "1995-03-01")[number % 2]
        own[3] = rng.choice(["上海市", "四川省", "浙江省"][: 3 - number % 2])
    built.write([tuple(own) for own in people])
    assert built.build(*CUSTOMERS) == ""
    groups = defaultdict(list)
    for birth_date, gender, province in built.sql(
        f"select birth_date, gender, province from {built.prefix}anonymised.customer"
    ):
        groups[birth_date, gender].append(province)
    assert groups
    assert all(set(values) == {"*"} or len(set(values) - {None}) >= 3 for values in groups.values())
    one = built.sql(
        f"select count(distinct gender) from {built.prefix}anonymised.customer group by birth_date"
    )
    assert min(row[0] for row in one) < 3, "the other column has the l of the policy"


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["global", "cascade", "top_down"])
def test_both_databases_give_the_same_labels(tmp_path: Path, postgres: Server, engine: str) -> None:
    here = project(tmp_path / "duckdb", engine)
    there = project(tmp_path / "postgres", engine, **postgres.env)
    there.prefix = f"{engine}_"
    assert here.build() == ""
    assert there.build() == ""
    for entity in ("customer", "transaction"):
        rows = ROWS.format(entity)
        assert here.sql(rows) == there.sql(rows.replace("labels.", f"{there.prefix}labels."))


@pytest.mark.slow
def test_local_recoding_loses_less_than_one_level_per_column(tmp_path: Path) -> None:
    losses = {}
    for engine in ("global", "cascade", "top_down"):
        built = project(tmp_path / engine, engine)
        assert built.build(*CUSTOMERS) == ""
        losses[engine] = mean_loss(built)
    assert losses["cascade"] < losses["global"] and losses["top_down"] < losses["global"]
