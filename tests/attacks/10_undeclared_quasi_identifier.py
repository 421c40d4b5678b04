"""Look for a column, declared or not, whose values are nearly as many as the rows."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

MOST_DISTINCT = 0.2


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            for column in victim.columns(relation):
                tried += 1
                recovered += victim.number(
                    f"select count(*) > 20 and count(distinct {quoted(column)}) > {MOST_DISTINCT} * count(*) "
                    f"from {relation}"
                )
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "create or replace table anonymised.customer as select *, 'nick' || rowid as nickname from anonymised.customer",
    )
