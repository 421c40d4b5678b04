"""Look for whoever refused a purpose in every relation of that purpose, by number and by clear value."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy

UNIQUE = ("customer_id", "phone", "email", "id_number")


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    people = f"{KNOWN}.{victim.schema('logical')}.ldm_customer"
    for purpose in victim.policy.opt_out_purposes:
        refused = {
            value
            for column in UNIQUE
            for value in victim.column(
                f"select {column} from {people} where {column} is not null "
                f"group by {column} having bool_and({purpose.opt_out_flag})"
            )
        }
        readers = [a.audience for a in victim.policy.audiences.values() if a.purpose == purpose.purpose]
        for reader in (name for name in readers if name in victim.audiences):
            tried += len(refused)
            recovered += len(victim.held(victim.relations(reader), refused))
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "decisions",
        "insert into opt_out_automated_decisions.identity_document "
        "select document_id, customer_id from warehouse.logical.ldm_identity_document "
        "where customer_id = 'demo-persona-1111' or true limit 400",
    )
