"""Real files of the demo's recipients: columns, modes, record, and keys that join nothing."""

import csv
import hashlib
import json
import os
import shutil
from itertools import product
from pathlib import Path

import duckdb
import pytest

from steward.choices import breach
from steward.disclosure import record
from steward.disclosure.disclose import Disclosed
from steward.errors import StewardError
from steward.privacy_log import Kind, log_of
from steward.publish import publish
from tests.python.conftest import ROOT, Build, run
from tests.python.support.disclosed import DELTA, HARBOUR, PROJECT, ask, mode, sql, table

CONTRACT = ["customer_key", "full_name", "gender", "birth_date", "phone", "province"]


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
        if entry.kind == Kind.DISCLOSURE and payload
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


def test_no_column_of_two_recipients_releases_joins(home: Path) -> None:
    """Every column of the one's relations against every column of the other's: nothing both could be a key."""
    texts: dict[str, dict[str, set[str]]] = {}
    for recipient in (HARBOUR, DELTA):
        pointer = home / "published" / recipient / "current.duckdb"
        with duckdb.connect(str(pointer), read_only=True) as connection:
            places = connection.execute(
                "select schema_name || '.' || table_name, column_name from duckdb_columns() "
                "where schema_name = 'selectively_anonymised'"
            ).fetchall()
            texts[recipient] = {
                f"{relation} {column}": {
                    row[0]
                    for row in connection.execute(
                        f"select cast({column} as text) from {relation} where {column} is not null "
                        f"and ('{column}' like '%_key' or (select count(*) = count(distinct {column}) "
                        f"and count(*) > 1 from {relation}))"
                    ).fetchall()
                }
                for relation, column in places
            }
    keys = {recipient: {place for place, values in own.items() if values} for recipient, own in texts.items()}
    for own in keys.values():
        assert len([place for place in own if place.endswith("_key")]) >= 5
    for one, two in product(keys[HARBOUR], keys[DELTA]):
        assert not texts[HARBOUR][one] & texts[DELTA][two], (one, two)


@pytest.mark.slow
def test_every_relation_that_the_agreement_names_is_a_file(own_home: Path) -> None:
    more = "attributes = 'gender|transaction_amount|event_time|currency'"
    sql(
        own_home,
        f"update raw_demo.raw_agreements set {more} where agreement_id = 'agreement-delta-2026'",
        f"update logical.ldm_agreement set {more} where agreement_id = 'agreement-delta-2026'",
    )
    publish(PROJECT)
    done = ask(DELTA)
    found = {file.file: [column.name for column in file.columns] for file in done.files}
    assert found["customer.parquet"] == ["customer_key", "gender"]
    assert {"account_key", "customer_key", "amount", "currency", "occurred_at"} <= set(
        found["transaction.parquet"]
    )
    assert "transaction_type" not in found["transaction.parquet"], "the agreement does not name the detail"
    held = {own.relation: set(own.persons) for own in breach.who_was_in_disclosure(PROJECT, done.disclosure)}
    with duckdb.connect(str(own_home / "warehouse.duckdb"), read_only=True) as connection:
        allowed = {
            row[0]
            for row in connection.execute(
                f"select customer_id from logical.ldm_recipient_choice where recipient_id = '{DELTA}' and allowed"
            ).fetchall()
        }
    moved = held[f"selectively_anonymised.transaction__{DELTA}"]
    assert moved
    assert moved <= allowed, "nobody who refused, also as joint holder"
    columns, rows = table(done.folder / "transaction.parquet")
    assert {row[columns.index("occurred_at")].day for row in rows} == {1}, "months, not days"


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


def test_the_build_notes_what_is_due_on_agreements(demo_build: Build) -> None:
    assert "agreement agreement-mailing-delegation: expired on 2025-03-31" in demo_build.output
    assert (
        "recipient harbour_insurance: its terms name what no agreement in force does: city,"
        in demo_build.output
    )


@pytest.mark.slow
def test_the_next_build_has_the_disclosures_on_record(
    demo_build: Build, both: dict[str, Disclosed], home: Path, tmp_path: Path
) -> None:
    # A build of a part would stop the disclosures of whoever shares the folder.
    own = tmp_path / "home"
    shutil.copytree(home, own, symlinks=True)
    env = {**demo_build.env, "DW_HOME": str(own)}
    built = run("dbt", "build", "--quiet", "--select", "aud_disclosure", env=env)
    assert built.returncode == 0, built.stdout
    with duckdb.connect(str(own / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select recipient_id, level, requested_by, reason, file, row_count, file_sha256 "
            f"from audit.aud_disclosure where disclosure_id = '{both[HARBOUR].disclosure}'"
        ).fetchall()
    file = both[HARBOUR].files[0]
    assert rows == [
        (HARBOUR, "identified", "desk", "monthly list", "customer.parquet", file.rows, file.sha256)
    ]


@pytest.mark.slow
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
