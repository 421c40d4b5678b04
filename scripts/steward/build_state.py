"""The newest build, read from `audit.aud_build`; no file in `target/` is trusted."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from steward.catalogue import Catalogue
from steward.engines.duckdb import BUILD, quoted
from steward.project import Project

TABLE = "aud_build"
# The rest is taken from dbt_project.yml as it is now: how old a release may be is no property of a build.
RECORDED = ("demo_data", "raw_schema", "raw_database", "raw_path", "modules", "schema_prefix")


@dataclass(frozen=True)
class Build:
    """A row of `audit.aud_build`: one dbt command that wrote relations."""

    invocation_id: str
    command: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    target: str
    selection: str
    variables: dict[str, Any]
    raw_location: str
    as_of_date: date
    as_of_explicit: bool
    git_commit: str
    dbt_version: str
    models: int
    tests_failed: int
    nodes_failed: int

    @property
    def prefix(self) -> str:
        """The `schema_prefix` that the build used."""
        return str(self.variables.get("schema_prefix") or "")

    def project(self, project: Project) -> Project:
        """Return the project with the variables that the build was made with."""
        recorded = {name: self.variables[name] for name in RECORDED if name in self.variables}
        return Project(project.root, {**recorded, **project.overrides})


def newest_build(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Build | None:
    """Return the newest row over all schemas that hold the table, None where there is none."""
    fields = list(Build.__dataclass_fields__)
    found: list[tuple[Any, ...]] = []
    for schema, name in catalogue:
        if name == TABLE and schema.endswith("audit"):
            found += connection.execute(
                f"select {', '.join(fields)} from {quoted(BUILD, schema, name)} "
                "order by started_at desc limit 1"
            ).fetchall()
    rows = [build_of(dict(zip(fields, row, strict=True))) for row in found]
    return max(rows, key=lambda build: build.started_at, default=None)


def build_of(row: dict[str, Any]) -> Build:
    """Return a row of `audit.aud_build`; its variables are JSON."""
    row["variables"] = json.loads(row["variables"] or "{}")
    for name in ("models", "tests_failed", "nodes_failed"):
        row[name] = row[name] or 0
    return Build(**row)
