"""`steward check`: reads outside a zone's rights, stray privacy blocks, variables, and the command itself."""

import json
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
import yaml

from steward.checks.exposures import check_exposures
from steward.checks.grants import check_grants
from steward.checks.privacy_blocks import check_privacy_blocks
from steward.checks.raw_side import agreement_findings, check_raw_side
from steward.checks.rendering import summed_up
from steward.checks.variables import check_variables
from steward.checks.zones import check_zones
from steward.errors import StewardError
from steward.findings import Finding
from steward.policy import load_policy
from steward.project import Project
from tests.python.conftest import environment, run
from tests.python.support.postgres import Server
from tests.python.support.small_project import ROOT, small_project, write


def cases(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / f"tests/python/cases/check/{name}.yml").read_text("utf-8")
    )
    return read


def named(case: dict[str, Any]) -> str:
    return str(case["mistake"])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path)


@pytest.mark.parametrize("case", cases("reads"), ids=named)
def test_a_read_that_a_zone_may_not_do(project: Project, case: dict[str, Any]) -> None:
    write(
        project,
        "models/kyc/fct_kyc_obligation.sql",
        "select customer_id from {{ ref('customer__personal_data') }}",
    )
    write(project, case["path"], case["text"])
    try:
        found = [str(finding) for finding in check_zones(project, load_policy(project))]
    except StewardError as error:
        found = [str(error)]
    assert found == case["says"]


def test_what_a_zone_may_read(project: Project) -> None:
    write(
        project, "models/kyc/rules/large_payment.sql", "select 1 from {{ ref('transaction__personal_data') }}"
    )
    write(
        project,
        "models/kyc/fct_kyc_trigger.sql",
        "select 1 from {{ ref('large_payment') }} -- from logical.x",
    )
    dates = "select extract(year from x.made_on) from x where x.a is distinct from x.b join lateral x.c"
    write(project, "models/crm/dates.sql", dates)
    write(project, "models/crm/segment.sql", "select 1 from {{ ref('customer__opt_out_direct_marketing') }}")
    write(
        project,
        "models/crm/plan.sql",
        "with a as (select 1 from {{ ref('segment') }} as s) select a.x from a",
    )
    write(project, "analyses/branches.sql", "select 1 from {{ ref('customer__anonymised') }}")
    exposures = (
        "exposures:\n  - name: x\n    depends_on: [ref('customer__standard'), ref('fct_kyc_trigger')]\n"
    )
    write(project, "models/_exposures.yml", exposures)
    assert list(check_zones(project, load_policy(project))) == []


@pytest.mark.parametrize("case", cases("exposures"), ids=named)
def test_an_exposure_and_its_login_role(project: Project, case: dict[str, Any]) -> None:
    delivered = yaml.safe_load((ROOT / "models/_exposures.yml").read_text("utf-8"))
    by_name = {
        own["name"]: own for own in delivered["exposures"] if own["name"] not in case.get("without", ())
    }
    own = by_name.get(case.get("exposure", ""), {})
    own.get("config", {}).get("meta", {}).update(case.get("meta", {}))
    own.update({"depends_on": case["depends_on"]} if "depends_on" in case else {})
    write(project, "models/_exposures.yml", yaml.safe_dump({"exposures": list(by_name.values())}))
    if "rows" in case:
        header = "login_role,kind,audience,exposure,owner,valid_from,valid_to"
        write(project, "seeds/site/login_roles.csv", "\n".join([header, *case["rows"], ""]))
    found = [str(finding) for finding in check_exposures(project, load_policy(project))]
    assert found == case["says"]


def test_a_grant_that_is_not_in_the_audiences_and_an_audience_without_its_grant(project: Project) -> None:
    write(project, "models/kyc/reports/rpt_x.sql", "select 1 as a")
    write(project, "models/crm/plan.sql", "select 1 as a")
    assert list(check_grants(project, load_policy(project))) == []
    write(project, "models/crm/plan.sql", "{{ config(schema='audit') }} select 1 as a")
    site = (
        "audience,os_group,relation_pattern,purpose\ncompliance,,kyc.fct_*|personal_data.*,legal_obligation\n"
    )
    write(project, "seeds/site/audiences.csv", site)
    found = [(own.where, own.what) for own in check_grants(project, load_policy(project))]
    assert found == [
        ("models/crm/plan.sql", "audit.plan is granted to nobody"),
        ("models/kyc/reports/rpt_x.sql", "kyc.rpt_x is granted to compliance"),
    ]


@pytest.mark.parametrize("case", cases("blocks"), ids=named)
def test_a_privacy_block_outside_the_logical_model(project: Project, case: dict[str, Any]) -> None:
    write(project, case["path"], case["text"])
    found = [str(finding) for finding in check_privacy_blocks(project, load_policy(project))]
    assert found == case["says"]


@pytest.mark.parametrize("case", cases("variables"), ids=named)
def test_a_variable_that_is_wrong(project: Project, case: dict[str, Any]) -> None:
    if "without" in case:
        lines = project.path("dbt_project.yml").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.strip().startswith(case["without"])]
        write(project, "dbt_project.yml", "\n".join(kept))
    changed = Project(project.root, case.get("vars", {}))
    assert [str(finding) for finding in check_variables(changed)] == case["says"]


def test_the_project_as_delivered_has_no_mistake(tmp_path: Path) -> None:
    result = run("steward", "check", env=environment(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.strip() == "nothing is wrong"


def test_the_command_prints_sentences_and_fails(project: Project) -> None:
    bad = project.path("models/logical/ldm_customer.yml").read_text(encoding="utf-8")
    write(
        project,
        "models/logical/ldm_customer.yml",
        bad.replace("attribute: birth_date", "attribute: birthdate"),
    )
    result = run("steward", "check", env=environment(project.root), cwd=project.root)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert (
        "STOP  models/logical/ldm_customer.yml, model ldm_customer, column birth_date: "
        "unknown attribute `birthdate`; did you mean `birth_date`?"
    ) in result.stderr.splitlines()


def test_the_command_prints_json(project: Project) -> None:
    write(project, "seeds/site/audience.csv", "audience\n")
    result = run("steward", "check", "--json", env=environment(project.root), cwd=project.root)
    assert result.returncode == 1
    assert {
        "where": "seeds/site/audience.csv",
        "what": "no policy seed is called `audience`",
        "do": "did you mean `audiences`?",
        "stops": True,
    } in json.loads(result.stdout)


@pytest.mark.parametrize("word", ["demo_data", "{as_of_date: 2026-02-30}"])
def test_variables_that_are_no_mapping_get_one_line(project: Project, word: str) -> None:
    result = run("steward", "check", "--vars", word, env=environment(project.root), cwd=project.root)
    assert result.returncode == 1
    assert result.stderr == "steward: --vars: not a YAML mapping; write it as '{demo_data: false}'\n"


AGREEMENTS = """\
agreement_id,recipient_id,attributes,loaded_at
A1,harbour_insurance,full_name|birthdate,2026-02-01
A1,harbour_insurance,full_name|telephone_number,2026-01-01
A2,harbour_insurance, gender | province ,2026-01-01
A3,delta_research,10060001234|sold to,2026-01-01
"""


def sentences_on_agreements(project: Project) -> list[str]:
    return [str(finding) for finding in agreement_findings(project, load_policy(project))]


def said_of(place: str) -> list[str]:
    first, third = (f"{place}, agreement {name}, column attributes" for name in ("A1", "A3"))
    do = "write names of seeds/policy/attributes.csv with `|` between them"
    return [
        f"{first}: unknown attribute `birthdate`; did you mean `birth_date`?",
        f"{third}: holds something that is no attribute's name; {do}",
        f"{third}: holds something that is no attribute's name; {do}",
    ]


def test_an_agreement_that_names_an_unknown_attribute_is_named_with_it(project: Project) -> None:
    write(project, "seeds/demo/raw_agreements.csv", AGREEMENTS)
    assert sentences_on_agreements(project) == said_of("seeds/demo/raw_agreements.csv")


def test_agreements_in_files_of_the_company_are_read(project: Project) -> None:
    write(project, "landing/AGREEMENTS.csv", AGREEMENTS)
    own = Project(project.root, {"demo_data": False, "raw_path": "landing"})
    assert sentences_on_agreements(own) == said_of("landing/agreements")
    own.path("landing/AGREEMENTS.csv").unlink()
    assert sentences_on_agreements(own) == []


def test_agreements_in_a_duckdb_file_of_the_company_are_read(project: Project) -> None:
    write(project, "agreements.csv", AGREEMENTS)
    with duckdb.connect(project.path("core.duckdb")) as core:
        core.execute("create schema core_bank")
        csv = project.path("agreements.csv")
        core.execute(f"create table core_bank.agreements as from read_csv('{csv}', all_varchar = true)")
    own = Project(
        project.root, {"demo_data": False, "raw_schema": "core_bank", "raw_database": "core.duckdb"}
    )
    assert sentences_on_agreements(own) == said_of("core_bank.agreements")


def test_agreements_on_postgresql_are_read(
    project: Project, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [line.split(",") for line in AGREEMENTS.splitlines()[1:]]
    with psycopg.connect(postgres.dsn, autocommit=True) as server:
        server.execute("create schema core_bank")
        columns = "agreement_id text, recipient_id text, attributes text, loaded_at timestamptz"
        server.execute(f"create table core_bank.agreements ({columns})")
        server.cursor().executemany("insert into core_bank.agreements values (%s, %s, %s, %s)", rows)
    for name, value in postgres.env.items():
        monkeypatch.setenv(name, value)
    own = Project(project.root, {"demo_data": False, "raw_schema": "core_bank"})
    try:
        assert sentences_on_agreements(own) == said_of("core_bank.agreements")
    finally:
        with psycopg.connect(postgres.dsn, autocommit=True) as server:
            server.execute("drop schema core_bank cascade")
    assert sentences_on_agreements(own) == []


def test_the_raw_tables_of_the_company_are_checked_by_name(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    sources = (ROOT / "models/staging/_sources.yml").read_text(encoding="utf-8")
    write(project, "models/staging/_sources.yml", sources)
    write(project, "landing/customers.csv", "customer_id,full_name,shoe_size\n")
    write(project, "landing/choice_events.csv", sources_header(sources, "choice_events"))
    own = Project(project.root, {"demo_data": False, "raw_path": "landing", "modules": ["privacy"]})
    found = {str(finding): finding.stops for finding in check_raw_side(own, load_policy(own))}
    (missing, extra) = found
    assert missing.startswith("landing.customers: has no column customer_type, gender, birth_date, ")
    assert extra.startswith("landing.customers: column shoe_size is not read and reaches no view; ")
    assert found == {missing: True, extra: False}


def sources_header(sources: str, table: str) -> str:
    (found,) = [entry for entry in yaml.safe_load(sources)["sources"][0]["tables"] if entry["name"] == table]
    return ",".join(column["name"] for column in found["columns"]) + "\n"


def test_many_files_that_differ_alike_are_one_sentence() -> None:
    names = ["account", "customer", "interaction", "transaction"]
    findings = [Finding(f"models/views/standard/{name}.sql", "it differs", "run it") for name in names]
    assert list(map(str, summed_up(findings[:2]))) == [
        "models/views/standard/account.sql: it differs; run it",
        "models/views/standard/customer.sql: it differs; run it",
    ]
    (one,) = summed_up(findings)
    assert str(one) == "models/views/standard, account.sql and 3 more: it differs; run it"
