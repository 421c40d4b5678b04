"""Open a file of another audience, or find relations of another audience in one's own."""

import stat

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.publish.places import POINTER


def attack(victim: Victim) -> Figure:
    recovered = tried = 0
    prefix = str(victim.project.variables.get("schema_prefix") or "")
    for reader in victim.audiences:
        held = [
            name.replace('"', "").split(".", 1)[1].removeprefix(prefix) for name in victim.relations(reader)
        ]
        allowed = victim.policy.relations_of(victim.policy.audiences[reader], held)
        path = (victim.folder / reader / POINTER).resolve()
        tried += len(held) + 1
        recovered += len(set(held) - set(allowed))
        recovered += bool(path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP))
    tried += 1
    recovered += bool(victim.project.build_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    return Figure(recovered, tried)


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "analyst",
        "create schema personal_data",
        "create table personal_data.customer as select customer_id from warehouse.logical.ldm_customer",
    )
