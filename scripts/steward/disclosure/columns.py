"""Which columns of a recipient's relations go out, and in which form: the agreement's and no other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from steward.catalogue import CatalogueRelation
from steward.disclosure.contract import ANONYMOUS_ONLY, IDENTIFIED, Contract, listed
from steward.errors import StewardError
from steward.policy import Policy
from steward.project import Project
from steward.publish.plan import PlannedRelation
from steward.strict_yaml import entries_at, mapping_at, read_strict_yaml

FAMILY = "selectively_anonymised"
Form = Literal["pseudonym", "clear", "generalised", "kept"]
RELEASE_AGAIN = "run `steward publish`, then disclose"


@dataclass(frozen=True)
class Meaning:
    """What the rendered relation says of a column: the attribute, and the technique that made it."""

    attribute: str
    technique: str


@dataclass(frozen=True)
class DisclosedColumn:
    """A column that goes out."""

    name: str
    data_type: str
    attribute: str
    form: Form


@dataclass(frozen=True)
class RelationColumns:
    """The columns of a relation that go out, and the names of those that stay."""

    planned: PlannedRelation
    shown: tuple[DisclosedColumn, ...]
    left_out: tuple[str, ...]

    @property
    def has_content(self) -> bool:
        """Whether more than pseudonyms would go out."""
        return any(column.form != "pseudonym" for column in self.shown)


def meanings(project: Project, planned: PlannedRelation) -> dict[str, Meaning]:
    """Return what the rendered YAML of a relation says of its columns, by name.

    Raises StewardError if the file cannot be read.
    """
    path = project.path("models", "views", FAMILY, f"{planned.relation.name}.yml")
    where = project.relative(path)
    found = {}
    for model in entries_at(read_strict_yaml(path, where), "models", where):
        for column in model.get("columns") or []:
            privacy = mapping_at(column, "config", "meta", "privacy")
            meaning = Meaning(str(privacy.get("attribute", "")), str(privacy.get("technique", "")))
            found[str(column["name"])] = meaning
    return found


def columns_of(
    policy: Policy, contract: Contract, planned: PlannedRelation, known: Mapping[str, Meaning]
) -> RelationColumns:
    """Return what of a relation goes out.

    Raises StewardError for a column without a class: what it holds may be more than the agreement.
    """
    shown, left_out = [], []
    for column in planned.relation.columns:
        meaning = known.get(column.name)
        if meaning is None or meaning.attribute not in policy.attributes:
            what = "the relation holds more than the agreement: no class says what this column is"
            raise StewardError(
                f"{planned.label}, column {column.name}", what, "run `make views` and build again"
            )
        form = _form(policy, contract, meaning)
        if form:
            shown.append(DisclosedColumn(column.name, column.data_type, meaning.attribute, form))
        else:
            left_out.append(column.name)
    return RelationColumns(planned, tuple(shown), tuple(left_out))


def _form(policy: Policy, contract: Contract, meaning: Meaning) -> Form | None:
    if meaning.technique == "pseudonymise":
        return "pseudonym"
    if meaning.attribute not in contract.named:
        return None
    if meaning.attribute in contract.clear:
        return "clear"
    match policy.technique(FAMILY, policy.attribute(meaning.attribute)):
        case "suppress":
            return None
        case "generalise" | "top_code":
            return "generalised"
        case _:
            return "kept"


def refuse_wider(
    policy: Policy,
    contract: Contract,
    released: Iterable[Mapping[str, Any]],
    relations: Iterable[tuple[CatalogueRelation, Mapping[str, Meaning]]],
) -> None:
    """Raise StewardError if the release holds an attribute in clear that the agreements do not give in clear.

    `released` are the agreements in the release's record, `relations` what it holds.
    """
    under = [dict(own) for own in released if own.get("recipient_id") == contract.recipient_id]
    where = f"recipient {contract.recipient_id}"
    if not under or not all("attributes" in own for own in under):
        what = "the record of its release does not say under which agreement it was made"
        raise StewardError(where, what, RELEASE_AGAIN)
    terms = policy.terms_of(contract.recipient_id)
    given = frozenset[str]().union(
        *(listed(own["attributes"]) for own in under if own["level"] == IDENTIFIED)
    )
    wider = {name for name in given - contract.clear if name in terms and terms[name].level == IDENTIFIED}
    for relation, known in relations:
        held = sorted({own.attribute for own in known.values()} & wider)
        if held:
            ids = contract.ids
            what = f"holds {', '.join(held)} in clear, which agreement {ids} does not name"
            if contract.level == ANONYMOUS_ONLY:
                what = f"holds {', '.join(held)} in clear, and agreement {ids} is {ANONYMOUS_ONLY}"
            raise StewardError(relation.label, what, RELEASE_AGAIN)


def named_in_release(contract: Contract, released: Iterable[Mapping[str, Any]]) -> Contract:
    """Return the contract without what the agreements of the release did not name: it holds no value of it."""
    under = [own for own in released if own.get("recipient_id") == contract.recipient_id]
    named = frozenset[str]().union(*(listed(str(own["attributes"])) for own in under))
    identified = frozenset[str]().union(
        *(listed(str(own["attributes"])) for own in under if own["level"] == IDENTIFIED)
    )
    return Contract(
        contract.recipient_id, contract.agreements, contract.named & named, contract.clear & identified
    )
