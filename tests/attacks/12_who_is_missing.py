"""Subtract what is published from what exists: one row that is missing is somebody found by absence."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    people = f"{KNOWN}.{victim.schema('logical')}.ldm_customer"
    for reader in victim.readers_of("anonymised"):
        for released, suppressed in victim.rows(
            f"select people_released, people_suppressed from {victim.open(reader)}.main.about "
            "where people_suppressed is not null"
        ):
            tried += 2
            recovered += int(0 < suppressed < victim.k) + int(0 < released < victim.k)
        rows = victim.number(
            f"select count(*) from {victim.open(reader)}.{victim.schema('anonymised')}.customer"
        )
        missing = victim.number(f"select count(*) from {people}") - rows
        tried += 1
        recovered += int(0 < missing < victim.k)
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change("analyst", "update about set people_suppressed = 1 where relation = 'anonymised.customer'")
