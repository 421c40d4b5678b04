"""What the newest build measured: agreements, empty families, identities, completeness, rejected rows.

Each is a note: the build holds what it should, and somebody should look.
"""

from collections.abc import Iterator

from steward.build_state import Build
from steward.engines.duckdb import literal, scalar
from steward.engines.overlay import Overlay
from steward.findings import Finding
from steward.policy import Policy

# The kinds that get relations; a processor acts for the company, an authority by order.
KINDS = ("controller", "affiliate")

# What audit.rpt_agreement_due lists; a relation without an agreement is said by another note.
DUE = {
    "unsigned": ("is not signed", "have it signed and load the day, or take it away"),
    "expired": ("expired on {due_on}", "renew it, or see that its recipient keeps nothing"),
    "renewal_due": ("is to be renewed or ended: notice was due on {due_on}", "renew it, or give notice"),
    "overseas_without_route": ("has no route or storage country, and its recipient is overseas", "load them"),
    "terms_broader": (
        "its terms name what no agreement in force does: {attributes}",
        "narrow disclosure_terms.csv, or agree on it",
    ),
}


def measured_findings(overlay: Overlay, policy: Policy, build: Build) -> list[Finding]:
    """Return the notes on the newest build; a relation that is absent is another check's finding."""
    look = _Look(overlay, policy, build)
    return [
        *look.agreements(),
        *look.agreements_due(),
        *look.unrendered_recipients(),
        *look.empty_families(),
        *look.identities(),
        *look.control_totals(),
        *look.rejected_rows(),
    ]


class _Look:
    def __init__(self, overlay: Overlay, policy: Policy, build: Build) -> None:
        self.overlay, self.policy, self.build = overlay, policy, build
        self.connection = overlay.connection

    def _table(self, zone: str, name: str) -> str:
        key = (f"{self.build.prefix}{zone}", name)
        return self.overlay.name(*key) if key in self.overlay.catalogue else ""

    def agreements(self) -> Iterator[Finding]:
        table = self._table("logical", "ldm_agreement")
        if not table:
            return
        day = f"date {literal(self.build.as_of_date.isoformat())}"
        rows = self.connection.execute(
            f"select distinct recipient_id from {table} where signed_on <= {day} and valid_from <= {day} "
            f"and (valid_to is null or valid_to >= {day})"
        ).fetchall()
        in_force = {row[0] for row in rows}
        for recipient in self.policy.recipients.values():
            if recipient.kind in KINDS and recipient.recipient_id not in in_force:
                what = f"no agreement in force on {self.build.as_of_date}, so its relations hold no row"
                yield Finding(
                    f"recipient {recipient.recipient_id}",
                    what,
                    "load the agreement, or take the row away",
                    False,
                )

    def agreements_due(self) -> Iterator[Finding]:
        table = self._table("audit", "rpt_agreement_due")
        if not table:
            return
        rows = self.connection.execute(
            f"select recipient_id, agreement_id, due, due_on, coalesce(attributes, '') from {table} "
            "where due <> 'relation_without_agreement' order by all"
        ).fetchall()
        for recipient_id, agreement_id, due, due_on, attributes in rows:
            what, do = DUE[due]
            where = f"agreement {agreement_id}" if agreement_id else f"recipient {recipient_id}"
            named = attributes.replace("|", ", ")
            yield Finding(where, what.format(due_on=due_on, attributes=named), do, False)

    def unrendered_recipients(self) -> Iterator[Finding]:
        table = self._table("logical", "ldm_recipient")
        if not table:
            return
        rows = self.connection.execute(
            f"select distinct recipient_id from {table} "
            f"where kind in {KINDS!r} and recipient_id is not null order by 1"
        ).fetchall()
        for (recipient_id,) in rows:
            if recipient_id not in self.policy.recipients:
                what = "loaded, but no relation is rendered for it, so it gets nothing"
                do = "add it to recipients.csv with its terms, scope and audience, or leave it"
                yield Finding(f"recipient {recipient_id}", what, do, False)

    def empty_families(self) -> Iterator[Finding]:
        for purpose in self.policy.opt_out_purposes:
            zone = f"opt_out_{purpose.purpose}"
            table = self._table(zone, "customer")
            if table and scalar(self.connection, f"select count(*) from {table}") == 0:
                what = f"holds nobody: no customer may be used for {purpose.name_en}"
                do = "look at the choices and the law's default in the build's summary"
                yield Finding(f"{zone}.customer", what, do, False)

    def identities(self) -> Iterator[Finding]:
        table = self._table("audit", "aud_identity_finding")
        count = scalar(self.connection, f"select count(*) from {table}") if table else 0
        if count:
            yield Finding("audit.aud_identity_finding", f"{count} doubtful identities", "look at them", False)

    def control_totals(self) -> Iterator[Finding]:
        table = self._table("audit", "aud_control_total")
        if not table:
            return
        rows = self.connection.execute(
            f"select table_name, count(*) from {table} where state = 'differs' group by 1 order by 1"
        ).fetchall()
        for name, count in rows:
            what = f"differs from its control total on {count} business dates"
            yield Finding(
                f"raw table {name}", what, "see audit.aud_control_total, and load what is missing", False
            )

    def rejected_rows(self) -> Iterator[Finding]:
        table = self._table("audit", "rejected_rows")
        if not table:
            return
        rows = self.connection.execute(
            f"select table_name, column_name, reason, effect, count(*) from {table} "
            "group by all order by all nulls last"
        ).fetchall()
        told: dict[str, list[str]] = {}
        for name, column, reason, effect, count in rows:
            place = f"{column} {reason}" if column else reason
            kept = "dropped" if effect == "dropped" else "kept with a flag"
            told.setdefault(name, []).append(f"{count} {kept} ({place})")
        for name, reasons in told.items():
            do = "mend them at the source; audit.rejected_rows names their keys"
            yield Finding(f"raw table {name}", f"rejected rows: {', '.join(reasons)}", do, False)
