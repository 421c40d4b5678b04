"""Two worked mappings, for others to follow: Snowflake's ACCESS_HISTORY and BigQuery's audit log.

Snowflake: one JSON object a line, a row of ACCOUNT_USAGE.ACCESS_HISTORY joined to QUERY_HISTORY by QUERY_ID.
BigQuery: one Cloud Audit LogEntry a line (Data Access log). Both engines name relations and columns themselves.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from steward.access.events import AccessedObject, AccessEvent, Action, Outcome
from steward.access.facts import LogFacts
from steward.access.statements import claimed_purpose

SNOWFLAKE, BIGQUERY = "snowflake_access_history", "bigquery_audit"
SNOWFLAKE_ACTIONS: dict[str, Action] = {
    "SELECT": "READ", "UNLOAD": "EXPORT", "GET_FILES": "EXPORT", "EXPLAIN": "EXPLAIN", "INSERT": "WRITE",
    "UPDATE": "WRITE", "DELETE": "WRITE", "MERGE": "WRITE", "COPY": "WRITE", "GRANT": "GRANT", "REVOKE": "GRANT",
}  # fmt: skip
# google.rpc.Code 7.
PERMISSION_DENIED = 7
EXPORTS = ("jobChange.extract", "EXTRACT")


def read_snowflake(path: Path, lines: Iterable[bytes], facts: LogFacts) -> Iterator[AccessEvent]:
    """Yield one event per query."""
    for number, row in _rows(lines, facts):
        try:
            at = _moment(row["QUERY_START_TIME"])
            event = AccessEvent(
                at, str(row["USER_NAME"]).lower(), SNOWFLAKE, f"{path.name}:{number}", "engine_named",
                SNOWFLAKE_ACTIONS.get(str(row.get("QUERY_TYPE", "SELECT")), "OTHER"),
                "succeeded" if row.get("EXECUTION_STATUS", "SUCCESS") == "SUCCESS" else "failed",
                objects=[*_snowflake_objects(row)],
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError):
            yield _unparsed(path, number, SNOWFLAKE, facts)
            continue
        facts.see(at)
        event.role = str(row["ROLE_NAME"]).lower() if row.get("ROLE_NAME") else None
        event.statement_type, event.row_count = row.get("QUERY_TYPE"), row.get("ROWS_PRODUCED")
        event.error_code = row.get("ERROR_CODE")
        event.statement_fingerprint = row.get("QUERY_PARAMETERIZED_HASH")
        _tag(event, row.get("QUERY_TAG"))
        yield event


def _snowflake_objects(row: dict[str, Any]) -> Iterator[AccessedObject]:
    direct = [own["objectName"] for own in row.get("DIRECT_OBJECTS_ACCESSED") or []]
    yield from (_snowflake_object(own, "direct") for own in row.get("DIRECT_OBJECTS_ACCESSED") or [])
    for own in row.get("BASE_OBJECTS_ACCESSED") or []:
        if own["objectName"] not in direct:
            yield _snowflake_object(own, "base")


def _snowflake_object(own: dict[str, Any], via: Any) -> AccessedObject:
    columns = [str(column["columnName"]).lower() for column in own.get("columns") or []]
    kind = str(own.get("objectDomain") or "").upper() or None
    return AccessedObject(_last_two(own["objectName"], "."), kind, via, columns or None)


def read_bigquery(path: Path, lines: Iterable[bytes], facts: LogFacts) -> Iterator[AccessEvent]:
    """Yield one event per read of a table; the log has an entry for each."""
    for number, row in _rows(lines, facts):
        try:
            payload = row["protoPayload"]
            at, status = _moment(row["timestamp"]), (payload.get("status") or {}).get("code", 0)
            read = (payload.get("metadata") or {}).get("tableDataRead") or {}
            name = _last_two(payload["resourceName"].replace("/tables/", ".").replace("/datasets/", "."), ".")
            event = AccessEvent(
                at, payload["authenticationInfo"]["principalEmail"].lower(), BIGQUERY, f"{path.name}:{number}",
                "engine_named", "EXPORT" if read.get("reason") in EXPORTS else "READ", _outcome(status),
                objects=[AccessedObject(name, "TABLE", "direct", _fields(read))],
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError):
            yield _unparsed(path, number, BIGQUERY, facts)
            continue
        facts.see(at)
        event.session_id, event.statement_type = read.get("jobName"), read.get("reason")
        event.error_code = str(status) if status else None
        # A list that was cut short is not known to be whole.
        event.parse_status = "partial" if read.get("fieldsTruncated") else "ok"
        labels = row.get("labels") or {}
        if labels.get("purpose"):
            event.purpose, event.purpose_source = str(labels["purpose"]).lower(), "tag"
        yield event


def _fields(read: dict[str, Any]) -> list[str] | None:
    return [str(field).lower() for field in read.get("fields") or []] or None


def _outcome(status: int) -> Outcome:
    if status == PERMISSION_DENIED:
        return "denied"
    return "failed" if status else "succeeded"


def _rows(lines: Iterable[bytes], facts: LogFacts) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            yield number, row if isinstance(row, dict) else {}


def _unparsed(path: Path, number: int, source: str, facts: LogFacts) -> AccessEvent:
    facts.unreadable += 1
    at = facts.last or datetime.fromtimestamp(0, UTC)
    return AccessEvent(
        at, "", source, f"{path.name}:{number}", "parsed", "OTHER", "started", parse_status="unparsed"
    )


def _tag(event: AccessEvent, tag: str | None) -> None:
    purpose = claimed_purpose(f"/* {tag} */") if tag else None
    if purpose:
        event.purpose, event.purpose_source = purpose, "tag"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _last_two(name: str, divider: str) -> str:
    return ".".join(part.strip('"').lower() for part in name.split(divider)[-2:])
