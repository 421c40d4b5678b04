"""Agreements at the moment of publishing: one that ended or was narrowed since the build gives no more than now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import duckdb

from steward.build_state import Build
from steward.engines.duckdb import literal
from steward.engines.overlay import Overlay
from steward.errors import StewardError

# China has had no daylight saving time since 1991, so the offset needs no table of time zones.
SHANGHAI = timezone(timedelta(hours=8))


def _listed(agreement: str) -> str:
    return f"string_split(lower(replace({agreement}.attributes, ' ', '')), '|')"


def _later(column: str) -> str:
    """A day that must have come: the later of the two, none where one of them is missing."""
    return f"case when live.{column} is not null and frozen.{column} is not null then " + (
        f"greatest(live.{column}, frozen.{column}) end"
    )


# What an agreement said at the build (frozen) and says now (live): never more than either.
KEPT = f"list_filter({_listed('frozen')}, lambda x: list_contains({_listed('live')}, x))"
NARROWED = {
    "attributes": f"case when len({KEPT}) = len({_listed('frozen')}) then frozen.attributes "
    f"else array_to_string({KEPT}, '|') end",
    "disclosure_level": "case when lower(live.disclosure_level) = 'identified' "
    "then frozen.disclosure_level else 'anonymous_only' end",
    "signed_on": _later("signed_on"),
    "valid_from": _later("valid_from"),
    "valid_to": "least(live.valid_to, frozen.valid_to)",
    "transfer_route": "case when live.transfer_route is not null then frozen.transfer_route end",
    "storage_country": "case when live.storage_country is not null then frozen.storage_country end",
}


@dataclass(frozen=True)
class Agreement:
    """An agreement in force: its id, its recipient, its last day (None: open), what it names and how far."""

    agreement_id: str
    recipient_id: str
    valid_to: date | None
    attributes: str
    level: str

    @property
    def record(self) -> dict[str, str]:
        """What the record of a release keeps of it."""
        return {
            "agreement_id": self.agreement_id,
            "recipient_id": self.recipient_id,
            "attributes": self.attributes,
            "level": self.level,
        }


def today() -> date:
    """Return the date in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """Return the moment at which a day ends in Asia/Shanghai."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), SHANGHAI)


def agreements_in_force(overlay: Overlay, build: Build, day: date) -> list[Agreement]:
    """Return the agreements in force on `day`, and show the build with them as they are now, never wider.

    One that ended since the build is not there; of the attributes only those count that it named at the build
    and names now, and of the two levels the lower. Raises StewardError if they cannot be read.
    """
    logical, staging = f"{build.prefix}logical", f"{build.prefix}staging"
    try:
        table = overlay.table("agreement", _as_now(overlay, logical, staging, day))
        overlay.replace(logical, "ldm_agreement", f"select * from {table}")
        on_day = f"date {literal(day.isoformat())}"
        rows = overlay.connection.execute(
            "select agreement_id, recipient_id, valid_to, coalesce(attributes, ''), "
            f"coalesce(lower(disclosure_level), '') from {table} "
            f"where signed_on <= {on_day} and valid_from <= {on_day} order by all"
        ).fetchall()
    except duckdb.Error:
        what = "the agreements cannot be read again, so one that ended would go unseen"
        raise StewardError(
            f"{staging}.stg_agreements", what, "check the raw tables and build again"
        ) from None
    return [Agreement(*row) for row in rows]


def _as_now(overlay: Overlay, logical: str, staging: str, day: date) -> str:
    """Return a query of the build's agreements that are not over, each narrowed to what it says now."""
    frozen, live = overlay.frozen(logical, "ldm_agreement"), overlay.name(staging, "stg_agreements")
    on_day = f"date {literal(day.isoformat())}"
    changes = ", ".join(f"{narrowed} as {column}" for column, narrowed in NARROWED.items())
    return (
        f"select frozen.* replace ({changes}) "
        f"from {frozen} as frozen inner join {live} as live on frozen.agreement_id = live.agreement_id "
        "and frozen.recipient_id is not distinct from live.recipient_id where live.is_current "
        f"and (frozen.valid_to is null or frozen.valid_to >= {on_day}) "
        f"and (live.valid_to is null or live.valid_to >= {on_day})"
    )
