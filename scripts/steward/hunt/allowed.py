"""Which column may hold which attribute in clear, from the classification and the rendered registers."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from steward.checks.expected import Loader, expected_relations
from steward.errors import StewardError
from steward.hunt.values import KEYS, Planted
from steward.policy import Policy
from steward.privacy_block import privacy_block
from steward.project import Project
from steward.vocabulary import CUSTODY_ZONES, OPT_OUT_PREFIX, READABLE_ZONES

REGISTER = ("seeds", "register", "view_register.csv")
KEEP = "keep"
# A column of the first kind holds values of the second as well.
KIN = {
    "related_person_name": ("full_name",),
    "related_person_id_number": ("id_number",),
    "transaction_counterparty": ("account_id", "account_number"),
    "beneficial_ownership": ("customer_id",),
    "rights_request": ("customer_id",),
    # Staff may be customers.
    "employee_reference": ("full_name", "email"),
}
FREE_TEXT = "free_text"
REQUEST = re.compile(r"\w+\.(\w+_)?rights_requests?(__\w+)?")


@dataclass(frozen=True)
class Allowed:
    """The attribute of every column outside custody that holds its values in clear, by relation and column.

    `purposes` gives, for the relations that leave people out, the purpose whose refusal keeps a person out;
    `whole` the columns about people in the family that shows everything of everybody.
    """

    clear: Mapping[tuple[str, str], str]
    purposes: Mapping[str, str]
    whole: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def keyed(self) -> frozenset[str]:
        """The relations that show numbers of the house, so that one more column of them tells nothing new."""
        return frozenset(relation for (relation, _), attribute in self.clear.items() if attribute in KEYS)

    def is_custody(self, zone: str) -> bool:
        """Tell whether only data custody opens the zone."""
        return zone in CUSTODY_ZONES

    def may_hold(self, relation: str, column: str, planted: Planted) -> bool:
        """Tell whether a column (relation `zone.name`, no prefix) may show this value of this person."""
        if planted.state == "erased":
            # That a number asked to be erased, and when it was, is the record of it.
            return planted.is_key and REQUEST.fullmatch(relation) is not None
        if self.is_custody(relation.split(".")[0]):
            return True
        if planted.is_own and self.purposes.get(relation) in planted.refused:
            return False
        if planted.is_key and relation in self.keyed:
            return True
        if (relation, column) in self.whole:
            return True
        held = self.clear.get((relation, column), "")
        return held in (planted.attribute, FREE_TEXT) or planted.attribute in KIN.get(held, ())

    def must_hold(self, planted: Planted) -> set[str]:
        """Return the relations of which one must show the value, or the hunt is blind; empty for the erased."""
        if planted.state == "erased":
            return set()
        return {
            relation
            for (relation, _), attribute in self.clear.items()
            if attribute == planted.attribute and relation.startswith("personal_data.")
        }


def allowed_columns(project: Project, policy: Policy) -> Allowed:
    """Read what each column may hold.

    Raises StewardError if the register of views is missing.
    """
    clear = dict(_of_views(project))
    clear.update(_of_readable_zones(project))
    relations = {relation for relation, _ in clear} | set(_view_relations(project))
    purposes = {relation: _purpose(policy, relation) for relation in relations}
    whole = frozenset(
        (row["relation"], row["column_name"])
        for row in _register(project)
        if row["family"] == "personal_data" and row["class"] != "operational"
    )
    return Allowed(clear, {relation: purpose for relation, purpose in purposes.items() if purpose}, whole)


def _purpose(policy: Policy, relation: str) -> str:
    schema = relation.split(".")[0]
    if schema.startswith(OPT_OUT_PREFIX):
        return schema.removeprefix(OPT_OUT_PREFIX)
    if schema != "selectively_anonymised":
        return ""
    readers = [a for a in policy.audiences.values() if policy.relations_of(a, [relation])]
    return next((audience.purpose for audience in readers if audience.purpose), "")


def _register(project: Project) -> Iterator[dict[str, str]]:
    path = project.path(*REGISTER)
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    except OSError:
        raise StewardError(
            project.relative(path), "the register of views is missing", "run `make views`"
        ) from None


def _view_relations(project: Project) -> Iterator[str]:
    yield from (row["relation"] for row in _register(project))


def _of_views(project: Project) -> Iterator[tuple[tuple[str, str], str]]:
    for row in _register(project):
        if row["technique"] == KEEP:
            yield (row["relation"], row["column_name"]), row["attribute"]


def _of_readable_zones(project: Project) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the columns of KYC, CRM and audit with the attribute that their YAML names."""
    read: dict[str, Any] = {}
    for relation in expected_relations(project).values():
        if relation.zone not in READABLE_ZONES or not relation.where.endswith(".yml"):
            continue
        if relation.where not in read:
            text = project.path(relation.where).read_text(encoding="utf-8")
            read[relation.where] = yaml.load(text, Loader) or {}
        for column in _columns(read[relation.where], relation.name):
            block = privacy_block(column)
            if isinstance(block, dict) and block.get("attribute"):
                yield (relation.label, str(column["name"])), str(block["attribute"])


def _columns(content: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    tables = [table for source in content.get("sources") or [] for table in source.get("tables") or []]
    for model in [*(content.get("models") or []), *tables]:
        if model.get("name") == name:
            yield from model.get("columns") or []
