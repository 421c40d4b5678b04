"""Where the pack's figures come from: reports of the build, and those made from the releases and results on record."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from steward import evidence
from steward.build_state import Build, newest_build
from steward.catalogue import Catalogue
from steward.choices.releases import manifests
from steward.engines.duckdb import BUILD, open_build, quoted, read_catalogue
from steward.errors import StewardError
from steward.project import Project

OWN = Path(__file__).parent / "reports"
ZONES = ("audit", "kyc", "policy")


@dataclass(frozen=True)
class Report:
    """The rows of a report as mappings, in the order of the report; `is_there` is False where nothing makes it."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    is_there: bool = True


class Source:
    """The reports of one build."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build: Build) -> None:
        self.connection = connection
        self.catalogue = catalogue
        self.build = build

    def report(self, name: str) -> Report:
        """Return a report, without rows where the build does not hold it."""
        if (OWN / f"{name}.sql").is_file():
            return self._read(name, f"select * from {name}")
        for zone in ZONES:
            schema = f"{self.build.prefix}{zone}"
            if (schema, name) in self.catalogue:
                return self._read(name, f"select * from {quoted(BUILD, schema, name)}")
        return Report(name, (), (), is_there=False)

    def add(self, table: str, rows: Sequence[tuple[str, ...]]) -> None:
        """Add rows to a table that the pack's own reports read."""
        if rows:
            # One statement: a few thousand rows one by one take seconds.
            fields = ", ".join(f"item[{place + 1}]" for place in range(len(rows[0])))
            self.connection.execute(
                f"insert into {quoted(table)} select {fields} "
                """from (select unnest(from_json(?, '[["VARCHAR"]]')) as item)""",
                [json.dumps(rows)],
            )

    def _read(self, name: str, sql: str) -> Report:
        cursor = self.connection.execute(sql)
        columns = tuple(column[0] for column in cursor.description or [])
        return Report(name, columns, tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall()))


@contextmanager
def open_source(project: Project) -> Iterator[Source]:
    """Open the newest build, read-only, with the releases and results on record beside it.

    Raises StewardError if the newest build failed or was of a part of the project.
    """
    connection = open_build(project)
    try:
        catalogue = read_catalogue(connection)
        build = newest_build(connection, catalogue)
        if build is None or build.state != "success" or build.selection:
            where = project.relative(project.build_file)
            raise StewardError(where, "the newest build is not whole, or failed", "run `make build`")
        _add_releases(connection, project)
        _add_evidence(connection, project)
        _add_comparison(connection)
        _add_own_reports(connection, catalogue, build)
        yield Source(connection, catalogue, build)
    finally:
        connection.close()


def _add_releases(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Make the table `released`: a row per release, audience and relation on record."""
    connection.execute(
        "create table released (release text, audience text, state text, published_at timestamptz, "
        "relation text, row_count bigint, people bigint, people_suppressed bigint)"
    )
    rows = [
        (
            own.release,
            own.audience,
            own.state,
            own.published_at,
            relation["relation"],
            relation.get("rows"),
            relation.get("people"),
            relation.get("people_suppressed"),
        )
        for own in manifests(project)
        for relation in own.relations
    ]
    if rows:
        connection.executemany("insert into released values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _add_evidence(connection: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Make the table `evidence`: the newest result of each command that leaves one."""
    connection.execute(
        "create table evidence (control text, state text, measured_at text, invocation_id text, figures text)"
    )
    rows = [
        (found.control, found.state, found.measured_at, found.invocation_id, json.dumps(dict(found.figures)))
        for found in evidence.recorded(project).values()
    ]
    if rows:
        connection.executemany("insert into evidence values (?, ?, ?, ?, ?)", rows)


def _add_comparison(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of what this pack and an earlier one are compared by; whoever writes a pack fills them."""
    fact = "topic text, report text, key text, label_zh text, label_en text, field text, value text"
    connection.execute(f"create table earlier_fact ({fact})")
    connection.execute(f"create table current_fact ({fact})")
    connection.execute(
        "create table earlier_pack (state text, folder text, invocation text, as_of text, git_commit text, "
        "sha256 text)"
    )


def _add_own_reports(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, build: Build) -> None:
    """Make a view of each report that rests on releases or results, by name: a later one may read an earlier."""
    connection.execute("create table this_build (invocation_id text, started_at timestamptz)")
    connection.execute("insert into this_build values (?, ?)", [build.invocation_id, build.started_at])
    # The reports say `audit.`, as whoever reads them in the pack does, whatever stands before the schema's name.
    connection.execute("create schema audit")
    for schema, name in catalogue:
        if schema == f"{build.prefix}audit":
            target = quoted("audit", name)
            connection.execute(f"create view {target} as select * from {quoted(BUILD, schema, name)}")
    for path in sorted(OWN.glob("rpt_*.sql")):
        connection.execute(f"create view {path.stem} as {path.read_text(encoding='utf-8')}")
