"""Filter, compare and sort by a masked column with the clear value in hand: only the mask may answer."""

from steward.attacks.victim import Figure, Victim, WeakCopy

MASKED = ("full_name", "id_number", "phone", "email")


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in victim.readers_of("standard"):
        relation = f"{victim.open(reader)}.{victim.schema('standard')}.customer"
        for column in MASKED:
            known = victim.people(column)
            tried += len(known)
            recovered += len(victim.held([relation], known))
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "service_desk",
        "create table main.clear as select p.pseudonym, c.full_name from warehouse.logical.ldm_customer as c "
        "inner join warehouse.vault.vlt_current_pseudonym as p on c.customer_id = p.subject_id",
        "create or replace table standard.customer as select c.* replace (k.full_name as full_name) "
        "from standard.customer as c left join main.clear as k on k.pseudonym = c.customer_key",
    )
