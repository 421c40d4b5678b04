"""Read what the file says of itself: statistics of its segments, comments, definitions, and a summary."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import literal
from steward.hunt.matches import Needles
from steward.hunt.values import SHORTEST, Planted

HIDING = ("analyst", "service_desk", "delta_research")


def attack(victim: Victim) -> Figure:
    people = [
        value
        for value in victim.people("id_number, phone, email, full_name")
        if len(value.encode()) >= SHORTEST
    ]
    needles = Needles([Planted("", "", "full_name", value) for value in people])
    texts = [text for reader in HIDING if reader in victim.audiences for text in _words(victim, reader)]
    found = {match.planted.value for text in texts for match in needles.in_text(text.encode())}
    return Figure(len(found), len(people))


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "create table anonymised.emptied as select email from warehouse.logical.ldm_customer",
        "comment on column anonymised.emptied.email is 'such as demo-persona-0000@example.com'",
    )


def _words(victim: Victim, reader: str) -> list[str]:
    of_reader = f"where database_name = {literal(reader)}"
    texts = victim.column(
        f"select concat_ws(' ', comment, sql) from duckdb_tables() {of_reader} union all "
        f"select concat_ws(' ', comment, column_default) from duckdb_columns() {of_reader} union all "
        f"select concat_ws(' ', comment, sql) from duckdb_views() {of_reader}"
    )
    for relation in victim.relations(reader):
        texts += [
            str(row) for row in victim.rows(f"select stats from pragma_storage_info({literal(relation)})")
        ]
        texts += [str(row) for row in victim.rows(f"summarize {relation}")]
    return texts + [str(row) for row in victim.rows(f"from {victim.open(reader)}.main.about")]
