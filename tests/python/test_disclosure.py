"""Real files of the demo's recipients: columns, modes, record, refusals, and what an attacker makes of them."""

import csv
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
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
from steward.disclosure.trace import trace_leak
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


def test_a_leaked_file_is_traced_by_its_keys_in_any_disguise(
    both: dict[str, Disclosed], home: Path, tmp_path: Path
) -> None:
    _, rows = table(both[HARBOUR].folder / "customer.parquet")
    part = tmp_path / "leak.csv"
    lines = ["no;note", *(f"{number};see {row[0].upper()}." for number, row in enumerate(rows[:7]))]
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = trace_leak(PROJECT, part)
    [(scope, candidates)] = found.scopes
    assert (scope.scope, scope.rows, scope.keys) == (f"recipient:{HARBOUR}", 7, 7)
    assert f"disclosure {both[HARBOUR].disclosure}" in {own.name for own in candidates if own.persons == 7}
    assert not any(DELTA in line for line in found.lines())
    shown = "\n".join(found.lines())
    assert not [row for row in rows if row[0] in shown or (row[1] and row[1] in shown)], "counts only"


def test_a_leaked_file_without_keys_is_traced_only_whole(
    both: dict[str, Disclosed], home: Path, tmp_path: Path
) -> None:
    source, name = both[DELTA].folder / "customer.csv", both[DELTA].disclosure
    assert trace_leak(PROJECT, source).same_file == [name]
    header, *rows = [line.split(",", 1)[1] for line in source.read_text(encoding="utf-8").splitlines()]
    whole, cut = tmp_path / "whole.csv", tmp_path / "cut.csv"
    whole.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    found = trace_leak(PROJECT, whole)
    assert (found.scopes, found.same_file) == ([], [])
    assert name in found.same_content
    cut.write_text("\n".join([header, *rows[1:]]) + "\n", encoding="utf-8")
    [line] = trace_leak(PROJECT, cut).lines()
    assert line.startswith("nothing in it tells whose it was")


@pytest.mark.slow
def test_a_leaked_file_of_the_house_is_traced_to_its_scope(home: Path) -> None:
    [(scope, candidates)] = trace_leak(PROJECT, home / "published/service_desk/current.duckdb").scopes
    assert scope.scope == "internal"
    assert [own.persons == own.of for own in candidates] == [True]
    assert candidates[0].name.endswith(" of service_desk")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [("none.csv", None, "there is no such file"), ("broken.parquet", b"no parquet", "cannot be read as CSV")],
)
def test_what_cannot_be_read_is_not_traced(
    home: Path, tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StewardError, match=what):
        trace_leak(PROJECT, path)


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
