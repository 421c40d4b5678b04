"""Read old and new values of requested changes, which are personal data, where staff and marketing read."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy


def attack(victim: Victim) -> Figure:
    changes = f"{KNOWN}.{victim.schema('logical')}.ldm_change_request"
    values = victim.column(
        f"select new_value from {changes} where length(new_value) > 2 "
        f"union select old_value from {changes} where length(old_value) > 2"
    )
    readers = [name for name in ("service_desk", "analyst", "privacy_officer") if name in victim.audiences]
    relations = [relation for name in readers for relation in victim.relations(name)]
    return Figure(len(victim.held(relations, values)), len(values) * len(readers))


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "service_desk",
        "create table standard.queue as select new_value from warehouse.logical.ldm_change_request",
    )
