"""No trigger, rating, list hit or report state reaches what a customer, a seller or a recipient sees."""

import json
from typing import Any

import pytest

from tests.python.conftest import Build

HIDDEN = ("models/kyc/", "seeds/kyc/")
KYC_ENTITIES = {
    "ldm_kyc_alert", "ldm_kyc_evidence", "ldm_risk_rating", "ldm_legal_hold", "ldm_beneficial_owner",
}  # fmt: skip
KYC_ATTRIBUTES = {"kyc_alert", "risk_rating", "kyc_evidence"}
SEEN = ("views/anonymised", "views/standard", "views/opt_out", "views/selectively_anonymised", "crm/")


@pytest.fixture(scope="module")
def nodes(demo_build: Build) -> dict[str, dict[str, Any]]:
    """The nodes of the build's manifest, exposures included."""
    manifest = json.loads((demo_build.target / "manifest.json").read_text(encoding="utf-8"))
    return {**manifest["nodes"], **manifest["exposures"]}


def _ancestors(nodes: dict[str, dict[str, Any]], name: str) -> set[str]:
    found: set[str] = set()
    waiting = list(nodes[name].get("depends_on", {}).get("nodes", []))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += nodes.get(one, {}).get("depends_on", {}).get("nodes", [])
    return found


def _is_kyc(node: dict[str, Any]) -> bool:
    path = str(node.get("original_file_path", ""))
    return path.startswith(HIDDEN) or node.get("name") in KYC_ENTITIES


def test_nothing_of_kyc_flows_to_whoever_must_not_know(nodes: dict[str, dict[str, Any]]) -> None:
    leaks = []
    for name, node in nodes.items():
        path = str(node.get("original_file_path", ""))
        if node["resource_type"] != "model" or not any(part in path for part in SEEN):
            continue
        leaks += [
            f"{name} reads {one}" for one in _ancestors(nodes, name) if one in nodes and _is_kyc(nodes[one])
        ]
    assert leaks == []


def test_no_column_bears_a_suspicion_or_a_rating(nodes: dict[str, dict[str, Any]]) -> None:
    """Also where the lineage is clean: a column that is classified as an alert, a rating or their evidence."""
    seen = 0
    for node in nodes.values():
        path = str(node.get("original_file_path", ""))
        if node["resource_type"] != "model" or not any(part in path for part in SEEN):
            continue
        for column in node["columns"].values():
            privacy = column["config"].get("meta", {}).get("privacy", {})
            seen += 1
            if privacy.get("technique") != "suppress":
                assert privacy.get("attribute") not in KYC_ATTRIBUTES, f"{node['name']}.{column['name']}"
    assert seen > 200


def test_every_relation_of_kyc_is_secret(nodes: dict[str, dict[str, Any]]) -> None:
    """Whatever has a trigger, a rating, a list hit or a report among its ancestors is for compliance, or custody."""
    readers = {"kyc", "kyc_working", "personal_data", "logical", "staging", "vault", "audit"}
    for name, node in nodes.items():
        if node["resource_type"] == "model" and any(
            one in nodes and _is_kyc(nodes[one]) for one in _ancestors(nodes, name)
        ):
            assert node["config"]["schema"] in readers, f"{name} in {node['config']['schema']}"
    exposures = [node for node in nodes.values() if node["resource_type"] == "exposure"]
    for node in exposures:
        direct = [nodes[one] for one in node["depends_on"]["nodes"] if one in nodes]
        assert node.get("meta", {}).get("audience") == "compliance" or not any(map(_is_kyc, direct)), node[
            "name"
        ]


def test_kyc_models_stay_with_compliance(nodes: dict[str, dict[str, Any]]) -> None:
    models = {
        name: node
        for name, node in nodes.items()
        if str(node.get("original_file_path", "")).startswith(HIDDEN[0])
    }
    models = {name: node for name, node in models.items() if node["resource_type"] == "model"}
    assert len(models) > 60
    for name, node in models.items():
        public = node["name"].startswith(("fct_", "rpt_"))
        schema = "kyc" if public or node["name"] == "kyc_trigger_seen" else "kyc_working"
        assert node["config"]["schema"] == schema and node["group"] == "compliance", name
        assert node["access"] == ("public" if public else "private"), name
        assert node["config"]["contract"]["enforced"] == (schema == "kyc"), name


def test_kyc_reads_only_the_family_of_personal_data(nodes: dict[str, dict[str, Any]]) -> None:
    for name, node in nodes.items():
        if (
            not str(node.get("original_file_path", "")).startswith(HIDDEN[0])
            or node["resource_type"] != "model"
        ):
            continue
        for parent in node["depends_on"]["nodes"]:
            kind = str(nodes[parent].get("original_file_path", "")) if parent in nodes else parent
            assert kind.startswith(("models/kyc/", "seeds/kyc/", "models/views/personal_data/")), (
                f"{name} reads {parent}"
            )
