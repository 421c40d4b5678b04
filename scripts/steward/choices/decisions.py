"""The decision, asked of the build file at two moments: what was chosen by then, what was known by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from steward.build_state import Build
from steward.choices.compiled import AT, KNOWN_AT, CompiledDecision, compile_decision
from steward.engines.duckdb import attach_raw_source, literal
from steward.engines.overlay import Overlay, open_overlay
from steward.errors import StewardError
from steward.project import Project
from steward.publish.removals import RAW_CHOICES, edited_demo_choices

EVENTS = "stg_choice_events"


@dataclass(frozen=True)
class Person:
    """A person with the customer records that are hers."""

    person_id: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What holds for a person and a purpose, or a part of it: channel, recipient or data category."""

    purpose: str
    part: str
    scope: str
    allowed: bool
    state: str
    why: str
    event: str
    provision: str


@dataclass(frozen=True)
class Event:
    """A choice event as it was captured."""

    event_id: str
    choice: str
    notice_version: str
    captured_by: str
    occurred_at: datetime | None
    recorded_at: datetime | None


@contextmanager
def open_decisions(project: Project, edited_demo: bool = True) -> Iterator["Decisions"]:
    """Open the build file, read-only, with the decision's SQL beside it.

    With `edited_demo` the demo's file of choices is read as it is now, as publish does.

    Raises StewardError if there is no build, or dbt cannot compile the decision.
    """
    with open_overlay(project) as overlay:
        build = overlay.newest_build
    if build is None:
        where = project.relative(project.build_file)
        raise StewardError(where, "no build is recorded in audit.aud_build", "run `make build` first")
    # dbt must be done before the file is opened: one process cannot open it in two ways.
    compiled = compile_decision(project, build)
    with open_overlay(project) as overlay:
        attach_raw_source(overlay.connection, build.project(project))
        decisions = Decisions(overlay, build, compiled)
        if edited_demo:
            decisions.read_edited_demo(project)
        yield decisions


class Decisions:
    """The questions; every answer comes from the macros that the build's own flags come from."""

    def __init__(self, overlay: Overlay, build: Build, compiled: CompiledDecision) -> None:
        self.overlay, self.build, self.compiled = overlay, build, compiled
        self.connection = overlay.connection

    def read_edited_demo(self, project: Project) -> bool:
        """In the demo, read the file of choices as it is now; tell whether it differs from the loaded."""
        raw = (f"{self.build.prefix}raw_demo", RAW_CHOICES)
        edited = edited_demo_choices(self.overlay, project, self.build, raw)
        if edited:
            self.overlay.replace(*raw, edited)
        return bool(edited)

    def name(self, zone: str, relation: str) -> str:
        """Return the SQL name of a relation of the build."""
        return self.overlay.name(f"{self.build.prefix}{zone}", relation)

    def person(self, customer_id: str) -> Person:
        """Return the person whose record bears a customer id, with the ids without a record that may mean her.

        Raises StewardError, without the id, if there is no such record.
        """
        identity = self.name("vault", "vlt_customer_identity")
        unrecorded = self.name("vault", "vlt_unrecorded_id")
        wanted = literal(customer_id.strip())
        rows = self._rows(
            f"select person_id, customer_id from (select person_id, customer_id from {identity} union all "
            f"select person_id, customer_id from {unrecorded}) as ids where person_id in "
            f"(select person_id from {identity} where customer_id = {wanted}) order by all"
        )
        if not rows:
            raise StewardError(
                "--customer", "no customer record of the newest build has this id", "look at its spelling"
            )
        return Person(rows[0][0], tuple(row[1] for row in rows))

    def narrow_to(self, person: Person) -> None:
        """Read from now on only what can bear on a person: her records, the events that may mean her."""
        staging = f"{self.build.prefix}staging"
        exact = ", ".join(literal(member) for member in person.members)
        folded = ", ".join(literal(member.lower()) for member in person.members)
        for relation, condition in (
            ("stg_customers", f"customer_id in ({exact})"),
            # An event number may have come with another customer's id: that too makes it doubtful.
            (EVENTS, f"event_id in (select event_id from {{0}} where lower(customer_id) in ({folded}))"),
        ):
            source = self.overlay.name(staging, relation)
            kept = f"select * from {source} where {condition.format(source)}"
            table = self.overlay.table(f"{relation}_of_person", kept)
            self.overlay.replace(staging, relation, f"select * from {table}")

    def staged_events(self, name: str) -> str:
        """Keep the choices as they are read now, and return the SQL name of the table."""
        return self.keep(name, f"select * from {self.name('staging', EVENTS)}")

    def read_events(self, table: str, loaded_by: datetime | None = None) -> None:
        """Read, from now on, the choices of a table, or those of them that were loaded by a moment."""
        condition = f" where loaded_at <= {literal(loaded_by.isoformat())}::timestamptz" if loaded_by else ""
        self.overlay.replace(f"{self.build.prefix}staging", EVENTS, f"select * from {table}{condition}")

    def set_moments(self, at: datetime, known_at: datetime) -> None:
        """Set the two moments that every following question is about."""
        for name, moment in ((AT, at), (KNOWN_AT, known_at)):
            self.connection.execute(f"set variable {name} = {literal(moment.isoformat())}")

    def matrix(self, person: Person, at: datetime, known_at: datetime) -> list[Answer]:
        """Return all that held for a person: purposes and their parts, what nobody can leave."""
        self.set_moments(at, known_at)
        columns = "purpose, part, scope, allowed, state, why, decided_by_event, decided_by_provision"
        query = f"select {columns} from {self.compiled.matrix} as matrix where customer_id = "
        rows = self._rows(query + literal(person.person_id))
        return [Answer(r[0], r[1], r[2] or "", bool(r[3]), r[4], r[5], r[6] or "", r[7] or "") for r in rows]

    def events(self, answers: list[Answer]) -> dict[str, Event]:
        """Return the events that decided, by number: of several payloads the one that was loaded first."""
        numbers = sorted({answer.event for answer in answers if answer.event})
        if not numbers:
            return {}
        wanted = ", ".join(literal(number) for number in numbers)
        rows = self._rows(
            "select event_id, choice, notice_version, captured_by, occurred_at, recorded_at from "
            f"{self.name('staging', EVENTS)} where event_id in ({wanted}) order by loaded_at desc, is_current"
        )
        return {row[0]: Event(row[0], row[1] or "", row[2] or "", row[3] or "", *row[4:]) for row in rows}

    def keep(self, name: str, query: str) -> str:
        """Keep the rows of a query about the decision in memory, and return the table's SQL name."""
        try:
            return self.overlay.table(name, query)
        except duckdb.Error:
            raise self._unreadable() from None

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(query).fetchall()
        except duckdb.Error:
            raise self._unreadable() from None

    def _unreadable(self) -> StewardError:
        what = "the choices cannot be read with the macros as they are now"
        return StewardError(self.overlay.where, what, "check the raw tables and build again")
