"""PostgreSQL with pgaudit, from jsonlog or csvlog.

Relations and kinds are pgaudit's own fields and are never read from the text. A denied read has no pgaudit row:
it is an ERROR 42501, whose message names the relation without its schema. What the text is used for: whether
a relation beside a view was written there itself or reached through the view (pgaudit lists both, in no order),
the purpose that a comment claims, and, where pgaudit names no relation, the relations (grade `parsed`).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from steward.access.events import AccessedObject, AccessEvent, Action
from steward.access.facts import LogFacts
from steward.access.sources.postgres_lines import Line
from steward.access.statements import (
    claimed_purpose,
    fingerprint,
    first_word,
    names_relation,
    parsed_objects,
)
from steward.errors import StewardError

SOURCE = "postgres_pgaudit"
TEXT_SOURCE = "postgres_text"
AUDIT = "AUDIT: "
DENIED = "42501"
OPEN_STATEMENTS = 20_000
ACTIONS: dict[str, Action] = {"READ": "READ", "WRITE": "WRITE", "DDL": "DDL", "ROLE": "GRANT"}
# What pgaudit calls READ though rows leave in bulk, or only the plan is asked: by the command tag.
TAGS: dict[str, Action] = {"COPY": "EXPORT", "DECLARE CURSOR": "EXPORT", "EXPLAIN": "EXPLAIN"}
WORDS: dict[str, Action] = {"COPY": "EXPORT", "DECLARE": "EXPORT", "EXPLAIN": "EXPLAIN"}
WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE")
READING = ("READ", "EXPORT", "EXPLAIN")
# A statement may be as long as the server takes it; a load of rows passes the default of 128 kB.
csv.field_size_limit(2**31 - 1)
# These tags are stages of the extended protocol, or wrap another statement: then the text's first word tells.
STAGES = ("", "BIND", "PARSE", "EXECUTE", "startup", "idle")
_OFFSET = re.compile(r"^([+-])(\d\d):?(\d\d)?$")
_DENIED_ON = re.compile(r"^permission denied for (\w+(?: \w+)?) \"?([^\"]+)\"?$")
_STATEMENT = re.compile(r"^(?:statement|execute [^:]*): (.*)$", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """A statement whose rows are still coming in."""

    key: tuple[str, str]
    line: Line
    at: datetime
    action: Action
    command: str
    text: str
    rows: int | None
    named: list[tuple[str, str]]


@dataclass(frozen=True)
class Reading:
    """How a log is read: the zone of times that do not say theirs; whether statements get a fingerprint."""

    zone: ZoneInfo | None = None
    fingerprints: bool = True


class PostgresReader:
    """Turns the lines of one file into events."""

    def __init__(self, file: Path, facts: LogFacts, how: Reading, is_text: bool) -> None:
        self.file, self.facts, self.how, self.is_text = file.name, facts, how, is_text
        self.open: dict[str, _Open] = {}
        self._zones: dict[str, timezone | ZoneInfo] = {"UTC": UTC, "GMT": UTC}

    def read(self, lines: Iterator[Line | None]) -> Iterator[AccessEvent]:
        """Yield the events of a log's lines, each statement once its rows are complete."""
        last = datetime.fromtimestamp(0, UTC)
        for line in lines:
            if line is None:
                yield self._unreadable(last)
                continue
            last = at = self._moment(line)
            self.facts.see(at)
            if line.session_line is not None:
                self.facts.count(line.session, line.session_line, at)
            if line.message.startswith(AUDIT):
                yield from self._audited(line, at)
            else:
                yield from self._other(line, at)
            if len(self.open) > OPEN_STATEMENTS:
                yield from self._flush_all()
        yield from self._flush_all()

    def _audited(self, line: Line, at: datetime) -> Iterator[AccessEvent]:
        parts = _audit_fields(line.message[len(AUDIT) :])
        if parts is None:
            self.facts.unreadable += 1
            yield self._unreadable(at, line)
            return
        _, statement, sub, kind, command, object_type, name, text, rows = parts
        key, own = (statement, sub), self.open.get(line.session)
        if own is None or own.key != key:
            if own is not None:
                yield self._event(self.open.pop(line.session))
            action = _action(kind, command, line.tag, text)
            if action in ("DDL", "GRANT", "OTHER") or "set_config" in text:
                self.facts.watch(text, at, line.user)
            own = _Open(key, line, at, action, command, text, int(rows) if rows.isdigit() else None, [])
            self.open[line.session] = own
        if name and (name, object_type) not in own.named:
            own.named.append((name, object_type))

    def _other(self, line: Line, at: datetime) -> Iterator[AccessEvent]:
        if line.code == DENIED and line.severity == "ERROR":
            yield self._denied(line, at)
        elif line.severity == "ERROR" and line.statement:
            yield self._plain(line, at, "OTHER", "failed", line.statement, line.code)
        elif line.message.startswith("disconnection"):
            if line.session in self.open:
                yield self._event(self.open.pop(line.session))
            self.facts.close(line.session)
        elif line.message.startswith("parameter "):
            self.facts.watch(line.message, at, line.user)
        elif self.is_text and (found := _STATEMENT.match(line.message)):
            yield self._from_text(line, at, found[1])

    def _event(self, own: _Open) -> AccessEvent:
        event = self._plain(own.line, own.at, own.action, "started", own.text)
        event.statement_type, event.row_count = own.command, own.rows
        event.objects = _objects(own.named, own.text)
        if not own.named and own.action in READING and own.key[1] == "1" and _names_some(own.text):
            if own.action == "READ" and ";" in own.text.rstrip("; \n"):
                # The whole string stands in each statement's row, and this one names no relation.
                event.parse_status = "partial"
            else:
                self._add_parsed(event, own.text)
        return event

    def _from_text(self, line: Line, at: datetime, text: str) -> AccessEvent:
        word = first_word(text)
        read = word in ("SELECT", "WITH", "TABLE", "VALUES")
        action: Action = WORDS.get(word, "READ" if read else "OTHER")
        if word in ("ALTER", "SET", "RESET"):
            self.facts.watch(text, at, line.user)
        event = self._plain(line, at, action, "started", text)
        event.source, event.statement_type = TEXT_SOURCE, word
        if action != "OTHER":
            self._add_parsed(event, text)
        return event

    def _add_parsed(self, event: AccessEvent, text: str) -> None:
        names = parsed_objects(text, "postgres")
        event.evidence_grade = "parsed"
        event.parse_status = "unparsed" if names is None else "ok"
        event.objects = [AccessedObject(name) for name in names or () if not name.startswith("pg_catalog.")]

    def _denied(self, line: Line, at: datetime) -> AccessEvent:
        action: Action = "WRITE" if first_word(line.statement) in WRITES else "READ"
        event = self._plain(line, at, action, "denied", line.statement, line.code)
        event.evidence_grade = "parsed"
        named = parsed_objects(line.statement, "postgres") if line.statement else None
        found = _DENIED_ON.match(line.message)
        if named:
            event.objects = [AccessedObject(name) for name in named]
        elif found:
            event.objects = [AccessedObject(found[2], found[1].upper())]
        event.parse_status = "ok" if named else "partial"
        return event

    def _plain(
        self, line: Line, at: datetime, action: Action, outcome: str, text: str, code: str = ""
    ) -> AccessEvent:
        purpose = claimed_purpose(text)
        return AccessEvent(
            at, line.user, SOURCE, f"{self.file}:{line.number}", "engine_named", action, outcome,  # type: ignore[arg-type]
            session_id=line.session, client_addr=line.host or None, application=line.application or None,
            application_source="client_claim" if line.application else "none", purpose=purpose,
            purpose_source="tag" if purpose else "none", error_code=code or None,
            statement_fingerprint=fingerprint(text) if text and self.how.fingerprints else None,
        )  # fmt: skip

    def _unreadable(self, at: datetime, line: Line | None = None) -> AccessEvent:
        reference = f"{self.file}:{line.number if line else '?'}"
        user = line.user if line else ""
        return AccessEvent(at, user, SOURCE, reference, "parsed", "OTHER", "started", parse_status="unparsed")

    def _flush_all(self) -> Iterator[AccessEvent]:
        waiting, self.open = self.open, {}
        for own in waiting.values():
            yield self._event(own)

    def _moment(self, line: Line) -> datetime:
        date, _, zone = line.timestamp.rpartition(" ")
        known = self._zones.get(zone)
        if known is None:
            known = self._zones[zone] = self._zone(zone)
        return datetime.fromisoformat(date).replace(tzinfo=known)

    def _zone(self, word: str) -> timezone | ZoneInfo:
        found = _OFFSET.match(word)
        if found:
            sign = -1 if found[1] == "-" else 1
            return timezone(sign * timedelta(hours=int(found[2]), minutes=int(found[3] or 0)))
        if self.how.zone is None:
            what = f"its times are in `{word}`, which names more than one zone"
            raise StewardError(self.file, what, "pass --log-timezone, or set log_timezone = 'UTC'")
        return self.how.zone


def _names_some(text: str) -> bool:
    lower = text.lower()
    return "from" in lower or "copy" in lower or "table" in lower


def _action(kind: str, command: str, tag: str, text: str) -> Action:
    action = ACTIONS.get(kind, "OTHER")
    if action != "READ" or command == "PREPARE":
        return "OTHER" if action == "READ" else action
    if command in TAGS or tag in TAGS:
        return TAGS.get(command) or TAGS[tag]
    return WORDS.get(first_word(text), "READ") if tag in STAGES else "READ"


def _objects(named: list[tuple[str, str]], text: str) -> list[AccessedObject]:
    views = {name for name, kind in named if kind == "VIEW"}
    if not views:
        return [AccessedObject(name, kind) for name, kind in named]
    short = {name.rpartition(".")[2] for name in views}
    objects = []
    for name, kind in named:
        is_direct = name in views or names_relation(text, name, name.rpartition(".")[2] in short)
        objects.append(AccessedObject(name, kind, "direct" if is_direct else "base"))
    return objects


def _audit_fields(text: str) -> tuple[str, str, str, str, str, str, str, str, str] | None:
    """Return type, statement, sub-statement, class, command, kind, name, text, rows; None if it has others."""
    parts = text.split(",", 7)
    if len(parts) < 8:
        return None
    if '"' in parts[6] or '"' in parts[5] or parts[7].startswith('"'):
        parts = next(csv.reader([text]), [])
        rest = parts[7:]
    else:
        # pgaudit quotes a statement that holds a comma, so the next comma ends it.
        rest = parts[7].split(",")
    if len(parts) < 8 or not parts[1].isdigit():
        return None
    rows = rest[2] if len(rest) > 2 else ""
    return parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], rest[0], rows
