"""Attributes and their treatments: every family has a technique for each attribute, and the macros exist."""

import re
from collections.abc import Iterator
from typing import get_args

from steward.findings import Finding
from steward.policy import Attribute, Policy, Treatment
from steward.project import Project
from steward.vocabulary import TreatedFamily, did_you_mean

TREATMENTS = "seeds/policy/treatments.csv"
FAMILIES: tuple[TreatedFamily, ...] = get_args(TreatedFamily)
# `up_to_<number>` is a bound of top coding, not a level of a hierarchy: it has no macro of its own.
BOUND = re.compile(r"up_to_[0-9]+")
# In these families nothing may point at a person; a pseudonym stands in the scope of its recipient.
ALLOWED_FOR_DIRECT = {"anonymised": ("suppress",), "selectively_anonymised": ("suppress", "pseudonymise")}
PSEUDONYMISED = ("customer_id", "account_id")


def check_treatments(project: Project, policy: Policy) -> Iterator[Finding]:
    """Yield what is wrong with attributes, their codes and their treatments."""
    macros = {path.stem for path in project.path("macros", "techniques").glob("*.sql")}
    for attribute in policy.attributes.values():
        yield from _macro_findings(attribute, macros)
        yield from _coverage_findings(policy, attribute)
    for row in policy.treatments:
        yield from _row_findings(policy, row)
    for code in policy.attribute_codes:
        if code.attribute not in policy.attributes:
            yield _unknown_attribute(code.where, code.attribute, policy)
        if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
            yield Finding(code.where, "it ends before it begins", "mend valid_from or valid_to")


def _macro_findings(attribute: Attribute, macros: set[str]) -> Iterator[Finding]:
    named = [("mask", attribute.mask, "")]
    if not BOUND.fullmatch(attribute.hierarchy):
        named.append(("hierarchy", attribute.hierarchy, "generalise_"))
    for column, word, prefix in named:
        if word and f"{prefix}{word}" not in macros:
            alike = {name.removeprefix(prefix) for name in macros if name.startswith(prefix or "mask_")}
            do = did_you_mean(word, alike, f"write macros/techniques/{prefix}{word}.sql")
            yield Finding(f"{attribute.where}, column {column}", f"there is no macro `{prefix}{word}`", do)


def _coverage_findings(policy: Policy, attribute: Attribute) -> Iterator[Finding]:
    if attribute.handling == "must_not_load":
        return
    for family in FAMILIES:
        row = policy.treatment(family, attribute)
        if row is None:
            kind = f"class {attribute.privacy_class}, identifier {attribute.identifier}"
            what = f"no technique for family {family}, {kind} (attribute {attribute.name})"
            yield Finding(TREATMENTS, what, "add the row")
        else:
            yield from _technique_findings(row, attribute)


def _technique_findings(row: Treatment, attribute: Attribute) -> Iterator[Finding]:
    allowed = ALLOWED_FOR_DIRECT.get(row.family, (row.technique,))
    if row.technique == "mask" and not attribute.mask:
        what = f"family {row.family} masks it, but no mask is named"
        yield Finding(f"{attribute.where}, column mask", what, "name the macro that masks it")
    elif row.technique == "pseudonymise" and attribute.name not in PSEUDONYMISED:
        what = f"there are no pseudonyms for {attribute.name}"
        do = f"write another technique: only {' and '.join(PSEUDONYMISED)} have them"
        yield Finding(row.where, what, do)
    elif attribute.identifier == "direct" and row.technique not in allowed:
        what = f"technique {row.technique} of the direct identifier {attribute.name}"
        yield Finding(row.where, what, f"write {' or '.join(allowed)}")


def _row_findings(policy: Policy, row: Treatment) -> Iterator[Finding]:
    if not row.attribute:
        return
    attribute = policy.attributes.get(row.attribute)
    if attribute is None:
        yield _unknown_attribute(row.where, row.attribute, policy)
    elif (row.privacy_class, row.identifier) != (attribute.privacy_class, attribute.identifier):
        what = f"the attribute is {attribute.privacy_class}, {attribute.identifier}, so the row never applies"
        yield Finding(row.where, what, "write the attribute's own class and identifier")


def _unknown_attribute(where: str, name: str, policy: Policy) -> Finding:
    do = did_you_mean(name, policy.attributes, "use one of seeds/policy/attributes.csv")
    return Finding(where, f"unknown attribute `{name}`", do)
