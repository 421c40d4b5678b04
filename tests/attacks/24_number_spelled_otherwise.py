"""Refuse under a number written otherwise, or under a record that was merged: the refusal must win."""

from steward.attacks.victim import Figure, Victim, WeakCopy

DENIED = ("demo-id-other-case", "demo-opt-in-other-case", "demo-merge-survivor", "demo-merge-member")


def attack(victim: Victim) -> Figure:
    spelled = {text for person in DENIED for text in (person, person.upper(), f"{person} ")}
    return Figure(len(victim.held(victim.relations("marketing"), spelled)), len(spelled))


def weaken(copy: WeakCopy) -> None:
    copy.change(
        "marketing",
        "insert into opt_out_direct_marketing.identity_document values ('doc', 'demo-merge-survivor')",
    )
