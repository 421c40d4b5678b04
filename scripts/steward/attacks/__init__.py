"""The attacks of `tests/attacks`, run as the reader of published files; each is one small file."""

from steward.attacks.catalogue import Entry, load_index
from steward.attacks.run import Attempt, attack_all
from steward.attacks.victim import Figure, Victim

__all__ = ["Attempt", "Entry", "Figure", "Victim", "attack_all", "load_index"]
