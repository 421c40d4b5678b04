"""`steward prove` on the project as it is, and on projects in which one rule was broken."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from steward import job
from steward.errors import StewardError
from steward.evidence import recorded
from steward.findings import Finding
from steward.policy import Policy, load_policy
from steward.project import Project
from steward.prove import project as proving
from steward.prove.compile import Compiled, compile_project
from steward.prove.exposures import exposure_findings
from steward.prove.nodes import nodes_of
from steward.prove.project import prove_compiled
from steward.prove.settings import settings_findings
from steward.prove.structure import structure_findings
from tests.python.conftest import ROOT, Build

WAY = "models/views/opt_out/customer__opt_out_direct_marketing.sql"
VIEW = "model.privacy_warehouse.customer__opt_out_direct_marketing"
MAP = "model.privacy_warehouse.vlt_pseudonym"


@pytest.fixture(scope="module")
def compiled(demo_build: Build) -> Iterator[Compiled]:
    """The project as dbt compiles it beside the build of the session."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in demo_build.env.items():
            if name.startswith(("DW_", "DBT_")):
                patch.setenv(name, value)
        yield compile_project(Project(ROOT, {}), {})


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The policy as delivered."""
    return load_policy(Project(ROOT, {}))


def _upstream(compiled: Compiled, unique_id: str) -> Compiled:
    """Return a node with all that it is made of, for a proof in a fraction of the time."""
    kept, waiting = set(), [unique_id]
    while waiting:
        one = waiting.pop()
        if one not in kept and one in compiled.manifest["nodes"]:
            kept.add(one)
            waiting += compiled.manifest["nodes"][one].get("depends_on", {}).get("nodes", [])
    nodes = {key: node for key, node in compiled.manifest["nodes"].items() if key in kept}
    return replace(compiled, manifest={**compiled.manifest, "nodes": nodes, "exposures": {}})


def _findings(compiled: Compiled, policy: Policy, unique_id: str, *texts: str) -> list[Finding]:
    part = _upstream(compiled, unique_id)
    given = {**part.texts, unique_id: list(texts)} if texts else part.texts
    return prove_compiled(Project(ROOT, {}), policy, replace(part, texts=given)).findings


def _said(findings: list[Finding], path: str) -> list[str]:
    return [finding.what for finding in findings if finding.where.startswith(path)]


def _manifest(compiled: Compiled, unique_id: str, **facts: Any) -> dict[str, Any]:
    nodes = {**compiled.manifest["nodes"], unique_id: {**compiled.manifest["nodes"][unique_id], **facts}}
    return {**compiled.manifest, "nodes": nodes}


def test_the_project_is_proven_without_exceptions(compiled: Compiled, policy: Policy) -> None:
    proof = prove_compiled(Project(ROOT, {}), policy, compiled)
    assert [str(finding) for finding in proof.findings] == []
    assert proof.nodes > 290 and proof.columns > 3000


def test_both_branches_of_incremental_models_are_compiled(compiled: Compiled) -> None:
    first, later = compiled.texts[MAP]
    assert "known.subject_id is null" in later and "known.subject_id" not in first


def test_a_leak_in_one_branch_is_found(compiled: Compiled, policy: Policy) -> None:
    [text] = compiled.texts[VIEW]
    leak = text.replace("customer.full_name,", "customer.id_number as full_name,")
    assert leak != text
    found = _findings(compiled, policy, VIEW, text, leak)
    [what] = _said(found, f"{WAY}, column full_name")
    assert what.startswith("id_number flows into it: ldm_customer.id_number > customer.id_number > ")


def test_a_relation_by_a_fixed_name_is_refused(compiled: Compiled, policy: Policy) -> None:
    [text] = compiled.texts[VIEW]
    reads = text.replace(
        "allowed_person as (",
        "x as (select 1 from warehouse.vault.vlt_customer_identity), allowed_person as (",
    )
    found = _findings(compiled, policy, VIEW, reads)
    assert _said(found, WAY) == [
        "cannot be proven: reads vault.vlt_customer_identity by a fixed name: name it with ref()"
    ]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"config": {"post-hook": [{"sql": "create table x as select 1"}]}}, "a hook that is none"),
        ({"config": {"sql_header": "set x = 1"}}, "`sql_header` in its config"),
        ({"config": {"materialized": "external"}}, "materialised as `external`"),
        ({"config": {"incremental_strategy": "leak"}}, "incremental by `leak`"),
        (
            {"config": {"incremental_predicates": ["x in (select 1)"]}},
            "`incremental_predicates` in its config",
        ),
        ({"config": {"indexes": [{"columns": ["lower(id_number)"]}]}}, "`indexes` in its config"),
        ({"config": {"database": "elsewhere"}}, "`database` in its config"),
        ({"config": {"unique_key": "customer_id or true"}}, "a unique_key that is an expression"),
        ({"config": {"pre-hook": [{"sql": "{{ leak() }}"}]}}, "a hook that is none"),
        ({"raw_code": "select {{ context['run' ~ '_query']('select 1') }}"}, "asks `context`"),
        ({"raw_code": "{% set t = adapter.get_relation(this) %} select 1"}, "asks `adapter.get_relation`"),
        ({"raw_code": "{% for node in graph.nodes %} select 1 {% endfor %}"}, "asks `graph`"),
        (
            {
                "raw_code": "{{ config(materialized='view' if target.type == 'duckdb' else 'external') }} select 1"
            },
            "asks `target`",
        ),
        (
            {"raw_code": "{{ config(materialized='view') if target.type == 'duckdb' }} select 1"},
            "asks `target`",
        ),
        ({"language": "python"}, "a Python model"),
        ({"raw_code": "{% do run_query('create table x as select 1') %} select 1"}, "runs SQL while"),
        ({"raw_code": "select {% if flags.WHICH == 'run' %} id_number {% endif %}"}, "asks `flags`"),
        ({"raw_code": "select * from {{ ref('ldm_customer') }}"}, "written by hand among the rendered views"),
        ({"package_name": "stranger"}, "is of another package"),
    ],
)
def test_what_runs_beside_the_query_is_refused(compiled: Compiled, facts: dict[str, Any], says: str) -> None:
    facts = copy.deepcopy(facts)
    if "config" in facts:
        facts["config"] = {**compiled.manifest["nodes"][VIEW]["config"], **facts["config"]}
    found = list(structure_findings(_manifest(compiled, VIEW, **facts)))
    assert any(what.startswith(says) for what in _said(found, WAY)), found


def test_how_a_relation_is_stored_may_depend_on_the_engine(compiled: Compiled) -> None:
    unique_id = "model.privacy_warehouse.fct_kyc_trigger"
    code = "{{ config(materialized='view' if target.type == 'duckdb' else 'table') }}\nselect 1"
    assert not list(structure_findings(_manifest(compiled, unique_id, raw_code=code)))


@pytest.mark.parametrize("target", ["duckdb", "postgres"])
def test_a_build_stops_at_a_violation_and_says_where(
    target: str, compiled: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = _upstream(compiled, VIEW)
    [text] = part.texts[VIEW]
    texts = {**part.texts, VIEW: [text.replace("customer.full_name,", "customer.id_number as full_name,")]}
    monkeypatch.setattr(proving, "compile_project", lambda *_: replace(part, texts=texts))
    monkeypatch.setenv("DW_HOME", str(tmp_path))
    monkeypatch.setenv("DW_TARGET", target)
    project = Project(ROOT, {})
    with pytest.raises(StewardError) as refused:
        job.prove(project, {}, force=True)
    said = str(refused.value).splitlines()
    assert said[0].startswith("steward prove: 1 violations; nothing was built or published")
    assert said[1].startswith(f"  {WAY}, column full_name: id_number flows into it")
    assert recorded(project)["proof"].state == "fail"
    assert recorded(project)["proof"].figures["failed"] == 1

    monkeypatch.setattr(proving, "compile_project", lambda *_: part)
    proof = job.prove(project, {}, force=True)
    assert proof and not proof.findings
    assert recorded(project)["proof"].state == "pass"


def test_a_model_in_the_schema_of_other_readers_is_refused(compiled: Compiled) -> None:
    unique_id = "model.privacy_warehouse.fct_kyc_trigger"
    config = {**compiled.manifest["nodes"][unique_id]["config"], "schema": "opt_out_direct_marketing"}
    found = list(structure_findings(_manifest(compiled, unique_id, config=config)))
    assert [finding.what for finding in found] == [
        "lies in schema opt_out_direct_marketing, whose readers are not those of models/kyc"
    ]


def test_a_test_that_stores_rows_where_readers_are_is_refused(compiled: Compiled) -> None:
    test = next(key for key, node in compiled.manifest["nodes"].items() if node["resource_type"] == "test")
    config = {**compiled.manifest["nodes"][test]["config"], "store_failures": True, "schema": "crm"}
    found = list(structure_findings(_manifest(compiled, test, config=config)))
    assert [finding.what for finding in found] == ["the test stores rows where readers are"]


@pytest.mark.parametrize(
    ("name", "path", "text", "says"),
    [
        ("run_hooks", "macros/kyc/run_hooks.sql", "", "macro run_hooks replaces one of dbt's own"),
        ("ref", "macros/engine/ref.sql", "", "macro ref replaces a word of dbt's own"),
        (
            "get_incremental_append_sql",
            "macros/kyc/x.sql",
            "",
            "macro get_incremental_append_sql replaces one of",
        ),
        ("own", "macros/kyc/own.sql", "{% if flags.WHICH == 'run' %}id{% endif %}", "macro own asks `flags`"),
        ("own", "macros/portable/own.sql", "{{ target.type }}", "macro own asks `target`"),
        (
            "own",
            "macros/kyc/own.sql",
            "{% call statement('x') %}drop{% endcall %}",
            "macro own runs SQL while",
        ),
    ],
)
def test_a_macro_that_hides_a_query_is_refused(
    compiled: Compiled, name: str, path: str, text: str, says: str
) -> None:
    own = next(macro for macro in compiled.manifest["macros"].values() if macro["name"] == "mask_name")
    stranger = {**own, "name": name, "original_file_path": path, "macro_sql": text}
    macros = {**compiled.manifest["macros"], f"macro.privacy_warehouse.{name}": stranger}
    found = list(structure_findings({**compiled.manifest, "macros": macros}))
    assert [finding.what for finding in found if finding.what.startswith(says)] == [
        finding.what for finding in found
    ] and found


def test_functions_and_macros_from_elsewhere_are_refused(compiled: Compiled) -> None:
    own = next(macro for macro in compiled.manifest["macros"].values() if macro["name"] == "mask_name")
    macros = {**compiled.manifest["macros"], "macro.other.x": {**own, "name": "x", "package_name": "other"}}
    functions = {"function.x": {"original_file_path": "functions/x.sql"}}
    found = list(structure_findings({**compiled.manifest, "macros": macros, "functions": functions}))
    assert [finding.where for finding in found] == ["functions/x.sql", "packages.yml"]


def test_settings_that_run_beside_queries_are_refused(tmp_path: Path) -> None:
    assert not list(settings_findings(Project(ROOT, {})))
    (tmp_path / "dbt_project.yml").write_text(
        "name: x\nquery-comment: '*/ create table crm.x as select 1 /*'\ndispatch: [{macro_namespace: dbt}]\n"
    )
    (tmp_path / "profiles.yml").write_text(
        "x: {outputs: {d: {type: duckdb, attach: [{path: y}], plugins: [{module: stranger}]}}}\n"
    )
    found = [finding.what for finding in settings_findings(Project(tmp_path, {}))]
    assert found == [
        "a query-comment of another text", "`dispatch` chooses other macros",
        "`attach`, which the proof does not know", "plugin stranger",
    ]  # fmt: skip


def test_an_exposure_of_custody_is_refused(compiled: Compiled, policy: Policy) -> None:
    exposure = {
        "original_file_path": "models/_exposures.yml",
        "name": "board",
        "depends_on": {"nodes": ["model.privacy_warehouse.ldm_customer"]},
    }
    nodes = nodes_of(compiled.manifest, compiled.texts, {})
    found = list(exposure_findings({"exposures": {"x": exposure}}, nodes, policy))
    assert [str(finding) for finding in found] == [
        "models/_exposures.yml, exposure board: shows ldm_customer of logical; "
        "name a view that zone_reads.csv lets exposures read"
    ]


def test_a_class_lowered_by_hand_is_refused(compiled: Compiled, policy: Policy) -> None:
    unique_id = "model.privacy_warehouse.fct_kyc_trigger"
    columns = copy.deepcopy(compiled.manifest["nodes"][unique_id]["columns"])
    columns["customer_id"]["config"]["meta"]["privacy"]["attribute"] = "record_id"
    columns["customer_id"]["meta"] = columns["customer_id"]["config"]["meta"]
    lowered = replace(compiled, manifest=_manifest(compiled, unique_id, columns=columns))
    found = _findings(lowered, policy, unique_id)
    said = _said(found, "models/kyc/triggers/fct_kyc_trigger.sql, column customer_id")
    assert said and all(
        what.startswith("declared `record_id` (operational), but customer_id") for what in said
    )


def test_a_mask_that_policy_no_longer_asks_for_is_refused(compiled: Compiled, policy: Policy) -> None:
    attribute = policy.attributes["full_name"].model_copy(update={"mask": "mask_address"})
    stricter = replace(policy, attributes={**policy.attributes, "full_name": attribute})
    found = _findings(compiled, stricter, "model.privacy_warehouse.customer__standard")
    said = _said(found, "models/views/standard/customer__standard.sql, column full_name")
    assert said and said[0].startswith("full_name flows into it after mask_name: ldm_customer.full_name > ")


def test_compiling_leaves_no_warehouse_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_build: Build
) -> None:
    monkeypatch.setenv("DBT_TARGET_PATH", demo_build.env["DBT_TARGET_PATH"])
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    from steward.prove.compile import _environment

    project = Project(ROOT, {})
    with _environment(project):
        project.home.mkdir()
        project.build_file.write_bytes(b"")
    assert not project.build_file.exists()
