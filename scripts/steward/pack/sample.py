"""The auditor's own sample: people drawn by a seed that the auditor names, followed from the source row to the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from steward.engines.duckdb import attach_raw_source, literal
from steward.engines.overlay import Overlay, open_overlay
from steward.errors import StewardError
from steward.policy import load_policy
from steward.project import Project

FIELDS = (
    "key",
    "purpose",
    "state",
    "decided_by",
    "source_events",
    "expected_in_view",
    "rows_in_view",
    "result",
)


FOLLOWED = """\
with
flags as ({flags}),
drawn as (
    select *, {place} as place
    from flags
    where {only}
    order by place
    limit {number}
),
viewed as ({views}),
followed as (
    select
        drawn.*,
        (select count(*) from {choices} as made
         where made.customer_id = drawn.customer_id and made.purpose = drawn.purpose) as source_events,
        (select count(*) from viewed
         where viewed.customer_id = drawn.customer_id and viewed.purpose = drawn.purpose) as rows_in_view
    from drawn
)
select
    left(place, 12),
    purpose,
    coalesce(state, 'unknown'),
    coalesce(decided_by, 'unknown'),
    source_events,
    not refused,
    rows_in_view,
    case when refused = (rows_in_view = 0) then 'pass' else 'fail' end
from followed
"""


@dataclass(frozen=True)
class Drawn:
    """One person and purpose of the sample; `key` is a short hash that only whoever knows the seed and id can make."""

    key: str
    purpose: str
    state: str
    decided_by: str
    source_events: int
    expected_in_view: bool
    rows_in_view: int
    result: str


def draw(project: Project, seed: int, number: int) -> list[Drawn]:
    """Return `number` draws, the same for the same seed and build; half of them refusals where there are enough.

    Raises StewardError if there is no build that succeeded.
    """
    with open_overlay(project) as overlay:
        build = overlay.newest_build
        if build is None or build.state != "success":
            raise StewardError(overlay.where, "no build that succeeded is on record", "run `make build`")
        attach_raw_source(overlay.connection, build.project(project))
        purposes = [own.purpose for own in load_policy(project).opt_out_purposes]
        refused = _rows(overlay, purposes, build.prefix, seed, number - number // 2, refusing=True)
        allowed = _rows(overlay, purposes, build.prefix, seed, number - len(refused), refusing=False)
    return [Drawn(**dict(zip(FIELDS, row, strict=True))) for row in sorted(refused + allowed)]


def _rows(
    overlay: Overlay, purposes: Sequence[str], prefix: str, seed: int, number: int, refusing: bool
) -> list[tuple[Any, ...]]:
    customers = overlay.name(f"{prefix}logical", "ldm_customer")
    choices = overlay.name(f"{prefix}logical", "ldm_choice")
    flags = " union all ".join(
        f"select customer_id, {literal(purpose)} as purpose, opt_out_{purpose} as refused, "
        f"opt_out_{purpose}_state as state, opt_out_{purpose}_decided_by as decided_by from {customers}"
        for purpose in purposes
    )
    views = " union all ".join(
        f"select {literal(purpose)} as purpose, customer_id "
        f"from {overlay.name(f'{prefix}opt_out_{purpose}', 'customer')}"
        for purpose in purposes
    )
    place = f"sha256({literal(str(seed))} || '|' || customer_id || '|' || purpose)"
    only = "refused" if refusing else "not refused"
    query = FOLLOWED.format(
        flags=flags, views=views, choices=choices, place=place, only=only, number=int(number)
    )
    return list(overlay.connection.execute(query).fetchall())
