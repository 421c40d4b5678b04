"""Read the officer's own reports for names, numbers and addresses of people."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.hunt.matches import Needles
from steward.hunt.places import file_pieces
from steward.hunt.values import SHORTEST, Planted

COLUMNS = "full_name, id_number, phone, email, street_address"


def attack(victim: Victim) -> Figure:
    people = [value for value in victim.people(COLUMNS) if len(value.encode()) >= SHORTEST]
    found = victim.held(victim.relations("privacy_officer"), people)
    needles = Needles([Planted("", "", "full_name", value) for value in people])
    for path in (victim.project.home / "audit").rglob("*"):
        if path.is_file():
            found |= {m.planted.value for piece in file_pieces(path) for m in needles.in_text(piece)}
    return Figure(len(found), len(people))


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "privacy_officer",
        "create table audit.rpt_more as select full_name from warehouse.logical.ldm_customer",
    )
