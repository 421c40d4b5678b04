"""Read an audience's file for a purpose, on record: the one way to read DuckDB that leaves evidence.

Evidence about whoever uses it, no more: a file can be opened by anybody whom the file system lets.
"""

import csv
import getpass
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from steward.access import runner_log
from steward.access.events import AccessedObject, AccessEvent
from steward.access.sources.runner import SOURCE
from steward.access.statements import fingerprint
from steward.engines.duckdb import scalar
from steward.errors import StewardError
from steward.policy import Audience, load_policy
from steward.project import Project
from steward.publish import manifest as records
from steward.publish import places
from steward.vocabulary import did_you_mean

ALLOWED = ("SELECT", "EXPLAIN")
# The engine's own log of this process, in memory: it must have seen the query too.
LOCKED = (
    "set enable_external_access = false",
    "call enable_logging('QueryLog')",
    "set lock_configuration = true",
)


@dataclass
class Answer:
    """Column names and rows of a query."""

    columns: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)


def query(project: Project, role: str, audience: str, purpose: str, sql: str) -> Answer:
    """Return what a query of an audience's newest release answers, and put it on record.

    Raises StewardError, on record as well, if the audience does not serve the purpose, has no release that may
    still be read, or the statement is no single query.
    """
    policy = load_policy(project)
    row = policy.audiences.get(audience)
    if row is None:
        raise StewardError(
            "--audience", f"no audience `{audience}`", did_you_mean(audience, policy.audiences)
        )
    log = runner_log.usable(project, audience)
    event = AccessEvent(
        datetime.now(UTC), role or getpass.getuser(), SOURCE, "", "claimed", "READ", "denied",
        role=audience, purpose=purpose or None, purpose_source="client_claim",
        statement_fingerprint=fingerprint(sql),
    )  # fmt: skip
    try:
        _refuse_purpose(row, purpose, set(policy.purposes))
        event.release = _release(project, audience)
        answer = _run(project.published / audience / places.POINTER, sql, event)
    finally:
        runner_log.add(log, event)
    return answer


def _refuse_purpose(audience: Audience, purpose: str, known: set[str]) -> None:
    """Refuse a purpose that is not the audience's; one without a purpose serves none that needs a choice."""
    if audience.purpose and purpose != audience.purpose:
        what = f"audience `{audience.audience}` does not serve the purpose `{purpose}`"
        raise StewardError("--purpose", what, f"it serves {audience.purpose}")
    if not audience.purpose and (purpose in known or not purpose):
        what = f"audience `{audience.audience}` reads anonymised data, for none of the purposes of people"
        raise StewardError("--purpose", what, "say what for in another word, such as statistics")


def _release(project: Project, audience: str) -> str:
    where = f"published/{audience}"
    release = places.current_release(project.published / audience)
    if release is None:
        raise StewardError(where, "there is no release", "ask custody to publish")
    manifest = records.load(project, release, audience)
    if manifest is not None and datetime.fromisoformat(manifest.valid_until) <= datetime.now(UTC):
        raise StewardError(where, "the release is past its time", "ask custody to publish again")
    return release


def _run(path: Path, sql: str, event: AccessEvent) -> Answer:
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error:
        raise StewardError(str(path), "the file cannot be opened", "ask for the audience's group") from None
    with connection:
        for setting in LOCKED:
            connection.execute(setting)
        event.objects = [*_objects(connection, sql)]
        try:
            statements = connection.extract_statements(sql)
        except duckdb.Error:
            event.outcome, event.parse_status = "failed", "unparsed"
            raise StewardError("--sql", "DuckDB cannot read the statement", "mend it") from None
        kinds = [str(own.type).rpartition(".")[2].removesuffix("_STATEMENT").upper() for own in statements]
        if len(kinds) != 1 or kinds[0] not in ALLOWED:
            raise StewardError("--sql", "it is not one query", "write one select")
        event.statement_type = kinds[0]
        event.action = "EXPLAIN" if kinds[0] == "EXPLAIN" else "READ"
        event.outcome = "failed"
        before = _logged(connection)
        try:
            found = connection.execute(statements[0])
            answer = Answer([str(own[0]) for own in found.description or []], found.fetchall())
        except duckdb.Error:
            # The engine's words may quote a row.
            raise StewardError("--sql", "the query failed", "check names and types: `from about`") from None
        # The count before, and the query itself.
        if _logged(connection) < before + 2:
            raise StewardError("--sql", "the engine's own log does not hold the query", "leave its log alone")
        event.row_count, event.outcome = len(answer.rows), "succeeded"
        return answer


def _logged(connection: duckdb.DuckDBPyConnection) -> int:
    return int(scalar(connection, "select count(*) from duckdb_logs where type = 'QueryLog'") or 0)


def _objects(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[AccessedObject]:
    """Yield the relations as DuckDB's own parser names them."""
    try:
        names = connection.get_table_names(sql, qualified=True)
    except duckdb.Error:
        return
    for name in sorted(names):
        # The parser adds the alias to a name.
        yield AccessedObject(name.partition(" AS ")[0].replace('"', ""), "TABLE")


def as_csv(answer: Answer) -> str:
    """Return the answer as CSV text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return text.getvalue()
