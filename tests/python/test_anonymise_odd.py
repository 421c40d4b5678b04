"""Data as it comes: strange headers, numbers as floats, several rows a person, twelve quasi-identifiers."""

import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from steward.anonymise.audit import audit_file
from steward.anonymise.policy import parse_policy
from steward.anonymise.run import anonymise_file
from steward.errors import StewardError
from tests.python.support.anonymised import read_rows, write_rows


def hierarchy(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def test_columns_named_like_those_inside_the_engine(tmp_path: Path) -> None:
    names = ["n", "combo", "c0", "s0", "q0", "person"]
    data = write_rows(tmp_path / "d.csv", [["1", "2", "3", "4", "5", "6"]] * 4, names)
    policy = parse_policy({"qi": {name: {} for name in names[:4]}, "sensitive": ["q0"], "k": 3}, "test")
    anonymise_file(data, policy, None, tmp_path / "o.csv")
    assert read_rows(tmp_path / "o.csv") == [dict(zip(names[:5], "12345", strict=True))] * 4
    assert audit_file(tmp_path / "o.csv", policy).release["k"] == 4


def test_a_value_meets_its_leaf_as_text_with_spaces_or_as_a_number(tmp_path: Path) -> None:
    hierarchy(tmp_path, "age", "39;30s;*\n41;40s;*\n")
    hierarchy(tmp_path, "work", "State;public;*\nOwn;private;*\n")
    rows = [["39.0", " State"], ["39", "State "], ["41.00", "Own"], ["41", "Own"]]
    data = write_rows(tmp_path / "d.csv", rows, ["age ", " work"])
    policy = parse_policy({"qi": ["age", "work"], "k": 2}, "test")
    anonymise_file(data, policy, tmp_path, tmp_path / "o.csv")
    found = Counter((row["age"], row["work"]) for row in read_rows(tmp_path / "o.csv"))
    assert found == {("39", "State"): 2, ("41", "Own"): 2}


def test_a_root_of_another_name_is_kept(tmp_path: Path) -> None:
    hierarchy(tmp_path, "zip", "10115;10***;*****\n10117;10***;*****\n80331;80***;*****\n")
    data = write_rows(tmp_path / "d.csv", [["10115"], ["80331"]], ["zip"])
    anonymise_file(data, parse_policy({"qi": ["zip"], "k": 2}, "test"), tmp_path, tmp_path / "o.csv")
    assert read_rows(tmp_path / "o.csv") == [{"zip": "*****"}] * 2


def test_the_audit_of_one_level_per_column_shows_one_node(tmp_path: Path) -> None:
    """`?` is a text of two levels: its level is the one that has all the others."""
    hierarchy(tmp_path, "job", "cook;craft;*\nsmith;craft;*\n?;?;*\n")
    data = write_rows(tmp_path / "d.csv", [["cook"], ["smith"], ["?"], ["?"]], ["job"])
    policy = parse_policy({"qi": ["job"], "k": 2}, "test")
    done = anonymise_file(data, policy, tmp_path, tmp_path / "o.csv")
    audit = audit_file(tmp_path / "o.csv", policy, tmp_path, data)
    assert (audit.nodes, audit.counted) == ({"1": 4}, "rows")
    assert audit.release["gcp"] == done.loss == 0.25


def test_a_broken_line_is_one_line_for_the_audit_too(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("age,town\n30,a\n30,a,b\n", encoding="utf-8")
    with pytest.raises(StewardError, match="a line does not fit the header"):
        audit_file(tmp_path / "d.csv", parse_policy({"qi": ["age"]}, "test"))


def test_a_released_column_that_is_there_already_is_refused(tmp_path: Path) -> None:
    data = write_rows(tmp_path / "d.csv", [["30", "1"]] * 9, ["age", "age_level"])
    policy = parse_policy({"qi": {"age": {}}, "keep": ["age_level"], "engine": "cascade"}, "test")
    with pytest.raises(StewardError, match="age_level: the released file would have it twice"):
        anonymise_file(data, policy, None, tmp_path / "o.csv")
    with pytest.raises(StewardError, match="no column `agee`; did you mean its column 1"):
        anonymise_file(data, parse_policy({"qi": {"agee": {}}}, "test"), None, tmp_path / "o.csv")


def test_sets_that_auto_chooses_overlap_in_no_column(tmp_path: Path) -> None:
    """Each value stands in one set of its column, however its class is made up elsewhere."""
    hierarchy(tmp_path, "town", "a;N;*\nb;N;*\nc;N;*\nd;S;*\ne;S;*\nf;S;*\n")
    rows = [list(pair) for pair in ("ax", "bx", "ay", "cy", "dx", "dx")] * 2
    data = write_rows(tmp_path / "d.csv", rows, ["town", "kind"])
    block = {"qi": {"town": "town", "kind": {}}, "k": 4, "labels": "set", "max_suppression": 0.0}
    done = anonymise_file(data, parse_policy(block, "test"), tmp_path, tmp_path / "o.csv")
    released = Counter(tuple(row.values()) for row in read_rows(tmp_path / "o.csv"))
    assert done.engine == "global" and set(released.values()) == {4}
    sets = [set(town.strip("{}").split(", ")) for town, _ in released]
    assert all(one == two or not one & two for one in sets for two in sets)
    assert {"a", "b", "c"} in sets and {"d"} in sets


def test_twelve_quasi_identifiers_of_people_with_several_rows(tmp_path: Path) -> None:
    draw = random.Random(3)
    names = [f"q{i}" for i in range(12)]
    rows = []
    for number in range(1200):
        values = [str(min(15, int(draw.expovariate(1 / (2 + i % 5))))) for i in range(12)]
        rows.append([f"p{number // 2}", *values, draw.choice("ab")])
    data = write_rows(tmp_path / "d.csv", rows, ["who", *names, "ill"])
    policy = parse_policy(
        {"entity": "who", "qi": {name: {"intervals": [4, 8]} for name in names}, "sensitive": ["ill"],
         "k": 5, "l": 2, "max_suppression": 0.1},
        "test",
    )  # fmt: skip
    done = anonymise_file(data, policy, None, tmp_path / "o.csv")
    classes = defaultdict(set)
    out = read_rows(tmp_path / "o.csv")
    for found in out:
        classes[tuple(found[name] for name in names)].add(found["ill"])
    assert (done.engine, len(classes), len(out)) == ("global", done.classes, done.released)
    assert done.smallest >= 5 and done.released >= 1080 and len(classes) > 1
    assert all(len(own) == 2 for own in classes.values())
    audit = audit_file(tmp_path / "o.csv", policy, tmp_path, data)
    assert len(audit.nodes) == 1 and audit.release["gcp"] == pytest.approx(done.loss, abs=1e-9)
