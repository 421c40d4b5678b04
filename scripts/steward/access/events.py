"""One shape for every engine's log: an event is one statement, with the relations that it touched.

Null means "not known", never zero or none. No literal of a statement is ever part of an event; its text is
represented by a fingerprint of its shape alone. The model is Trino's QueryCompletedEvent, the best of the logs
that name objects. Published as JSON Schema in `docs/access_event.schema.json`; a change raises `SCHEMA_VERSION`.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter

SCHEMA_VERSION = "1.0"

Grade = Literal["engine_named", "parsed", "claimed"]
Action = Literal["READ", "WRITE", "DDL", "GRANT", "EXPORT", "EXPLAIN", "OTHER"]
Via = Literal["direct", "base"]
Outcome = Literal["started", "succeeded", "failed", "denied"]
Parse = Literal["ok", "partial", "unparsed"]
SourceOfClaim = Literal["role", "exposure", "tag", "client_claim", "none"]


@dataclass(slots=True)
class AccessedObject:
    """A relation as `schema.name`; `base` is one reached through a view; columns are null where not named."""

    name: str
    kind: str | None = None
    via: Via = "direct"
    columns: list[str] | None = None


@dataclass(slots=True)
class AccessEvent:
    """A statement: who, when, what it did to which relations, and how well the log knows.

    `evidence_grade`: `engine_named` - the engine names the relations; `parsed` - read from the statement's
    text; `claimed` - written by a cooperating process. `actor` is the login role; `application` and `purpose`
    are what the session says of itself, and count only as a cross-check.
    """

    event_time: datetime
    actor: str
    source: str
    source_ref: str
    evidence_grade: Grade
    action: Action
    outcome: Outcome
    objects: list[AccessedObject] = field(default_factory=list)
    parse_status: Parse = "ok"
    session_id: str | None = None
    role: str | None = None
    client_addr: str | None = None
    application: str | None = None
    application_source: SourceOfClaim = "none"
    purpose: str | None = None
    purpose_source: SourceOfClaim = "none"
    statement_type: str | None = None
    row_count: int | None = None
    error_code: str | None = None
    statement_fingerprint: str | None = None
    release: str | None = None
    schema_version: str = SCHEMA_VERSION


ADAPTER = TypeAdapter(AccessEvent)
RAW_HEADER = (
    "event_time", "actor", "role", "application", "object", "columns", "action", "purpose", "row_count",
    "statement_fingerprint", "outcome", "source", "evidence_grade", "loaded_at",
)  # fmt: skip


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of an event."""
    schema = ADAPTER.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Access event {SCHEMA_VERSION}",
        **{name: value for name, value in schema.items() if name != "title"},
    }


def as_line(event: AccessEvent) -> str:
    """Return the event as one line of JSON."""
    return json.dumps(asdict(event), ensure_ascii=False, default=datetime.isoformat)


def from_line(line: str) -> AccessEvent:
    """Return the event of a line of JSON.

    Raises pydantic.ValidationError if it has another shape.
    """
    return ADAPTER.validate_json(line)


def raw_rows(event: AccessEvent, loaded_at: datetime) -> list[tuple[str, ...]]:
    """Return the event as rows of the raw table `access_events`: one per relation, one where it has none."""
    loaded = loaded_at.isoformat()
    objects = event.objects or [
        AccessedObject("(unparsed)" if event.parse_status == "unparsed" else "(none)")
    ]
    return [
        (
            event.event_time.isoformat(),
            event.actor,
            event.role or "",
            event.application or "",
            own.name,
            "|".join(own.columns or []),
            event.action.lower(),
            event.purpose or "",
            "" if event.row_count is None else str(event.row_count),
            event.statement_fingerprint or "",
            event.outcome,
            event.source,
            event.evidence_grade,
            loaded,
        )
        for own in objects
        if own.via == "direct"
    ]
