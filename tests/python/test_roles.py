"""Roles and grants on both PostgreSQL servers: made from the seeds, read back, back doors found, attempts refused."""

import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from steward.policy import LoginRole
from steward.roles.setup import set_up
from steward.roles.verify import verify_roles
from tests.python.conftest import environment, run
from tests.python.support.postgres import sources
from tests.python.support.small_house import TABLES, VIEW, House, small_house

# A customer who refused is absent by a join, as in every opt-out relation.
HIDDEN = """
create table logical.people as select unnest(array['one', 'gone']) as name;
create table logical.refused as select 'gone' as name;
create view personal_data.shown with (security_barrier = {barrier}) as
select p.name from logical.people as p where not exists (select 1 from logical.refused as r where r.name = p.name);
alter table logical.people owner to dw_owner;
alter table logical.refused owner to dw_owner;
alter view personal_data.shown owner to dw_owner;
grant select on personal_data.shown to compliance
"""


@pytest.fixture(scope="module", params=sources())
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    with small_house(request.param) as made:
        yield made


def found(house: House, *statements: str) -> set[tuple[str, str, str]]:
    """Return what is found after statements of the administrator, which are then undone."""
    with house.admin() as admin:
        for statement in statements:
            admin.execute(statement.encode())
        verdict = verify_roles(admin, house.project, house.wanted)
        admin.rollback()
    assert verdict.not_measured == []
    return {(own.kind, own.where, own.path) for own in verdict.findings}


def test_a_server_as_declared_gives_no_finding(house: House) -> None:
    assert found(house) == set()


def test_setup_again_changes_nothing(house: House) -> None:
    given = dict.fromkeys(house.wanted.logins, house.password)
    assert set_up(house.wanted, house.dsn, given, dry_run=False).is_empty


BACK_DOORS = [
    (
        "a member of pg_read_all_data",
        ["grant pg_read_all_data to app_dashboard"],
        {("excess", "app_dashboard", "pg_read_all_data")},
    ),
    (
        "a column grant",
        ["grant select (customer_id) on logical.ldm_customer to app_dashboard"],
        {("excess", "app_dashboard", "column grant (customer_id), without usage of the schema")},
    ),
    (
        "a grant to PUBLIC",
        ["grant usage on schema personal_data to public", "grant select on personal_data.customer to public"],
        {("excess", "app_campaigns", "PUBLIC"), ("open_to_all", "personal_data", "PUBLIC")},
    ),
    (
        "a security-definer function",
        [
            "create function public.peek() returns bigint language sql security definer "
            "as 'select count(*) from logical.ldm_customer'",
            "grant execute on function public.peek() to analyst",
        ],
        {
            ("excess", "person_analyst", "security-definer function public.peek"),
            ("definer_function", "public.peek of admin", ""),
        },
    ),
    (
        "a nested role",
        ["create role helper", "grant compliance to helper", "grant helper to app_campaigns"],
        {("excess", "app_campaigns", "through role compliance")},
    ),
    (
        "a superuser",
        ["alter role person_marketing superuser"],
        {("excess", "person_marketing", "superuser"), ("power", "person_marketing", "superuser")},
    ),
    (
        "a superuser that nobody knows",
        ["create role backdoor login superuser"],
        {("unknown_role", "backdoor", "superuser")},
    ),
    (
        "a member of a superuser",
        ["create role strong superuser", "grant strong to app_dashboard"],
        {("excess", "app_dashboard", "superuser through role strong")},
    ),
    (
        "a grant on a base table to an audience",
        ["grant usage on schema logical to analyst", "grant select on logical.ldm_customer to analyst"],
        {("excess", "app_dashboard", "through role analyst"), ("schema_grant", "logical", "analyst")},
    ),
    (
        "a view made by hand on a base table",
        [
            "create view anonymised.help as select customer_id from logical.ldm_customer",
            "grant select on anonymised.help to analyst",
        ],
        {
            ("unknown_relation", "anonymised.help", ""),
            ("unknown_relation", "person_analyst", "through role analyst"),
            ("superuser_owner", "anonymised.help", ""),
            ("no_barrier", "anonymised.help", ""),
        },
    ),
    (
        "a copy in a schema of its own",
        [
            "create schema lab",
            "create table lab.people as select customer_id from logical.ldm_customer",
            "grant usage on schema lab to person_analyst",
            "grant select on lab.people to person_analyst",
        ],
        {("unknown_relation", "lab.people", ""), ("unknown_relation", "person_analyst", "direct")},
    ),
    (
        "another text of a view",
        [
            "create or replace view personal_data.customer with (security_barrier = true) as "
            "select * from logical.ldm_customer where customer_id <> 'two'"
        ],
        {("view_text", "personal_data.customer", "")},
    ),
    (
        "a barrier taken away",
        ["alter view personal_data.customer reset (security_barrier)"],
        {("no_barrier", "personal_data.customer", "")},
    ),
    (
        "a relation of a superuser",
        ["alter table anonymised.customer owner to admin"],
        {("superuser_owner", "anonymised.customer", "")},
    ),
    ("a database of another owner", ["alter database dw owner to admin"], {("other_owner", "dw", "")}),
    (
        "a login role that nobody declared",
        ["create role shadow login", "grant analyst to shadow"],
        {("unknown_role", "shadow", "through role analyst")},
    ),
    (
        "a member of the owner",
        ["grant dw_owner to person_analyst"],
        {("excess", "person_analyst", "owner through role dw_owner")},
    ),
    ("a reader past row policies", ["alter role app_dashboard bypassrls"], {("power", "app_dashboard", "bypassrls")}),
    ("a right to write", ["grant delete on anonymised.customer to analyst"],
     {("excess", "app_dashboard", "through role analyst, delete")}),
    (
        "server files",
        ["grant pg_read_server_files to app_dashboard"],
        {("excess", "app_dashboard", "pg_read_server_files")},
    ),
    (
        "what is made from now on",
        ["alter default privileges for role dw_owner in schema logical grant select on tables to marketing"],
        {("default_privileges", "dw_owner logical", "marketing")},
    ),
    (
        "functions open to all from now on",
        ["alter default privileges for role dw_owner grant execute on functions to public"],
        {("default_privileges", "dw_owner", "")},
    ),
    ("temporary tables for all", ["grant temporary on database dw to public"], {("open_to_all", "dw", "PUBLIC")}),
    (
        "a grant taken away",
        ["revoke select on anonymised.customer from analyst"],
        {("missing", "app_dashboard", ""), ("missing", "person_analyst", "")},
    ),
    (
        "usage taken away",
        ["revoke usage on schema anonymised from analyst"],
        {("missing", "app_dashboard", ""), ("missing", "person_analyst", "")},
    ),
    (
        "a role that may switch its log off",
        ["grant set on parameter log_statement to app_dashboard"],
        {("log_switch", "app_dashboard", "set log_statement")},
    ),
    (
        "a role that may switch off everybody's log",
        ["grant alter system on parameter pgaudit.log to public"],
        {("log_switch", "PUBLIC", "alter system pgaudit.log")},
    ),
    (
        "a role whose log is off",
        ["alter role app_dashboard in database dw set log_statement = 'none'"],
        {("log_switch", "app_dashboard", "role setting log_statement")},
    ),
    ("a role dropped", ["drop role app_campaigns"], {("role_absent", "app_campaigns", "")}),
    (
        "an ended role opened",
        ["alter role person_former_marketing login", "grant marketing to person_former_marketing"],
        {("role_open", "person_former_marketing", ""), ("excess", "person_former_marketing", "through role marketing")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("statements", "expected"), [door[1:] for door in BACK_DOORS], ids=[d[0] for d in BACK_DOORS]
)
def test_a_planted_back_door_is_found(
    house: House, statements: list[str], expected: set[tuple[str, str, str]]
) -> None:
    assert expected <= found(house, *statements)


def test_a_role_that_makes_roles_reads_all_below_16(house: House) -> None:
    rows = found(house, "alter role person_analyst createrole")
    reads_all = ("excess", "person_analyst", "CREATEROLE below 16")
    with house.admin() as admin:
        assert (reads_all in rows) == (admin.info.server_version < 160000)
    assert ("power", "person_analyst", "createrole") in rows


def test_setup_takes_away_what_the_seeds_do_not_declare(house: House) -> None:
    with house.admin() as admin:
        for statement in (
            "grant pg_read_all_data to app_dashboard",
            "grant select (customer_id) on logical.ldm_customer to app_dashboard",
            "grant select on anonymised.customer to public",
            "grant usage on schema logical to analyst",
            "alter role app_campaigns createrole",
            "grant compliance to app_campaigns",
        ):
            admin.execute(statement.encode())
        admin.commit()
    assert found(house) != set()
    set_up(house.wanted, house.dsn, {}, dry_run=False)
    assert found(house) == set()


def test_a_row_that_ends_or_is_removed_revokes(house: House) -> None:
    wanted = house.wanted
    later = replace(wanted, logins=dict(wanted.logins))
    del later.logins["app_campaigns"]
    ended: LoginRole = wanted.logins["person_analyst"]
    later.logins["person_analyst"] = ended.model_copy(update={"valid_to": wanted.day - timedelta(days=1)})
    dry = set_up(later, house.dsn, {}, dry_run=True)
    assert any('revoke "marketing" from "app_campaigns"' in line for line in dry.cluster)
    set_up(later, house.dsn, {}, dry_run=False)
    for role in ("app_campaigns", "person_analyst"):
        with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
            house.as_role(role)
    assert set_up(later, house.dsn, {}, dry_run=False).is_empty
    set_up(wanted, house.dsn, {}, dry_run=False)
    assert found(house) == set()


def test_a_service_of_the_house_keeps_what_its_owner_gave_it(house: House) -> None:
    row = house.wanted.logins["dbt_runner"].model_copy(update={"login_role": "backup"})
    wanted = replace(house.wanted, logins={**house.wanted.logins, "backup": row})
    set_up(wanted, house.dsn, {}, dry_run=False)
    with house.admin() as admin:
        admin.execute("grant dw_owner, pg_read_all_data to backup")
        admin.commit()
        assert set_up(wanted, house.dsn, {}, dry_run=False).is_empty
        assert verify_roles(admin, house.project, wanted).findings == []
        assert ("unknown_role", "backup", "pg_read_all_data") in found(house)
        admin.execute("drop role backup")
        admin.commit()


def test_no_password_in_a_statement(house: House) -> None:
    outcome = set_up(house.wanted, house.dsn, {"app_dashboard": "another-secret"}, dry_run=False)
    assert outcome.passwords == ["app_dashboard"] and outcome.cluster == outcome.database == []
    with pytest.raises(psycopg.OperationalError):
        house.as_role("app_dashboard")
    set_up(house.wanted, house.dsn, {"app_dashboard": house.password}, dry_run=False)
    house.as_role("app_dashboard").close()
    with house.admin() as admin:
        sql = "select count(*) from pg_authid where rolpassword is not null and rolpassword not like 'SCRAM-SHA-256$%'"
        assert admin.execute(sql.encode()).fetchone() == (0,)


READERS = (
    "app_dashboard",
    "app_service_desk",
    "app_campaigns",
    "person_compliance",
    "person_privacy_officer",
)


@pytest.mark.parametrize("role", READERS)
def test_each_role_reads_what_it_may_and_nothing_else(house: House, role: str) -> None:
    audience = house.wanted.audience_of(role)
    with house.as_role(role) as reader:
        read = set()
        for schema, name in (*TABLES, VIEW):
            try:
                reader.execute(f"select count(*) from {schema}.{name}".encode())
                read.add((schema, name))
            except psycopg.errors.InsufficientPrivilege:
                pass
    assert read == {key for key in (*TABLES, VIEW) if audience in house.wanted.readers[key]} and read


REFUSED = [
    "select * from logical.ldm_customer",
    "select * from personal_data.customer",
    "copy logical.ldm_customer to stdout",
    "copy anonymised.customer to '/tmp/rows.csv'",
    "copy (select 1) to program 'cat'",
    "set role dw_owner",
    "set role compliance",
    "set session authorization dbt_runner",
    "select pg_read_file('postgresql.conf')",
    "select * from pg_authid",
    "create schema lab",
    "create table public.rows as select 1",
    "create function public.f() returns int language sql as 'select 1'",
    "create extension dblink schema anonymised",
    "create temporary table rows as select 1",
    "create function pg_temp.leak(text) returns boolean language plpgsql as 'begin return true; end'",
    "explain select * from logical.ldm_customer",
    "insert into anonymised.customer (province) values ('x')",
    "grant select on anonymised.customer to person_marketing",
    "alter role app_dashboard superuser",
    "create role friend",
]


@pytest.mark.parametrize("attempt", REFUSED)
def test_an_attempt_of_an_analyst_is_refused(house: House, attempt: str) -> None:
    with house.as_role("person_analyst") as reader:
        try:
            reader.execute(attempt.encode())
            held = reader.execute(
                "select has_table_privilege('person_marketing', 'anonymised.customer', 'SELECT')"
            )
            # A grant without the right to give it is a warning, and grants nothing.
            assert attempt.startswith("grant") and held.fetchone() == (False,)
        except psycopg.errors.InsufficientPrivilege:
            pass


@pytest.mark.parametrize("sql", [
    "select count(*) from information_schema.columns where table_schema in ('logical', 'personal_data', 'standard')",
    "select count(*) from information_schema.views where table_schema = 'personal_data'",
    "select count(*) from pg_stats where schemaname = 'logical'",
])  # fmt: skip
def test_the_dictionary_shows_an_analyst_nothing_of_other_zones(house: House, sql: str) -> None:
    with house.as_role("person_analyst") as reader:
        assert reader.execute(sql.encode()).fetchone() == (0,)


LEAK = """
create function pg_temp.leak(value text) returns boolean language plpgsql cost 0.0000001
as $$ begin raise notice '%', value; return true; end $$
"""


@pytest.mark.parametrize(("barrier", "seen"), [("true", {"one"}), ("false", {"one", "gone"})])
def test_only_a_barrier_keeps_a_cheap_function_off_the_rows_that_a_view_hides(
    house: House, barrier: str, seen: set[str]
) -> None:
    """Temporary functions are refused to readers; the barrier holds where somebody allows them again."""
    notices: list[str] = []
    with house.admin() as admin:
        admin.execute(HIDDEN.format(barrier=barrier).encode())
        admin.execute("grant temporary on database dw to compliance")
        admin.execute("set local role person_compliance")
        admin.add_notice_handler(lambda own: notices.append(str(own.message_primary)))
        admin.execute(LEAK.encode())
        admin.execute("select name from personal_data.shown where pg_temp.leak(name)")
        admin.rollback()
    assert set(notices) == seen


@pytest.mark.parametrize(("barrier", "is_told"), [("true", False), ("false", True)])
def test_only_a_barrier_keeps_a_cast_error_from_telling_a_hidden_value(
    house: House, barrier: str, is_told: bool
) -> None:
    with house.admin() as admin:
        admin.execute(HIDDEN.format(barrier=barrier).encode())
        admin.execute("set local role person_compliance")
        try:
            admin.execute("select count(*) from personal_data.shown where name <> 'one' and name::int = 1")
            told = ""
        except psycopg.errors.InvalidTextRepresentation as error:
            told = str(error)
        admin.rollback()
    assert ("gone" in told) == is_told


def test_a_plan_tells_of_a_barrier_view_what_it_hides_and_of_a_table_nothing(house: House) -> None:
    """The residue that the docs name: EXPLAIN reaches behind a view, so every family but one is a table."""
    with house.admin() as admin:
        admin.execute(HIDDEN.format(barrier="true").encode())
        admin.execute("set local role person_compliance")
        plan = "\n".join(row[0] for row in admin.execute("explain analyze select * from personal_data.shown"))
        admin.rollback()
    assert "on people" in plan and "rows=2" in plan
    with house.as_role("person_analyst") as reader:
        rows = reader.execute("explain (analyze, verbose) select * from anonymised.customer").fetchall()
    assert "anonymised.customer" in rows[0][0] and "logical" not in str(rows)


def test_sixty_relations_and_thirty_roles_in_two_seconds(house: House) -> None:
    with house.admin() as admin:
        for number in range(60):
            admin.execute(f"create table standard.t{number} (a text, b text)".encode())
            admin.execute(f"grant select on standard.t{number} to service_desk, marketing".encode())
        for number in range(30):
            admin.execute(f"create role r{number} login".encode())
            admin.execute(f"grant service_desk to r{number}".encode())
        start = time.perf_counter()
        verdict = verify_roles(admin, house.project, house.wanted)
        seconds = time.perf_counter() - start
        admin.rollback()
    assert len({row.login_role for row in verdict.readers}) > 30
    assert len({row.relation for row in verdict.readers}) > 60
    assert seconds < 2


def _poll(house: House, role: str, relation: str, stop: threading.Event, seen: set[str]) -> None:
    with house.as_role(role) as reader:
        while not stop.is_set():
            try:
                reader.execute(f"select count(*) from {relation}".encode())
                seen.add("read")
            except psycopg.errors.InsufficientPrivilege:
                seen.add("denied")
            except psycopg.errors.UndefinedTable:
                seen.add("absent")
            row = reader.execute(
                "select coalesce(array_to_string(reloptions, ','), '') from pg_class c join pg_namespace n "
                "on n.oid = c.relnamespace where nspname = 'personal_data' and relname like 'customer%%'"
            ).fetchall()
            seen.update("bare" for (options,) in row if "security_barrier=true" not in options)


@pytest.mark.slow
def test_readers_read_on_while_dbt_builds_and_nobody_sees_a_view_without_its_barrier(
    house: House, tmp_path: Path
) -> None:
    server = conninfo_to_dict(house.dsn)
    env = environment(tmp_path, DW_TARGET="postgres", DW_PG_HOST=str(server["host"]), DW_PG_PORT=str(server["port"]),
                      DW_PG_USER="dbt_runner", DW_PG_PASSWORD=house.password, DW_PG_DATABASE="dw")  # fmt: skip
    stop, opt_out = threading.Event(), "opt_out_direct_marketing.customer"
    polls = [
        ("person_compliance", "personal_data.customer"), ("person_marketing", opt_out),
        ("person_analyst", "personal_data.customer"), ("person_analyst", opt_out),
    ]  # fmt: skip
    seen: list[set[str]] = [set() for _ in polls]
    threads = [
        threading.Thread(target=_poll, args=(house, *poll, stop, own))
        for poll, own in zip(polls, seen, strict=True)
    ]
    with house.admin() as admin:
        before = admin.execute("select 'personal_data.customer'::regclass::oid").fetchone()
    for thread in threads:
        thread.start()
    try:
        models = ("customer__personal_data", "customer__opt_out_direct_marketing")
        result = run("dbt", "run", "--select", *models, env=env)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert result.returncode == 0, result.stdout
    with house.admin() as admin:
        assert admin.execute("select 'personal_data.customer'::regclass::oid").fetchone() != before
    assert seen == [{"read"}, {"read"}, {"denied"}, {"denied"}]
    # The hook's own table has the grant of its schema: see the default privileges.
    with house.admin() as admin:
        admin.execute("drop table audit.aud_build, audit.aud_access_finding")
        admin.commit()
    assert found(house) == set()


@pytest.mark.slow
def test_the_demo_catches_the_administrator(tmp_path: Path) -> None:
    result = run("steward", "demo-postgres", env=environment(tmp_path))
    assert result.returncode == 0, result.stderr
    told = result.stdout
    assert "dictionary  0 findings" in told and "\n0 findings before the sessions" in told
    roles, log = told.split("Who may read what")[1].split("Who read what")
    for caught in (
        "excess: app_dashboard: may read", "(pg_read_all_data)",
        "excess: person_marketing: may read personal_data.customer that it is not declared for (direct)",
        "unknown_relation: anonymised.customer_help", "no_barrier: personal_data.customer",
    ):  # fmt: skip
        assert caught in roles
    for caught in (
        "base_read: admin logical.ldm_customer", "export: admin logical.ldm_customer",
        "personal_read_without_entry: person_marketing personal_data.customer",
        "purpose_not_served: person_marketing personal_data.customer", "logging_off: admin",
    ):  # fmt: skip
        assert caught in log
    assert not list(Path(tempfile.gettempdir()).glob("dwdemo*"))
