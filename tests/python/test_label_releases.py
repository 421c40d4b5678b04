"""Three releases with additions, changes and erasures: no label, no joint class and no difference under k persons."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from steward.anonymise.choose import choose
from steward.anonymise.policy import AnonymisePolicy
from steward.anonymise.reading import connect, make_cells, open_source, read_levels, read_problem
from tests.python.support.label_project import ROOT, LabelProject, label_project

K = 5
ENTITIES = ("customer", "transaction")
STANDING = (
    "select own.record_id, own.levels, own.label from labels.lbl_{0} as own "
    "left join labels.lbl_{0}_withdrawal as withdrawn using (record_id, epoch) where withdrawn.record_id is null"
)
PROVINCES = ("上海市", "浙江省", "江苏省", "广东省", "四川省", None)
# Erased: single persons and a handful at once.
GONE = {2: ("c7", "c8", "c150"), 3: ("c9", "c310", "c21", "c22", "c23")}
Label = tuple[Any, ...]


@dataclass(frozen=True)
class Release:
    """What stands after a build: label by record, the published rows, and whose each record is."""

    labels: dict[str, dict[str, Label]]
    published: dict[str, Counter[Label]]
    persons: dict[str, dict[str, str]]


def person(number: int, rng: random.Random) -> tuple[Any, ...]:
    born = f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return f"c{number}", rng.choice(("male", "female", None)), born, rng.choice(PROVINCES), ""


def event(number: int, customer: str, rng: random.Random) -> tuple[Any, ...]:
    amount = f"{rng.lognormvariate(5, 2):.2f}"
    return f"t{number}", customer, f"2026-{rng.randint(1, 6):02d}-{rng.randint(1, 28):02d}", amount


def population(release: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return people and events as loaded before a release: each adds some, changes some, erases some."""
    rng = random.Random(20260601)
    people = [person(number, rng) for number in range(300)]
    events = [event(number, f"c{rng.randrange(300)}", rng) for number in range(700)]
    for current in range(2, release + 1):
        start = len(people)
        people += [person(start + number, rng) for number in range(60)]
        first = 700 + 300 * (current - 2)
        events += [event(first + number, f"c{rng.randrange(len(people))}", rng) for number in range(300)]
        for changed in rng.sample(range(len(people)), 20):
            people[changed] = (people[changed][0], *person(0, rng)[1:])
    gone = {name for current in range(2, release + 1) for name in GONE[current]}
    return [row for row in people if row[0] not in gone], [row for row in events if row[1] not in gone]


def look(project: LabelProject) -> Release:
    labels = {
        entity: {
            key: (tuple(levels), tuple(label)) for key, levels, label in project.sql(STANDING.format(entity))
        }
        for entity in ENTITIES
    }
    published = {
        "customer": Counter(project.sql("select gender, birth_date, province from anonymised.customer")),
        "transaction": Counter(project.sql("select gender, occurred_at, amount from anonymised.transaction")),
    }
    persons = {
        "customer": dict(project.sql("select customer_id, customer_id from logical.ldm_customer")),
        "transaction": dict(project.sql("select transaction_id, customer_id from logical.ldm_transaction")),
    }
    return Release(labels, published, persons)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LabelProject, list[Release]]]:
    """A project after three releases; the second is built with dbt's --full-refresh."""
    project = label_project(tmp_path_factory.mktemp("releases"))
    releases = []
    for number, flags in ((1, ()), (2, ("--full-refresh",)), (3, ())):
        project.write(*population(number))
        assert project.build(*flags) == ""
        releases.append(look(project))
    yield project, releases


def too_few(records: Any, release: Release, entity: str, group: Callable[[str], Any]) -> list[int]:
    """Return the numbers of persons, under k, of the groups of records."""
    persons = defaultdict(set)
    for record in records:
        persons[group(record)].add(release.persons[entity][record])
    return [len(found) for found in persons.values() if len(found) < K]


@pytest.mark.parametrize("entity", ENTITIES)
def test_k_persons_share_every_label_of_every_release(built: Any, entity: str) -> None:
    for release in built[1]:
        labels = release.labels[entity]
        assert len(labels) > 100
        assert too_few(labels, release, entity, labels.__getitem__) == []
        assert Counter(label for _, label in labels.values()) == release.published[entity]


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize(("earlier", "later"), [(0, 1), (1, 2), (0, 2)])
def test_two_releases_differ_in_no_group_under_k(built: Any, entity: str, earlier: int, later: int) -> None:
    before, after = built[1][earlier], built[1][later]
    old, new = before.labels[entity], after.labels[entity]
    assert too_few(new.keys() - old.keys(), after, entity, new.__getitem__) == []
    assert too_few(old.keys() - new.keys(), before, entity, old.__getitem__) == []
    assert too_few(old.keys() & new.keys(), after, entity, lambda key: (old[key], new[key])) == []
    assert new.keys() - old.keys() and old.keys() - new.keys()


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_released_row_keeps_its_label_and_one_level_holds_in_an_epoch(built: Any, entity: str) -> None:
    first, _, last = (release.labels[entity] for release in built[1])
    assert all(last[key] == first[key] for key in first.keys() & last.keys())
    assert len({levels for release in built[1] for levels, _ in release.labels[entity].values()}) == 1


def test_who_is_erased_is_in_no_state_and_in_no_release(built: Any) -> None:
    project, releases = built
    gone = {*GONE[2], *GONE[3]}
    assert gone & releases[0].labels["customer"].keys()
    for relation in ("lbl_customer", "lbl_customer_withdrawal"):
        assert gone & {key for (key,) in project.sql(f"select record_id from labels.{relation}")} == set()


def test_k_persons_reach_the_top_amounts(built: Any) -> None:
    project, releases = built
    (top,) = {tops[2] for (tops,) in project.sql("select tops from labels.lbl_transaction")}
    rows = project.sql(
        f"select count(distinct customer_id) from logical.ldm_transaction where amount >= {top}"
    )
    assert rows[0][0] >= K
    above = {
        label[2] for _, label in releases[0].labels["transaction"].values() if str(label[2]).endswith("+")
    }
    assert len(above) == 1


def test_the_levels_are_those_of_the_numpy_engine(built: Any, tmp_path: Path) -> None:
    _, releases = built
    data = tmp_path / "people.csv"
    lines = ["customer_id,gender,birth_date,province"]
    lines += [",".join("" if value is None else value for value in row[:4]) for row in population(1)[0]]
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    policy = AnonymisePolicy(
        entity="customer_id",
        quasi_identifiers={name: {"hierarchy": name} for name in ("gender", "birth_date", "province")},
        max_suppression=0.1,
        engine="global",
    )
    connection = connect()
    rows = make_cells(connection, open_source(connection, data), policy)
    levels = read_levels(connection, policy, ROOT / "seeds" / "reference")
    result = choose(read_problem(connection, policy, levels, rows), policy).release
    assert {tuple(int(level) for level in row) for row in result.vectors[result.node_of[result.kept]]} == {
        levels for levels, _ in releases[0].labels["customer"].values()
    }


def test_a_named_day_writes_nothing_and_an_epoch_never_comes_back(built: Any) -> None:
    project, _ = built
    count = "select count(*), max(epoch) from labels.lbl_customer"
    before = project.sql(count)
    project.write(*population(1))
    chosen = ("--select", "lbl_customer_leaf", "lbl_customer_path", "lbl_customer", "lbl_customer_withdrawal")
    assert project.build(*chosen, as_of_date="2026-06-30") == ""
    assert project.sql(count) == before
    assert project.build(*chosen, anonymisation_epoch=2) == ""
    assert project.sql(count)[0][1] == 2
    assert "an epoch never comes back" in project.build(*chosen)
