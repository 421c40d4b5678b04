"""What is not disclosed, or no more: refused agreements, stale releases, whoever refused, a break in the middle."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from steward.disclosure import disclose as disclose_module
from steward.disclosure import record
from steward.disclosure.disclose import Disclosed
from steward.errors import StewardError
from steward.privacy_log import log_of
from steward.publish import publish
from tests.python.conftest import ROOT
from tests.python.support.disclosed import DELTA, HARBOUR, PROJECT, ask, left_behind, mode, sql, table


def test_whoever_refused_since_the_release_is_out(own_home: Path) -> None:
    before = {row[1]: row[0] for row in table(ask().folder / "customer.parquet")[1]}
    sql(
        own_home,
        "insert into raw_demo.raw_choice_events select * replace ('turned' as event_id, "
        "'opt_out' as choice, now()::text as occurred_at, now()::text as recorded_at, "
        "now()::text as loaded_at) from raw_demo.raw_choice_events where purpose = 'third_party_disclosure' "
        "and recipient_id = 'harbour_insurance' and choice = 'opt_in' and channel is null "
        "and data_category is null and customer_id = (select min(customer_id) from "
        "logical.ldm_recipient_choice where allowed and recipient_id = 'harbour_insurance') limit 1",
    )
    done = ask()
    after = {row[1]: row[0] for row in table(done.folder / "customer.parquet")[1]}
    assert done.files[0].withheld == 1
    assert len(before.items() - after.items()) == 1
    assert after.items() <= before.items()


def test_an_agreement_narrowed_after_the_build(own_home: Path) -> None:
    narrow = "attributes = 'full_name|gender', disclosure_level = 'identified'"
    sql(
        own_home, f"update raw_demo.raw_agreements set {narrow} where agreement_id = 'agreement-harbour-2026'"
    )
    with pytest.raises(
        StewardError, match=r"customer__harbour_insurance: holds birth_date, mobile, province in"
    ):
        ask()
    assert left_behind(own_home) == set()
    publish(PROJECT)
    with duckdb.connect(str(own_home / f"published/{HARBOUR}/current.duckdb"), read_only=True) as connection:
        held = f"selectively_anonymised.customer__{HARBOUR}"
        assert connection.execute(f"select count(phone), count(full_name) > 0 from {held}").fetchone() == (
            0,
            True,
        )
    columns, _ = table(ask().folder / "customer.parquet")
    assert columns == ["customer_key", "full_name", "gender"]
    sql(
        own_home,
        "update raw_demo.raw_agreements set attributes = 'full_name|gender|mobile|email' "
        "where agreement_id = 'agreement-harbour-2026'",
    )
    publish(PROJECT)
    assert table(ask().folder / "customer.parquet")[0] == ["customer_key", "full_name", "gender", "phone"]


# Every reason is tried on rows in test_disclosure_contract.py; here, that the command reads them from the build.
REFUSALS = [
    ("update raw_demo.raw_agreements set signed_on = null", "is not signed"),
    ("update raw_demo.raw_agreements set valid_to = '2026-06-02'", "expired: its last day was 2026-06-02"),
    ("update raw_demo.raw_agreements set valid_from = '2090-01-01'", "has not begun"),
    ("update raw_demo.raw_agreements set disclosure_level = 'anonymous_only'", "is anonymous_only"),
    ("update raw_demo.raw_recipients set country = 'SG'", "has no transfer_route"),
    ("update raw_demo.raw_recipients set kind = 'authority'", "policy says controller"),
    ("delete from raw_demo.raw_recipients", "does not hold it"),
    ("delete from raw_demo.raw_agreements", "no agreement with it is loaded"),
    ("update audit.aud_build set invocation_id = 'another'", "stale: a newer build is there"),
]


@pytest.mark.parametrize(
    ("change", "what"),
    [pytest.param(*case, marks=[pytest.mark.slow] if number else []) for number, case in enumerate(REFUSALS)],
)
def test_a_refusal_is_one_line_and_leaves_nothing(own_home: Path, change: str, what: str) -> None:
    sql(own_home, change)
    with pytest.raises(StewardError, match=what) as caught:
        ask()
    assert "\n" not in str(caught.value)
    assert left_behind(own_home) == set()


def test_a_release_past_its_time_withdrawn_or_changed_is_refused(own_home: Path) -> None:
    folder = own_home / "published" / HARBOUR
    release = os.readlink(folder / "current.duckdb")[:-7]
    kept = own_home / "releases" / release / f"{HARBOUR}.json"
    manifest = kept.read_text(encoding="utf-8")
    kept.write_text(json.dumps({**json.loads(manifest), "valid_until": "2026-01-01T00:00:00+00:00"}))
    with pytest.raises(StewardError, match="stale: it was valid until 2026-01-01"):
        ask()
    kept.write_text(json.dumps({**json.loads(manifest), "sha256": "0" * 64}))
    with pytest.raises(StewardError, match="its file is not the one that was published"):
        ask()
    (folder / "current.duckdb").unlink()
    with pytest.raises(StewardError, match="audience harbour_insurance has no release"):
        ask()
    assert left_behind(own_home) == set()


@pytest.mark.parametrize(
    "broken",
    ["seal", *(pytest.param(own, marks=pytest.mark.slow) for own in ("write_manifest", "write_file"))],
)
def test_what_breaks_in_the_middle_leaves_nothing(
    home: Path, both: dict[str, Disclosed], monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    before = left_behind(home)

    def stop(*_arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(disclose_module.files, broken, stop)
    with pytest.raises(OSError, match="no space"):
        ask()
    assert left_behind(home) == before


def test_files_that_cannot_get_their_name_leave_two_entries_of_the_privacy_log_alone(
    home: Path, both: dict[str, Disclosed], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_arguments: object) -> None:
        raise OSError("no space left")

    files, log = set((home / "disclosed").rglob("*")), home / "disclosures" / record.LOG
    rows = log.read_text(encoding="utf-8")
    monkeypatch.setattr(disclose_module.os, "rename", stop)
    with pytest.raises(OSError, match="no space"):
        ask()
    assert set((home / "disclosed").rglob("*")) == files
    assert log.read_text(encoding="utf-8") == rows
    facts = [payload.facts for _, payload in log_of(PROJECT).entries() if payload]
    assert [own["command"] for own in facts[-2:]] == ["disclose", "disclose failed"]
    assert facts[-1]["disclosure"] == facts[-2]["disclosure"]
    assert facts[-1]["disclosure"] not in record.ids(PROJECT)


@pytest.mark.slow
def test_a_kill_leaves_what_the_next_disclosure_takes_away(own_home: Path) -> None:
    code = (
        "import os\n"
        "from steward.project import Project\n"
        "from steward.disclosure import disclose, files\n"
        "files.seal = lambda folder, gid: os._exit(9)\n"
        "disclose.disclose(Project.find(), disclose.Request('delta_research', 'csv', None, 'desk', ''))\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=dict(os.environ))
    assert killed.returncode == 9
    [left] = (own_home / "disclosed" / DELTA).iterdir()
    assert (left.name.startswith("."), mode(left)) == (True, 0o700)
    done = ask(DELTA)
    assert list((own_home / "disclosed" / DELTA).iterdir()) == [done.folder]
    assert {path.name for path in (own_home / "disclosures").iterdir()} == {done.disclosure, record.LOG}
