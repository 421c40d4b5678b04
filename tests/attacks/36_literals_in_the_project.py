"""Look for people's values in names of tests, YAML, descriptions and compiled SQL."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.hunt.matches import Needles
from steward.hunt.values import SHORTEST, Planted

ENDINGS = (".sql", ".yml", ".json", ".msgpack")


def attack(victim: Victim) -> Figure:
    people = [
        value
        for value in victim.people("id_number, phone, email, full_name")
        if len(value.encode()) >= SHORTEST
    ]
    needles = Needles([Planted("", "", "full_name", value) for value in people])
    folders = [victim.target, *(victim.project.path(name) for name in ("models", "macros", "analyses"))]
    found = {
        match.planted.value
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in ENDINGS and path.is_file()
        for match in needles.in_text(path.read_bytes())
    }
    return Figure(len(found), len(people))


def weaken(copy: WeakCopy) -> None:
    import duckdb

    with duckdb.connect(str(copy.project.build_file), read_only=True) as connection:
        row = connection.execute("select min(email) from logical.ldm_customer").fetchone()
    (copy.target / "accepted_values.yml").write_text(f"values: [{row[0] if row else ''}]", encoding="utf-8")
