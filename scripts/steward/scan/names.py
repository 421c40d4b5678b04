"""What the name of a column says that it holds: English tokens, pinyin initials, Chinese words, comments too."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Of a person where the table is about persons, of an organisation where it is about those.
PERSONS = re.compile(
    r"_(customer|cust|client|user|person|people|member|employee|staff|contact|patient|subscriber|applicant|"
    r"cardholder|holder|insured|owner|beneficiary|guardian|resident|player|passenger|guest|student)(s|_info|_base)?_"
    r"|_(kh|khxx|yh|hy|grxx|ryxx)_|客户|用户|人员|会员|员工|联系人"
)
PLAIN_NAME = re.compile(r"_(name|mc)_|名称|名字")
OTHERS = re.compile(
    r"_(product|merchant|shop|store|organi[sz]ation|recipient|vendor|supplier|district|region|campaign|item|file|"
    r"role|plan|brand|department|channel|province)s?_|_(compan|cit|countr|currenc|categor|facilit)(y|ies)_|_branch(es)?_"
)


@dataclass(frozen=True)
class NameEvidence:
    """How strongly a name speaks for an attribute, 0 to 1, and which word did it."""

    attribute: str
    weight: float
    word: str


@cache
def patterns() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """Return the rows of names.csv: attribute, weight, pattern over a name in lower case between underscores."""
    text = files("steward.scan").joinpath("names.csv").read_text(encoding="utf-8")
    return tuple(
        (row["attribute"], float(row["weight"]), re.compile(row["pattern"]))
        for row in csv.DictReader(text.splitlines())
    )


def name_evidence(column: str, table: str = "", comment: str = "") -> Mapping[str, NameEvidence]:
    """Return what a column's name and comment speak for, by attribute; empty where they say nothing.

    A comment of the catalogue counts by its Chinese and English words as the name does.
    """
    found: dict[str, NameEvidence] = {}
    for text in (column, comment):
        for attribute, weight, pattern in patterns():
            match = pattern.search(spelled(text)) if text else None
            known = found.get(attribute)
            if match and (known is None or weight > known.weight):
                found[attribute] = NameEvidence(attribute, weight, match.group().strip("_"))
    return _in_table(found, column, table)


def spelled(name: str) -> str:
    """Return a name in lower case, its words between underscores: `custName` is `_cust_name_`."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return "_" + re.sub(r"[\W_]+", "_", split).strip("_").lower() + "_"


def _in_table(found: dict[str, NameEvidence], column: str, table: str) -> dict[str, NameEvidence]:
    """Let the table decide whose a plain `name` is, and drop what a more telling word stands against."""
    plain = found.get("full_name")
    if plain and plain.weight < 1:
        if "organisation_name" in found or "business_text" in found or len(found) > 1:
            del found["full_name"]
        elif PLAIN_NAME.search(spelled(column)) and OTHERS.search(spelled(table)):
            found["organisation_name"] = NameEvidence("organisation_name", 0.8, plain.word)
            del found["full_name"]
        elif PERSONS.search(spelled(table)):
            found["full_name"] = NameEvidence("full_name", 0.9, plain.word)
    if "record_id" in found and len(found) > 1:
        del found["record_id"]
    if "id_type" in found:
        found.pop("id_number", None)
        found.pop("related_person_id_number", None)
    for related, own in (("related_person_id_number", "id_number"), ("related_person_name", "full_name")):
        if related in found:
            found.pop(own, None)
    return found
