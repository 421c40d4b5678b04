"""Enumerate birth dates, postcodes and a block of phone numbers, hash each under guessable salts, and look."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

DOMAINS = {
    "birth_date": "select cast(unnest(generate_series(date '1920-01-01', date '2019-12-31', interval 1 day)) "
    "as date)::text",
    "postcode": "select lpad(unnest(range(100000, 900000, 10))::text, 6, '0')",
    "phone": "select unnest(range(10069000000, 10069020000))::text",
}
SALTS = ("", "customer", "birth_date", "phone", "privacy_warehouse", "salt")
READERS = ("analyst", "service_desk", "harbour_insurance", "delta_research")


def attack(victim: Victim) -> Figure:
    union = " union all ".join(DOMAINS.values())
    victim.connection.execute(
        f"create or replace temp table domain as select unnest as word from ({union}) as u(unnest)"
    )
    cells = _cells(victim)
    recovered = tried = 0
    for salt in SALTS:
        for digest in ("md5", "sha1", "sha256"):
            tried += victim.number("select count(*) from domain")
            hashed = f"select {digest}('{salt}' || word) from domain"
            recovered += victim.number(f"select count(*) from ({cells}) where cell in ({hashed})")
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "create table anonymised.token as select sha256('customer' || birth_date) as token "
        "from warehouse.logical.ldm_customer",
    )


def _cells(victim: Victim) -> str:
    parts = [
        f"select {quoted(column)} as cell from {relation} where length({quoted(column)}) >= 32"
        for reader in READERS
        if reader in victim.audiences
        for relation in victim.relations(reader)
        for column in victim.columns(relation, text_only=True)
    ]
    victim.connection.execute(f"create or replace temp table cells as {' union '.join(parts)}")
    return "select cell from cells"
