"""The lines of PostgreSQL's jsonlog and csvlog, in one shape; a line that cannot be read is counted, never dropped."""

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic_core import from_json

from steward.access.facts import LogFacts

CSV_FIELDS = 23


class Line(NamedTuple):
    """The fields of a log line that matter."""

    number: int
    timestamp: str
    user: str
    session: str
    session_line: int | None
    tag: str
    severity: str
    code: str
    message: str
    statement: str
    application: str
    host: str


def read_json_lines(lines: Iterable[bytes], facts: LogFacts) -> Iterator[Line | None]:
    """Yield the lines of a jsonlog; None for one that cannot be read."""
    for number, raw in enumerate(lines, start=1):
        try:
            row = from_json(raw)
            get = row.get
            yield Line(
                number, row["timestamp"], get("user", ""), get("session_id", ""), get("line_num"), get("ps", ""),
                get("error_severity", ""), get("state_code", ""), get("message", ""), get("statement", ""),
                get("application_name", ""), get("remote_host", ""),
            )  # fmt: skip
        except (ValueError, KeyError, AttributeError, TypeError):
            if raw.strip():
                facts.unreadable += 1
                yield None


def read_csv_lines(lines: Iterable[str], facts: LogFacts) -> Iterator[Line | None]:
    """Yield the lines of a csvlog; None for one that cannot be read."""
    reader = csv.reader(lines)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = ["?"]
        if not row:
            continue
        if len(row) < CSV_FIELDS:
            facts.unreadable += 1
            yield None
            continue
        number = int(row[6]) if row[6].isdigit() else None
        yield Line(
            reader.line_num, row[0], row[1], row[5], number, row[7], row[11], row[12], row[13], row[19],
            row[22], row[4].rpartition(":")[0],
        )  # fmt: skip
