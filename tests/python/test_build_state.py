"""The hooks of a build: what `audit.aud_build` records, and which builds they stop before any write."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.dbt_run import invoke
from steward.errors import StewardError
from steward.past import build_as_of
from steward.project import Project

ROOT = Path(__file__).resolve().parents[2]
MODEL = "models/logical/ldm_one.sql"
TEST = "models:\n  - name: ldm_one\n    columns: [{name: a, data_type: integer, data_tests: [not_null]}]\n"


@dataclass
class Mini:
    """A project with the real hooks, the real list of raw tables, and one model."""

    root: Path
    home: Path

    @property
    def file(self) -> Path:
        return self.home / "warehouse.duckdb"

    def dbt(self, *arguments: str, variables: dict[str, Any] | None = None) -> str:
        """Run dbt in this process; return what went wrong, empty where nothing did."""
        command = [*arguments, "--quiet", "--log-level", "none", "--vars", json.dumps(variables or {})]
        with chdir(self.root):
            outcome = invoke(command)
        failed = [f"{node.name}: {node.reason}" for node in outcome.failed]
        return outcome.message or "; ".join(failed) or ("" if outcome.success else "failed")

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.file)) as connection:
            return connection.execute(statement).fetchall()


@pytest.fixture
def mini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mini]:
    root = tmp_path / "project"
    for part in ("macros/state", "macros/naming"):
        shutil.copytree(ROOT / part, root / part)
    for part in ("dbt_project.yml", "profiles.yml", "models/_groups.yml", "models/staging/_sources.yml"):
        (root / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, root / part)
    (root / MODEL).parent.mkdir()
    (root / MODEL).write_text("select 1 as a")
    (root / MODEL).with_suffix(".yml").write_text(TEST)
    for name in [name for name in os.environ if name.startswith(("DBT_", "DW_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("DW_HOME", str(home))
    monkeypatch.setenv("DW_GIT_COMMIT", "abc")
    monkeypatch.setenv("DBT_PROFILES_DIR", str(root))
    # The plugin of the profile keeps every later file of this process private.
    umask = os.umask(0o022)
    yield Mini(root, home)
    os.umask(umask)


def test_a_build_is_recorded_from_start_to_end(mini: Mini) -> None:
    assert mini.dbt("build") == ""
    columns = "command, state, selection, as_of_explicit, git_commit, models, tests_failed, nodes_failed"
    query = f"select {columns} from audit.aud_build order by started_at desc limit 1"
    assert mini.sql(query) == [("build", "success", "", False, "abc", 1, 0, 0)]
    mini.dbt("build", "--select", "ldm_one", "--empty")
    assert mini.sql(query) == [("build", "success", "select ldm_one, empty", False, "abc", 1, 0, 0)]
    mini.dbt("compile")
    mini.dbt("test")
    assert mini.sql("select count(*) from audit.aud_build") == [(2,)], "what writes nothing is not recorded"
    (mini.root / MODEL).write_text("select cast(null as integer) as a")
    mini.dbt("build", "--exclude-resource-type", "unit_test")
    assert mini.sql(query) == [("build", "failed", "", False, "abc", 1, 1, 0)]


def test_demo_and_real_people_never_share_a_build(mini: Mini) -> None:
    mini.home.mkdir()
    mini.sql("create schema raw")
    mini.sql("create table raw.customers as select 1 as customer_id")
    refused = mini.dbt("build")
    sentence = "schema raw: holds raw tables (customers) while demo_data is not false; set `demo_data: false`"
    assert sentence in refused
    assert mini.sql("select count(*) from information_schema.tables where table_schema <> 'raw'") == [(0,)]
    lacking = mini.dbt("build", variables={"demo_data": False, "modules": ["privacy"]})
    assert "schema raw: has no table choice_events while demo_data is false" in lacking
    mini.sql("create table raw.choice_events as select 1 as event_id")
    assert mini.dbt("build", variables={"demo_data": False, "modules": ["privacy"]}) == ""
    assert mini.sql("select raw_location from audit.aud_build") == [("schema raw",)]


def test_raw_files_and_a_raw_database_are_guarded_too(mini: Mini, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "customers.csv").write_text("customer_id\n1\n")
    assert f"{files}: holds raw tables (customers)" in mini.dbt("build", variables={"raw_path": str(files)})
    core = tmp_path / "core.duckdb"
    missing = mini.dbt("build", variables={"raw_database": str(core)})
    assert f"raw_database: there is no file {core}; mend raw_database in dbt_project.yml" in missing
    with duckdb.connect(str(core)) as connection:
        connection.execute("create schema raw; create table raw.customers as select 1 as x")
    assert f"{core}: holds raw tables (customers)" in mini.dbt("build", variables={"raw_database": str(core)})


def test_the_past_never_overwrites_a_warehouse_in_use(mini: Mini) -> None:
    past = {"as_of_date": "2026-01-31"}
    assert mini.dbt("build", variables=past) == ""
    assert mini.sql("select as_of_date::text, as_of_explicit from audit.aud_build") == [("2026-01-31", True)]
    mini.sql("create schema vault")
    mini.sql("create table vault.vlt_pseudonym as select 1 as x")
    refused = mini.dbt("build", variables=past)
    assert "run `steward as-of 2026-01-31`, which builds a copy" in refused
    assert mini.dbt("build", variables={**past, "as_of_copy": True}) == ""
    assert "`31.1.2026` is no date" in mini.dbt("build", variables={"as_of_date": "31.1.2026"})


def test_a_past_day_is_built_on_a_copy(mini: Mini) -> None:
    assert mini.dbt("build") == ""
    mini.sql("create schema vault")
    mini.sql("create table vault.vlt_pseudonym as select 1 as x")
    copy = build_as_of(Project(mini.root, {}), "2026-01-31")
    assert copy == mini.home / "as_of" / "2026-01-31" / "warehouse.duckdb"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (copy, copy.parent)] == [0o600, 0o700]
    query = "select as_of_date::text, as_of_explicit from audit.aud_build where as_of_explicit"
    assert mini.sql(query) == [], "the warehouse in use stays as it is"
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute(query).fetchall() == [("2026-01-31", True)]
    for day, what in (("soon", "`soon` is no date"), ("2999-01-01", "2999-01-01 is not past")):
        with pytest.raises(StewardError, match=what):
            build_as_of(Project(mini.root, {}), day)


def test_a_seed_that_has_got_a_column_is_loaded_into_a_warehouse_of_before(mini: Mini) -> None:
    macro = mini.root / "macros/engine/default__reset_csv_table.sql"
    macro.parent.mkdir()
    shutil.copy(ROOT / "macros/engine" / macro.name, macro)
    seed = mini.root / "seeds/reference/words.csv"
    seed.parent.mkdir(parents=True)
    for text, rows in (("a\n1\n", [(1,)]), ("a\n2\n", [(2,)]), ("a,b\n2,3\n", [(2, 3)])):
        seed.write_text(text)
        assert mini.dbt("seed") == ""
        schema = mini.sql("select table_schema from information_schema.tables where table_name = 'words'")[0][
            0
        ]
        assert mini.sql(f"select * from {schema}.words") == rows
