"""`steward prove`: everything together, from the project's files to findings."""

import csv
import gc
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from steward.evidence import State, record
from steward.findings import Finding, any_stops
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove.compile import Compiled, compile_project
from steward.prove.exposures import exposure_findings
from steward.prove.labels import Atoms
from steward.prove.lineage import Lineage
from steward.prove.nodes import Manifest, Node, nodes_of
from steward.prove.parse import Parser
from steward.prove.raw_columns import raw_attributes
from steward.prove.settings import settings_findings
from steward.prove.structure import structure_findings
from steward.prove.techniques import FOLDER, Techniques, templates
from steward.prove.violations import violations

# Nobody reads these but custody and compliance's own models: the engine's parser, counted, is enough there.
UNREAD = ("staging", "vault", "logical", "labels", "kyc", "seed", "source")
# The name by which seeds/register/audit_checklist.csv asks for the result.
EVIDENCE = "proof"


@dataclass(frozen=True)
class Proof:
    """What the proof found, how much it read, and the CPU seconds that it took beyond dbt's own."""

    findings: list[Finding]
    nodes: int
    columns: int
    seconds: float


def prove(project: Project, variables: Mapping[str, Any]) -> Proof:
    """Prove the project by the lineage of its compiled SQL, and record the result for the audit documents.

    Raises StewardError where dbt refuses the project or policy cannot be read.
    """
    policy = load_policy(project)
    compiled = compile_project(project, variables)
    proof = prove_compiled(project, policy, compiled)
    # It is proven before it is built: no build has a number yet.
    state: State = "fail" if any_stops(proof.findings) else "pass"
    record(project, EVIDENCE, state, {"failed": len(proof.findings), "models": proof.nodes}, "")
    return proof


def prove_compiled(project: Project, policy: Policy, compiled: Compiled) -> Proof:
    """Prove a project that dbt has compiled."""
    started = time.process_time()
    manifest = compiled.manifest
    nodes = nodes_of(manifest, compiled.texts, _headers(project, manifest))
    lineage = _walked(project, policy, compiled, nodes)
    findings = [
        *structure_findings(manifest),
        *settings_findings(project),
        *exposure_findings(manifest, nodes, policy),
        *violations(lineage, policy),
    ]
    columns = sum(len(entry.relation.columns) for entry in lineage.proved.values() if entry.node.queries)
    proven = sum(1 for node in nodes.values() if node.queries)
    return Proof(sorted(dict.fromkeys(findings)), proven, columns, time.process_time() - started)


def lineage_of_compiled(project: Project, policy: Policy, compiled: Compiled) -> Lineage:
    """Return the labels of every column of a project that dbt has compiled."""
    nodes = nodes_of(compiled.manifest, compiled.texts, _headers(project, compiled.manifest))
    return _walked(project, policy, compiled, nodes)


def _walked(project: Project, policy: Policy, compiled: Compiled, nodes: Mapping[str, Node]) -> Lineage:
    lineage = lineage_of(nodes, compiled.manifest, policy, int(project.variables.get("k_anonymity") or 0))
    with _collecting_nothing():
        lineage.run(nodes)
    return lineage


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Spare the collector of garbage a million nodes that all live until the proof ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def lineage_of(nodes: Mapping[str, Node], manifest: Manifest, policy: Policy, least_persons: int) -> Lineage:
    """Return the walk over a project's nodes, with the techniques that its macros are."""
    parser = Parser()
    package = str(manifest["metadata"]["project_name"])
    macros = {
        str(macro["name"]): str(macro["macro_sql"])
        for macro in manifest["macros"].values()
        if macro["package_name"] == package and str(macro["original_file_path"]).startswith(FOLDER)
    }
    zones = frozenset(node.zone for node in nodes.values()) - frozenset(UNREAD)
    return Lineage(
        parser,
        Techniques(templates(parser, macros)),
        least_persons,
        zones,
        raw_attributes(nodes, policy),
        atoms_of(policy),
    )


def atoms_of(policy: Policy) -> Atoms:
    """Return no atoms yet, with the attributes that name a person and those about nobody."""
    attributes = policy.attributes.values()
    return Atoms(
        frozenset(
            one.name for one in attributes if one.identifier == "direct" and one.privacy_class == "identity"
        ),
        frozenset(one.name for one in attributes if one.privacy_class == "operational"),
    )


def _headers(project: Project, manifest: Manifest) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed":
            path = project.path(str(node["original_file_path"]))
            with path.open(encoding="utf-8-sig", newline="") as lines:
                found[str(node["original_file_path"])] = [
                    name.strip() for name in next(csv.reader(lines), [])
                ]
    return found
