"""Hierarchies: the seeds of the project, ARX's format, and what is refused."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from steward.anonymise.hierarchies import (
    INTERVAL_SEED,
    LEAF_SEED,
    checked,
    find_hierarchy,
    load_folder,
    read_arx,
    read_leaf_seed,
)
from steward.commands.anonymise import app
from steward.errors import StewardError
from steward.project import Project

SEEDS = Project.find().path("seeds", "reference")
COLUMNS = [
    "gender",
    "province",
    "city",
    "district",
    "nationality",
    "occupation",
    "education",
    "marital_status",
]


def test_every_hierarchy_of_the_seeds_is_sound() -> None:
    found = load_folder(SEEDS)
    assert len(found) > 25
    for hierarchy in found.values():
        checked(hierarchy)


@pytest.mark.parametrize("column", [*COLUMNS, "ethnicity", "id_type"])
def test_the_demo_is_covered(column: str) -> None:
    customers = pd.read_csv(Project.find().path("seeds", "demo", "raw_customers.csv"), dtype=str)
    paths = read_leaf_seed(SEEDS / LEAF_SEED)[column].paths
    assert set(customers[column].dropna()) <= set(paths)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "no leaf"),
        ("a;A;*\n*;*", "root stands below"),
        ("a;A;P;*\nb;A;Q;*", "two parents"),
        ("a;A;*\nb;A;*\nA;B;*", "two different sets"),
        ("a;A;*\na;B;*", "stands twice"),
    ],
)
def test_a_wrong_hierarchy_is_refused(lines: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(StewardError, match=says):
        checked(read_arx(file, "h"))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("\ufeffa;A;*\r\nb;B;*\r\n", {"a": "aA*", "b": "bB*"}),
        ("a,A,*\nb,,*\n", {"a": "aA*", "b": "bb*"}),
        ("a;A;R\nb;B;R", {"a": "aAR", "b": "bBR"}),
        ("a;A\nb;B", {"a": "aA*", "b": "bB*"}),
        ("a;A;E;*\nb;A;*\nc;E;*\nd;*", {"a": "aAE*", "b": "bAE*", "c": "ccE*", "d": "ddd*"}),
        ("H;level1;level2\na;A;*\n;;*\n", {"a": "aA*"}),
        ("a\nb\n", {"a": "a*", "b": "b*"}),
        ("a;*;*\nb;B;*\n", {"a": "aa*", "b": "bB*"}),
    ],
    ids=["bom", "commas", "root", "no_root", "ragged", "header", "flat", "early_root"],
)
def test_a_hierarchy_as_people_write_it(text: str, paths: dict[str, str], tmp_path: Path) -> None:
    """One letter a node, so that a path reads as a word."""
    file = tmp_path / "h.csv"
    file.write_text(text, encoding="utf-8")
    found = checked(read_arx(file, "H"))
    assert found.paths == {leaf: tuple(path) for leaf, path in paths.items()}  # type: ignore[union-attr]


def test_texts_of_two_meanings_are_refused_where_levels_mix_alone(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text("a;A;*\nb;A;*\nA;B;*", encoding="utf-8")
    assert find_hierarchy(tmp_path, {}, "h", own_texts=False)
    with pytest.raises(StewardError, match="engine: global"):
        find_hierarchy(tmp_path, {}, "h")


def test_widths_must_nest(tmp_path: Path) -> None:
    seed = tmp_path / INTERVAL_SEED
    for rows, says in (
        ("x,1,5,number\nx,2,12,number", "multiple"),
        ("x,1,2,character\nx,2,3,character", "fewer"),
    ):
        seed.write_text(f"attribute,level,width,unit\n{rows}\n", encoding="utf-8")
        with pytest.raises(StewardError, match=says):
            checked(load_folder(tmp_path)["x"])


def test_import_replaces_the_rows_of_that_name(tmp_path: Path) -> None:
    seed, file = tmp_path / LEAF_SEED, tmp_path / "arx_h.csv"
    seed.write_text(
        "attribute,leaf,level,node\nother,o,0,o\nother,o,1,*\nh,old,0,old\nh,old,1,*\n", encoding="utf-8"
    )
    file.write_text("a;A;*\nb;A;*\n", encoding="utf-8")
    for _ in range(2):
        result = CliRunner().invoke(
            app,
            ["import-hierarchy", str(file), "--attribute", "h", "--out", str(seed)],
            catch_exceptions=False,
        )
        assert result.output == "h: 2 leaves, 6 rows in leaf_hierarchies.csv\n"
        found = read_leaf_seed(seed)
        assert found["h"].paths == {"a": ("a", "A", "*"), "b": ("b", "A", "*")}
        assert list(found) == ["other", "h"]
    assert find_hierarchy(tmp_path, {}, "h").height == 2  # type: ignore[union-attr]
