"""An agreement as publish reads it: never wider than at the build, never wider than it is loaded now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.publish.agreements import NARROWED

DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 4))
WORDS = st.none() | st.lists(st.sampled_from(["full_name", "MOBILE", " gender "]), unique=True).map("|".join)
ROUTES = st.none() | st.just("standard_contract")
TYPES = {
    "attributes": "text",
    "disclosure_level": "text",
    "signed_on": "date",
    "valid_from": "date",
    "valid_to": "date",
    "transfer_route": "text",
    "storage_country": "text",
}


@dataclass(frozen=True)
class Row:
    """The columns of an agreement that are narrowed."""

    attributes: str | None
    disclosure_level: str | None
    signed_on: date | None
    valid_from: date | None
    valid_to: date | None
    transfer_route: str | None
    storage_country: str | None

    def names(self) -> set[str]:
        return {word.strip().lower() for word in (self.attributes or "").split("|")} - {""}

    def in_force(self, day: date) -> bool:
        begun = self.signed_on is not None and self.valid_from is not None
        return (
            begun
            and max(self.signed_on or day, self.valid_from or day) <= day
            and (self.valid_to is None or self.valid_to >= day)
        )


ROWS = st.builds(
    Row, WORDS, st.sampled_from([None, "identified", "anonymous_only"]), DAYS, DAYS, DAYS, ROUTES, ROUTES
)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def narrowed(connection: duckdb.DuckDBPyConnection, frozen: Row, live: Row) -> Row:
    casts = ", ".join(f"cast(? as {data_type}) as {name}" for name, data_type in TYPES.items())
    shown = ", ".join(f"{NARROWED[name]} as {name}" for name in TYPES)
    values = [getattr(row, name) for row in (frozen, live) for name in TYPES]
    found = connection.execute(
        f"select {shown} from (select {casts}) as frozen cross join (select {casts}) as live", values
    ).fetchone()
    assert found is not None
    return Row(*found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS, st.dates(date(2026, 1, 1), date(2026, 1, 5)))
def test_it_is_what_both_readings_allow(
    connection: duckdb.DuckDBPyConnection, frozen: Row, live: Row, day: date
) -> None:
    found = narrowed(connection, frozen, live)
    assert found.names() == frozen.names() & live.names()
    assert found.in_force(day) == (frozen.in_force(day) and live.in_force(day))
    assert (found.disclosure_level == "identified") == (
        frozen.disclosure_level == live.disclosure_level == "identified"
    )
    for route in ("transfer_route", "storage_country"):
        assert (getattr(found, route) is None) == (
            getattr(frozen, route) is None or getattr(live, route) is None
        )
    if frozen == live and frozen.disclosure_level is not None:
        assert found == frozen, "what did not change is shown as it was loaded"
