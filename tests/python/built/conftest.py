"""A small warehouse made by hand, and a project that describes it, so that these tests need no dbt run."""

import grp
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.engines.duckdb import read_catalogue
from steward.project import Project

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@dataclass
class Warehouse:
    """A project in a folder of its own, with a build file."""

    project: Project

    @property
    def home(self) -> Path:
        return self.project.home

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Change or read the build file, as a build would."""
        with duckdb.connect(str(self.project.build_file)) as connection:
            return connection.execute(statement).fetchall()

    def refuse(
        self, customer_id: str, purpose: str = "direct_marketing", recipient: str | None = None
    ) -> None:
        """Let a person opt out after the build."""
        named = f"'{recipient}'" if recipient else "null"
        self.sql(
            f"insert into raw_demo.raw_choice_events values "
            f"('later-{customer_id}', '{customer_id}', '{purpose}', 'opt_out', {named}, now())"
        )

    def build_row(self, assignment: str) -> None:
        """Change the row of the newest build."""
        self.sql(f"update audit.aud_build set {assignment}")

    def rows(self, audience: str, query: str) -> list[tuple[Any, ...]]:
        """Read an audience's file as its reader does."""
        pointer = self.project.published / audience / "current.duckdb"
        with duckdb.connect(str(pointer), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def ids(self, audience: str, relation: str, column: str = "customer_id") -> list[str]:
        return [row[0] for row in self.rows(audience, f"select {column} from {relation} order by 1")]

    def describe(self) -> None:
        """Write the YAML of everything the build file holds, as the project's models would have it."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.project.build_file}' as build (read_only)")
            catalogue = read_catalogue(connection)
        for relation in catalogue.values():
            if relation.schema in ("raw_demo", "raw", "policy") or relation.name == "aud_build":
                continue
            logical = relation.schema in ("logical", "staging", "vault")
            own = logical or relation.schema == "audit" or "__" in relation.name
            model = relation.name if own else f"{relation.name}__{relation.schema}"
            folder = self.project.path("models", "described")
            folder.mkdir(exist_ok=True)
            columns = "".join(
                f"\n      - {{name: {c.name}, data_type: '{c.data_type}'}}" for c in relation.columns
            )
            (folder / f"{model}.sql").write_text("select 1")
            head = f"models:\n  - name: {model}\n    config: {{schema: {relation.schema}}}\n    columns:"
            (folder / f"{model}.yml").write_text(f"{head}{columns}\n")
        self.age_sources()

    def age_sources(self) -> None:
        """Make every file of the project older than the build."""
        for path in self.project.root.rglob("*"):
            os.utime(path, (1_700_000_000, 1_700_000_000))

    def set_variable(self, name: str, value: object) -> None:
        path = self.project.path("dbt_project.yml")
        lines = path.read_text().splitlines()
        path.write_text(
            "\n".join(f"  {name}: {value}" if line.startswith(f"  {name}:") else line for line in lines)
        )
        self.project = Project(self.project.root, {})

    def site(self, seed: str, header: str, *rows: str) -> None:
        """Write rows of the company's own."""
        folder = self.project.path("seeds", "site")
        folder.mkdir(exist_ok=True)
        (folder / f"{seed}.csv").write_text("\n".join([header, *rows]) + "\n")
        os.utime(folder / f"{seed}.csv", (1_700_000_000, 1_700_000_000))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project and its build file, made once."""
    folder = tmp_path_factory.mktemp("template")
    root, home = folder / "project", folder / "home"
    for part in ("dbt_project.yml", "models/_groups.yml", "models/audit/_state.yml"):
        (root / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, root / part)
    policy = root / "seeds" / "policy"
    policy.mkdir(parents=True)
    home.mkdir()
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute((HERE / "warehouse.sql").read_text(encoding="utf-8"))
        for seed in sorted((ROOT / "seeds" / "policy").glob("*.csv")):
            shutil.copy(seed, policy)
            read = f"read_csv('{seed}', all_varchar = true)"
            connection.execute(f"create table policy.{seed.stem} as from {read}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DW_HOME", str(home))
        Warehouse(Project(root, {})).describe()
    return folder


@pytest.fixture
def warehouse(tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """A project with a build that is ready to publish."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    made = Warehouse(Project(tmp_path / "project", {}))
    made.sql("update audit.aud_build set started_at = now(), finished_at = now()")
    return made


@pytest.fixture
def other_group() -> tuple[str, int]:
    """A group other than the builder's own that this user may give files to."""
    own = os.getegid()
    if os.geteuid() == 0:
        entry = next(group for group in grp.getgrall() if group.gr_gid != own)
    else:
        entry = grp.getgrgid(next((gid for gid in os.getgroups() if gid != own), own))
    return entry.gr_name, entry.gr_gid
