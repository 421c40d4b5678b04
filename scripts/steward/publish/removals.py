"""Choices, read once more: whoever refused since the build is taken out, and nobody is ever added.

The build froze its answers in `ldm_customer` and `ldm_recipient_choice`. `ldm_choice_decision` and
`ldm_recipient_decision` are live views over the raw tables. A person who was allowed and is no longer, or for
whom the live view has no answer, is refused; the frozen tables are then shown with those answers turned, so
that the families' own views leave the person out wherever she is: also as joint holder, also as payer.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from steward.build_state import Build
from steward.engines.duckdb import literal, quoted, scalar
from steward.engines.overlay import Overlay
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project

RAW_CHOICES = "raw_choice_events"
LEVELS = "['none', 'anonymous_only', 'identified']"


@dataclass(frozen=True)
class Removals:
    """Who refused between the build and `read_at`: counts, and the table in memory that names them."""

    read_at: datetime
    newest_choice_loaded_at: datetime | None
    table: str
    purposes: dict[str, int] = field(default_factory=dict)
    recipients: dict[str, int] = field(default_factory=dict)

    @property
    def persons(self) -> int:
        """How many refusals there are over purposes and recipients."""
        return sum(self.purposes.values()) + sum(self.recipients.values())

    def refused(self, purpose: str) -> str:
        """Return a query of the persons who refused a purpose."""
        return f"select customer_id from {self.table} where purpose = {literal(purpose)}"


def apply_removals(overlay: Overlay, project: Project, policy: Policy, build: Build) -> Removals:
    """Show the build as if whoever refused since had refused before, and return who that is.

    Raises StewardError if the live views cannot be read: a refusal that cannot be seen must stop a release.
    """
    logical = f"{build.prefix}logical"
    read_at = datetime.now(UTC)
    raw = (f"{build.prefix}raw_demo", RAW_CHOICES)
    try:
        looks = [_look(overlay, policy, logical, "loaded")]
        edited = edited_demo_choices(overlay, project, build, raw)
        if edited:
            overlay.replace(*raw, edited)
            looks.append(_look(overlay, policy, logical, "edited"))
        table = overlay.table("refused", " union ".join(f"select * from {look.refused}" for look in looks))
        narrowed = overlay.table("narrowed", _narrowest([look.narrowed for look in looks]))
        newest = _newest_choice(overlay, build)
    except duckdb.Error:
        what = "the choices cannot be read again, so a refusal since the build would go unseen"
        do = "check the raw tables and build again"
        raise StewardError(f"{logical}.ldm_choice_decision", what, do) from None
    purposes = _counts(overlay, f"select purpose, count(*) from {table} group by 1 order by 1")
    recipients = _counts(overlay, f"select recipient_id, count(*) from {narrowed} group by 1 order by 1")
    if purposes:
        _turn_flags(overlay, policy, logical, table, purposes)
    if recipients:
        _turn_recipient_choices(overlay, logical, narrowed)
    return Removals(read_at, newest, table, purposes, recipients)


def _counts(overlay: Overlay, query: str) -> dict[str, int]:
    return {name: count for name, count in overlay.connection.execute(query).fetchall()}


@dataclass(frozen=True)
class _Look:
    """Tables in memory: who is refused by one reading of the choices, and whose recipient choice narrowed."""

    refused: str
    narrowed: str


def _look(overlay: Overlay, policy: Policy, logical: str, name: str) -> _Look:
    return _Look(_refused(overlay, policy, logical, name), _narrowed(overlay, logical, name))


def edited_demo_choices(overlay: Overlay, project: Project, build: Build, raw: tuple[str, str]) -> str:
    """Return a query of the demo's file of choices where it differs from the table that the build loaded.

    In the demo the file is what a user edits; elsewhere the raw table itself is read.
    """
    path = project.path("seeds", "demo", f"{RAW_CHOICES}.csv")
    if not build.variables.get("demo_data", True) or raw not in overlay.catalogue or not path.is_file():
        return ""
    columns = overlay.catalogue[raw].columns
    casts = ", ".join(f"cast({quoted(c.name)} as {c.data_type}) as {quoted(c.name)}" for c in columns)
    source = overlay.file(str(path), [column.name for column in columns])
    try:
        edited = f"select * from {overlay.table('demo_choices', f'select {casts} from ({source})')}"
    except duckdb.Error:
        what = "cannot be read with the columns of the loaded table"
        raise StewardError(project.relative(path), what, "mend the file, or build again") from None
    loaded = f"select * from {overlay.frozen(*raw)}"
    differ = f"({edited} except all {loaded}) union all ({loaded} except all {edited})"
    return edited if overlay.count(f"({differ})") else ""


def _refused(overlay: Overlay, policy: Policy, logical: str, name: str) -> str:
    decision = overlay.name(logical, "ldm_choice_decision")
    live = overlay.table(
        f"{name}_choice",
        f"select customer_id, purpose from {decision} group by 1, 2 "
        "having bool_and(coalesce(allowed, false))",
    )
    customer = overlay.frozen(logical, "ldm_customer")
    parts = [
        f"select {literal(purpose.purpose)} as purpose, customer_id from {customer} as frozen "
        f"where not {quoted(purpose.opt_out_flag)} and not exists (select 1 from {live} as live "
        f"where live.customer_id = frozen.customer_id and live.purpose = {literal(purpose.purpose)})"
        for purpose in policy.opt_out_purposes
    ]
    nobody = "select '' as purpose, '' as customer_id limit 0"
    return overlay.table(f"{name}_refused", " union all ".join(parts) or nobody)


def _narrowed(overlay: Overlay, logical: str, name: str) -> str:
    """Return the recipient choices that hold less now than at the build, with what still holds."""
    decision = overlay.name(logical, "ldm_recipient_decision")
    live = (
        "select customer_id, recipient_id, bool_and(coalesce(allowed, false)) as allowed, "
        f"min({_rank('level')}) as rank from {decision} group by 1, 2"
    )
    return overlay.table(
        f"{name}_narrowed",
        "select frozen.customer_id, frozen.recipient_id, coalesce(live.allowed, false) as allowed, "
        f"coalesce(live.rank, 1) as rank from {overlay.frozen(logical, 'ldm_recipient_choice')} as frozen "
        f"left join ({live}) as live using (customer_id, recipient_id) "
        "where frozen.allowed and (not coalesce(live.allowed, false) "
        f"or coalesce(live.rank, 1) < {_rank('frozen.level')})",
    )


def _rank(level: str) -> str:
    """Return the place of a level among LEVELS; what is unknown is the least."""
    return f"coalesce(list_position({LEVELS}, {level}), 1)"


def _narrowest(tables: list[str]) -> str:
    union = " union all ".join(f"select * from {table}" for table in tables)
    return (
        "select customer_id, recipient_id, bool_and(allowed) as allowed, "
        f"({LEVELS})[min(rank)] as level from ({union}) group by 1, 2"
    )


def _newest_choice(overlay: Overlay, build: Build) -> datetime | None:
    staged = overlay.name(f"{build.prefix}staging", "stg_choice_events")
    newest: datetime | None = scalar(overlay.connection, f"select max(loaded_at) from {staged}")
    return newest


def _turn_flags(overlay: Overlay, policy: Policy, logical: str, table: str, purposes: dict[str, int]) -> None:
    turned = ", ".join(
        f"({quoted(flag)} or customer_id in "
        f"(select customer_id from {table} where purpose = {literal(purpose)})) as {quoted(flag)}"
        for purpose, flag in ((row.purpose, row.opt_out_flag) for row in policy.opt_out_purposes)
        if purpose in purposes
    )
    frozen = overlay.frozen(logical, "ldm_customer")
    overlay.replace(logical, "ldm_customer", f"select * replace ({turned}) from {frozen}")


def _turn_recipient_choices(overlay: Overlay, logical: str, narrowed: str) -> None:
    frozen = overlay.frozen(logical, "ldm_recipient_choice")
    overlay.replace(
        logical,
        "ldm_recipient_choice",
        f"select frozen.* replace (frozen.allowed and coalesce(narrowed.allowed, true) as allowed, "
        f"coalesce(narrowed.level, frozen.level) as level) from {frozen} as frozen "
        f"left join {narrowed} as narrowed using (customer_id, recipient_id)",
    )
