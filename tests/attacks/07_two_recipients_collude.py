"""Lay the files of all recipients side by side and match their pseudonyms."""

from itertools import combinations

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    holders = (*victim.readers_of("selectively_anonymised"), *victim.readers_of("standard"))
    keys = {holder: _pseudonyms(victim, holder) for holder in holders}
    for one, other in combinations(holders, 2):
        tried += min(len(keys[one]), len(keys[other]))
        recovered += len(keys[one] & keys[other])
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    for recipient in ("harbour_insurance", "delta_research"):
        copy.change(
            recipient,
            f"update selectively_anonymised.customer__{recipient} set customer_key = 'k' || rowid",
        )


def _pseudonyms(victim: Victim, holder: str) -> set[str]:
    return {
        key
        for relation in victim.relations(holder)
        for column in victim.columns(relation)
        if column.endswith("_key")
        for key in victim.column(
            f"select distinct {quoted(column)} from {relation} where {quoted(column)} is not null"
        )
    }
