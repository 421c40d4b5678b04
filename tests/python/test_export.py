"""What leaves in formats that others read: whole, valid by the format's own model, refused where not classified."""

import copy
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import attr
import jsonschema
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard
from openlineage.client.generated import base
from openlineage.client.generated.column_lineage_dataset import (
    ColumnLineageDatasetFacet,
    Fields,
    InputField,
    Transformation,
)

from steward.errors import StewardError
from steward.export import BASE, Format, write
from steward.export.dpv import PREFIXES, terms, turtle
from steward.export.odcs import contracts
from steward.export.openlineage import events
from steward.export.relations import Relation, public_relations
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove.compile import Compiled
from steward.prove.lineage import Lineage
from steward.prove.project import lineage_of_compiled
from tests.python.conftest import ROOT, Build

MOMENT = "2026-11-24T08:00:00+00:00"
VIEW = "model.privacy_warehouse.customer__standard"


@pytest.fixture(scope="module")
def compiled(demo_build: Build) -> Compiled:
    """The project as the demo's build compiled it."""
    manifest = json.loads((demo_build.target / "manifest.json").read_text(encoding="utf-8"))
    folder = demo_build.target / "compiled" / "privacy_warehouse"
    paths = {name: folder / node["original_file_path"] for name, node in manifest["nodes"].items()}
    found = {
        name: [path.read_text(encoding="utf-8")]
        for name, path in paths.items()
        if path.is_file() and path.suffix == ".sql" and name.startswith("model.")
    }
    return Compiled(manifest, found)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Project(ROOT, {}))


@pytest.fixture(scope="module")
def exported(compiled: Compiled, policy: Policy, lineage: Lineage) -> dict[str, dict[str, str]]:
    """The files of each format."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "lineage_of_compiled", lambda *_: lineage)
        return {
            form: write.texts(Project(ROOT, {}), policy, compiled, form, "house", BASE, MOMENT)
            for form in Format
        }


def declared(compiled: Compiled) -> dict[str, list[str]]:
    """The columns of each public relation as the YAML declares them."""
    return {
        f"{node['schema']}.{node['alias']}": list(node["columns"])
        for node in compiled.manifest["nodes"].values()
        if node["resource_type"] == "model" and node["config"]["access"] == "public"
    }


def contracts_of(files: dict[str, str]) -> dict[str, OpenDataContractStandard]:
    """The contracts: all are of the model, one of each schema of the JSON schema too, which takes a second each."""
    schema = json.loads(OpenDataContractStandard.json_schema())
    found: dict[str, OpenDataContractStandard] = {}
    held: set[str] = set()
    for name, text in files.items():
        content = yaml.load(text, yaml.CSafeLoader)
        found[content["name"]] = OpenDataContractStandard(**content)
        family = name.split(".")[0]
        if family not in held:
            held.add(family)
            jsonschema.validate(content, schema)
    return found


def test_a_contract_per_public_relation_valid_by_the_standards_own_schema(
    compiled: Compiled, exported: dict[str, dict[str, str]]
) -> None:
    contracts = contracts_of(exported["odcs"])
    columns = {
        name: [column.name for part in contract.schema_ or [] for column in part.properties or []]
        for name, contract in contracts.items()
    }
    assert columns == declared(compiled)
    phone = next(
        column
        for part in contracts["standard.customer"].schema_ or []
        for column in part.properties or []
        if column.name == "phone"
    )
    assert (phone.classification, phone.transformLogic, phone.criticalDataElement) == (
        "identity",
        "mask",
        True,
    )
    assert [role.role for role in contracts["standard.customer"].roles or []] == ["service_desk"]


def events_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def rebuilt(event: dict[str, Any]) -> base.JobEvent:
    """An event read into the classes of the published package, which refuse a field that they do not know."""
    event = copy.deepcopy(event)
    assert event.pop("schemaURL") == base.JobEvent._get_schema()
    for output in event["outputs"]:
        facet = output["facets"]["columnLineage"]
        inputs = [
            *facet["dataset"],
            *(own for fields in facet["fields"].values() for own in fields["inputFields"]),
        ]
        read = {id(own): own.pop("transformations") for own in inputs}
        for own in inputs:
            InputField(**own, transformations=[Transformation(**done) for done in read[id(own)]])
        assert facet.pop("_schemaURL") == ColumnLineageDatasetFacet._get_schema()
        facet.pop("_producer")
        ColumnLineageDatasetFacet(
            fields={name: Fields(**own) for name, own in facet["fields"].items()}, dataset=[]
        )
        base.OutputDataset(**output)
    for own in event["inputs"]:
        base.InputDataset(**own)
    return base.JobEvent(**{**event, "job": base.Job(**event["job"])})


def test_every_column_has_its_lineage(compiled: Compiled, exported: dict[str, dict[str, str]]) -> None:
    (text,) = exported["openlineage"].values()
    events = events_of(text)
    assert all(attr.has(type(rebuilt(event))) for event in events)
    columns = {
        event["outputs"][0]["name"]: list(event["outputs"][0]["facets"]["columnLineage"]["fields"])
        for event in events
    }
    # Keys of JSON are sorted by the package's own writer.
    assert columns == {name: sorted(own) for name, own in declared(compiled).items()}
    fields = fields_of(events, "standard.customer")
    assert [own["field"] for own in fields["phone"]["inputFields"]] == ["phone"]
    assert fields["phone"]["inputFields"][0]["transformations"][0]["masking"] is True
    assert fields["status"]["inputFields"][0]["transformations"][0]["subtype"] == "IDENTITY"
    # What is withheld is made of nothing.
    assert fields["gender"]["inputFields"] == []


def fields_of(events: list[dict[str, Any]], name: str) -> dict[str, Any]:
    output = next(event["outputs"][0] for event in events if event["outputs"][0]["name"] == name)
    fields: dict[str, Any] = output["facets"]["columnLineage"]["fields"]
    return fields


def test_the_record_of_processing_names_purposes_grounds_recipients_and_categories(
    exported: dict[str, dict[str, str]], policy: Policy
) -> None:
    nodes = {node["@id"]: node for node in json.loads(exported["dpv"]["warehouse.dpv.jsonld"])["@graph"]}
    assert {f"purpose/{name}" for name in policy.purposes} <= set(nodes)
    assert {f"recipient/{name}" for name in policy.recipients} <= set(nodes)
    harbour = nodes["process/third_party_disclosure/harbour_insurance"]
    categories = {item["@id"] for item in harbour["dpv:hasPersonalData"]}
    assert {"data/full_name", "data/mobile", "data/pseudonym"} <= categories
    # Neither what the terms do not name nor what is about nobody.
    assert not categories & {"data/id_number", "data/religion", "data/currency"}
    assert harbour["dpv:hasLegalBasis"]["@id"] in nodes
    references = re.findall(r'"@id": "([^"]+)"', exported["dpv"]["warehouse.dpv.jsonld"])
    assert {name for name in references if ":" not in name} == set(nodes)


def test_turtle_says_what_the_linked_data_says(exported: dict[str, dict[str, str]]) -> None:
    content = json.loads(exported["dpv"]["warehouse.dpv.jsonld"])
    text = exported["dpv"]["warehouse.dpv.ttl"]
    assert turtle(content["@graph"], BASE) == text
    subjects = re.findall(r"^<([^>]+)> a ", text, re.MULTILINE)
    assert subjects == [node["@id"] for node in content["@graph"]]
    assert {prefix for prefix in re.findall(r"\b([a-z]+):[A-Za-z]\w+", re.sub(r'"[^"]*"', "", text))} <= {
        *PREFIXES
    }


def test_every_attribute_about_a_person_has_a_term(policy: Policy) -> None:
    personal = {name for name, own in policy.attributes.items() if own.privacy_class != "operational"}
    assert personal <= set(terms()["attributes"])
    assert set(policy.purposes) <= set(terms()["purposes"])
    assert {own.privacy_class for own in policy.attributes.values()} <= set(terms()["classes"])


@pytest.fixture(scope="module")
def lineage(compiled: Compiled, policy: Policy) -> Lineage:
    return lineage_of_compiled(Project(ROOT, {}), policy, compiled)


@pytest.fixture
def standard(compiled: Compiled, policy: Policy) -> Relation:
    """One relation."""
    return next(own for own in public_relations(one(compiled), policy) if own.label == "standard.customer")


def one(compiled: Compiled) -> dict[str, Any]:
    """A copy of the manifest with one relation, to break."""
    return {
        "nodes": {VIEW: copy.deepcopy(compiled.manifest["nodes"][VIEW])},
        "groups": compiled.manifest["groups"],
    }


def test_a_column_that_is_left_out_is_missed(standard: Relation, policy: Policy, lineage: Lineage) -> None:
    short = replace(standard, columns=tuple(own for own in standard.columns if own.name != "phone"))
    (contract,) = contracts_of(contracts([short], policy, "1")).values()
    there = [column.name for column in (contract.schema_ or [])[0].properties or []]
    assert "phone" not in there and len(there) == len(standard.columns) - 1
    fields = fields_of(events_of(events([short], lineage, "house", MOMENT)), "standard.customer")
    assert "phone" not in fields and len(fields) == len(standard.columns) - 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [("class", "no attribute"), ("type", "no type"), ("language", "not described in both languages")],
)
def test_what_is_not_known_is_refused(compiled: Compiled, policy: Policy, fault: str, said: str) -> None:
    manifest = one(compiled)
    column = manifest["nodes"][VIEW]["columns"]["phone"]
    if fault == "class":
        column["config"]["meta"] = {}
    elif fault == "type":
        column["data_type"] = None
    else:
        column["description"] = "Phone number."
    with pytest.raises(StewardError, match=said) as refused:
        public_relations(manifest, policy)
    assert refused.value.where == "standard.customer.phone"


def test_a_column_that_the_sql_does_not_make_is_refused(standard: Relation, lineage: Lineage) -> None:
    columns = (*standard.columns, replace(standard.columns[0], name="invented"))
    with pytest.raises(StewardError, match="makes no such column"):
        events([replace(standard, columns=columns)], lineage, "house", MOMENT)


def test_the_command_writes_a_folder(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(write, "parse_project", lambda *_: compiled.manifest)
    files = write.export(Project(ROOT, {}), "dpv", tmp_path / "out")
    assert sorted(path.name for path in files) == ["warehouse.dpv.jsonld", "warehouse.dpv.ttl"]
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StewardError, match="cannot be written"):
        write.export(Project(ROOT, {}), "dpv", tmp_path / "file" / "out")
