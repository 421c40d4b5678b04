"""Pseudonyms in rendered relations: a join with the map of one scope, a key column in place of the id."""

from collections.abc import Iterable
from dataclasses import dataclass

from steward.classification import Column
from steward.descriptions import with_note
from steward.errors import StewardError
from steward.render.treatment import Line

INTERNAL = "internal"
# Whose pseudonym stands in for an attribute.
SUBJECTS = {"customer_id": "customer", "account_id": "account"}


@dataclass(frozen=True)
class Key:
    """A key column: the pseudonym of the subject whose id a column holds."""

    column: Column
    name: str
    subject: str

    def line(self, english: str, chinese: str) -> Line:
        """Return the key as a line of the select list."""
        description = with_note(self.column.description, english, chinese)
        return Line(self.name, f"{self.name}.pseudonym", "text", description, "pseudonym", "pseudonymise")

    def join(self, source: str) -> str:
        """Return the join that finds the pseudonym; an id that the map does not know gives an empty key."""
        pair = f"{source}.{self.column.name} = {self.name}.subject_id"
        return f"left join {self.subject}_pseudonym as {self.name} on {pair}"


def key_of(column: Column) -> Key:
    """Return the key that stands in for an id column; raises StewardError for one without a pseudonym."""
    subject = SUBJECTS.get(column.attribute.name)
    if subject is None:
        raise StewardError(
            f"seeds/policy/treatments.csv, attribute {column.attribute.name}",
            f"technique `pseudonymise`, but pseudonyms exist only for {' and '.join(SUBJECTS)}",
            "write another technique",
        )
    return Key(column, f"{column.name.removesuffix('_id')}_key", subject)


def subjects_of(keys: Iterable[Key]) -> list[str]:
    """Return whose pseudonyms a relation joins, each once, in the order of its columns."""
    return list(dict.fromkeys(key.subject for key in keys))
