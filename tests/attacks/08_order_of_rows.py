"""Guess who a row is from its place: does the order of rows, or of keys, follow the order of the source?"""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy

# Spearman's rho of unrelated orders stays below 3.3 / sqrt(n - 1) but once in a thousand times.
CRITICAL = 3.3


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for holder in (*victim.readers_of("standard"), *victim.readers_of("selectively_anonymised")):
        for relation in victim.relations(holder):
            if "customer_key" in victim.columns(relation) and '"customer' in relation:
                for order in ("h.rowid", "h.customer_key"):
                    tried += 1
                    recovered += _follows(victim, relation, order)
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "service_desk",
        "create or replace table standard.customer as select c.* from standard.customer as c "
        "inner join warehouse.vault.vlt_current_pseudonym as p on c.customer_key = p.pseudonym order by p.subject_id",
    )


def _follows(victim: Victim, relation: str, order: str) -> int:
    truth = f"{KNOWN}.{victim.schema('vault')}.vlt_current_pseudonym"
    rows, rho = victim.rows(
        f"with held as (select rowid, customer_key from {relation}), "
        f"ranked as (select rank() over (order by {order}) as own, rank() over (order by p.subject_id) as source "
        f"from held as h inner join {truth} as p on h.customer_key = p.pseudonym) "
        "select count(*), coalesce(corr(own, source), 0) from ranked"
    )[0]
    return int(rows > 10 and abs(rho) > CRITICAL / (rows - 1) ** 0.5)
