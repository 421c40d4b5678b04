"""The public relations of the project as dbt's manifest and policy describe them: what every format is written from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from steward.descriptions import both
from steward.errors import StewardError
from steward.policy import Policy
from steward.policy.rows import Attribute


@dataclass(frozen=True)
class Column:
    """A column: its type as the YAML writes it, what it says in both languages, and what it holds."""

    name: str
    data_type: str
    en: str
    zh: str
    attribute: Attribute
    technique: str
    codes: Mapping[str, str]
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """A relation that somebody outside custody may be let to read.

    `family` is the view family, or the zone of what is no view; `audiences` are those that policy lets read it.
    """

    unique_id: str
    model: str
    schema: str
    name: str
    family: str
    entity: str
    purpose: str
    recipient: str
    kind: str
    en: str
    zh: str
    owner: str
    contact: str
    audiences: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The relation with its schema."""
        return f"{self.schema}.{self.name}"


def public_relations(manifest: Mapping[str, Any], policy: Policy) -> list[Relation]:
    """Return every public relation, by schema and name.

    Raises StewardError if a column has no type, no attribute, or is not described in both languages: whoever reads an
    export must not take what is unknown for what is harmless.
    """
    owners = {group["name"]: group["owner"] for group in manifest["groups"].values()}
    found = [
        _relation(node, owners, policy)
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["access"] == "public"
    ]
    return sorted(found, key=lambda relation: relation.label)


def _relation(node: Mapping[str, Any], owners: Mapping[str, Any], policy: Policy) -> Relation:
    meta = node["config"]["meta"]
    label = f"{node['schema']}.{node['alias']}"
    en, zh = both(str(node["description"]), label)
    owner = owners.get(node["group"] or "", {})
    return Relation(
        unique_id=str(node["unique_id"]),
        model=str(node["name"]),
        schema=str(node["schema"]),
        name=str(node["alias"]),
        family=str(meta.get("family") or str(node["path"]).split("/")[0]),
        entity=str(meta.get("entity") or ""),
        purpose=str(meta.get("purpose") or ""),
        recipient=str(meta.get("recipient") or ""),
        kind=str(node["config"]["materialized"]),
        en=en,
        zh=zh,
        owner=str(owner.get("name") or ""),
        contact=str(owner.get("email") or ""),
        audiences=_audiences(policy, label),
        columns=tuple(_columns(node, label, policy)),
    )


def _audiences(policy: Policy, label: str) -> tuple[str, ...]:
    return tuple(
        sorted(name for name, audience in policy.audiences.items() if policy.relations_of(audience, [label]))
    )


def _columns(node: Mapping[str, Any], label: str, policy: Policy) -> Iterator[Column]:
    for name, column in node["columns"].items():
        where = f"{label}.{name}"
        block = column["config"]["meta"].get("privacy") or {}
        if not block.get("attribute"):
            raise StewardError(where, "the column has no attribute", "classify it in the YAML of its model")
        if not column["data_type"]:
            raise StewardError(where, "the column has no type", "write data_type in the YAML of its model")
        attribute = policy.attribute(block["attribute"])
        en, zh = both(str(column["description"]), where)
        codes = {row.standard: row.code for row in policy.attribute_codes if row.attribute == attribute.name}
        yield Column(
            name=str(name),
            data_type=str(column["data_type"]),
            en=en,
            zh=zh,
            attribute=attribute,
            technique=str(block.get("technique") or "keep"),
            codes=codes,
            tags=tuple(column["config"]["tags"]),
        )
