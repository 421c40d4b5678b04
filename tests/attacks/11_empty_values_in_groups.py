"""Use an empty cell as a value of its own: a group made by a gap must be as large as any other."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            columns = [quoted(column) for column in victim.columns(relation)]
            gaps = ", ".join(f"{column} is null" for column in columns)
            for grouping in (gaps, *(f"{gaps}, {column}" for column in columns)):
                tried += 1
                small = f"select 1 from {relation} group by {grouping} having count(*) < {victim.k}"
                recovered += victim.number(f"select count(*) from ({small})")
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "update anonymised.customer set province = null where rowid = (select min(rowid) from anonymised.customer)",
    )
