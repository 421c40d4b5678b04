"""Open Data Contract Standard 3.1: one contract per public relation, by the standard's own model."""

from collections.abc import Iterable

from open_data_contract_standard.model import (
    AuthoritativeDefinition,
    CustomProperty,
    Description,
    OpenDataContractStandard,
    Role,
    SchemaObject,
    SchemaProperty,
    Team,
    TeamMember,
)

from steward.export.relations import Column, Relation
from steward.policy import Policy

API_VERSION = "v3.1.0"
STATUS = "active"
# The data types of contracts (steward.vocabulary.DATA_TYPES) as the standard calls them.
LOGICAL_TYPES = {
    "text": "string",
    "date": "date",
    "timestamptz": "timestamp",
    "boolean": "boolean",
    "bigint": "integer",
    "integer": "integer",
}
NUMBER = "number"


def contracts(relations: Iterable[Relation], policy: Policy, version: str) -> dict[str, str]:
    """Return the contracts as YAML by file name; `version` is that of the project."""
    return {
        f"{relation.label}.odcs.yaml": contract(relation, policy, version).to_yaml() for relation in relations
    }


def contract(relation: Relation, policy: Policy, version: str) -> OpenDataContractStandard:
    """Return the contract of a relation."""
    return OpenDataContractStandard(
        apiVersion=API_VERSION,
        kind="DataContract",
        id=f"steward:{relation.label}",
        name=relation.label,
        version=version,
        status=STATUS,
        domain=relation.entity or relation.family,
        tags=[relation.family],
        description=Description(
            purpose=_purpose(relation, policy),
            usage=f"{relation.en} / {relation.zh}",
            limitations=_limits(relation),
        ),
        schema=[
            SchemaObject(
                name=relation.name,
                physicalName=relation.label,
                physicalType="view" if relation.kind == "view" else "table",
                logicalType="object",
                description=f"{relation.en} / {relation.zh}",
                dataGranularityDescription=relation.en.split(".")[0],
                properties=[_property(column) for column in relation.columns],
            )
        ],
        roles=[Role(role=audience, access="read") for audience in relation.audiences],
        team=Team(name=relation.owner, members=[TeamMember(username=relation.contact, role="owner")]),
        customProperties=_custom(
            {
                "family": relation.family,
                "entity": relation.entity,
                "purpose": relation.purpose,
                "recipient": relation.recipient,
            }
        ),
    )


def _purpose(relation: Relation, policy: Policy) -> str | None:
    purpose = policy.purposes.get(relation.purpose)
    return f"{purpose.name_en} / {purpose.name_zh} ({purpose.legal_basis_provision})" if purpose else None


def _limits(relation: Relation) -> str:
    readers = ", ".join(relation.audiences)
    return f"Read by {readers}, for no other purpose." if readers else "No audience reads it."


def _property(column: Column) -> SchemaProperty:
    attribute = column.attribute
    return SchemaProperty(
        name=column.name,
        physicalType=column.data_type,
        logicalType=LOGICAL_TYPES.get(column.data_type, NUMBER),
        description=f"{column.en} / {column.zh}",
        businessName=attribute.name_en,
        classification=attribute.privacy_class,
        criticalDataElement=attribute.identifier == "direct",
        transformLogic=column.technique,
        tags=list(column.tags) or None,
        authoritativeDefinitions=[
            AuthoritativeDefinition(
                type="privacyAttribute", url=f"seeds/policy/attributes.csv#{attribute.name}"
            )
        ],
        customProperties=_custom(
            {
                "attribute": attribute.name,
                "identifier": attribute.identifier,
                "technique": column.technique,
                "dataCategory": attribute.data_category,
                "retentionGroup": attribute.retention_group,
                **{f"class {standard}": code for standard, code in sorted(column.codes.items())},
            }
        ),
    )


def _custom(values: dict[str, str]) -> list[CustomProperty]:
    return [CustomProperty(property=name, value=value) for name, value in values.items() if value]
