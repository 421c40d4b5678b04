"""Read masked values: is one the value itself, or does it hide less than three characters of a number?"""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

MASKED = {"full_name": 1, "id_number": 3, "phone": 3, "email": 3}


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    logical, vault = (f"{KNOWN}.{victim.schema(zone)}" for zone in ("logical", "vault"))
    for reader in victim.readers_of("standard"):
        for column, hidden in MASKED.items():
            name = quoted(column)
            held = (
                f"select s.{name} as shown, c.{name} as whole "
                f"from {victim.open(reader)}.{victim.schema('standard')}.customer as s "
                f"inner join {vault}.vlt_current_pseudonym as p on s.customer_key = p.pseudonym "
                f"inner join {logical}.ldm_customer as c on c.customer_id = p.subject_id where c.{name} is not null"
            )
            tried += victim.number(f"select count(*) from ({held})")
            shown = "length(replace(shown, '*', ''))"
            recovered += victim.number(
                f"select count(*) from ({held}) where shown = whole or {shown} > length(whole) - {hidden}"
            )
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "service_desk",
        "update standard.customer set phone = c.phone[:10] || '*' from warehouse.vault.vlt_current_pseudonym as p "
        "inner join warehouse.logical.ldm_customer as c on c.customer_id = p.subject_id "
        "where p.pseudonym = customer_key",
    )
