"""The anonymisation engines: what they release is counted again from labels and raw rows alone."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.anonymise.audit import audit_file, broken
from steward.anonymise.choose import run_engine
from steward.anonymise.lattice import make_lattice
from steward.anonymise.policy import parse_policy
from steward.anonymise.release import cell_losses, gcp, settle, suppressed_rows
from steward.anonymise.run import anonymise_file
from steward.errors import StewardError
from tests.python.support.anonymised import (
    distance,
    policy_of,
    problem_of,
    read_rows,
    released_classes,
    write_hierarchies,
    write_people,
    write_rows,
)

ENGINES = ["global", "cascade", "top_down"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anonymise")


@pytest.fixture(scope="module")
def hierarchies(folder: Path) -> Path:
    return write_hierarchies(folder / "hierarchies")


@pytest.fixture(scope="module")
def people(folder: Path) -> Path:
    return write_people(folder / "people.csv", 600)


row = st.tuples(
    st.integers(0, 12).map(lambda n: "" if n == 12 else str(n)),
    st.sampled_from(["", "20", "21", "26", "44", "79"]),
    st.sampled_from(["", "a1", "a2", "b1", "c1"]),
    st.sampled_from(["", "smith", "clerk"]),
    st.sampled_from(["", "none", "flu", "rare"]),
    st.just("0"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(row, min_size=1, max_size=40), k=st.integers(2, 4), sets=st.booleans(), whole=st.booleans()
)
def test_every_label_is_held_by_k_persons(
    rows: list[tuple[str, ...]], k: int, sets: bool, whole: bool, folder: Path, hierarchies: Path
) -> None:
    """Several rows a person, rows without one, nulls: k distinct persons behind each published combination."""
    data = write_rows(folder / "drawn.csv", [list(r) for r in rows])
    policy = policy_of(k=k, entity=None if whole else "person")
    problem = problem_of(data, policy, hierarchies)
    for engine in ENGINES:
        classes, left_out = released_classes(data, policy, problem, engine, sets)
        for members in classes.values():
            assert (len(members) if whole else len({m["person"] for m in members})) >= k
        assert run_engine(problem, engine, sets).left_out == left_out
        if engine != "cascade" and whole and len(rows) >= k:
            assert left_out < len(rows), "the top of the lattice would have released all"


def test_two_rows_of_one_person_are_one_person(folder: Path, hierarchies: Path) -> None:
    twice = [["0", "20", "a1", "smith", "flu", "0"], ["0", "21", "a1", "smith", "flu", "0"]]
    policy = policy_of(k=2, entity="person")
    for rows, classes in ((twice, 0), ([*twice, ["1", "60", "b1", "clerk", "flu", "0"]], 1)):
        data = write_rows(folder / "twice.csv", rows)
        problem = problem_of(data, policy, hierarchies)
        for engine in ENGINES:
            assert len(released_classes(data, policy, problem, engine)[0]) == classes


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row, min_size=8, max_size=60), entropy=st.booleans(), t=st.sampled_from([1.0, 0.5, 0.2]))
def test_l_and_t_hold_in_every_class(
    rows: list[tuple[str, ...]], entropy: bool, t: float, folder: Path, hierarchies: Path
) -> None:
    data = write_rows(folder / "drawn_l.csv", [list(r) for r in rows])
    known = {r[4] for r in rows} - {""}
    more = {"l": min(2, len(known)) or 1, "l_kind": "entropy" if entropy else "distinct", "t": t}
    policy = policy_of(k=2, sensitive=["illness"], **more)
    problem = problem_of(data, policy, hierarchies)
    for engine in ENGINES:
        classes, _ = released_classes(data, policy, problem, engine)
        everybody = [m for members in classes.values() for m in members]
        for members in classes.values():
            values = Counter(m["illness"] for m in members if m["illness"])
            total = sum(values.values())
            spread = math.exp(-sum(n / total * math.log(n / total) for n in values.values())) if total else 0
            # l = 1 asks for nothing, also where no value is known.
            assert more["l"] == 1 or (spread if entropy else len(values)) >= more["l"] - 1e-9
            assert distance(members, everybody, "illness") <= t + 1e-9


def test_full_domain_is_the_optimum(people: Path, hierarchies: Path) -> None:
    """Every node of the lattice is tried by brute force: none within the limit loses less."""
    for limit in (0.0, 0.05, 1.0):
        problem = problem_of(people, policy_of(k=5, max_suppression=limit), hierarchies)
        lattice = make_lattice(problem)
        best = math.inf
        for node in range(len(lattice.nodes)):
            all_here = settle(problem, "", lattice.nodes, np.full(problem.size, node))
            if suppressed_rows(problem, all_here) <= problem.may_suppress:
                best = min(best, gcp(problem, cell_losses(problem, all_here)))
        found = run_engine(problem, "global", False, lattice)
        assert found.loss == pytest.approx(best, abs=1e-12)
        assert found.left_out <= problem.may_suppress


def test_local_recoding_loses_less_and_says_its_level(people: Path, hierarchies: Path, folder: Path) -> None:
    out = folder / "local.csv"
    local = anonymise_file(people, policy_of(engine="cascade", max_suppression=0.02), hierarchies, out)
    whole = anonymise_file(
        people, policy_of(engine="global", max_suppression=0.02), hierarchies, folder / "g.csv"
    )
    assert local.loss < whole.loss
    for line in read_rows(out):
        if line["age_level"] == "0" and line["age"]:
            assert line["age"] == line["age_from"] == line["age_to"]
        if line["age_level"] == "1" and line["age"]:
            assert f"{line['age_from']}-{line['age_to']}" == line["age"]
    assert set(read_rows(folder / "g.csv")[0]) == {"age", "town", "job"}


def test_auto_keeps_labels_disjoint_unless_asked(people: Path, hierarchies: Path, folder: Path) -> None:
    """By default each value of a column has one label, so a plain group by neither misses nor double-counts."""
    policy = policy_of(engine="auto", max_suppression=0.05)
    assert anonymise_file(people, policy, hierarchies, folder / "auto.csv").engine == "global"
    classes, _ = released_classes(people, policy, problem_of(people, policy, hierarchies), "global")
    for place, name in enumerate(("age", "town", "job")):
        labels: dict[str, set[object]] = {}
        for label, members in classes.items():
            for member in members:
                labels.setdefault(member[name], set()).add(label[place])
        assert all(len(of_value) == 1 for of_value in labels.values())
    asked = policy_of(engine="auto", local_recoding=True, max_suppression=0.05)
    assert anonymise_file(people, asked, hierarchies, folder / "auto.csv").engine in ("cascade", "top_down")


def test_l_without_leaving_anybody_out(people: Path, hierarchies: Path, folder: Path) -> None:
    policy = policy_of(k=3, l=2, sensitive=["illness"], engine="top_down", max_suppression=0.0)
    out = folder / "l.csv"
    done = anonymise_file(people, policy, hierarchies, out)
    assert done.released == 600 and done.loss < 0.6
    audit = audit_file(out, policy, hierarchies, people)
    assert audit.sensitive["illness"]["l_distinct"] >= 2
    assert audit.release["gcp"] == pytest.approx(done.loss, abs=1e-9)
    assert broken(audit, policy) == []
    assert broken(audit, policy_of(k=50, l=3, sensitive=["illness"], t=0.0)) == [
        "k",
        "l of illness",
        "t of illness",
    ]


def test_audit_equals_pycanon(folder: Path) -> None:
    from pycanon import anonymity

    data = write_people(folder / "whole.csv", 120, nulls=0.0)
    quasi = ["age", "town", "job"]
    policy = policy_of(sensitive={"illness": {}, "income": {"ordered": True}})
    audit = audit_file(data, policy)
    frame = pd.read_csv(data, dtype={"age": str}, keep_default_na=False)
    assert audit.release["k"] == anonymity.k_anonymity(frame, quasi)
    for column in ("illness", "income"):
        mine = audit.sensitive[column]
        assert mine["l_distinct"] == anonymity.l_diversity(frame, quasi, [column])
        assert math.floor(mine["l_entropy"] + 1e-9) == anonymity.entropy_l_diversity(frame, quasi, [column])
        assert mine["alpha"] == pytest.approx(
            anonymity.alpha_k_anonymity(frame, quasi, [column])[0], abs=1e-9
        )
        assert mine["beta"] == pytest.approx(anonymity.basic_beta_likeness(frame, quasi, [column]), abs=1e-9)
        assert mine["delta"] == pytest.approx(anonymity.delta_disclosure(frame, quasi, [column]), abs=1e-9)
        named = frame.assign(**{column: frame[column].astype(str)})
        assert mine["t_equal"] == pytest.approx(anonymity.t_closeness(named, quasi, [column]), abs=1e-9)
    ordered = anonymity.t_closeness(frame, quasi, ["income"])
    assert audit.sensitive["income"]["t_ordered"] == pytest.approx(ordered, abs=1e-9)


def test_ordered_t_holds(people: Path, hierarchies: Path, folder: Path) -> None:
    policy = policy_of(
        sensitive={"income": {"ordered": True, "t": 0.15}},
        engine="auto",
        local_recoding=True,
        max_suppression=0.3,
    )
    out = folder / "ordered.csv"
    anonymise_file(people, policy, hierarchies, out)
    audit = audit_file(out, policy)
    assert 0 < audit.sensitive["income"]["t_ordered"] <= 0.15 + 1e-9


def test_long_keys_and_capped_lattices(folder: Path) -> None:
    """Twelve columns of 99 values: more than 63 bits and 4^12 nodes; labels still hold."""
    names = [f"c{i}" for i in range(12)]
    draw = np.random.default_rng(1)
    rows = draw.integers(0, 99, size=(60, 12)).tolist()
    data = write_rows(folder / "wide.csv", rows + rows, names)
    quasi = {name: {"intervals": [10, 50]} for name in names}
    policy = parse_policy({"qi": quasi, "k": 4, "engine": "cascade", "max_suppression": 1.0}, "test")
    problem = problem_of(data, policy, folder)
    lattice = make_lattice(problem, limit=300)
    assert lattice.key_bits == 64 and not lattice.complete
    assert lattice.nodes[-1].tolist() == [3] * 12
    for engine in ENGINES:
        release = run_engine(problem, engine, False, lattice).release
        kept = release.kept
        assert len(kept)
        assert problem.person_count(kept, release.classes[kept], release.classes.max() + 1).min() >= 4


def test_dates_numbers_and_codes(folder: Path) -> None:
    header = ["born", "pay", "post"]
    rows = [
        ["1983-02-11", "-5.5", "200120"],
        ["1988-11-05", "12", "200030"],
        ["1991-01-01", "19.99", "310012"],
    ] * 2
    data = write_rows(folder / "typed.csv", [*rows, ["", "", ""], ["", "", ""]], header)
    quasi = {
        "born": {"intervals": [1, 10], "unit": "year"},
        "pay": {"intervals": [10, 20]},
        "post": {"intervals": [4, 2], "unit": "character"},
    }
    policy = parse_policy({"qi": quasi, "k": 2, "engine": "global"}, "test")
    levels = problem_of(data, policy, folder).levels
    assert [node.label for node in levels[0].nodes[2]] == [
        "1980-01-01..1989-12-31",
        "1990-01-01..1999-12-31",
        None,
    ]
    assert [node.label for node in levels[1].nodes[1]] == ["[-10, 0)", "[10, 20)", None]
    assert [node.label for node in levels[2].nodes[2]] == ["20*", "31*", None]
    assert levels[0].loss[2].tolist() == [0.5, 0.0, 0.0]


@pytest.mark.parametrize(
    ("rows", "more", "says"),
    [
        ([["1", "30", "a1", "smith", "flu", "0"]], {"max_suppression": 0.0}, "cannot be met"),
        ([["1", "30", "a1", "smith", "flu", "0"]] * 3, {"entity": "person"}, None),
        ([["1", "30", "zz", "smith", "flu", "0"]] * 3, {}, "1 of its values have no leaf"),
        ([["1", "30", "a1", "smith", "flu", "0"]] * 3, {"l": 2, "sensitive": ["illness"]}, "1 known values"),
        ([["1", "30", "a1", "smith", "flu", "0"]] * 3, {"keep": ["shoe"]}, "no column `shoe`"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line(
    rows: list[list[str]], more: dict[str, object], says: str | None, folder: Path, hierarchies: Path
) -> None:
    data = write_rows(folder / "few.csv", rows)
    out = folder / "few_out.csv"
    out.unlink(missing_ok=True)
    for engine in ENGINES:
        policy = policy_of(engine=engine, **more)
        if says is None:
            assert anonymise_file(data, policy, hierarchies, out).released == 0
            assert read_rows(out) == []
            continue
        with pytest.raises(StewardError, match=says) as caught:
            anonymise_file(data, policy, hierarchies, out)
        assert "\n" not in str(caught.value) and "zz" not in str(caught.value)
        assert not out.exists()


def test_duplicate_columns_and_strange_files_are_refused(folder: Path, hierarchies: Path) -> None:
    # Without a header the first line is a person, and no message may say her name.
    for header, says in (
        (["Zhou Zz", "ZHOU ZZ", "job"], "column 2 is named like column 1"),
        (["Agez", "smith", "flu"], "no column `age`; did you mean its column 1"),
    ):
        bare = write_rows(folder / "bare.csv", [["1", "2", "3"]], header)
        with pytest.raises(StewardError, match=says) as caught:
            anonymise_file(bare, policy_of(), hierarchies, folder / "x.csv")
        assert header[0].lower() not in str(caught.value).lower()
    ragged = folder / "ragged.csv"
    ragged.write_text("age,town,job\n30,a1,smith,flu\n", encoding="utf-8")
    with pytest.raises(StewardError, match="does not fit the header"):
        anonymise_file(ragged, policy_of(), hierarchies, folder / "x.csv")
    with pytest.raises(StewardError, match="unknown ending"):
        anonymise_file(write_people(folder / "p.csv", 50), policy_of(), hierarchies, folder / "x.txt")


def test_a_column_of_nulls_is_kept(folder: Path, hierarchies: Path) -> None:
    rows = [[str(i), "30", "", "smith", "flu", "0"] for i in range(6)]
    data = write_rows(folder / "nulls.csv", rows)
    for engine in ENGINES:
        done = anonymise_file(data, policy_of(engine=engine), hierarchies, folder / "nulls_out.csv")
        assert (done.released, done.loss) == (6, 0.0)


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ({"qi": ["age"], "k": 1}, "greater than or equal to 2"),
        ({"qi": ["age"], "q": 1}, "extra inputs"),
        ({"qi": ["age"], "sensitive": "age"}, "named in two places"),
        ({"qi": {"age": {"hierarchy": "age", "intervals": [5]}}}, "keep one"),
        ("text", "no policy"),
    ],
)
def test_a_wrong_policy_is_one_line(policy: object, says: str) -> None:
    with pytest.raises(StewardError, match=says) as caught:
        parse_policy(policy, "file.yml")
    assert "\n" not in str(caught.value)
