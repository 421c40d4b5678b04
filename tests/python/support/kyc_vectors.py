"""The vectors of `tests/vectors`: raw rows by build, and what the rules must make of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests" / "vectors"
Rows = dict[str, list[dict[str, Any]]]
Expected = dict[str, Any]


@dataclass(frozen=True)
class Vector:
    """One file: the rules it speaks of, its builds, and what it says of an earlier as-of date."""

    name: str
    title: str
    rules: tuple[str, ...]
    builds: tuple[Expected, ...]
    as_of: Expected | None

    @property
    def prefix(self) -> str:
        """The start of every id of the vector."""
        return f"v{self.name}"


def defaults() -> Expected:
    """Return what a vector does not say."""
    return dict(yaml.safe_load((FOLDER / "_defaults.yml").read_text(encoding="utf-8")))


def load() -> list[Vector]:
    """Return every vector, by number."""
    return [_vector(path) for path in sorted(FOLDER.glob("[0-9]*.yml"))]


def load_readings() -> list[Vector]:
    """Return a vector per switchable reading: the first of its builds is side A, the second side B."""
    found = []
    for path in sorted((FOLDER / "readings").glob("AMB*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        sides = ({"rows": content["rows"], **content["a"]}, content["b"])
        found.append(Vector(path.stem, content["title"], tuple(content["rules"]), sides, None))
    return found


def _vector(path: Path) -> Vector:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Vector(
        path.stem, content["title"], tuple(content["rules"]), tuple(content["builds"]), content.get("as_of")
    )


def raw_columns() -> dict[str, list[tuple[str, str]]]:
    """Return the columns of every raw table: name and type."""
    text = (ROOT / "models" / "staging" / "_sources.yml").read_text(encoding="utf-8")
    tables = yaml.safe_load(text)["sources"][0]["tables"]
    return {table["name"]: [(c["name"], c["data_type"]) for c in table["columns"]] for table in tables}


def rows_of_build(vectors: list[Vector], build: int) -> Rows:
    """Return the rows of all vectors that are loaded before the given build, with the defaults filled in."""
    common = defaults()
    rows: Rows = {}
    for vector in vectors:
        if build < len(vector.builds):
            _add(rows, vector.builds[build]["rows"], common, build)
    if build == 0:
        _add(rows, {"fx_rates": list(_rates(common["rates"]))}, common, 0)
    return rows


def rows_as_of(vectors: list[Vector]) -> Rows:
    """Return the rows that only the as-of build has, besides those of the first build."""
    common = defaults()
    rows: Rows = {}
    for vector in vectors:
        if vector.as_of:
            _add(rows, vector.as_of["rows"], common, 0)
    return rows


def _add(rows: Rows, more: Rows, common: Expected, build: int) -> None:
    for table, given in more.items():
        known = {**common["rows"].get(table, {}), "loaded_at": common["loaded_at"][build]}
        rows.setdefault(table, []).extend({**known, **row} for row in given)


def _rates(rates: Expected) -> Iterator[dict[str, Any]]:
    day, last = date.fromisoformat(rates["first"]), date.fromisoformat(rates["last"])
    while day <= last:
        if day.weekday() < 5:
            for currency, rate in rates["cny_per_unit"].items():
                loaded = f"{day.isoformat()}T02:00:00+00:00"
                yield {
                    "rate_date": day.isoformat(),
                    "currency": currency,
                    "cny_per_unit": rate,
                    "loaded_at": loaded,
                }
        day += timedelta(days=1)


def mismatches(expected: list[Expected], found: list[Expected]) -> list[str]:
    """Return one line for each expected row that is missing and each found row that is not expected."""
    rest = list(found)
    problems = []
    for row in expected:
        match = next((one for one in rest if _matches(row, one)), None)
        if match is None:
            problems.append(f"missing: {row}")
        else:
            rest.remove(match)
    return problems + [f"not expected: {row}" for row in rest]


def missing(expected: list[Expected], found: list[Expected]) -> list[str]:
    """Return one line for each expected row that is missing."""
    return [f"missing: {row}" for row in expected if not any(_matches(row, one) for one in found)]


def _matches(expected: Expected, found: Expected) -> bool:
    return all(
        fnmatchcase(str(found[key]), str(value)) for key, value in expected.items() if key != "profiles"
    )


def for_profile(rows: list[Expected], profile: str) -> list[Expected]:
    """Return the rows that hold under the profile."""
    return [row for row in rows if profile in row.get("profiles", [profile])]
