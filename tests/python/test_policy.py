"""The policy rows: what they say, how the company's rows lie over them, and what a bad row gets."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from steward.checks.audiences import check_audiences
from steward.checks.disclosure import check_disclosure
from steward.checks.purposes import check_purposes
from steward.checks.site_rows import check_site_rows
from steward.checks.treatments import check_treatments
from steward.checks.zones import check_zones
from steward.errors import StewardError
from steward.findings import Finding
from steward.policy import Policy, load_policy, read_policy
from steward.policy.law import read_legal_rows
from steward.policy.login_roles import check_login_roles
from steward.policy.rows import PolicyRow
from steward.project import Project
from steward.render.scopes import MODEL as SCOPES_MODEL
from steward.render.scopes import render_scopes
from tests.python.support.small_project import ROOT, small_project, write

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/python/cases/check/policy.yml").read_text("utf-8")
)
HEADERS = {kind.seed: ",".join(kind.header()) for kind in PolicyRow.__subclasses__()}
FOLDERS = {kind.seed: kind.folder for kind in PolicyRow.__subclasses__()}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path)


def site(project: Project, seed: str, *rows: str) -> None:
    write(project, f"seeds/site/{seed}.csv", "\n".join([HEADERS[seed], *rows, ""]))


def policy_findings(project: Project) -> list[Finding]:
    policy, findings = read_policy(project)
    return [
        *findings,
        *check_treatments(project, policy),
        *check_purposes(project, policy),
        *check_audiences(policy),
        *check_disclosure(policy),
        *check_zones(project, policy),
        *check_login_roles(project, policy),
        *read_legal_rows(project)[1],
    ]


def test_the_policy_as_delivered_has_no_mistake(project: Project) -> None:
    assert policy_findings(project) == []


@pytest.mark.parametrize("case", CASES, ids=[case["mistake"] for case in CASES])
def test_a_bad_row_gets_one_sentence(project: Project, case: dict[str, Any]) -> None:
    site(project, case["seed"], *case["rows"])
    about = case.get("about", "")
    assert [text for text in map(str, policy_findings(project)) if about in text] == case["says"]


def test_every_seed_has_a_bad_row_among_the_cases() -> None:
    assert {case["seed"] for case in CASES} == set(HEADERS)


@pytest.mark.parametrize("seed", sorted(HEADERS))
def test_a_seed_that_is_missing_or_has_another_header_is_named(project: Project, seed: str) -> None:
    where = f"seeds/{FOLDERS[seed]}/{seed}.csv"
    path = project.path(where)
    path.write_text("word\n", encoding="utf-8")
    says = f"{where}: the header is not the expected one; write {HEADERS[seed]}"
    assert says in map(str, policy_findings(project))
    path.unlink()
    says = f"{where}: the file is missing; restore it from version control"
    assert says in map(str, policy_findings(project))


def test_the_loader_stops_at_a_bad_row(project: Project) -> None:
    site(project, "treatments", "standard,personal,quasi,,surpress", "standard,personal,none,,surpress")
    with pytest.raises(StewardError) as stopped:
        load_policy(project)
    assert str(stopped.value) == (
        "seeds/site/treatments.csv, row standard personal quasi, column technique: "
        "unknown word `surpress`; did you mean `suppress`? (1 more: run `steward check`)"
    )


def test_a_row_of_the_site_replaces_adds_and_takes_away(project: Project) -> None:
    site(
        project,
        "audiences",
        "analyst,dw_analyst,anonymised.*,",
        "decisions,,,",
        "branch,,standard.*,contract",
    )
    delivered, laid_over = load_policy(small_project(project.root / "other")), load_policy(project)
    assert laid_over.audiences["analyst"].os_group == "dw_analyst"
    assert laid_over.audiences.keys() - delivered.audiences.keys() == {"branch"}
    assert delivered.audiences.keys() - laid_over.audiences.keys() == {"decisions"}


def test_a_declared_group_may_be_shared(project: Project) -> None:
    site(
        project,
        "audiences",
        "analyst,dw_readers,anonymised.*,",
        "service_desk,dw_readers,standard.*,contract",
    )
    site(project, "shared_groups", "dw_readers,analyst,one team", "dw_readers,service_desk,one team")
    assert policy_findings(project) == []


def test_a_new_recipient_gets_pseudonyms_of_its_own(project: Project) -> None:
    site(project, "recipients", "new_bank,新银行,New Bank,controller,CN")
    scopes = {row.scope: row.purpose for row in load_policy(project).pseudonym_scopes}
    assert scopes["recipient:new_bank"] == "third_party_disclosure"
    names = ["internal", "recipient:delta_research", "recipient:harbour_insurance", "recipient:new_bank"]
    assert sorted(scopes) == names
    assert re.findall(r"\('(.+)'\)", render_scopes(project)[SCOPES_MODEL]) == names


def test_a_file_of_the_site_that_lies_over_no_seed_is_named(project: Project) -> None:
    write(project, "seeds/site/audience.csv", "audience\n")
    says = "seeds/site/audience.csv: no policy seed is called `audience`; did you mean `audiences`?"
    assert list(map(str, check_site_rows(project))) == [says]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Project(ROOT, {}))


@pytest.mark.parametrize(
    ("family", "attribute", "technique"),
    [
        ("standard", "full_name", "mask"),
        ("standard", "customer_id", "pseudonymise"),
        ("standard", "account_id", "pseudonymise"),
        ("standard", "birth_date", "suppress"),
        ("standard", "religion", "suppress"),
        ("standard", "record_id", "keep"),
        ("standard", "product", "keep"),
        ("anonymised", "customer_id", "suppress"),
        ("anonymised", "email", "suppress"),
        ("anonymised", "birth_date", "generalise"),
        ("anonymised", "city", "suppress"),
        ("anonymised", "transaction_amount", "generalise"),
        ("anonymised", "religion", "suppress"),
        ("anonymised", "currency", "keep"),
        ("anonymised", "record_id", "suppress"),
        ("anonymised", "load_time", "suppress"),
        ("anonymised", "business_date", "suppress"),
        ("selectively_anonymised", "customer_id", "pseudonymise"),
        ("selectively_anonymised", "birth_date", "generalise"),
        ("selectively_anonymised", "full_name", "suppress"),
    ],
)
def test_the_technique_of_an_attribute(policy: Policy, family: str, attribute: str, technique: str) -> None:
    assert policy.technique(family, policy.attribute(attribute)) == technique


def test_a_word_that_is_not_there_is_an_error_with_the_nearest(policy: Policy) -> None:
    with pytest.raises(StewardError) as missing:
        policy.attribute("birthdate")
    says = "seeds/policy/attributes.csv: no attribute `birthdate`; did you mean `birth_date`?"
    assert str(missing.value) == says


def test_no_purpose_that_customers_can_leave_has_numbers_of_documents_or_accounts(policy: Policy) -> None:
    for purpose in policy.opt_out_purposes:
        needed = policy.attributes_of(purpose.purpose)
        assert "customer_id" in needed
        assert not {"id_number", "account_number", "payer_reference", "free_text"} & needed.keys()


def test_decisions_see_nobodys_name(policy: Policy) -> None:
    needed = policy.attributes_of("automated_decisions")
    identities = {name for name in needed if policy.attribute(name).privacy_class == "identity"}
    assert identities == {"customer_id"}


def test_an_audience_reads_its_relations_and_no_other(policy: Policy) -> None:
    relations = [
        "standard.customer",
        "opt_out_direct_marketing.customer",
        "opt_out_sensitive_data.customer",
        "selectively_anonymised.customer__harbour_insurance",
        "selectively_anonymised.customer__delta_research",
    ]
    for audience, read in {"marketing": relations[1:2], "harbour_insurance": relations[3:4]}.items():
        assert list(policy.relations_of(policy.audiences[audience], relations)) == read


def test_every_attribute_has_a_code_under_every_standard(policy: Policy) -> None:
    standards = {code.standard for code in policy.attribute_codes}
    assert standards == {"JR/T 0171-2020", "GB/T 35273-2020", "GB/T 45574-2025", "GDPR", "fideslang"}
    coded = {(code.attribute, code.standard) for code in policy.attribute_codes}
    assert coded == {(name, standard) for name in policy.attributes for standard in standards}
