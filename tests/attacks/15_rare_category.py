"""Look for a value that fewer than k rows have: a province, a rare e-mail domain, one product."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            for column in map(quoted, victim.columns(relation)):
                groups = f"select count(*) as held from {relation} group by {column}"
                tried += victim.number(f"select count(*) from ({groups})")
                recovered += victim.number(f"select count(*) from ({groups}) where held < {victim.k}")
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "update anonymised.account set currency = 'ISK' where rowid = (select min(rowid) from anonymised.account)",
    )
