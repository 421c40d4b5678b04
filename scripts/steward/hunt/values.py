"""The values that are hunted: planted ones of a file, and those of persons drawn from the build itself."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from steward.classification import load_logical
from steward.errors import StewardError
from steward.hunt.scanner import PREFIX
from steward.policy import Policy
from steward.project import Project

CANARIES = Path(__file__).parent / "canaries.csv"
HEADER = ("person", "state", "attribute", "value", "refused")
STATES = ("in", "out", "no_record", "erased", "minor", "")
# Shorter texts turn up by chance: a name of two characters is also a word.
SHORTEST = 9
# One name or address may be several persons': it does not tell whose a row is.
NOT_UNIQUE = ("full_name", "related_person_name", "street_address")
KEYS = ("customer_id", "account_id")


@dataclass(frozen=True)
class Planted:
    """A value of a person: of which attribute, and for which purposes the person is not to be used.

    The value is left out of every text of the object.
    """

    person: str = field(repr=False)
    state: str
    attribute: str
    value: str = field(repr=False)
    refused: frozenset[str] = frozenset()

    @property
    def is_key(self) -> bool:
        """Whether it is a number of the house, of which another may be the beginning."""
        return self.attribute in KEYS

    @property
    def is_own(self) -> bool:
        """Whether the value is this person's alone."""
        return self.attribute not in NOT_UNIQUE


class Reader(Protocol):
    """What answers a query with rows; columns are text."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""


def read_values(path: Path, policy: Policy) -> tuple[Planted, ...]:
    """Return the planted values of a CSV file: attribute and value, and where known person, state, refused.

    Raises StewardError if the file is missing or a row is wrong; the value itself is never quoted.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError):
        raise StewardError(path.name, "this file cannot be read", "give a CSV file in UTF-8") from None
    if not rows or not {"attribute", "value"} <= set(rows[0]):
        raise StewardError(
            path.name, "no rows with attribute and value", f"write the header {','.join(HEADER)}"
        )
    return tuple(_planted(path.name, number, row, policy) for number, row in enumerate(rows, start=2))


def _planted(name: str, number: int, row: dict[str, str | None], policy: Policy) -> Planted:
    where = f"{name}, line {number}"
    given = {key: (row.get(key) or "").strip() for key in HEADER}
    policy.attribute(given["attribute"])
    if given["state"] not in STATES:
        raise StewardError(where, "unknown state", f"use one of {', '.join(filter(None, STATES))}")
    if len(given["value"].encode()) < PREFIX:
        raise StewardError(where, "the value is too short to be told from chance", "use six bytes or more")
    refused = frozenset(filter(None, given["refused"].split("|")))
    unknown = refused - set(policy.purposes)
    if unknown:
        raise StewardError(where, "`refused` names no purpose", f"use {', '.join(sorted(policy.purposes))}")
    return Planted(given["person"], given["state"], given["attribute"], given["value"], refused)


def drawn_values(project: Project, policy: Policy, reader: Reader, persons: int) -> tuple[Planted, ...]:
    """Return the identity values of some customers of the build, the same ones each time.

    What a person refused is taken from the flags of the build: a row that contradicts them is a leak, and
    whether the flags themselves are right is for the tests of choices.
    """
    entity = load_logical(project, policy).entities["customer"]
    flags = {purpose.opt_out_flag: purpose.purpose for purpose in policy.opt_out_purposes}
    wanted = [
        column
        for column in entity.columns
        if column.attribute.privacy_class == "identity" and column.attribute.identifier == "direct"
    ]
    prefix = str(project.variables.get("schema_prefix") or "")
    names = ", ".join([*(column.name for column in wanted), *flags])
    rows = reader.rows(
        f'select customer_id, {names} from "{prefix}logical".{entity.model} '
        # The name of a unit is no secret: it stands among merchants and recipients.
        "where customer_type is distinct from 'unit' "
        f"order by md5(customer_id) limit {persons}"
    )
    attributes = [column.attribute.name for column in wanted]
    return tuple(_of_rows(rows, attributes, list(flags.values())))


def _of_rows(rows: list[tuple[Any, ...]], attributes: list[str], purposes: list[str]) -> Iterator[Planted]:
    for person, *cells in rows:
        flags = cells[len(attributes) :]
        refused = frozenset(purpose for purpose, out in zip(purposes, flags, strict=True) if out)
        for attribute, value in zip(attributes, cells, strict=False):
            if value is not None and len(str(value).encode()) >= SHORTEST:
                yield Planted(str(person), "", attribute, str(value), refused)
