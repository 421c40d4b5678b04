"""Know the quasi-identifiers of somebody and read the sensitive value that all the group shares."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

WITHHELD = "*"


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("anonymised"):
        for relation in victim.relations_of_persons(reader, "anonymised"):
            quasi, sensitive = _columns(victim, relation)
            for column in sensitive:
                tried += victim.number(f"select count(*) from (select 1 from {relation} group by {quasi})")
                # A value that is withheld tells nothing.
                recovered += victim.number(
                    f"select count(*) from (select 1 from {relation} group by {quasi} "
                    f"having count(distinct {column}) < {victim.l_diversity} "
                    f"and count(*) filter (where {column} is distinct from '{WITHHELD}') > 0)"
                )
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change("analyst", "update anonymised.customer set amount_90d = '[0, 1000)' where gender = 'female'")


def _columns(victim: Victim, relation: str) -> tuple[str, list[str]]:
    """Return the columns that an attacker knows of somebody, and those that are worth knowing."""
    known = ("gender", "birth_date", "province")
    columns = victim.columns(relation)
    worth = [
        column for column in columns if column in ("amount_90d", "health_note", "religion", "annual_income")
    ]
    return ", ".join(quoted(column) for column in columns if column in known) or "1", [
        quoted(c) for c in worth
    ]
