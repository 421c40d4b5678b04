"""The attacks of the catalogue: each fails against the demo, and succeeds where its defence was taken away."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from steward.attacks.catalogue import FOLDER, STATES, Entry, load_index
from steward.attacks.run import Attempt, attack_all, weakened
from steward.evidence import recorded
from steward.project import Project
from tests.python.conftest import ROOT, Build

PROJECT = Project(ROOT, {})
HERE = ROOT.joinpath(*FOLDER)
CATALOGUE = 56
INDEX = load_index(PROJECT)
CARRIED_OUT = [entry for entry in INDEX if entry.is_carried_out]
BY_TESTS = [entry for entry in INDEX if entry.file and not entry.is_carried_out]


@pytest.fixture(scope="module")
def home(demo_build: Build) -> Iterator[Build]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in demo_build.env.items():
            if name.startswith(("DW_", "DBT_")):
                patch.setenv(name, value)
        yield demo_build


@pytest.fixture(scope="module")
def attempts(home: Build) -> dict[str, Attempt]:
    """Every attack, carried out once against the demo."""
    return {attempt.entry.label: attempt for attempt in attack_all(PROJECT)}


def test_the_catalogue_is_whole() -> None:
    assert [entry.number for entry in INDEX] == list(range(1, CATALOGUE + 1))
    assert len({entry.name for entry in INDEX}) == CATALOGUE
    assert {entry.state for entry in INDEX} <= set(STATES)
    for entry in INDEX:
        assert bool(entry.file) == (entry.state == "implemented"), entry.label
        assert bool(entry.reason) == (entry.state != "implemented"), entry.label
        assert not entry.file or Path(entry.file).stem == entry.label
    files = {path.name for path in HERE.iterdir() if path.suffix in (".py", ".yml")} - {"index.yml"}
    assert files == {entry.file for entry in INDEX if entry.file}


@pytest.mark.parametrize("entry", CARRIED_OUT, ids=lambda entry: entry.label)
def test_an_attack_recovers_nothing(entry: Entry, attempts: dict[str, Attempt]) -> None:
    figure = attempts[entry.label].figure
    assert figure.tried > 0
    assert figure.recovered == 0


@pytest.mark.slow
@pytest.mark.parametrize("entry", CARRIED_OUT, ids=lambda entry: entry.label)
def test_an_attack_succeeds_where_the_defence_is_taken_away(entry: Entry, home: Build) -> None:
    assert weakened(PROJECT, entry).recovered > 0


@pytest.mark.parametrize("entry", BY_TESTS, ids=lambda entry: entry.label)
def test_an_attack_by_tests_names_tests_that_exist(entry: Entry) -> None:
    content = yaml.safe_load((HERE / entry.file).read_text(encoding="utf-8"))
    assert set(content) == {"attack", "without_the_defence", "tests"}
    assert content["tests"]
    for test in content["tests"]:
        path, _, name = test.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
        assert len(found) == 1, test
        marks = [ast.unparse(mark) for mark in found[0].decorator_list]
        assert not any("skip" in mark or "xfail" in mark for mark in marks), test


def test_the_result_is_kept(attempts: dict[str, Attempt]) -> None:
    assert len(attempts) == len(CARRIED_OUT)
    kept = recorded(PROJECT)["attacks"]
    assert kept.state == "pass"
    assert kept.figures["carried_out"] == len(attempts)
    assert kept.figures["recovered"] == 0 < kept.figures["tried"]
    states = ("implemented", "planned", "not_applicable")
    assert sum(kept.figures[state] for state in states) == kept.figures["catalogue"] == CATALOGUE
