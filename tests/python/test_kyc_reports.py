"""What compliance reads and exports: the demo's reports counted again from its raw rows and facts."""

import csv
import json
import stat
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.python.conftest import ROOT, Build, environment, run

LISTS = {
    "block_list": "rpt_kyc_block_list",
    "due_list": "rpt_kyc_due_list",
    "review_queue": "rpt_kyc_review_queue",
    "expiry_notices": "rpt_kyc_expiry_notice",
}


def _rows(build: Build, sql: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(build.file), read_only=True) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _seed(path: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _export(build: Build, folder: Path) -> dict[str, Any]:
    result = run("steward", "kyc-export", "--folder", folder, env=build.env)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "detects at T+1" in result.stdout and "cannot block" in result.stdout
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _assert_whole(manifest: dict[str, Any], folder: Path) -> None:
    assert "cannot block" in manifest["notice_en"] and "不能阻断" in manifest["notice_zh"]
    assert {one["file"] for one in manifest["files"]} == {f"{name}.csv" for name in LISTS}
    listed = {one.name for one in folder.iterdir()}
    assert listed == {"manifest.json", *(f"{name}.csv" for name in LISTS)}, "a file is left over"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    for one in manifest["files"]:
        file = folder / one["file"]
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        assert sha256(file.read_bytes()).hexdigest() == one["sha256"]
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        assert header == one["columns"] and len(rows) == one["rows"]
    assert stat.S_IMODE((folder / "manifest.json").stat().st_mode) == 0o640


def test_the_lists_are_files_for_the_core_system(demo_build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    manifest = _export(demo_build, folder)
    _assert_whole(manifest, folder)
    (newest,) = _rows(
        demo_build, "select invocation_id from audit.aud_build order by started_at desc limit 1"
    )
    assert manifest["invocation_id"] == newest["invocation_id"]
    for name, relation in LISTS.items():
        (count,) = _rows(demo_build, f"select count(*) as n from kyc.{relation}")
        listed = {one["file"]: one["rows"] for one in manifest["files"]}
        assert listed[f"{name}.csv"] == count["n"] > 0, name
    # A second export replaces the first.
    assert _export(demo_build, folder)["files"] == manifest["files"]


def test_the_lists_are_the_same_on_postgres(demo_build: Build, postgres_build: Build, tmp_path: Path) -> None:
    manifest = _export(postgres_build, tmp_path / "postgres")
    _assert_whole(manifest, tmp_path / "postgres")
    columns = {one["file"]: (one["columns"], one["rows"]) for one in manifest["files"]}
    here = _export(demo_build, tmp_path / "duckdb")
    assert columns == {one["file"]: (one["columns"], one["rows"]) for one in here["files"]}


def test_without_a_build_nothing_is_written(tmp_path: Path) -> None:
    env = environment(tmp_path)
    result = run("steward", "kyc-export", "--folder", tmp_path / "lists", env=env)
    lines = (result.stdout + result.stderr).strip().splitlines()
    assert result.returncode == 1 and len(lines) == 1 and "build" in lines[0], lines
    assert not (tmp_path / "lists").exists()


def test_the_review_queue_is_in_the_order_of_its_due_dates(demo_build: Build) -> None:
    queue = _rows(demo_build, "select * from kyc.rpt_kyc_review_queue order by place")
    assert [row["place"] for row in queue] == list(range(1, len(queue) + 1))
    due = [(row["due_date"] or date.max, row["obligation_id"]) for row in queue]
    assert due == sorted(due)
    waiting = _rows(
        demo_build,
        "select obligation_id from kyc.fct_kyc_obligation where state in ('open', 'overdue', 'undetermined')",
    )
    assert {row["obligation_id"] for row in queue} == {row["obligation_id"] for row in waiting}
    (build,) = _rows(demo_build, "select as_of_date from audit.aud_build order by started_at desc limit 1")
    for row in queue:
        late = (build["as_of_date"] - row["due_date"]).days if row["due_date"] else 0
        assert row["days_overdue"] == max(late, 0), row["obligation_id"]
        assert row["why_zh"] and row["obligation_zh"] and row["citation_zh"]


def test_alerts_become_cases_and_reports(demo_build: Build) -> None:
    cases = {row["state"] for row in _seed("kyc/alert_states.csv") if row["is_case"] == "true"}
    alerts, became, reported = Counter[Any](), Counter[Any](), Counter[Any]()
    for row in _seed("demo/raw_kyc_alerts.csv"):
        key = (date.fromisoformat(row["raised_on"]).replace(day=1), row["alert_type"])
        alerts[key] += 1
        became[key] += row["state"] in cases or bool(row["reported_on"])
        reported[key] += bool(row["reported_on"])
    found = _rows(demo_build, "select * from kyc.rpt_kyc_alert_outcome")
    assert {(row["month"], row["alert_type"]) for row in found} == set(alerts) and reported.total()
    for row in found:
        key = (row["month"], row["alert_type"])
        assert (row["alerts"], row["cases"], row["reported"]) == (alerts[key], became[key], reported[key])
        assert float(row["case_rate_pct"]) == pytest.approx(100 * became[key] / alerts[key], abs=1e-4)
        assert float(row["report_rate_pct"]) == pytest.approx(100 * reported[key] / alerts[key], abs=1e-4)


def test_the_grade_explains_itself_with_its_filing_date(demo_build: Build) -> None:
    filed = {row["filed_on"] for row in _seed("kyc/risk_scorecard.csv")}
    for row in _rows(demo_build, "select * from kyc.fct_kyc_risk_grade"):
        parts = row["why_en"].split("(")[1].split(")")[0].split("; ")
        assert sum(int(part.split(" ")[-1]) for part in parts) == row["score"], row["customer_id"]
        assert {part.split("=")[0] for part in parts} >= {"region", "foreign_pep"}
        assert str(row["filed_on"]) in filed and str(row["filed_on"]) in row["why_zh"] and row["filed_on"]
        # The scores that come with the project are nobody's standard.
        assert not row["standard_is_signed"] and "未经签核" in row["why_zh"] and "not signed" in row["why_en"]


def test_reports_are_due_after_five_working_days(demo_build: Build) -> None:
    """The day itself is not counted, nor a holiday; a Saturday that is worked is."""
    told = {row["calendar_date"]: row["is_working_day"] == "true" for row in _seed("kyc/working_days_cn.csv")}
    found = _rows(
        demo_build,
        "select trigger_date, due_date from kyc.fct_kyc_obligation join kyc.fct_kyc_trigger using (trigger_id) "
        "where obligation_type in ('REPORT_STR', 'REPORT_LARGE') and due_date is not null",
    )
    assert found
    for row in found:
        day, left = row["trigger_date"], 5
        while left:
            day += timedelta(days=1)
            left -= told.get(day.isoformat(), day.weekday() < 5)
        assert row["due_date"] == day, row


def test_rules_are_counted_with_their_alert_rate(demo_build: Build) -> None:
    triggers = _rows(demo_build, "select rule_id, rule_version, customer_id, state from kyc.fct_kyc_trigger")
    (people,) = _rows(demo_build, "select count(*) as n from personal_data.customer")
    summary = _rows(demo_build, "select * from kyc.rpt_kyc_rule_summary")
    assert len(summary) == len(_seed("kyc/kyc_rules.csv"))
    for row in summary:
        own = [one for one in triggers if (one["rule_id"], one["rule_version"])
               == (row["rule_id"], row["rule_version"])]  # fmt: skip
        fired = [one for one in own if one["state"] == "fired"]
        assert row["fired"] == len(fired) and row["undetermined"] == sum(
            one["state"] == "undetermined" for one in own
        )
        rate = 100 * len({one["customer_id"] for one in fired if one["customer_id"]}) / people["n"]
        assert float(row["alert_rate_pct"]) == pytest.approx(rate, abs=1e-4), row["rule_id"]
        assert row["signed_off_by"] == "not_signed"


def test_what_cannot_be_decided_is_in_the_summary_of_the_build(demo_build: Build) -> None:
    counted = _rows(
        demo_build,
        "select exception_type, count(*) as n from kyc.fct_kyc_exception where leaves_undetermined group by 1",
    )
    warning = next(line for line in demo_build.output.splitlines() if "leave a KYC rule undetermined" in line)
    assert counted
    for row in counted:
        assert f"{row['exception_type']} {row['n']}" in warning


def test_completeness_is_never_a_pass_without_a_total(demo_build: Build) -> None:
    told = {(row["table_name"], row["business_date"]) for row in _seed("demo/raw_control_totals.csv")}
    states = Counter()
    for row in _rows(demo_build, "select * from kyc.rpt_kyc_completeness"):
        has_total = (row["table_name"], str(row["business_date"])) in told
        assert (row["state"] == "not_measured") != has_total, row
        states[row["state"]] += 1
    assert states["matches"] and states["not_measured"]
