"""Agreements at the moment of publishing: one that ended since the build gives nothing any more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import duckdb

from steward.build_state import Build
from steward.engines.duckdb import literal
from steward.engines.overlay import Overlay
from steward.errors import StewardError

# China has had no daylight saving time since 1991, so the offset needs no table of time zones.
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Agreement:
    """An agreement in force: its id, its recipient, its last day (None: open)."""

    agreement_id: str
    recipient_id: str
    valid_to: date | None


def today() -> date:
    """Return the date in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), SHANGHAI)


def agreements_in_force(overlay: Overlay, build: Build, day: date) -> list[Agreement]:
    """Return the agreements in force on `day`, and show the build without those that ended since.

    Raises StewardError if the live agreements cannot be read.
    """
    logical, staging = f"{build.prefix}logical", f"{build.prefix}staging"
    frozen = overlay.frozen(logical, "ldm_agreement")
    try:
        live = overlay.name(staging, "stg_agreements")
        on_day = f"date {literal(day.isoformat())}"
        not_over = f"(valid_to is null or valid_to >= {on_day})"
        current = f"select agreement_id from {live} where is_current and {not_over}"
        still = f"{not_over} and agreement_id in ({current})"
        if overlay.count(frozen, f"({still}) is not true"):
            table = overlay.table("agreement", f"select agreement_id from {frozen} where {still}")
            query = f"select * from {frozen} where agreement_id in (select agreement_id from {table})"
            overlay.replace(logical, "ldm_agreement", query)
        rows = overlay.connection.execute(
            f"select agreement_id, recipient_id, valid_to from {overlay.name(logical, 'ldm_agreement')} "
            f"where {still} and signed_on <= {on_day} and valid_from <= {on_day} order by all"
        ).fetchall()
    except duckdb.Error:
        what = "the agreements cannot be read again, so one that ended would go unseen"
        raise StewardError(
            f"{staging}.stg_agreements", what, "check the raw tables and build again"
        ) from None
    return [Agreement(*row) for row in rows]
