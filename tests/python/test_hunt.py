"""The hunt: it sees every form of a value, knows where a value may be, and says so when it is blind."""

import csv
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from steward.app import app
from steward.commands import build as _another  # noqa: F401
from steward.commands import hunt as _this  # noqa: F401
from steward.errors import StewardError
from steward.evidence import recorded
from steward.hunt import HuntResult, hunt
from steward.hunt.encodings import encodings
from steward.hunt.evidence import hunted
from steward.hunt.matches import Needles
from steward.hunt.values import CANARIES, Planted
from steward.project import Project
from tests.python.conftest import ROOT, Build

PROJECT = Project(ROOT, {})
NAME, PHONE, OUT_PHONE = "林晓彤", "10069000001", "10069000016"
HEADER = "person,state,attribute,value,refused\n"


@pytest.fixture
def warehouse(demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo that a test may spoil, with target and logs of its own."""
    for name in ("home", "target", "logs"):
        (tmp_path / name).mkdir()
    shutil.copy(demo_build.file, tmp_path / "home")
    shutil.copytree(demo_build.home / "published", tmp_path / "home" / "published", symlinks=True)
    for variable, name in (("DW_HOME", "home"), ("DBT_TARGET_PATH", "target"), ("DBT_LOG_PATH", "logs")):
        monkeypatch.setenv(variable, str(tmp_path / name))
    return tmp_path


@pytest.mark.parametrize("form", encodings(f"{NAME} Abc@example.com"))
def test_every_form_is_seen_within_other_text(form: str) -> None:
    planted = Planted("p", "in", "email", f"{NAME} Abc@example.com")
    needles = Needles([planted, Planted("q", "in", "mobile", PHONE)])
    texts = encodings(planted.value)[form]
    assert texts
    for text in texts:
        assert {match.form for match in needles.in_text(b"x=" + text + b"; more")} == {form}
        assert list(needles.in_text(text[:-1] + b"; more")) == []


def test_a_number_of_the_house_is_not_the_beginning_of_another() -> None:
    needles = Needles([Planted("p", "in", "customer_id", "demo-unit")])
    assert len(list(needles.in_text(b"a demo-unit, and"))) == 1
    assert list(needles.in_text(b"demo-unit-changed and old-demo-unit")) == []


def test_the_demo_is_clean_and_every_place_was_read(
    demo_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in demo_build.env.items():
        if name.startswith(("DW_", "DBT_")):
            monkeypatch.setenv(name, value)
    found = hunted(PROJECT, None, persons=5)
    assert found.findings == ()
    assert found.allowed["published to compliance"] > 0
    assert not {"published to analyst", "published to service_desk", "target"} & set(found.allowed)
    assert {"build file", "published to analyst", "target"} <= set(found.places)
    evidence = recorded(PROJECT)["hunt"]
    assert (evidence.state, evidence.figures["leaks"]) == ("pass", 0)
    assert evidence.invocation_id


def test_every_canary_is_in_the_demo_and_every_state_has_one() -> None:
    with CANARIES.open(encoding="utf-8") as lines:
        canaries = list(csv.DictReader(lines))
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds" / "demo").glob("*.csv"))
    for row in canaries:
        assert (row["value"] in seeds) == (row["state"] != "erased"), row["attribute"]
    assert {row["state"] for row in canaries} == {"in", "out", "no_record", "erased", "minor"}


def _leaks(result: HuntResult) -> Iterator[str]:
    yield from (str(finding) for finding in result.findings)


def test_leaks_are_told_by_place_and_attribute_and_never_by_value(warehouse: Path) -> None:
    build = warehouse / "home" / "warehouse.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute(
            f"create table anonymised.extra as select md5('{PHONE}') as token, 1 as n; "
            f"create table crm_copy as select 'call {NAME} at home' as remark; "
            "create schema kyc_more; "
            f"comment on table anonymised.customer is 'such as {NAME}'; "
        )
        connection.execute(
            "create or replace view opt_out_direct_marketing.customer as "
            "select * replace ('*' as full_name) from personal_data.customer"
        )
    analyst = warehouse / "home" / "published" / "analyst"
    pointer = analyst / "current.duckdb"
    held = pointer.resolve()
    held.chmod(0o600)
    with duckdb.connect(str(held)) as connection:
        connection.execute(f"create table anonymised.more as select {PHONE} as number")
    (warehouse / "target" / "manifest.json").write_text(f'{{"a": "{PHONE[::-1]}"}}', encoding="utf-8")
    (warehouse / "logs" / "dbt.log").write_text("0a " + NAME.encode().hex(), encoding="utf-8")
    (warehouse / "home" / "audit").mkdir()
    with zipfile.ZipFile(warehouse / "home" / "audit" / "pack.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{PHONE}</t>")
    result = CliRunner().invoke(app, ["hunt", "--persons", "5"])
    assert result.exit_code == 1
    lines = [line.removeprefix("STOP  ") for line in result.output.splitlines()]
    for where, what in (
        ("build file: anonymised.extra.token", "`mobile`: 1 value(s), md5"),
        ("build file: main.crm_copy.remark", "`full_name`: 1 value(s), as it is"),
        ("build file: comments and definitions", "`full_name`: 1 value(s), as it is"),
        ("build file: opt_out_direct_marketing.customer.phone", "of a person who may not be used"),
        ("published to analyst: anonymised.more.number", "`mobile`: 1 value(s), as it is"),
        ("target: manifest.json", "`mobile`: 1 value(s), reversed"),
        ("logs: dbt.log", "`full_name`: 1 value(s), hex"),
        ("audit pack: pack.xlsx", "`mobile`: 1 value(s), as it is"),
    ):
        assert any(line.startswith(where) and what in line for line in lines), (where, lines)
    assert not any(text in result.output for text in (NAME, PHONE, OUT_PHONE))
    assert recorded(PROJECT)["hunt"].state == "fail"


def test_a_hunt_that_does_not_find_what_must_be_there_fails(warehouse: Path) -> None:
    values = warehouse / "values.csv"
    values.write_text(f"{HEADER}p,in,mobile,10069099999,\n", encoding="utf-8")
    with pytest.raises(StewardError, match="blind"):
        hunt(PROJECT, values, persons=1)


@pytest.mark.slow
def test_an_erased_person_is_nowhere_not_even_in_custody(warehouse: Path) -> None:
    values = warehouse / "values.csv"
    values.write_text(f"{HEADER}p,erased,mobile,{PHONE},\n", encoding="utf-8")
    lines = list(_leaks(hunt(PROJECT, values, persons=1)))
    assert any(line.startswith("build file: raw_demo.raw_customers.phone") for line in lines)
    assert any(line.startswith("published to compliance: personal_data.customer.phone") for line in lines)
    assert all("of an erased person" in line for line in lines)


@pytest.mark.slow
def test_who_was_erased_on_request_is_left_in_the_request_alone(warehouse: Path) -> None:
    who, phone = "demo-erased-on-request", "10069088888"
    values = warehouse / "values.csv"
    values.write_text(
        f"{HEADER}{who},erased,customer_id,{who},\n{who},erased,mobile,{phone},\n", encoding="utf-8"
    )
    for schema, table in (("raw_demo", "raw_rights_requests"), ("logical", "ldm_rights_request")):
        with duckdb.connect(str(warehouse / "home" / "warehouse.duckdb")) as build:
            row = f"select * replace ('{who}' as customer_id, 'delete' as request_type) from {schema}.{table} limit 1"
            build.execute(f"insert into {schema}.{table} {row}")
    assert list(_leaks(hunt(PROJECT, values, persons=1))) == []
    with duckdb.connect(str(warehouse / "home" / "warehouse.duckdb")) as build:
        build.execute(
            f"insert into logical.ldm_account select * replace ('{who}' as customer_id) from "
            "logical.ldm_account limit 1"
        )
        build.execute(f"create table vault.vlt_kept as select md5('{phone}') as held")
    lines = list(_leaks(hunt(PROJECT, values, persons=1)))
    assert any(line.startswith("build file: vault.vlt_kept.held") and "md5" in line for line in lines)
    assert any(line.startswith("build file: logical.ldm_account.customer_id") for line in lines)
    assert all("of an erased person" in line for line in lines)


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("p,in,mobil,10069000001,\n", "mobil"),
        ("p,gone,mobile,10069000001,\n", "state"),
        ("p,in,mobile,123,\n", "short"),
        ("p,in,mobile,10069000001,fun\n", "purpose"),
        ("", "attribute and value"),
    ],
)
def test_a_wrong_row_is_named_without_its_value(warehouse: Path, rows: str, what: str) -> None:
    values = warehouse / "values.csv"
    values.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(StewardError) as caught:
        hunt(PROJECT, values, persons=1)
    assert what in str(caught.value)
    assert PHONE not in str(caught.value)
