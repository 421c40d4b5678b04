"""The named cases: people and events written by hand in `cases/*.yml`, each telling one story.

A row says only what matters to its story; `cases/_defaults.yml` fills the rest. Ids follow the case's name:
the case `thresholds` is about customer `demo-thresholds` with account `acct-thresholds`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from steward.demo.ranges import complete
from steward.errors import StewardError

FOLDER = Path(__file__).parent / "cases"
FIRST_LOAD = date(2026, 6, 1)
LOAD_TIME = "T02:00:00+08:00"
OFFSET = "+08:00"
CASE_KEYS = ("tells", "kit", "chooses")
NUMBER_COLUMNS = ("id_number", "document_number", "payer_id_number", "account_number")

Row = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One story: its name, the sentence it tells, and its rows by table."""

    name: str
    tells: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def customer_ids(self) -> list[str]:
        """The customers of this case, each once, in the order written."""
        return list(dict.fromkeys(row["customer_id"] for row in self.rows.get("customers", [])))


def load_cases(types: Mapping[str, Mapping[str, str]], folder: Path = FOLDER) -> list[Case]:
    """Return every case of the folder, complete with defaults; `types` is table -> column -> data type.

    Raises StewardError if a case names a table or a column that is not declared.
    """
    defaults = _read(folder / "_defaults.yml")
    writer = _Writer(types, defaults)
    return [
        writer.case(name, body, f"{path.name}, case {name}")
        for path in sorted(folder.glob("[!_]*.yml"))
        for name, body in _read(path).items()
    ]


def _read(path: Path) -> dict[str, Any]:
    # The base loader leaves every value as written: 007, 2026-06-01 and no stay text.
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return content


class _Writer:
    """Fills rows with defaults; counts customers, so that each has numbers of its own.

    A second row of one customer is a later version and says only what changed.
    """

    def __init__(self, types: Mapping[str, Mapping[str, str]], defaults: Mapping[str, Any]) -> None:
        self.types = types
        self.tables: Mapping[str, Mapping[str, str]] = defaults["tables"]
        self.kit: Mapping[str, list[Mapping[str, str]]] = defaults["kit"]
        self.purposes: Mapping[str, Mapping[str, str]] = defaults["chooses"]
        self.people = 0
        self.known: dict[str, str] = {}

    def case(self, name: str, body: Mapping[str, Any], where: str) -> Case:
        """Return the case with its own rows first, then those that every customer has.

        Raises StewardError if it names a table or a column that is not declared.
        """
        unknown = set(body) - set(self.types) - set(CASE_KEYS)
        if unknown:
            raise StewardError(where, f"names {', '.join(sorted(unknown))}, no raw table", "name a raw table")
        case = Case(name, body["tells"])
        people = self._people(name, body.get("customers", []))
        written = [*self._written(name, body, people), *self._chosen(name, body), *self._kit(body, people)]
        for table, row in written:
            case.rows.setdefault(table, []).append(self._complete(table, row, where))
        return case

    def _written(self, name: str, body: Mapping[str, Any], people: list[Row]) -> Iterator[tuple[str, Row]]:
        yield from (("customers", _without(person, "person")) for person in people)
        first = {"id_number": people[0]["id_number"]} if people else {}
        for table in self.types:
            if table == "customers":
                continue
            for number, row in enumerate(body.get(table, []), start=1):
                names = {**self.known, **first, "case": name, "n": f"{number:02d}"}
                yield table, _fill(self.tables.get(table, {}), row, names)

    def _people(self, name: str, written: list[Row]) -> list[Row]:
        people: dict[str, Row] = {}
        versions: list[Row] = []
        for row in written:
            customer_id = row.get("customer_id", f"demo-{name}")
            earlier = people.get(customer_id)
            version = {**earlier, **row} if earlier else self._person(name, customer_id, row)
            people[customer_id] = _without(version, "loaded_at")
            versions.append(version)
        return versions

    def _person(self, name: str, customer_id: str, row: Row) -> Row:
        self.people += 1
        names = {
            "case": name,
            "customer_id": customer_id,
            "person": f"{self.people:04d}",
            "born": row.get("birth_date", "1985-04-12").replace("-", ""),
            "order": f"{self.people % 500 * 2 + (row.get('gender') == 'male'):03d}",
        }
        person = _fill(self.tables["customers"], row, names)
        self.known[customer_id.removeprefix("demo-")] = person["id_number"]
        return {**person, "person": names["person"]}

    def _chosen(self, name: str, body: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
        for number, (what, choice) in enumerate(body.get("chooses", {}).items(), start=1):
            names = {"case": name, "n": f"{number:02d}"}
            row = {**self.purposes[what], "event_id": f"evt-{name}-c{number}", "choice": choice}
            yield "choice_events", _fill(self.tables["choice_events"], row, names)

    def _kit(self, body: Mapping[str, Any], people: list[Row]) -> Iterator[tuple[str, Row]]:
        wanted = body.get("kit", list(self.kit))
        for person in {row["customer_id"]: row for row in reversed(people)}.values():
            names = {**person, "name": person["customer_id"].removeprefix("demo-")}
            for table in wanted:
                yield from ((table, _fill(self.tables.get(table, {}), row, names)) for row in self.kit[table])

    def _complete(self, table: str, row: Row, where: str) -> Row:
        columns = self.types[table]
        unknown = set(row) - set(columns)
        if unknown:
            what = f"{table} has no column {', '.join(sorted(unknown))}"
            raise StewardError(where, what, "name a column of models/staging/_sources.yml")
        for column in NUMBER_COLUMNS:
            if column in row:
                row[column] = complete(row[column])
        for column, data_type in columns.items():
            if data_type == "timestamptz" and row.get(column, "").count(":") == 2 and "+" not in row[column]:
                row[column] += OFFSET
        row.setdefault("loaded_at", _loaded(row))
        return {column: row.get(column, "") for column in columns}


def _without(row: Row, column: str) -> Row:
    return {name: value for name, value in row.items() if name != column}


def _fill(defaults: Mapping[str, str], row: Mapping[str, str], names: Mapping[str, str]) -> Row:
    known = {**row, **names}
    filled: Row = {}
    for column, value in {**defaults, **row}.items():
        filled[column] = value.format_map(known)
        known.setdefault(column, filled[column])
    return filled


LOADED_AFTER = (
    "recorded_at",
    "reviewed_at",
    "closed_at",
    "closed_on",
    "occurred_at",
    "requested_at",
    "received_at",
    "disclosed_at",
    "reported_at",
    "collected_at",
    "event_time",
    "balance_date",
    "rate_date",
    "rated_on",
    "raised_on",
    "performed_on",
    "merged_on",
)


def _loaded(row: Row) -> str:
    """Return the night after the row's own date, but never before the first load."""
    for column in LOADED_AFTER:
        try:
            day = date.fromisoformat(row.get(column, "")[:10])
        except ValueError:
            continue
        return f"{max(day + timedelta(days=1), FIRST_LOAD)}{LOAD_TIME}"
    return f"{FIRST_LOAD}{LOAD_TIME}"
