"""What logs say, in one shape; and what is found when it is held against what is declared."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steward.access.declared import Declared, Term, Window, load_declared
from steward.access.events import ADAPTER, AccessEvent, as_line, from_line, json_schema, raw_rows
from steward.access.facts import LogFacts
from steward.access.findings import AccessKind
from steward.access.logs import read_logs
from steward.access.reconcile import Limits, Reconciliation
from steward.access.report import as_json, as_text, declared_event
from steward.access.statements import claimed_purpose, fingerprint, names_relation, parsed_objects
from steward.errors import StewardError
from steward.project import Project
from tests.python.conftest import ROOT
from tests.python.support.access_logs import START, LogBook

CASES = ROOT / "tests" / "python" / "cases" / "access"
DASHBOARD, DESK, CAMPAIGNS = "app_dashboard", "app_service_desk", "app_campaigns"
MARKETING = "opt_out_direct_marketing.customer"


def events_of(path: Path) -> list[AccessEvent]:
    return list(read_logs([path], LogFacts(timedelta(hours=24))))


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Declared:
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    return load_declared(Project(ROOT, {}))


Found = list[tuple[str, str, str]]


def reconciled(
    declared: Declared, book: LogBook, folder: Path, limits: Limits | None = None
) -> tuple[Found, Reconciliation]:
    limits = limits or Limits()
    run, facts = Reconciliation(declared, limits), LogFacts(limits.max_gap)
    run.take_all(read_logs([book.write(folder / "log.json")], facts))
    found = run.finish(facts)
    assert "王五" not in as_text(found, run.summary, facts) + as_json(found, run.summary, facts)
    return [(own.kind.value, own.login_role, own.object) for own in found], run


def clean(days: int = 1) -> LogBook:
    """Applications and people at their work, every day."""
    book = LogBook()
    for _ in range(days):
        book.read("dbt_runner", "logical.ldm_customer")
        for _ in range(4):
            book.read(
                DASHBOARD, "anonymised.customer", "select 1 from anonymised.customer /* purpose=statistics */"
            )
            book.read(DESK, "standard.customer")
            book.read(CAMPAIGNS, MARKETING, f"select * from {MARKETING} -- purpose: direct_marketing")
            book.read("person_analyst", "anonymised.transaction")
            book.read("person_marketing", MARKETING)
            book.read("person_privacy_officer", "audit.aud_build")
            book.wait(hours=1)
        book.denied("person_analyst", "logical.ldm_customer")
        book.wait(hours=19)
    book.read(DASHBOARD, "anonymised.customer")
    return book


@pytest.mark.parametrize("name", ["pgaudit15.json", "pgaudit15.csv"])
def test_a_session_of_postgresql_15_as_it_was_logged(name: str) -> None:
    """Recorded on 15.18 with pgaudit 1.7: views, joins, EXPLAIN, COPY, cursors, DO, EXECUTE, denials."""
    events = events_of(CASES / name)
    view, base = ("personal_data.customer", "direct"), ("logical.ldm_customer", "base")
    shown = [
        (own.action, own.outcome, [(held.name, held.via) for held in own.objects])
        for own in events
        if own.objects or own.outcome != "started"
    ]
    assert shown[:7] == [
        ("READ", "started", [("anonymised.customer", "direct")]),
        ("READ", "started", [view, base]),
        ("READ", "denied", [("logical.ldm_customer", "direct")]),
        ("READ", "started", [view, base]),
        ("EXPLAIN", "started", [view, base]),
        ("EXPORT", "started", [("anonymised.customer", "direct")]),
        ("EXPORT", "started", [view, base]),
    ]
    joined = ("READ", "started", [("logical.ldm_customer", "direct"), ("personal_data.customer", "direct")])
    assert shown.count(joined) == 2, (
        "a base table beside a view was read directly, in whatever order it stands"
    )
    assert sum(own.action == "EXPORT" and bool(own.objects) for own in events) == 5
    assert [own.error_code for own in events if own.outcome == "failed"] == ["22P02"]
    assert sum(own.outcome == "denied" for own in events) == 4
    assert {own.evidence_grade for own in events if own.outcome == "started"} == {"engine_named"}
    assert events[0].purpose == "reporting" and events[0].application == "bi"


def test_jsonlog_and_csvlog_say_the_same() -> None:
    def told(name: str) -> list[object]:
        return [
            (own.event_time, own.actor, own.action, own.outcome, own.statement_fingerprint, str(own.objects))
            for own in events_of(CASES / name)
        ]

    assert told("pgaudit15.json") == told("pgaudit15.csv")


def test_no_literal_is_kept(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        text = "\n".join(as_line(own) for own in events_of(CASES / "pgaudit15.json"))
    assert "王" in (CASES / "pgaudit15.json").read_text(encoding="utf-8")
    assert "王" not in text + caplog.text + "".join(capfd.readouterr())


def test_an_event_has_the_published_shape() -> None:
    published = json.loads((ROOT / "docs" / "access_event.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema()
    for own in events_of(CASES / "pgaudit15.json"):
        assert from_line(as_line(own)) == own
        assert ADAPTER.validate_python(own)


def test_snowflake_and_bigquery_are_mapped(declared: Declared) -> None:
    first, second = events_of(CASES / "snowflake.jsonl")
    assert [(own.name, own.via, own.columns) for own in first.objects] == [
        (MARKETING, "direct", ["customer_id", "mobile"]),
        ("logical.ldm_customer", "base", ["mobile"]),
    ]
    assert (first.actor, first.purpose, first.row_count) == (CAMPAIGNS, "direct_marketing", 150)
    assert [(own.name, own.via) for own in second.objects] == [("logical.ldm_customer", "direct")]
    read, denied, extract = events_of(CASES / "bigquery.jsonl")
    assert (read.actor, read.purpose, read.objects[0].columns) == (DESK, "contract", ["full_name", "phone"])
    assert denied.outcome == "denied" and denied.objects[0].name == "logical.ldm_customer"
    assert (extract.action, extract.parse_status) == ("EXPORT", "partial")
    run = Reconciliation(declared, Limits())
    run.take_all([first, second, read, denied, extract])
    assert [own.kind for own in run.finish(LogFacts(timedelta(1)))][:2] == [
        AccessKind.BASE_READ,
        AccessKind.EXPORT,
    ]


def test_a_clean_log_has_no_finding(declared: Declared, tmp_path: Path) -> None:
    found, run = reconciled(declared, clean(3), tmp_path)
    assert found == []
    assert run.summary.not_measured == [
        "unused grants and unseen applications: the log covers 2.9 days, not 90"
    ]


Case = Callable[[LogBook], None]
FORBIDDEN: dict[str, tuple[Case, Found]] = {
    "a role nobody declared": (
        lambda book: book.read("app_shadow", "anonymised.customer"),
        [("unknown_role", "app_shadow", "anonymised.customer")],
    ),
    "another purpose's relation": (
        lambda book: book.read(DESK, MARKETING),
        [("purpose_not_served", DESK, MARKETING)],
    ),
    "a purpose that is claimed and not served": (
        lambda book: book.read(CAMPAIGNS, MARKETING, "select 1 /* purpose=third_party_disclosure */"),
        [("purpose_not_served", CAMPAIGNS, MARKETING)],
    ),
    "past the views": (
        lambda book: book.read(CAMPAIGNS, "logical.ldm_customer"),
        [("base_read", CAMPAIGNS, "logical.ldm_customer")],
    ),
    "personal data without an entry": (
        lambda book: book.read("person_compliance", "personal_data.customer", kind="VIEW"),
        [("personal_read_without_entry", "person_compliance", "personal_data.customer")],
    ),
    "a role whose time is over": (
        lambda book: book.read("person_former_marketing", MARKETING),
        [("expired_grant", "person_former_marketing", "")],
    ),
    "by COPY": (
        lambda book: book.read(DASHBOARD, "anonymised.customer", ps="COPY"),
        [("export", DASHBOARD, "anonymised.customer")],
    ),
    "by a cursor": (
        lambda book: book.read(DASHBOARD, "anonymised.customer", ps="DECLARE CURSOR"),
        [("export", DASHBOARD, "anonymised.customer")],
    ),
    "a plan": (
        lambda book: book.read(DESK, "standard.customer", "explain analyze select 1 from standard.customer", ps="BIND"),
        [("explain", DESK, "standard.customer")],
    ),
    "many denials": (
        lambda book: [book.denied("person_analyst", "vault.vlt_pseudonym") for _ in range(10)] and None,
        [("denied_burst", "person_analyst", "")],
    ),
    "logging switched off": (
        lambda book: book.statement("postgres", "DDL", "ALTER SYSTEM", "alter system set pgaudit.log = 'none'"),
        [("logging_off", "postgres", "")],
    ),
    "logging switched off for one role": (
        lambda book: book.statement("postgres", "ROLE", "ALTER ROLE", "alter role x set pgaudit.log to 'ddl'"),
        [("logging_off", "postgres", "")],
    ),
    "logging switched off by a function": (
        lambda book: book.read("dbt_runner", "audit.aud_build", "select set_config('pgaudit.log', 'none', false)"),
        [("logging_off", "dbt_runner", "")],
    ),
    "missing hours": (lambda book: book.wait(hours=60), [("log_gap", "", "")]),
    "missing lines": (lambda book: book.lines.__delitem__(slice(8, 11)), [("log_gap", "", "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_read_among_clean_ones_is_the_one_finding(
    declared: Declared, tmp_path: Path, name: str
) -> None:
    act, expected = FORBIDDEN[name]
    book = clean()
    act(book)
    book.read(DASHBOARD, "anonymised.customer")
    found, _ = reconciled(declared, book, tmp_path)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("alter system set pgaudit.log = 'all'", False),
        ("alter system set pgaudit.log = 'read,write,ddl,role'", False),
        ("alter system set pgaudit.log = 'all,-read'", True),
        ("alter system reset pgaudit.log", True),
        ("alter database dw set log_connections = off", True),
        ("alter system set work_mem = '64MB'", False),
    ],
)
def test_what_switches_the_log_off(declared: Declared, tmp_path: Path, text: str, off: bool) -> None:
    book = clean()
    book.statement("postgres", "DDL", "ALTER SYSTEM", text)
    found, _ = reconciled(declared, book, tmp_path)
    assert found == ([("logging_off", "postgres", "")] if off else [])


def test_a_reload_that_switches_the_log_off(declared: Declared, tmp_path: Path) -> None:
    book = clean()
    book.add("", 'parameter "pgaudit.log" changed to "none"')
    assert reconciled(declared, book, tmp_path)[0] == [("logging_off", "", "")]


def test_reads_of_personal_data_and_entries_are_held_against_each_other(
    declared: Declared, tmp_path: Path
) -> None:
    book = clean()
    book.read("person_compliance", "personal_data.customer", kind="VIEW")
    hour = timedelta(hours=1)
    declared.windows = [
        Window("person_compliance", book.at - hour, book.at + hour, 4),
        Window("person_compliance", START + hour, START + 2 * hour, 7),
    ]
    book.wait(hours=2)
    book.read(DASHBOARD, "anonymised.customer")
    found, run = reconciled(declared, book, tmp_path)
    assert found == [("entry_without_read", "person_compliance", "")]
    assert next(iter(run.found.values())).detail == "entry 7"


def test_a_recipient_reads_under_an_agreement_in_force(declared: Declared, tmp_path: Path) -> None:
    from steward.policy import LoginRole

    name = "selectively_anonymised.customer__harbour_insurance"
    role = {
        "login_role": "harbour",
        "kind": "person",
        "audience": "harbour_insurance",
        "exposure": "",
        "owner": "x",
    }
    declared.roles["harbour"] = LoginRole.model_validate({**role, "valid_from": None, "valid_to": None})
    book = clean()
    book.read("harbour", name)
    day = START.date()
    declared.agreements = {"harbour_insurance": [Term(day - timedelta(300), None)]}
    assert reconciled(declared, book, tmp_path)[0] == []
    declared.agreements = {"harbour_insurance": [Term(day - timedelta(300), day - timedelta(1))]}
    assert reconciled(declared, book, tmp_path)[0] == [("expired_grant", "harbour", "")]


def test_a_log_that_ends_before_the_build(declared: Declared, tmp_path: Path) -> None:
    book = clean()
    declared.newest_build = book.at + timedelta(hours=1)
    assert reconciled(declared, book, tmp_path)[0] == [("log_older_than_build", "", "")]


def test_what_nobody_used_is_told_where_the_log_reaches_back(declared: Declared, tmp_path: Path) -> None:
    found, _ = reconciled(declared, clean(4), tmp_path, Limits(unused_days=3))
    assert found == [("grant_unused", "person_compliance", "compliance")]
    book = LogBook()
    book.read("person_analyst", "anonymised.customer")
    book.wait(days=4)
    book.read("person_analyst", "anonymised.customer")
    found, _ = reconciled(declared, book, tmp_path, Limits(unused_days=3))
    assert ("exposure_unseen", CAMPAIGNS, "campaigns") in found and (
        "grant_unused",
        DESK,
        "service_desk",
    ) in found
    assert ("grant_unused", "person_analyst", "analyst") not in found


def test_what_cannot_be_parsed_is_counted_and_too_much_of_it_found(
    declared: Declared, tmp_path: Path
) -> None:
    book = clean()
    path = book.write(tmp_path / "log.json")
    path.write_text(path.read_text(encoding="utf-8") + "{torn\nnot json\n", encoding="utf-8")
    run, facts = Reconciliation(declared, Limits()), LogFacts(timedelta(hours=24))
    run.take_all(read_logs([path], facts))
    assert (run.summary.unparsed, facts.unreadable) == (2, 2)
    assert [own.kind for own in run.finish(facts)] == [AccessKind.UNPARSED]
    relaxed = Reconciliation(declared, Limits(unparsed=0.5))
    relaxed.take_all(read_logs([path], LogFacts(timedelta(hours=24))))
    assert relaxed.finish(facts) == []


def test_a_log_without_pgaudit_is_read_from_its_text(tmp_path: Path) -> None:
    book = LogBook()
    book.add(
        DESK, "statement: select * from standard.customer c join logical.ldm_account a using (customer_id)"
    )
    book.add(DESK, "statement: copy logical.ldm_customer to stdout")
    book.add(DESK, "execute <unnamed>: explain analyze select 1 from standard.customer")
    book.add(DESK, "statement: execute p")
    events = events_of(book.write(tmp_path / "log.json"))
    assert [(own.action, own.parse_status, [held.name for held in own.objects]) for own in events] == [
        ("READ", "ok", ["logical.ldm_account", "standard.customer"]),
        ("EXPORT", "ok", ["logical.ldm_customer"]),
        ("EXPLAIN", "ok", ["standard.customer"]),
        ("OTHER", "ok", []),
    ]
    assert {own.evidence_grade for own in events[:3]} == {"parsed"}


def test_the_raw_rows_carry_what_is_declared(declared: Declared, tmp_path: Path) -> None:
    book = LogBook()
    book.read(CAMPAIGNS, MARKETING)
    [event] = events_of(book.write(tmp_path / "log.json"))
    [row] = raw_rows(declared_event(event, declared), datetime(2026, 11, 3, tzinfo=UTC))
    assert row[1:8] == (CAMPAIGNS, "marketing", "campaigns", MARKETING, "", "read", "direct_marketing")
    assert row[10:13] == ("started", "postgres_pgaudit", "engine_named")


def test_a_file_that_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello\n")
    with pytest.raises(StewardError, match="no line is of a log that is known"):
        events_of(tmp_path / "x")
    with pytest.raises(StewardError, match="cannot be read"):
        events_of(tmp_path / "absent")


def test_times_whose_zone_has_two_meanings_are_refused(tmp_path: Path) -> None:
    book = LogBook()
    book.read(DESK, "standard.customer")
    book.lines[0]["timestamp"] = "2026-11-02 09:00:00.000 CST"
    with pytest.raises(StewardError, match="names more than one zone"):
        events_of(book.write(tmp_path / "log.json"))


def test_shapes_of_statements() -> None:
    same = [
        "select * from t where a = '王五' and b in (1, 2, 3)",
        "SELECT *  from t where a = 'x''y' and b in (4)  -- purpose=x",
        "/* c */ select * from t where a = E'it\\'s' and b in ($1, $2);",
    ]
    assert len({fingerprint(text.replace("in (4)", "in (4, 5)")) for text in same}) == 1
    assert fingerprint(same[0]) != fingerprint("select * from u where a = '王五'")
    assert claimed_purpose("select 1 /* dbt, purpose = direct_marketing */") == "direct_marketing"
    assert claimed_purpose("select purpose = 'x'") is None
    assert names_relation('select 1 from "logical" . "ldm_customer"', "logical.ldm_customer", True)
    assert names_relation('select 1 from U&"\\006cdm"', "logical.ldm_customer")
    assert not names_relation("select 1 from personal_data.customer", "logical.ldm_customer")
    assert parsed_objects("with q as (select 1 from s.t) select * from q", "postgres") == ("s.t",)
    assert parsed_objects("do $$ begin end $$", "postgres") is None


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="'\\"), min_size=4, max_size=30))
def test_a_value_never_changes_the_shape(value: str) -> None:
    assert fingerprint(f"select 1 from t where a = '{value}'") == fingerprint("select 1 from t where a = 'x'")


def test_a_statement_longer_than_the_csv_reader_takes_by_default(tmp_path: Path) -> None:
    book = LogBook()
    book.read("app_dashboard", "anonymised.customer", "select 1, '" + "x" * 200_000 + "'", kind='"odd" table')
    book.read("app_dashboard", "anonymised.customer", "select 1, 2 -- " + "x" * 200_000)
    assert len(events_of(book.write(tmp_path / "log.json"))) == 2
