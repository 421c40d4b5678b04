"""`steward init` changes the lines of dbt_project.yml that name the raw tables, and no other."""

import shutil
from pathlib import Path

import pytest

from steward.errors import StewardError
from steward.project import Project
from steward.raw_location import set_raw_location

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copy(ROOT / "dbt_project.yml", tmp_path)
    return Project(tmp_path, {})


def _changed(project: Project) -> list[str]:
    before = (ROOT / "dbt_project.yml").read_text().splitlines()
    after = project.path("dbt_project.yml").read_text().splitlines()
    assert len(before) == len(after)
    return [new.strip() for old, new in zip(before, after, strict=True) if old != new]


def test_a_schema(project: Project) -> None:
    set_raw_location(project, "landing", None, None)
    assert _changed(project) == ["demo_data: false", "raw_schema: landing"]
    assert Project(project.root, {}).variables["raw_schema"] == "landing"


def test_a_folder_of_files(project: Project) -> None:
    folder = project.path("数据 files")
    folder.mkdir()
    set_raw_location(project, None, str(folder), None)
    assert _changed(project) == ["demo_data: false", f'raw_path: "{folder}"']
    assert Project(project.root, {}).variables["raw_path"] == str(folder)


def test_a_file_and_then_a_schema_of_the_build_file(project: Project) -> None:
    project.path("core.duckdb").write_text("")
    set_raw_location(project, "core", None, "core.duckdb")
    assert Project(project.root, {}).variables["raw_database"] == "core.duckdb"
    set_raw_location(project, "landing", None, None)
    assert _changed(project) == ["demo_data: false", "raw_schema: landing"]


@pytest.mark.parametrize(
    ("schema", "path", "database", "sentence"),
    [
        (None, None, None, "no raw location is named; give --raw-schema, --raw-database or --raw-path"),
        ("a", "b", None, "files and a schema are both named; give --raw-path, or the others"),
        (None, "nowhere", None, "there is no such folder; name the folder with the Parquet or CSV files"),
        ("a", None, "nowhere", "there is no such file; name the DuckDB file that holds the raw schema"),
        ("Raw Data", None, None, "`Raw Data` is no schema's name; write it in lower case, without quotes"),
    ],
)
def test_a_mistake_changes_nothing(
    project: Project, schema: str | None, path: str | None, database: str | None, sentence: str
) -> None:
    with pytest.raises(StewardError) as caught:
        set_raw_location(project, schema, path, database)
    assert str(caught.value).endswith(sentence)
    assert _changed(project) == []
