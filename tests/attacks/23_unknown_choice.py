"""Look among those who may be reached by marketing for people whose choice is absent, odd or contradicted."""

from steward.attacks.victim import Figure, Victim, WeakCopy
from steward.engines.duckdb import quoted

# Cases of seeds/demo/README.md that the law or doubt denies.
DENIED = (
    "no-record",
    "same-second",
    "future-dated",
    "recorded-before",
    "unknown-choice",
    "unknown-notice",
    "event-conflict",
    "unknown-jurisdiction",
    "no-jurisdiction",
    "minor-without-guardian",
    "withdrawn",
    "recorded-late",
    "general-after-scoped",
    "eu-no-record",
    "ca-under-16",
)


def attack(victim: Victim) -> Figure:
    reader = "marketing"
    held = victim.held(victim.relations(reader), {f"demo-{case}" for case in DENIED})
    return Figure(len(held), len(DENIED))


def weaken(copy: WeakCopy) -> None:
    relation = quoted("opt_out_direct_marketing", "customer")
    copy.change(
        "marketing",
        f"update {relation} set customer_id = 'demo-no-record' where rowid = (select min(rowid) from {relation})",
    )
