"""Carry out the attacks of the catalogue against the published files, and keep what came of it."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steward.attacks.catalogue import Entry, load_attack, load_index
from steward.attacks.victim import Figure, WeakCopy, victim
from steward.build_state import Build
from steward.engines.overlay import open_overlay
from steward.errors import StewardError
from steward.evidence import State, record
from steward.project import Project

CONTROL = "attacks"


@dataclass(frozen=True)
class Attempt:
    """An attack and what it recovered; with a weak copy, what it recovered there."""

    entry: Entry
    figure: Figure
    weak: Figure | None = None

    @property
    def succeeded(self) -> bool:
        """Whether the attack recovered anything."""
        return self.figure.recovered > 0

    @property
    def is_dummy(self) -> bool:
        """Whether it recovers nothing even where the defence was taken away."""
        return self.weak is not None and self.weak.recovered == 0


def attack_all(project: Project, weak: bool = False) -> tuple[Attempt, ...]:
    """Carry out every attack that has a file, keep the result, and return the attempts.

    With `weak` each is also carried out against a copy in which its defence was taken away.
    Raises StewardError if there is nothing published.
    """
    with open_overlay(project) as overlay:
        build = overlay.newest_build
    made = build.project(project) if build else project
    attempts = tuple(_attempts(made, weak))
    failed = [attempt for attempt in attempts if attempt.succeeded or attempt.is_dummy]
    _keep(project, build, attempts, "fail" if failed else "pass")
    return attempts


def _attempts(project: Project, weak: bool) -> Iterator[Attempt]:
    is_demo = project.variables.get("demo_data") is True
    entries = [
        entry for entry in load_index(project) if entry.is_carried_out and (is_demo or not entry.demo_only)
    ]
    with victim(project) as opened:
        if not opened.audiences:
            raise StewardError(
                project.relative(project.published), "nothing is published", "run `make build`"
            )
        for entry in entries:
            module = load_attack(project, entry)
            yield Attempt(entry, module.attack(opened), weakened(project, entry) if weak else None)


def weakened(project: Project, entry: Entry) -> Figure:
    """Return what an attack recovers from a copy in which its defence was taken away."""
    module = load_attack(project, entry)
    with tempfile.TemporaryDirectory() as folder:
        copy = WeakCopy(project, Path(folder))
        try:
            module.weaken(copy)
        except duckdb.Error:
            raise StewardError(entry.file, "its weak copy cannot be made", "mend `weaken`") from None
        opened = copy.victim()
        try:
            figure = module.attack(opened)
        finally:
            opened.close()
    assert isinstance(figure, Figure)
    return figure


def _keep(project: Project, build: Build | None, attempts: tuple[Attempt, ...], state: State) -> None:
    entries = load_index(project)
    figures = {
        "catalogue": len(entries),
        "implemented": sum(entry.state == "implemented" for entry in entries),
        "planned": sum(entry.state == "planned" for entry in entries),
        "not_applicable": sum(entry.state == "not_applicable" for entry in entries),
        "carried_out": len(attempts),
        "tried": sum(attempt.figure.tried for attempt in attempts),
        "recovered": sum(attempt.figure.recovered for attempt in attempts),
        "succeeded_against_a_weak_copy": sum(
            attempt.weak is not None and not attempt.is_dummy for attempt in attempts
        ),
    }
    record(project, CONTROL, state, figures, build.invocation_id if build else "")
