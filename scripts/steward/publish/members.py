"""Whose rows are in a release: customer ids per relation, in custody, for the day somebody must be told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from steward.build_state import Build
from steward.engines.duckdb import literal, quoted
from steward.engines.overlay import Overlay
from steward.publish.plan import AudiencePlan, PlannedRelation

INTERNAL = "internal"


def write_members(overlay: Overlay, plan: AudiencePlan, build: Build, database: str, path: Path) -> None:
    """Write (relation, customer_id) as Parquet: owners, joint holders and payers too, each within their dates.

    The rows are those of the attached `database`. Rows without any key (anonymised) name nobody, so their
    relations are not in it.
    """
    logical, vault = f"{build.prefix}logical", f"{build.prefix}vault"
    parts = [
        f"select {literal(planned.label)} as relation, customer_id from ({query})"
        for planned in plan.relations
        for query in _Keys(overlay, planned, database, logical, vault, build.as_of_date).queries()
    ]
    if parts:
        union = " union ".join(parts)
        query = f"select * from ({union}) where customer_id is not null order by all"
        overlay.connection.execute(
            f"copy ({query}) to {literal(str(path))} (format parquet, compression zstd)"
        )
        path.chmod(0o600)


class _Keys:
    """The queries that give the customer ids of one relation, one per way in which a row names a person."""

    def __init__(
        self,
        overlay: Overlay,
        planned: PlannedRelation,
        database: str,
        logical: str,
        vault: str,
        day: date,
    ) -> None:
        self.overlay, self.planned, self.logical, self.vault = overlay, planned, logical, vault
        self.day = f"date {literal(str(day))}"
        self.rows = quoted(database, planned.relation.schema, planned.relation.name)

    def queries(self) -> Iterator[str]:
        has = self.planned.relation.has
        if has("customer_id"):
            yield f"select customer_id from {self.rows}"
        elif has("customer_key"):
            yield self._subjects("customer", "customer_key", "customer_id")
        # Who holds an account today need not have held it on the day of a transaction.
        if not self.planned.relation.name.startswith("transaction"):
            if has("account_id"):
                yield self._owners(f"select account_id from {self.rows}")
            elif has("account_key"):
                yield self._owners(self._subjects("account", "account_key", "account_id"))
        if has("transaction_id"):
            yield self._owners_of_transactions()
            payers = self._helper("ldm_transaction_payer")
            rows = f"select transaction_id from {self.rows}"
            yield f"select customer_id from {payers} where transaction_id in ({rows})"

    def _helper(self, name: str) -> str:
        return self.overlay.name(self.logical, name)

    def _owners(self, accounts: str) -> str:
        owners = self._helper("ldm_account_owner")
        return f"select customer_id from {owners} where account_id in ({accounts}) and {_within(self.day)}"

    def _owners_of_transactions(self) -> str:
        """Who held the account of a transaction on its day, whether or not the relation shows the account."""
        owners, transactions = self._helper("ldm_account_owner"), self._helper("ldm_transaction")
        return (
            f"select owners.customer_id from {transactions} as moved "
            f"inner join {owners} as owners on owners.account_id = moved.account_id "
            f"and {_within('moved.business_date')} "
            f"where moved.transaction_id in (select transaction_id from {self.rows})"
        )

    def _subjects(self, kind: str, column: str, name: str) -> str:
        scope = f"recipient:{self.planned.recipient}" if self.planned.recipient else INTERNAL
        keys = self.overlay.name(self.vault, "vlt_current_pseudonym")
        return (
            f"select subject_id as {name} from {keys} where subject_type = {literal(kind)} "
            f"and scope = {literal(scope)} and pseudonym in (select {column} from {self.rows})"
        )


def _within(day: str) -> str:
    return f"(valid_from is null or valid_from <= {day}) and (valid_to is null or valid_to >= {day})"
