"""Look for the keys themselves, which are the pseudonyms of the map, in whatever dbt left behind."""

from steward.attacks.victim import KNOWN, Figure, Victim, WeakCopy
from steward.hunt.scanner import Scanner


def attack(victim: Victim) -> Figure:
    keys = victim.column(f"select pseudonym from {KNOWN}.{victim.schema('vault')}.vlt_pseudonym")
    scanner = Scanner([key.encode() for key in keys])
    files = [path for path in victim.target.rglob("*") if path.is_file()]
    found = {number for path in files for _, number in scanner.find(path.read_bytes())}
    return Figure(len(found), len(keys))


def weaken(copy: WeakCopy) -> None:
    import duckdb

    with duckdb.connect(str(copy.project.build_file), read_only=True) as connection:
        row = connection.execute("select min(pseudonym) from vault.vlt_pseudonym").fetchone()
    (copy.target / "compiled.sql").write_text(f"select '{row[0] if row else ''}'", encoding="utf-8")
