"""A real server with pgaudit: what its readers did is in its log, and the reconciliation finds it."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from steward.access.declared import Declared, load_declared
from steward.access.facts import LogFacts
from steward.access.findings import AccessFinding, AccessKind
from steward.access.logs import read_logs
from steward.access.opening import open_personal
from steward.access.reconcile import Limits, Reconciliation
from steward.access.warehouse import add_warehouse, record_findings
from steward.project import Project
from tests.python.conftest import ROOT
from tests.python.support.audited_server import AuditedServer, audited_server

pytestmark = pytest.mark.slow

SCHEMAS = """
create schema logical; create schema anonymised; create schema personal_data;
create table logical.ldm_customer as select g as customer_id, 'name ' || g as full_name from generate_series(1, 5) g;
create table anonymised.customer as select 'north' as province;
create view personal_data.customer with (security_barrier = true) as select * from logical.ldm_customer;
"""
GRANTS = """
grant usage on schema anonymised to app_dashboard, person_analyst;
grant select on anonymised.customer to app_dashboard, person_analyst;
grant usage on schema personal_data, logical to person_compliance;
grant select on personal_data.customer, logical.ldm_customer to person_compliance;
"""
ROLES = ("app_dashboard", "person_analyst", "person_compliance")


@dataclass
class House:
    """The server and its readers."""

    audited: AuditedServer
    password: str

    def run(self, role: str, *statements: str) -> None:
        """Run statements as a role, each on its own; what is refused is refused."""
        server = self.audited.server
        dsn = f"host={server.host} port={server.port} dbname={server.database} user={role} password={self.password}"
        with psycopg.connect(dsn, autocommit=True) as connection:
            for statement in statements:
                try:
                    if statement.startswith("copy"):
                        with connection.cursor().copy(statement) as rows:
                            list(rows)
                    else:
                        connection.pgconn.exec_(statement.encode())
                except psycopg.Error:
                    connection.rollback()

    def found(self, declared: Declared, ending: str) -> set[tuple[str, str, str]]:
        """Return what the log so far gives."""
        run, facts = Reconciliation(declared, Limits()), LogFacts(Limits().max_gap)
        run.take_all(read_logs([self.audited.logs / f"server.{ending}"], facts))
        found = run.finish(facts)
        assert facts.numbers_count and not facts.missing
        return {(own.kind.value, own.login_role, own.object) for own in found if own.login_role in ROLES}


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with audited_server() as audited:
        made, server = House(audited, secrets.token_hex(8)), audited.server
        with psycopg.connect(server.admin_dsn, autocommit=True) as admin:
            for role in ROLES:
                admin.execute(f"create role {role} login password '{made.password}'")
                admin.execute(f"grant connect on database {server.database} to {role}")
        with psycopg.connect(server.dsn, autocommit=True) as runner:
            runner.execute(SCHEMAS + GRANTS)
        yield made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("DW_HOME", str(tmp_path))
    return Project(ROOT, {})


def test_the_log_of_a_real_server(house: House, project: Project) -> None:
    """Clean reads first, then each forbidden one; both forms of the log give the same."""
    open_personal(project, "person_compliance", "a hit of the screening list", "T-1", 5)
    declared = load_declared(project)
    house.run("app_dashboard", "select province, count(*) from anonymised.customer group by 1")
    house.run("person_analyst", "select * from anonymised.customer /* purpose=statistics */")
    house.run("person_compliance", "select full_name from personal_data.customer where customer_id = 1")
    for ending in ("json", "csv"):
        assert house.found(declared, ending) == set()
    house.run("person_analyst", *["select * from logical.ldm_customer"] * 12)
    house.run("person_analyst", "explain analyze select * from anonymised.customer")
    house.run("app_dashboard", "copy anonymised.customer to stdout")
    house.run(
        "app_dashboard",
        "begin; declare c cursor for select * from anonymised.customer; fetch all from c; end",
    )
    house.run(
        "person_compliance",
        "select 1 from personal_data.customer p join logical.ldm_customer l using (customer_id)",
    )
    expected = {
        ("denied_burst", "person_analyst", ""),
        ("explain", "person_analyst", "anonymised.customer"),
        ("export", "app_dashboard", "anonymised.customer"),
        ("base_read", "person_compliance", "logical.ldm_customer"),
    }
    for ending in ("json", "csv"):
        assert house.found(declared, ending) == expected
    declared.windows = []
    unlogged = ("personal_read_without_entry", "person_compliance", "personal_data.customer")
    assert house.found(declared, "json") == {*expected, unlogged}


STATE = """
create schema audit;
create table audit.aud_build (started_at timestamptz, state text);
insert into audit.aud_build values ('2026-11-01 00:00+00', 'success'), ('2026-11-02 00:00+00', 'failed');
create table logical.ldm_agreement (recipient_id text, signed_on date, valid_from date, valid_to date);
insert into logical.ldm_agreement values ('harbour_insurance', '2026-01-01', '2026-01-01', null);
create table audit.aud_access_finding (
    run_id text, found_at timestamptz, kind text, login_role text, relation text, events bigint,
    first_seen timestamptz, last_seen timestamptz, sentence text, remedy text
);
"""


def test_findings_land_on_postgresql_too(
    house: House, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = house.audited.server
    with psycopg.connect(server.dsn, autocommit=True) as runner:
        runner.execute(STATE)
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        declared, now = load_declared(project), datetime.now(UTC)
        assert add_warehouse(project, declared)
        assert declared.newest_build == datetime(2026, 11, 1, tzinfo=UTC)
        assert declared.agreements is not None and len(declared.agreements["harbour_insurance"]) == 1
        found = AccessFinding(AccessKind.BASE_READ, "app_shadow", "logical.ldm_customer", 1, now, now)
        record_findings(project, "", "run", now, [found])
        rows = runner.execute(
            "select kind, login_role, relation, events from audit.aud_access_finding"
        ).fetchall()
        assert rows == [("base_read", "app_shadow", "logical.ldm_customer", 1)]
