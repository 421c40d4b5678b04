"""Group by every combination of three columns, and by all of them: a small group is somebody found."""

from itertools import combinations

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            columns = [quoted(column) for column in victim.columns(relation)]
            for chosen in [*combinations(columns, min(3, len(columns))), tuple(columns)]:
                tried += 1
                small = f"select 1 from {relation} group by {', '.join(chosen)} having count(*) < {victim.k}"
                recovered += victim.number(f"select count(*) from ({small})")
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "update anonymised.customer set birth_date = '1983-02-11' "
        "where rowid = (select min(rowid) from anonymised.customer)",
    )
