"""A scan from the file to the findings; only rates leave the connection."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.build_state import newest_build
from steward.classification import Logical, read_logical
from steward.engines.duckdb import in_memory, open_build, read_catalogue
from steward.findings import Finding
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.scan.contradict import Looked, contradictions, contradicts
from steward.scan.places import classified, other_file, raw_tables, schema_tables
from steward.scan.propose import propose
from steward.scan.review import Row
from steward.scan.sample import Table, measure

SAMPLE = 2000


@dataclass(frozen=True)
class Scan:
    """What was looked at: every column, the findings, and the columns whose proposal asks for a decision."""

    looked: Sequence[Looked]
    findings: Sequence[Finding]
    open: Sequence[Looked]


def scan(
    project: Project, schema: str | None, file: Path | None, size: int, decided: Sequence[Row] = ()
) -> Scan:
    """Look at the raw tables of the newest build, at a schema of the build file, or at another file.

    A contradiction that a row of `decided` rejects is no finding.
    Raises StewardError if there is nothing to look at.
    """
    policy = load_policy(project)
    logical = read_logical(project, policy)
    if file:
        looked = look(lambda connection: other_file(connection, file), in_memory(), logical, size)
    else:
        connection = open_build(project)
        build = newest_build(connection, read_catalogue(connection))
        built = build.project(project) if build else project
        tables = (lambda own: schema_tables(own, schema)) if schema else (lambda own: raw_tables(own, built))
        looked = look(tables, connection, logical, size)
    rejected = {row.key for row in decided if row.decision == "reject"}
    kept = [own for own in looked if _key(own) not in rejected]
    findings = contradictions(project, policy, kept)
    asking = [own for own in looked if own.proposal.attribute and _asks(policy, own)]
    return Scan(looked, findings, asking)


def look(
    tables: Callable[[duckdb.DuckDBPyConnection], list[Table]],
    connection: duckdb.DuckDBPyConnection,
    logical: Logical | None,
    size: int,
) -> list[Looked]:
    """Return every column of the tables with its proposal; the connection is closed at the end."""
    with connection:
        found = tables(connection)
        rates = measure(connection, found, size)
    return [
        Looked(
            propose(table, name, data_type, comment, rates[table.label, name]),
            tuple(classified(table, name, logical)) if logical else (),
        )
        for table in found
        for name, data_type, comment in table.columns
    ]


def _asks(policy: Policy, own: Looked) -> bool:
    return not own.classified or bool(contradicts(policy, own))


def _key(own: Looked) -> tuple[str, str, str]:
    return own.proposal.relation, own.proposal.column, own.proposal.attribute
