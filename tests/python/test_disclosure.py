"""Real files of the demo's recipients: columns, modes, record, refusals, and what an attacker makes of them."""

import csv
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steward.choices import breach
from steward.disclosure import disclose as disclose_module
from steward.disclosure import record
from steward.disclosure.disclose import Disclosed, Request, disclose
from steward.errors import StewardError
from steward.privacy_log import Kind, log_of
from steward.project import Project
from steward.publish import publish
from tests.python.conftest import ROOT, Build, run

PROJECT = Project(ROOT, {})
HARBOUR, DELTA = "harbour_insurance", "delta_research"
CONTRACT = ["customer_key", "full_name", "gender", "birth_date", "phone", "province"]


@pytest.fixture(scope="module")
def published(demo_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the published demo that these tests may disclose from."""
    home = tmp_path_factory.mktemp("disclosure") / "home"
    shutil.copytree(demo_build.home, home, symlinks=True)
    return home


@pytest.fixture
def home(published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy that the tests share: they add disclosures and change nothing else."""
    monkeypatch.setenv("DW_HOME", str(published))
    return published


@pytest.fixture
def own_home(demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a test's own, whose raw tables it may change."""
    own = tmp_path / "home"
    shutil.copytree(demo_build.home, own, symlinks=True)
    monkeypatch.setenv("DW_HOME", str(own))
    return own


@pytest.fixture(scope="module")
def both(published: Path) -> Iterator[dict[str, Disclosed]]:
    """A disclosure to each recipient, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DW_HOME", str(published))
        yield {
            HARBOUR: disclose(PROJECT, Request(HARBOUR, "parquet", None, "desk", "monthly list")),
            DELTA: disclose(PROJECT, Request(DELTA, "csv", None, "desk", "")),
        }


def ask(recipient: str = HARBOUR, out: Path | None = None) -> Disclosed:
    return disclose(PROJECT, Request(recipient, "parquet", out, "desk", ""))


def sql(home: Path, *statements: str) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


def table(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect() as connection:
        found = connection.sql(f"select * from '{path}'")
        return found.columns, found.fetchall()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def left_behind(home: Path) -> set[str]:
    """Every path of a disclosure, in the warehouse."""
    return {
        str(path.relative_to(home))
        for folder in ("disclosed", "disclosures")
        for path in (home / folder).rglob("*")
        if path.is_file() or path.name.startswith(".")
    }


def test_the_file_has_the_columns_of_the_agreement_and_no_other(both: dict[str, Disclosed]) -> None:
    columns, rows = table(both[HARBOUR].folder / "customer.parquet")
    assert columns == CONTRACT
    assert len(rows) == both[HARBOUR].files[0].rows > 0
    columns, rows = table(both[DELTA].folder / "customer.csv")
    assert columns == ["customer_key", "gender", "birth_date", "province"]
    assert {str(row[2])[3:] for row in rows if row[2]} == {"0-01-01"}, "a decade, not a day"
    assert sorted(path.name for path in both[DELTA].folder.iterdir()) == ["customer.csv", "manifest.json"]


def test_the_manifest_says_what_went_out_under_what(both: dict[str, Disclosed], home: Path) -> None:
    folder = both[HARBOUR].folder
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    [agreement], [file] = manifest["agreements"], manifest["files"]
    assert (agreement["agreement_id"], agreement["onward_transfer_allowed"]) == (
        "agreement-harbour-2026",
        False,
    )
    assert (agreement["valid_from"], agreement["valid_to"]) == ("2026-01-01", "2099-12-31")
    assert (manifest["level"], manifest["purpose"]) == ("identified", "third_party_disclosure")
    assert manifest["requested_by"] == "desk"
    assert manifest["release"] == os.readlink(home / "published" / HARBOUR / "current.duckdb")[:-7]
    assert file["sha256"] == hashlib.sha256((folder / file["file"]).read_bytes()).hexdigest()
    assert [column["name"] for column in file["columns"]] == CONTRACT
    assert file["rows"] == len(table(folder / file["file"])[1])
    assert "monthly list" not in json.dumps(manifest), "why is custody's to know"


def test_nobody_else_can_open_it(both: dict[str, Disclosed], home: Path) -> None:
    for done in both.values():
        assert mode(done.folder) == mode(done.folder.parent) == 0o750
        assert {mode(path) for path in done.folder.iterdir()} == {0o440}
        kept = record.folder_of(PROJECT, done.disclosure)
        assert mode(kept) == mode(kept.parent) == 0o700
        assert {mode(path) for path in kept.iterdir()} == {0o600}
    assert mode(home / "disclosures" / record.LOG) == 0o600


def test_the_log_has_the_shape_of_the_raw_table(both: dict[str, Disclosed], home: Path) -> None:
    with (home / "disclosures" / record.LOG).open(encoding="utf-8", newline="") as lines:
        rows = {row["disclosure_id"]: row for row in csv.DictReader(lines)}
    with (ROOT / "seeds/demo/raw_disclosures.csv").open(encoding="utf-8") as lines:
        assert list(record.HEADER) == lines.readline().strip().split(",")
    row = rows[f"{both[HARBOUR].disclosure}.customer"]
    assert (row["recipient_id"], row["agreement_id"]) == (HARBOUR, "agreement-harbour-2026")
    assert int(row["row_count"]) == both[HARBOUR].files[0].rows
    assert row["file_sha256"] == both[HARBOUR].files[0].sha256
    entries = [
        payload.facts
        for entry, payload in log_of(PROJECT).entries()
        if entry.kind is Kind.DISCLOSURE and payload
    ]
    assert [(own["recipient"], own["requested_by"], own["reason"]) for own in entries[:2]] == [
        (HARBOUR, "desk", "monthly list"),
        (DELTA, "desk", ""),
    ]


def test_custody_knows_whose_rows_they_are(both: dict[str, Disclosed], home: Path) -> None:
    for recipient, done in both.items():
        with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
            wanted = {
                row[0]
                for row in connection.execute(
                    "select customer_id from logical.ldm_recipient_choice "
                    f"where recipient_id = '{recipient}' and allowed"
                ).fetchall()
            }
        [held] = breach.who_was_in_disclosure(PROJECT, done.disclosure)
        assert set(held.persons) == wanted
        assert len(held.persons) == done.files[0].rows
    names = {
        own.name for own in breach.who_was_in_disclosure(PROJECT, both[HARBOUR].disclosure)[0].attributes
    }
    assert {"full_name", "mobile", "birth_date"} <= names
    assert "email" not in names
    with pytest.raises(StewardError, match="no such disclosure is on record"):
        breach.who_was_in_disclosure(PROJECT, "../releases")


def test_two_recipients_files_share_no_key(both: dict[str, Disclosed]) -> None:
    (ours, mine), (theirs, other) = (
        table(both[HARBOUR].folder / "customer.parquet"),
        table(both[DELTA].folder / "customer.csv"),
    )
    keys = 0
    for left, right in product(range(len(ours)), range(len(theirs))):
        one, two = [str(row[left]) for row in mine], [str(row[right]) for row in other]
        if len(set(one)) == len(one) and len(set(two)) == len(two):
            keys += 1
            assert not set(one) & set(two), (ours[left], theirs[right])
    assert keys >= 1, "each file has a key of its own"


def test_no_order_of_rows_links_two_files(both: dict[str, Disclosed], home: Path) -> None:
    """Rows lie in the order of random keys: neighbours in one file are none in the other."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        persons = dict(connection.execute("select pseudonym, subject_id from vault.vlt_pseudonym").fetchall())
    orders = [
        [persons[row[0]] for row in table(both[name].folder / file)[1]]
        for name, file in ((HARBOUR, "customer.parquet"), (DELTA, "customer.csv"))
    ]
    shared = set(orders[0]) & set(orders[1])
    assert len(shared) > 10
    one, two = ([own for own in order if own in shared] for order in orders)
    assert one != two
    assert one != sorted(one)


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
    [
        pytest.param(*case, marks=[pytest.mark.slow] if number % 4 else [])
        for number, case in enumerate(REFUSALS)
    ],
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


@pytest.mark.parametrize("broken", ["seal", "write_manifest", "write_file"])
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


def test_another_folder_and_the_command_line(home: Path, demo_build: Build, tmp_path: Path) -> None:
    env = {**demo_build.env, "DW_HOME": str(home)}
    out = tmp_path / "out"
    done = run("steward", "disclose", "--recipient", DELTA, "--format", "csv", "--out", out, env=env)
    assert done.returncode == 0, done.stderr
    assert "customer.csv: " in done.stdout
    [folder] = out.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == ["customer.csv", "manifest.json"]
    for options, line in (
        (
            ("--recipient", "harbor_insurance"),
            "steward: --recipient: no recipient `harbor_insurance`; did you mean `harbour_insurance`?\n",
        ),
        (
            ("--recipient", DELTA, "--format", "xlsx"),
            "steward: --format: no such format; write parquet or csv\n",
        ),
    ):
        refused = run("steward", "disclose", *options, env=env)
        assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", line)
