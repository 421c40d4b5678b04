"""The hunt itself: every place read once, what may not be there told, and the proof that the hunt sees."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from steward.engines import on_duckdb
from steward.engines.duckdb import spill_folder
from steward.errors import StewardError
from steward.findings import Finding
from steward.hunt import places
from steward.hunt.allowed import Allowed, allowed_columns
from steward.hunt.blind import blind_readers
from steward.hunt.matches import Match, Needles
from steward.hunt.places import Place
from steward.hunt.values import CANARIES, Planted, Reader, drawn_values, read_values
from steward.policy import load_policy
from steward.project import Project

PERSONS = 100


@dataclass(frozen=True)
class HuntResult:
    """What was looked for, how often it was found where it may be, and every place where it may not."""

    values: int
    forms: int
    places: dict[str, int]
    allowed: dict[str, int]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def figures(self) -> dict[str, int]:
        """The counts that are kept as the result of this control."""
        return {
            "values": self.values,
            "forms": self.forms,
            "places": sum(self.places.values()),
            "found_where_allowed": sum(self.allowed.values()),
            "leaks": len(self.findings),
        }


class _Connection:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()


@dataclass(frozen=True)
class _Built:
    """The opened build: what answers queries, and the places that it is."""

    reader: Reader
    places: Callable[[str], Iterator[Place]]


def _opened(project: Project, opened: ExitStack) -> _Built:
    if on_duckdb():
        file = opened.enter_context(_open(project, project.build_file))
        return _Built(
            _Connection(file),
            lambda prefix: places.database_places(file, _database(file), "build file", prefix),
        )
    # Its driver is not needed on DuckDB.
    from steward.engines import postgres
    from steward.hunt.postgres import Rows, server_places

    server = opened.enter_context(postgres.connect(read_only=True))
    return _Built(Rows(server), lambda prefix: server_places(server, prefix))


def hunt(
    project: Project, values: Path | None = None, persons: int = PERSONS, before_publish: bool = False
) -> HuntResult:
    """Look for planted values, and for those of some customers of the build, wherever they could be.

    `before_publish` leaves out what the job that runs it is about to replace: published files and reports.
    Raises StewardError if the build cannot be read, or if the hunt is blind: a value is not found where it
    must be.
    """
    policy = load_policy(project)
    allowed = allowed_columns(project, policy)
    with ExitStack() as opened:
        build = _opened(project, opened)
        planted = list(read_values(values, policy)) if values else []
        if project.variables.get("demo_data") is True and not values:
            planted += read_values(CANARIES, policy)
        planted += drawn_values(project, policy, build.reader, persons)
        needles = Needles(_without_repeats(planted))
        blind_readers(needles)
        every = list(_places(project, build, opened, before_publish))
        tally = _Tally(allowed)
        for place in every:
            tally.add(place, needles.in_place(place))
    tally.refuse_blind(needles.planted, values)
    kinds = Counter(place.label.split(":")[0] for place in every)
    return HuntResult(
        len(needles.planted), needles.count, dict(kinds), dict(tally.seen), tuple(tally.findings())
    )


def _without_repeats(planted: Iterable[Planted]) -> list[Planted]:
    """Return each value once; a value of several persons is refused only where all of them refuse."""
    found: dict[tuple[str, str], Planted] = {}
    for one in planted:
        key = one.attribute, one.value
        known = found.get(key)
        if known is None or (known.person == one.person and not known.state):
            found[key] = one
        elif known.person != one.person:
            both = known.refused & one.refused
            found[key] = Planted(known.person, known.state, known.attribute, known.value, both)
    return list(found.values())


def _open(project: Project, path: Path) -> duckdb.DuckDBPyConnection:
    where = project.relative(path)
    if not path.is_file():
        raise StewardError(where, "there is no build file", "run `make build`, or `dbt build`, first")
    try:
        # The views name files of `raw_path` relative to the project.
        return duckdb.connect(
            str(path),
            read_only=True,
            config={"file_search_path": str(project.root), "temp_directory": str(spill_folder(project))},
        )
    except duckdb.Error:
        raise StewardError(where, "the file cannot be opened", "close what has it open, or build") from None


def _places(project: Project, build: _Built, opened: ExitStack, before_publish: bool) -> Iterator[Place]:
    prefix = str(project.variables.get("schema_prefix") or "")
    yield from build.places(prefix)
    for audience, path in [] if before_publish else places.published_files(project):
        file = opened.enter_context(_open(project, path))
        yield from places.database_places(file, _database(file), f"published to {audience}", prefix)
    for kind, folders in places.artefact_folders(project, before_publish).items():
        yield from places.folder_places(kind, folders)
    for kind, folders in places.custody_folders(project).items():
        yield from places.folder_places(kind, folders, is_private=True)


def _database(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""


class _Tally:
    """Sorts matches into what may be there and what may not."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed = allowed
        self.seen: Counter[str] = Counter()
        self.clear: set[tuple[str, str]] = set()
        self.leaks: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)

    def add(self, place: Place, matches: Iterator[Match]) -> None:
        for match in matches:
            if self._may(place, match):
                self.seen[place.label.split(":")[0]] += 1
                if match.form == "as it is":
                    self.clear.add((place.relation, match.planted.value))
            else:
                where = f"{place.label}{'.' + match.column if match.column else ''}"
                key = where, match.planted.attribute, self._why(place, match)
                self.leaks[key].add((match.planted.value, match.form))

    def _may(self, place: Place, match: Match) -> bool:
        if place.is_private:
            return match.planted.state != "erased"
        return bool(place.relation) and self.allowed.may_hold(place.relation, match.column, match.planted)

    def _why(self, place: Place, match: Match) -> str:
        if match.planted.state == "erased":
            return "of an erased person"
        purpose = self.allowed.purposes.get(place.relation)
        refused = match.planted.is_own and purpose in match.planted.refused
        return f"of a person who may not be used for {purpose}" if refused else ""

    def findings(self) -> Iterator[Finding]:
        for (where, attribute, why), found in sorted(self.leaks.items()):
            forms = ", ".join(sorted({form for _, form in found}))
            count = len({value for value, _ in found})
            what = f"holds `{attribute}` {why}".rstrip() + f": {count} value(s), {forms}"
            yield Finding(
                where, what, "find how it came there, mend it, build again and delete what was read"
            )

    def refuse_blind(self, planted: list[Planted], values: Path | None) -> None:
        """Raise StewardError if a value was not found where the build must show it."""
        for one in planted:
            must = self.allowed.must_hold(one)
            if must and not any((relation, one.value) in self.clear for relation in must):
                name = values.name if values and one.state else "the hunt"
                what = f"a planted `{one.attribute}` is not in personal_data, where it must be: the hunt is blind"
                raise StewardError(
                    name, what, "load the planted persons, or take the row out, and build again"
                )
