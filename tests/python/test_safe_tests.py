"""Tests, logs and error messages show no value of a person."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.dbt_run import dbt_build, invoke
from steward.policy import load_policy
from steward.project import Project
from tests.python.conftest import ROOT, Build, environment, run

POLICY = load_policy(Project(ROOT, {}))
# A number of the house in a failed test is a key that custody looks up; it shows nobody by itself.
KEYS = ("customer_id", "account_id", "pseudonym")
PERSON = "林晓彤"
BROKEN = "select 1 as number from {{ ref('customer__personal_data') }} where cast(full_name as integer) = 1\n"


def _tests(build: Build) -> Iterator[dict[str, Any]]:
    manifest = json.loads((build.target / "manifest.json").read_text(encoding="utf-8"))
    yield from (node for node in manifest["nodes"].values() if node["resource_type"] == "test")


def _shows_somebody(attribute: str) -> bool:
    known = POLICY.attributes.get(attribute)
    return (
        known is not None
        and attribute not in KEYS
        and known.privacy_class in ("identity", "sensitive")
        and known.identifier == "direct"
    )


def _columns_that_show_somebody() -> set[str]:
    lines = (ROOT / "seeds" / "register" / "column_register.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines[1:]]
    return {row[1] for row in rows if _shows_somebody(row[3])}


def test_no_test_keeps_its_rows(demo_build: Build) -> None:
    tests = list(_tests(demo_build))
    assert len(tests) > 200
    for node in tests:
        assert not node["config"].get("store_failures"), node["name"]
        assert node["config"].get("store_failures_as") in (None, "ephemeral"), node["name"]
        assert node["config"]["severity"].lower() == "error", node["name"]


def test_a_failing_test_returns_no_value(demo_build: Build) -> None:
    """What a test would return, asked of the engine: no column that shows somebody, whatever it is called there."""
    personal = _columns_that_show_somebody()
    assert {"full_name", "id_number", "phone", "email"} <= personal
    returned: dict[str, set[str]] = {}
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        for node in _tests(demo_build):
            path = ROOT / demo_build.target / "compiled" / node["package_name"] / node["original_file_path"]
            if node.get("test_metadata"):
                path = path / node["path"]
            column = (node.get("column_name") or "").lower()
            returned[node["name"]] = (
                {column} if node.get("test_metadata", {}).get("name") == "unique" else set()
            )
            if path.is_file():
                described = connection.execute(f"describe {path.read_text(encoding='utf-8')}").fetchall()
                returned[node["name"]] |= {row[0].lower() for row in described}
    assert sum(bool(columns) for columns in returned.values()) > 200
    not_null = {name for name in returned if name.startswith("not_null_")}
    shown = {name: columns & personal for name, columns in returned.items() if columns & personal}
    # A test for absence returns rows in which there is nothing.
    assert set(shown) <= not_null, shown


def test_accepted_values_name_no_person(demo_build: Build) -> None:
    personal = _columns_that_show_somebody()
    for node in _tests(demo_build):
        if (node.get("test_metadata") or {}).get("name") == "accepted_values":
            assert node["column_name"] not in personal, node["name"]


@pytest.fixture
def broken(demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy of the project with a test whose error quotes a row, over a copy of the demo."""
    root = tmp_path / "project"
    ignored = shutil.ignore_patterns(".git", ".venv", "warehouse", "target", "logs", "python")
    shutil.copytree(ROOT, root, ignore=ignored)
    (root / "tests" / "dbt" / "assert_broken.sql").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "home").mkdir()
    shutil.copy(demo_build.file, tmp_path / "home")
    for name, value in environment(tmp_path, DBT_PROFILES_DIR=str(root)).items():
        monkeypatch.setenv(name, value)
    return Project(root, {})


@pytest.mark.slow
def test_a_build_that_fails_on_a_value_neither_prints_nor_logs_it(
    broken: Project, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    names = _names(broken)
    monkeypatch.setattr("steward.dbt_run.invoke", lambda arguments: invoke(_only_broken(arguments)))
    outcome = dbt_build(broken, {})
    assert [node.name for node in outcome.failed] == ["assert_broken"]
    assert "onversion" in outcome.failed[0].reason
    printed = capfd.readouterr()
    said = printed.out + printed.err + outcome.message + outcome.failed[0].reason
    assert not any(name in said for name in names)
    logs = Path(os.environ["DBT_LOG_PATH"])
    assert not any(name in path.read_text() for path in logs.rglob("*") if path.is_file() for name in names)
    # dbt by itself does quote the row: so its log is closed to everybody else.
    plain = run("dbt", "test", "--select", "assert_broken", env=os.environ, cwd=broken.root)
    assert any(name in plain.stdout for name in names)
    log = logs / "dbt.log"
    assert any(name in log.read_text(encoding="utf-8") for name in names)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    results = Path(os.environ["DBT_TARGET_PATH"]) / "run_results.json"
    assert stat.S_IMODE(results.stat().st_mode) == 0o600


def _only_broken(arguments: list[str]) -> list[str]:
    return ["test", "--select", "assert_broken", *arguments[3:]]


def _names(project: Project) -> set[str]:
    with duckdb.connect(str(project.build_file), read_only=True) as connection:
        rows = connection.execute("select distinct full_name from logical.ldm_customer").fetchall()
    names = {row[0] for row in rows if row[0] and len(row[0]) > 1}
    assert PERSON in names
    return names
