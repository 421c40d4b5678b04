"""What a reconciliation tells: text for a reader, JSON for a machine, rows for the raw table `access_events`."""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from steward.access.declared import Declared
from steward.access.events import RAW_HEADER, SCHEMA_VERSION, AccessEvent, raw_rows
from steward.access.facts import LogFacts
from steward.access.findings import AccessFinding
from steward.access.reconcile import Summary
from steward.errors import StewardError
from steward.files import private_umask


def as_text(found: list[AccessFinding], summary: Summary, facts: LogFacts) -> str:
    """Return one line a finding, then what was read."""
    lines = [str(own.finding) for own in found]
    span = (
        f"{facts.first:%Y-%m-%d %H:%M} to {facts.last:%Y-%m-%d %H:%M}" if facts.first and facts.last else "-"
    )
    grades = ", ".join(f"{name} {count}" for name, count in sorted(summary.grades.items()))
    lines.append(f"{len(found)} findings; {summary.events} events in {facts.lines} lines, {span}")
    lines.append(
        f"evidence: {grades or '-'}; unparsed {summary.unparsed}; relations that are not the project's "
        f"{summary.other_objects}"
    )
    lines += [f"not measured: {what}" for what in summary.not_measured]
    return "\n".join(lines)


def as_json(found: list[AccessFinding], summary: Summary, facts: LogFacts) -> str:
    """Return findings and summary as JSON."""
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "findings": [
            {**asdict(own), "sentence": own.sentence, "remedy": own.remedy} for own in found
        ],
        "summary": {
            **asdict(summary), "lines": facts.lines, "unreadable_lines": facts.unreadable,
            "first": facts.first, "last": facts.last,
        },
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2, default=datetime.isoformat)


def declared_event(event: AccessEvent, declared: Declared) -> AccessEvent:
    """Return the event with what is declared of its login role: audience, application, purpose."""
    role = declared.roles.get(event.actor)
    if role is None:
        return event
    event = replace(event, role=role.audience or role.kind)
    if role.exposure:
        event = replace(event, application=role.exposure, application_source="exposure")
    purpose = declared.purpose_of(role)
    if purpose:
        event = replace(event, purpose=purpose, purpose_source="exposure" if role.exposure else "role")
    return event


def writing_raw_rows(
    events: Iterable[AccessEvent], path: Path, declared: Declared, loaded_at: datetime
) -> Iterator[AccessEvent]:
    """Yield the events on, and write each to a private CSV file of the raw table's shape; Parquet by its name.

    Raises StewardError if the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.tmp")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError:
        what = "the file cannot be written"
        raise StewardError(str(path), what, "name one in a folder that is there") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(RAW_HEADER)
            for event in events:
                writer.writerows(raw_rows(declared_event(event, declared), loaded_at))
                yield event
        if path.suffix == ".parquet":
            _to_parquet(beside, path)
        else:
            os.replace(beside, path)
    finally:
        # Half a log's events would pass for all of them.
        beside.unlink(missing_ok=True)


def _to_parquet(source: Path, target: Path) -> None:
    import duckdb

    from steward.engines.duckdb import literal

    types = {"event_time": "timestamptz", "row_count": "bigint", "loaded_at": "timestamptz"}
    columns = ", ".join(f"'{name}': '{types.get(name, 'varchar')}'" for name in RAW_HEADER)
    with private_umask(), duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'; set memory_limit = '400MB'; set threads = 1")
        read = f"read_csv({literal(str(source))}, header = true, nullstr = '', columns = {{{columns}}})"
        connection.execute(f"copy (from {read}) to {literal(str(target))} (format parquet)")
