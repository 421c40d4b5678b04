"""Before it is written, the pack is searched for people: values of the warehouse, and shapes of such values."""

import re
from collections.abc import Iterable, Mapping

from steward.engines.duckdb import BUILD, quoted
from steward.errors import StewardError
from steward.pack.source import Source

# Direct identifiers that stand in ldm_customer; shorter values would be found in any text.
COLUMNS = ("full_name", "id_number", "phone", "email", "street_address", "customer_id")
SHORTEST = 5
SHAPES = {
    "resident identity number": re.compile(r"(?<![0-9a-fA-F])[0-9]{17}[0-9Xx](?![0-9a-fA-F])"),
    "mobile number": re.compile(r"(?<![0-9a-fA-F])1[3-9][0-9]{9}(?![0-9a-fA-F])"),
    "e-mail address": re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"),
}


def refuse_people(source: Source, texts: Mapping[str, str], permitted: Iterable[str]) -> None:
    """Refuse a pack that holds somebody's value, or what looks like one.

    `permitted` are the organisation's own contacts. Raises StewardError with the file and the kind, not the value.
    """
    allowed = set(permitted)
    values = _values(source)
    for file, text in texts.items():
        for kind, shape in SHAPES.items():
            if any(found not in allowed for found in shape.findall(text)):
                raise StewardError(
                    file, f"the page holds what looks like a {kind}", "mend the report behind it"
                )
        # One pass over the words of the page instead of one per person.
        words = set(re.findall(r"[^\s<>\"'(),;:，、。；：（）]+", text))
        for kind, people in values.items():
            if not words.isdisjoint(people):
                raise StewardError(file, f"the page holds a person's {kind}", "mend the report behind it")


def _values(source: Source) -> dict[str, set[str]]:
    schema = f"{source.build.prefix}logical"
    if (schema, "ldm_customer") not in source.catalogue:
        return {}
    table = quoted(BUILD, schema, "ldm_customer")
    there = {column.name for column in source.catalogue[schema, "ldm_customer"].columns}
    found: dict[str, set[str]] = {}
    for column in COLUMNS:
        if column in there:
            # Units bear names that are words of the language; a person's short name is looked for as a whole word.
            shortest = 2 if column == "full_name" else SHORTEST
            only = "and customer_type = 'individual'" if column == "full_name" else ""
            rows = source.connection.execute(
                f"select distinct {column} from {table} where length({column}) >= {shortest} {only}"
            ).fetchall()
            found[column] = {str(row[0]) for row in rows}
    return found
