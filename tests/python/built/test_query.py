"""`steward query` and `steward open-personal`: what is read is on record first, or is not read."""

import json
import os
import shutil
from pathlib import Path

import pytest

from steward.access import runner_log
from steward.access.declared import load_declared
from steward.access.facts import LogFacts
from steward.access.logs import read_logs
from steward.access.opening import open_personal
from steward.access.query import as_csv, query
from steward.access.reconcile import Limits, Reconciliation
from steward.errors import StewardError
from steward.privacy_log import log_of
from steward.project import Project
from steward.publish import publish
from tests.python.built.conftest import ROOT, Warehouse

CUSTOMERS = "select * from opt_out_direct_marketing.customer"
REASON = "a hit of the screening list"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A published warehouse, made once: each test gets a copy."""
    folder = tmp_path_factory.mktemp("published")
    shutil.copytree(template, folder, dirs_exist_ok=True)
    made = Warehouse(Project(folder / "project", {}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DW_HOME", str(folder / "home"))
        made.sql("update audit.aud_build set started_at = now(), finished_at = now()")
        publish(made.project)
    seed = made.project.path("seeds", "register", "login_roles.csv")
    seed.parent.mkdir()
    shutil.copy(ROOT / "seeds" / "register" / "login_roles.csv", seed)
    return folder


@pytest.fixture
def published(tmp_path: Path, once: Path, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    shutil.copytree(once, tmp_path, dirs_exist_ok=True, symlinks=True)
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    return Warehouse(Project(tmp_path / "project", {}))


def record(warehouse: Warehouse, audience: str) -> list[dict[str, object]]:
    path = runner_log.path_of(warehouse.project, audience)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def kinds(warehouse: Warehouse, *audiences: str) -> list[str]:
    run, facts = Reconciliation(load_declared(warehouse.project), Limits()), LogFacts(Limits().max_gap)
    run.take_all(read_logs([runner_log.path_of(warehouse.project, name) for name in audiences], facts))
    return [own.kind.value for own in run.finish(facts)]


def test_a_read_is_answered_and_on_record(published: Warehouse) -> None:
    answer = query(
        published.project, "person_marketing", "marketing", "direct_marketing", f"{CUSTOMERS} -- 'x1'"
    )
    assert answer.rows and as_csv(answer).startswith("customer_id")
    [event] = record(published, "marketing")
    assert (event["actor"], event["role"], event["purpose"]) == (
        "person_marketing",
        "marketing",
        "direct_marketing",
    )
    assert (event["outcome"], event["row_count"]) == ("succeeded", len(answer.rows))
    assert event["evidence_grade"] == "claimed" and event["release"]
    assert [own["name"] for own in event["objects"]] == ["opt_out_direct_marketing.customer"]  # type: ignore[attr-defined, index]
    assert "x1" not in json.dumps(event)
    assert runner_log.path_of(published.project, "marketing").stat().st_mode & 0o777 == 0o600
    assert kinds(published, "marketing") == []


@pytest.mark.parametrize(
    ("audience", "purpose", "says"),
    [
        ("marketing", "legal_obligation", "does not serve the purpose `legal_obligation`"),
        ("marketing", "", "does not serve the purpose"),
        ("analyst", "direct_marketing", "for none of the purposes of people"),
        ("analyst", "", "for none of the purposes of people"),
    ],
)
def test_a_purpose_that_is_not_served_is_refused_and_on_record(
    published: Warehouse, audience: str, purpose: str, says: str
) -> None:
    with pytest.raises(StewardError, match=says):
        query(published.project, "person_marketing", audience, purpose, "select 1")
    assert [own["outcome"] for own in record(published, audience)] == ["denied"]


@pytest.mark.parametrize(
    ("sql", "outcome"),
    [
        ("select * from read_text('/etc/hostname')", "failed"),
        ("attach '/tmp/other.duckdb'", "denied"),
        ("copy (select 1) to '/tmp/out.csv'", "denied"),
        ("set enable_external_access = true", "denied"),
        ("call disable_logging()", "denied"),
        ("select 1; select 2", "denied"),
        ("create table x as select 1", "denied"),
        ("selekt 1", "failed"),
        ("select 'secret'::int", "failed"),
    ],
)
def test_nothing_but_one_query_of_the_file(published: Warehouse, sql: str, outcome: str) -> None:
    with pytest.raises(StewardError) as stopped:
        query(published.project, "", "marketing", "direct_marketing", sql)
    assert "secret" not in str(stopped.value)
    assert [own["outcome"] for own in record(published, "marketing")] == [outcome]


def test_what_cannot_be_put_on_record_is_not_read(published: Warehouse) -> None:
    path = runner_log.path_of(published.project, "marketing")
    path.unlink()
    path.mkdir()
    with pytest.raises(StewardError, match="cannot be put on record, so it is not made"):
        query(published.project, "", "marketing", "direct_marketing", CUSTOMERS)


def test_a_group_can_add_to_its_log_and_not_read_it(
    warehouse: Warehouse, other_group: tuple[str, int]
) -> None:
    warehouse.site(
        "audiences", "audience,os_group,relation_pattern,purpose", f"analyst,{other_group[0]},anonymised.*,"
    )
    publish(warehouse.project)
    found = runner_log.path_of(warehouse.project, "analyst").stat()
    assert (found.st_mode & 0o777, found.st_gid) == (0o620, other_group[1])


def test_a_release_past_its_time_is_not_read(published: Warehouse) -> None:
    [path] = published.home.glob("releases/*/marketing.json")
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "valid_until": "2020-01-01T00:00:00+00:00"}))
    with pytest.raises(StewardError, match="past its time"):
        query(published.project, "", "marketing", "direct_marketing", CUSTOMERS)


def test_personal_data_is_opened_with_a_reason_first(published: Warehouse) -> None:
    sql = "select 1 from personal_data.customer"
    arguments = (published.project, "person_compliance", "compliance", "legal_obligation", sql)
    query(*arguments)
    assert kinds(published, "compliance") == ["personal_read_without_entry"]
    os.truncate(runner_log.path_of(published.project, "compliance"), 0)
    opened = open_personal(published.project, "person_compliance", REASON, "T-1", 5)
    query(*arguments)
    assert kinds(published, "compliance") == []
    facts = next(
        own.facts for entry, own in log_of(published.project).entries() if own and entry.n == opened.entry.n
    )
    assert (facts["reason"], facts["ticket"], facts["purpose"]) == (REASON, "T-1", "legal_obligation")


@pytest.mark.parametrize(
    ("role", "reason", "ticket", "minutes", "says"),
    [
        ("person_compliance", " ", "T-1", 5, "--reason: it is empty"),
        ("person_compliance", REASON, "", 5, "--ticket: it is empty"),
        ("person_compliance", REASON, "T-1", 0, "--minutes"),
        ("person_compliance", REASON, "T-1", 5000, "--minutes"),
        ("person_complience", REASON, "T-1", 5, "did you mean `person_compliance`"),
        ("person_marketing", REASON, "T-1", 5, "audience `marketing` may not read personal_data"),
        ("person_former_marketing", REASON, "T-1", 5, "not valid today"),
        ("dbt_runner", REASON, "T-1", 5, "may not read personal_data"),
    ],
)
def test_what_is_not_opened(
    published: Warehouse, role: str, reason: str, ticket: str, minutes: int, says: str
) -> None:
    before = len(list(log_of(published.project).entries()))
    with pytest.raises(StewardError) as stopped:
        open_personal(published.project, role, reason, ticket, minutes)
    assert says in str(stopped.value)
    assert len(list(log_of(published.project).entries())) == before


def test_the_only_reader_needs_no_name(published: Warehouse) -> None:
    assert open_personal(published.project, "", REASON, "T-1", 5).login_role == "person_compliance"
    header = "login_role,kind,audience,exposure,owner,valid_from,valid_to"
    published.site("login_roles", header, "person_second,person,compliance,,Compliance,2026-01-01,")
    with pytest.raises(StewardError, match="name the one that reads: person_compliance, person_second"):
        open_personal(published.project, "", REASON, "T-1", 5)
