"""The demo is built again exactly when something that the build reads has changed."""

from pathlib import Path

import pytest

from steward.project import Project
from steward.up_to_date import inputs, is_up_to_date, remember


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    for name in ("models/logical", "macros", "seeds/demo", "tests/dbt", "scripts/steward"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "dbt_project.yml").write_text("vars: {demo_data: true}")
    (tmp_path / "profiles.yml").write_text("{}")
    (tmp_path / "scripts/steward/dbt_plugin.py").write_text("")
    (tmp_path / "seeds/demo/raw_choice_events.csv").write_text("a\n1\n")
    (tmp_path / "home/warehouse.duckdb").write_bytes(b"built")
    return Project.find(tmp_path)


def test_a_build_without_a_change_is_up_to_date(project: Project) -> None:
    assert not is_up_to_date(project, {})
    remember(project, inputs(project, {}))
    assert is_up_to_date(project, {})


@pytest.mark.parametrize(
    "path", ["seeds/demo/raw_choice_events.csv", "dbt_project.yml", "home/warehouse.duckdb", "models/new.sql"]
)
def test_a_changed_file_is_built_again(project: Project, path: str) -> None:
    remember(project, inputs(project, {}))
    changed = project.root / path
    changed.write_text("vars: {demo_data: true}  # changed")
    assert not is_up_to_date(Project.find(project.root), {})


def test_other_variables_are_built_again(project: Project) -> None:
    remember(project, inputs(project, {}))
    assert not is_up_to_date(project, {"k_anonymity": 10})


def test_real_data_is_always_built(project: Project) -> None:
    real = Project.find(project.root, {"demo_data": False})
    remember(real, inputs(real, {"demo_data": False}))
    assert not is_up_to_date(real, {"demo_data": False})
