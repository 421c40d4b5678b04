"""Join every column that looks like a key with every column of every other file."""

from itertools import product

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

# Who must not be able to say which row of somebody else's file a row is.
UNLINKED = ("analyst", "harbour_insurance", "delta_research")
IN_CLEAR = ("full_name", "phone", "email", "birth_date")


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    keys = {reader: _keys(victim, reader) for reader in victim.audiences if reader != "privacy_officer"}
    for reader in (name for name in UNLINKED if name in keys):
        foreign = [held for other, columns in keys.items() if other != reader for held in columns]
        for own, other in product(keys[reader], foreign):
            tried += min(len(own), len(other))
            recovered += len(own & other)
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


def _keys(victim: Victim, reader: str) -> list[set[str]]:
    """Return the values of each column that tells rows apart; what an agreement gives in clear is no key."""
    columns = [
        (relation, quoted(column))
        for relation in victim.relations(reader)
        for column in victim.columns(relation, text_only=True)
        if column not in IN_CLEAR
    ]
    return [
        set(victim.column(f"select distinct {column} from {relation} where {column} is not null"))
        for relation, column in columns
        if victim.number(
            f"select count(distinct {column}) > 20 and min(length({column})) >= 6 from {relation}"
        )
    ]
