"""Join every column that looks like a key with every column of every other file."""

from itertools import product

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

# Who must not be able to say which row of somebody else's file a row is.
UNLINKED = ("analyst", "harbour_insurance", "delta_research")
IN_CLEAR = ("full_name", "phone", "email", "birth_date")


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    for reader in (name for name in UNLINKED if name in victim.audiences):
        others = [name for name in victim.audiences if name not in (reader, "privacy_officer")]
        foreign = {key for other in others for key in _keys(victim, other)}
        for own, other in product(_keys(victim, reader), sorted(foreign)):
            tried += 1
            recovered += victim.number(
                f"select count(*) > 0 from {own[0]} as o where o.{own[1]} in (select {other[1]} from {other[0]})"
            )
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "delta_research",
        "alter table selectively_anonymised.customer__delta_research rename to old",
        "create table selectively_anonymised.customer__delta_research as "
        "select md5(customer_id) as customer_key from warehouse.logical.ldm_customer",
    )
    copy.change(
        "analyst",
        "create table anonymised.keyed as select md5(customer_id) as k from warehouse.logical.ldm_customer",
    )


def _keys(victim: Victim, reader: str) -> list[tuple[str, str]]:
    """Return relation and column of what tells rows apart; what an agreement gives in clear is no key."""
    return [
        (relation, quoted(column))
        for relation in victim.relations(reader)
        for column in victim.columns(relation, text_only=True)
        if column not in IN_CLEAR and victim.number(_is_key(relation, column))
    ]


def _is_key(relation: str, column: str) -> str:
    name = quoted(column)
    return f"select count(distinct {name}) > 20 and min(length({name})) >= 6 from {relation}"
