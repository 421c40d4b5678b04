"""The command `steward verify-access`: exit codes, forms, the rows that land; and what a long log costs."""

import json
from pathlib import Path

import duckdb
import pytest

from steward.access.events import RAW_HEADER
from tests.python.conftest import Build, environment, run
from tests.python.support.access_logs import LogBook

LINES = 200_000
SECONDS_A_MILLION, MEGABYTES = 60, 1024


@pytest.fixture
def book() -> LogBook:
    made = LogBook()
    made.at = made.at.replace(year=2099)
    for _ in range(3):
        made.read("app_dashboard", "anonymised.customer")
    return made


def test_findings_land_in_the_warehouse(demo_build: Build, book: LogBook, tmp_path: Path) -> None:
    env = demo_build.env
    log = book.write(tmp_path / "log.json")
    clean = run("steward", "verify-access", "--log", log, env=env)
    assert (clean.returncode, clean.stderr) == (0, ""), clean.stdout
    assert "0 findings; 3 events" in clean.stdout
    book.read("app_shadow", "logical.ldm_customer")
    out = tmp_path / "events.parquet"
    log = book.write(tmp_path / "log.json")
    found = run("steward", "verify-access", "--log", log, "--format", "json", "--events-out", out, env=env)
    assert (found.returncode, found.stderr) == (1, "")
    kinds = {own["kind"] for own in json.loads(found.stdout)["findings"]}
    assert kinds == {"unknown_role", "base_read"}
    with duckdb.connect(str(demo_build.file), read_only=True) as connection:
        rows = connection.execute(
            "select kind, login_role, relation, events from audit.aud_access_finding order by kind"
        ).fetchall()
    assert rows == [(kind, "app_shadow", "logical.ldm_customer", 1) for kind in ("base_read", "unknown_role")]
    assert duckdb.sql(f"from '{out}'").columns == list(RAW_HEADER)
    assert duckdb.sql(f"select count(*) from '{out}'").fetchall() == [(4,)]
    assert out.stat().st_mode & 0o777 == 0o600


def test_without_a_warehouse_the_findings_are_still_told(book: LogBook, tmp_path: Path) -> None:
    log = book.write(tmp_path / "log.json")
    result = run("steward", "verify-access", "--log", log, env=environment(tmp_path))
    assert result.returncode == 0 and "there is no warehouse to ask" in result.stdout
    book.lines[-1]["timestamp"] = "2099-11-02 09:00:00.000 CST"
    out, log = tmp_path / "events.csv", book.write(tmp_path / "log.json")
    result = run("steward", "verify-access", "--log", log, "--events-out", out, env=environment(tmp_path))
    assert result.returncode == 1 and not [*tmp_path.glob("*events*")]
    result = run("steward", "verify-access", "--log", tmp_path / "none", env=environment(tmp_path))
    assert (
        result.returncode == 1 and result.stderr.startswith("steward: ") and "Traceback" not in result.stderr
    )


@pytest.mark.slow
def test_a_long_log_is_verified_in_a_minute_and_a_gigabyte(tmp_path: Path) -> None:
    result = run("steward", "bench", "access-log", "--lines", str(LINES), env=environment(tmp_path))
    assert result.returncode == 0, result.stderr
    measured = json.loads(result.stdout)
    assert (measured["lines"], measured["events"]) == (LINES, LINES) and measured["findings"]
    assert measured["cpu_s"] * 1_000_000 / LINES < SECONDS_A_MILLION
    assert measured["peak_mb"] < MEGABYTES
