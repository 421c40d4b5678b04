"""Which engine wrote a log is seen from its first lines; the files are read in the order of their times."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from steward.access.events import AccessEvent
from steward.access.facts import LogFacts
from steward.access.sources.cloud import read_bigquery, read_snowflake
from steward.access.sources.postgres import AUDIT, PostgresReader, Reading
from steward.access.sources.postgres_lines import read_csv_lines, read_json_lines
from steward.access.sources.runner import read_runner
from steward.errors import StewardError

# Enough to meet the first audited statement behind the lines of starting and connecting.
HEAD = 2_000


def read_logs(paths: list[Path], facts: LogFacts, how: Reading | None = None) -> Iterator[AccessEvent]:
    """Yield the events of the logs, oldest file first; `facts` is filled on the way.

    Raises StewardError if a file cannot be read or nobody knows its form.
    """
    heads = {path: _head(path) for path in paths}
    for path in sorted(heads, key=lambda own: _first_time(heads[own])):
        yield from _read(path, heads[path], facts, how or Reading())


def _read(path: Path, head: list[bytes], facts: LogFacts, how: Reading) -> Iterator[AccessEvent]:
    form = _form(path, head)
    if form == "csv":
        reader = PostgresReader(path, facts, how, _is_text(head))
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            yield from reader.read(read_csv_lines(lines, facts))
        return
    with path.open("rb") as lines_of_bytes:
        if form == "json":
            reader = PostgresReader(path, facts, how, _is_text(head))
            yield from reader.read(read_json_lines(lines_of_bytes, facts))
        elif form == "runner":
            yield from read_runner(path, lines_of_bytes, facts)
        elif form == "snowflake":
            yield from read_snowflake(path, lines_of_bytes, facts)
        else:
            yield from read_bigquery(path, lines_of_bytes, facts)


def _form(path: Path, head: list[bytes]) -> str:
    for line in head:
        row = _mapping(line)
        if row is None:
            continue
        for key, form in (
            ("error_severity", "json"), ("schema_version", "runner"),
            ("DIRECT_OBJECTS_ACCESSED", "snowflake"), ("protoPayload", "bigquery"),
        ):  # fmt: skip
            if key in row:
                return form
    if any(line[:4].isdigit() and line.count(b",") > 10 for line in head):
        return "csv"
    what = (
        "no line is of a log that is known (PostgreSQL jsonlog or csvlog, steward query, Snowflake, BigQuery)"
    )
    raise StewardError(path.name, what, "name the file as the engine writes it")


def _is_text(head: list[bytes]) -> bool:
    """Tell whether statements must be read from their text: pgaudit wrote nothing."""
    return not any(AUDIT.encode() in line for line in head)


def _head(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as lines:
            return list(islice(lines, HEAD))
    except OSError:
        raise StewardError(str(path), "the log cannot be read", "check its path and mode") from None


def _first_time(head: list[bytes]) -> str:
    for line in head:
        row = _mapping(line) or {}
        for key in ("timestamp", "event_time", "QUERY_START_TIME"):
            if isinstance(row.get(key), str):
                return str(row[key]).replace("T", " ")
        if line[:4].isdigit():
            return line[:23].decode("ascii", "replace")
    return ""


def _mapping(line: bytes) -> dict[str, object] | None:
    if not line.startswith(b"{"):
        return None
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
