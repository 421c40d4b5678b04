"""Put a predicate that fails into a query, so that the error tells of rows that the filter leaves out.

DuckDB 2.0 evaluates such a predicate below the join that filters, 1.5.5 above it: so a view is also looked
behind, at whatever else lies in its file. Where families are tables there is nothing behind them.
"""

import duckdb

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy
from steward.engines.duckdb import literal

PURPOSES = {
    "marketing": "opt_out_direct_marketing",
    "disclosure_desk": "opt_out_third_party_disclosure",
    "decisions": "opt_out_automated_decisions",
    "sensitive_care": "opt_out_sensitive_data",
}


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader, flag in PURPOSES.items():
        if reader not in victim.audiences:
            continue
        people = f"{KNOWN}.{victim.schema('logical')}.ldm_customer"
        relation = f"{victim.open(reader)}.{victim.schema(flag)}.customer"
        for column in ("customer_id", "full_name"):
            if column not in victim.columns(relation):
                continue
            # A name may be that of somebody else who is rightly there.
            refused = victim.column(
                f"select {column} from {people} group by {column} having bool_and({flag}) and {column} is not null "
                "order by 1 limit 40"
            )
            if column == "customer_id":
                tried += len(refused)
                recovered += len(victim.held(victim.relations(reader), refused))
            for value in refused:
                tried += 2
                recovered += _tells(victim, relation, column, value)
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "marketing",
        "create schema hidden",
        "create table hidden.people as select customer_id, full_name, opt_out_direct_marketing as refused "
        "from warehouse.logical.ldm_customer",
        "create table hidden.kept as select customer_id from hidden.people where not refused",
        "drop table opt_out_direct_marketing.customer",
        "create view opt_out_direct_marketing.customer as select people.customer_id, people.full_name "
        "from hidden.people inner join hidden.kept using (customer_id)",
    )


def _tells(victim: Victim, relation: str, column: str, value: str) -> int:
    is_it = f"{column} = {literal(value)}"
    told = 0
    for predicate in (
        f"case when {is_it} then error({column}) is null else true end",
        f"case when {is_it} then cast({column} as integer) = 1 else true end",
    ):
        try:
            victim.rows(f"select count(*) from {relation} where {predicate}")
        except duckdb.Error as error:
            told += int(value in str(error).split("LINE 1")[0])
    return told
