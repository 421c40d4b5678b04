"""Read the largest and the smallest value of every column: it must be shared by at least k."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            for column in map(quoted, victim.columns(relation)):
                for end in ("max", "min"):
                    tried += 1
                    last = f"select {end}({column}) from {relation}"
                    holders = f"select count(*) from {relation} where {column} = ({last})"
                    recovered += int(0 < victim.number(holders) < victim.k)
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "update anonymised.transaction set amount = '[9000000, 9000001)' "
        "where rowid = (select min(rowid) from anonymised.transaction)",
    )
