"""Read somebody who refused through the account, and the transactions, of a partner who did not."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    logical = f"{KNOWN}.{victim.schema('logical')}"
    for purpose in victim.policy.opt_out_purposes:
        shared = (
            f"select distinct o.account_id from {logical}.ldm_account_owner as o "
            f"inner join {logical}.ldm_customer as c on c.customer_id = o.customer_id "
            f"where c.{purpose.opt_out_flag} and o.valid_from is null and o.valid_to is null"
        )
        for reader in (a.audience for a in victim.policy.audiences.values() if a.purpose == purpose.purpose):
            if reader not in victim.audiences or not victim.relations(reader, f"{purpose.opt_out_flag}"):
                continue
            schema = f"{victim.open(reader)}.{victim.schema(purpose.opt_out_flag)}"
            tried += victim.number(f"select count(*) from ({shared})")
            for name in ("account", "transaction"):
                recovered += victim.number(
                    f'select count(distinct account_id) from {schema}."{name}" where account_id in ({shared})'
                )
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    relation = "opt_out_direct_marketing.account"
    copy.change(
        "marketing",
        f"update {relation} set account_id = (select o.account_id from warehouse.logical.ldm_account_owner as o "
        "inner join warehouse.logical.ldm_customer as c using (customer_id) where c.opt_out_direct_marketing "
        f"and o.valid_from is null and o.valid_to is null limit 1) where rowid = (select min(rowid) from {relation})",
    )
