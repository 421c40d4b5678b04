"""The audit pack: nothing from outside, nobody in it, the same bytes twice, a verdict that turns with its faults."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from steward import evidence
from steward.errors import StewardError
from steward.pack.diff import differences
from steward.pack.pages import load_pages
from steward.pack.queries import opt_out_relations
from steward.pack.render import Renderer
from steward.pack.scan import refuse_people
from steward.pack.source import Source, open_source
from steward.pack.suppression import suppressed
from steward.pack.wording import words
from steward.pack.write import Pack, place, write_pack
from steward.policy import load_policy
from steward.project import Project

CJK = re.compile(r"[\u4e00-\u9fff]")


def test_every_page_is_there_and_asks_for_nothing_from_outside(pages: dict[str, str]) -> None:
    assert {page.file for page in load_pages()} <= set(pages)
    for name, text in pages.items():
        outside = [link for link in re.findall(r'(?:src|href)="([^"]+)"', text) if "://" in link]
        assert outside == [], name
        assert "<script" not in text, name


def test_every_link_inside_leads_somewhere(pack: Pack, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for link in re.findall(r'href="([^"#]+)"', text):
            assert (pack.folder / link).is_file(), f"{name}: {link}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_pack_of_one_language_is_in_that_language(pack_project: Project, language: str) -> None:
    with open_source(pack_project) as source:
        made = Renderer(source, load_pages(), language).html()
    other = 'lang="en"' if language == "zh" else 'lang="zh-CN"'
    assert all(other not in text for name, text in made.items() if name.endswith(".html"))
    heads = "".join(re.findall(r"<h[12][^>]*>(.*?)</h[12]>", "".join(made.values())))
    assert bool(CJK.search(heads)) is (language == "zh")


def test_every_code_word_of_the_demo_is_in_both_languages(pack_project: Project) -> None:
    known = words()
    with open_source(pack_project) as source:
        missing = {
            str(row[column.name])
            for page in load_pages()
            for section in page.sections
            for column in section.columns
            if column.kind in ("word", "state")
            for row in source.report(section.report).rows
            if row.get(column.name) and str(row[column.name]) not in known
        }
        entities = {row["entity"] for row in source.report("rpt_classification").rows}
        recipients = {row["recipient_id"] for row in source.report("rpt_disclosure").rows}
    # A recipient's own name and a jurisdiction that the source invented are no words of ours.
    assert missing - recipients == set(), missing
    assert entities <= set(known)


def test_small_counts_are_hidden_and_the_hidden_cannot_be_worked_out(pack: Pack) -> None:
    reports = json.loads((pack.folder / "annex" / "reports.json").read_text(encoding="utf-8"))
    table = next(part for part in reports["choices"] if part["report"] == "rpt_choice_statistics")
    parts = [
        table["columns"].index(name) for name in table["columns"] if name.startswith(("allowed_", "refused_"))
    ]
    total = table["columns"].index("persons")
    assert any(row[place] == "<10" for row in table["rows"] for place in parts)
    for row in table["rows"]:
        shown = [row[place] for place in parts]
        assert all(not 0 < count < 10 for count in shown if isinstance(count, int))
        hidden = [count for count in shown if not isinstance(count, int)]
        others = [count for count in shown if isinstance(count, int) and count]
        if isinstance(row[total], int) and hidden and others:
            assert len(hidden) > 1, row


def test_small_parts_that_only_one_sum_fits_take_another_with_them() -> None:
    """Of a total of 52, parts of 50 leave two persons to two hidden parts: one each, though neither is shown."""
    pages = {page.id: page for page in load_pages()}
    columns = next(own.columns for own in pages["choices"].sections if own.report == "rpt_choice_statistics")
    row = {"persons": 52, "allowed_by_choice": 30, "allowed_by_law": 20, "refused_by_choice": 0}
    [shown] = suppressed([{**row, "refused_by_law": 1, "refused_in_doubt": 1}], columns)
    assert shown == {**row, "allowed_by_law": "–", "refused_by_law": "<10", "refused_in_doubt": "<10"}
    [clear] = suppressed([{**row, "refused_by_law": 6, "refused_in_doubt": 6}], columns)
    assert clear["allowed_by_law"] == 20


def test_the_same_build_gives_the_same_bytes(pack_project: Project, pack: Pack, tmp_path: Path) -> None:
    again = write_pack(pack_project, out=tmp_path)
    for path in sorted(pack.folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (again.folder / path.relative_to(pack.folder)).read_bytes(), path.name
    assert list(differences(pack.folder, again.folder)) == []


@pytest.mark.parametrize("planted", ["full_name", "id_number", "phone", "email", "shape"])
def test_a_page_with_a_person_is_refused(pack_project: Project, pages: dict[str, str], planted: str) -> None:
    with open_source(pack_project) as source:
        value = _somebody(source, planted)
        refuse_people(source, pages, ["privacy@example.com"])
        with pytest.raises(StewardError) as refused:
            refuse_people(source, {**pages, "x.html": f"<td>{value}</td>"}, ["privacy@example.com"])
    assert refused.value.where == "x.html"
    assert value not in str(refused.value)


def _somebody(source: Source, column: str) -> str:
    if column == "shape":
        return "13800000000"
    row = source.connection.execute(
        f"select {column} from build.logical.ldm_customer where customer_type = 'individual' "
        f"and length({column}) >= 2 order by customer_id limit 1"
    ).fetchone()
    assert row is not None
    return str(row[0])


def test_whoever_has_the_pack_alone_can_verify_it(pack: Pack, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(pack.folder, copy)
    assert _verified(copy).returncode == 0
    page = copy / "10_choices.html"
    page.write_text(page.read_text(encoding="utf-8").replace("280", "281"), encoding="utf-8")
    (copy / "more.html").write_text("added", encoding="utf-8")
    (copy / "11_opt_out.html").unlink()
    found = _verified(copy)
    assert found.returncode == 1
    assert "10_choices.html: changed" in found.stdout
    assert "11_opt_out.html: missing" in found.stdout
    assert "more.html: not in the manifest" in found.stdout


def _verified(folder: Path) -> subprocess.CompletedProcess[str]:
    # -I: nothing of the project can be imported.
    command = [sys.executable, "-I", str(folder / "verify_pack.py")]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_key_that_is_not_there_leaves_no_pack(pack_project: Project, tmp_path: Path) -> None:
    with pytest.raises(StewardError, match="cannot be read"):
        write_pack(pack_project, out=tmp_path / "out", key=tmp_path / "none.pem")
    assert not (tmp_path / "out").exists()


def test_the_group_reaches_the_pack_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        place(tmp_path / "audit", tmp_path / "audit" / "one", {"a.html": b"", "annex/b.json": b""})
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "audit").rglob("*")}
    assert modes == {"one": 0o750, "annex": 0o750, "a.html": 0o640, "b.json": 0o640, "index.html": 0o640}
    assert stat.S_IMODE((tmp_path / "audit").stat().st_mode) == 0o750


def test_a_signed_pack_is_checked_by_openssl(pack_project: Project, tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = tmp_path / "officer.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    signed = write_pack(pack_project, language="en", out=tmp_path / "out", key=pem)
    assert _openssl(signed.folder) == 0
    manifest = signed.folder / "MANIFEST.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"signable": false', b'"signable": true'))
    assert _openssl(signed.folder) != 0


def _openssl(folder: Path) -> int:
    command = (
        "openssl pkeyutl -verify -pubin -inkey public_key.pem -rawin -in MANIFEST.json -sigfile MANIFEST.sig"
    )
    return subprocess.run(command.split(), cwd=folder, capture_output=True).returncode


def test_no_control_on_an_unverified_provision_reads_pass(pack_project: Project) -> None:
    with open_source(pack_project) as source:
        controls = source.report("rpt_control").rows
    assert controls
    assert not any(row["state"] == "pass" and not row["is_verified"] for row in controls)


def test_what_was_not_measured_never_looks_like_a_pass(pages: dict[str, str]) -> None:
    for text in pages.values():
        for cell in re.findall(r'<span class="state not-measured">(.*?)</span> ', text):
            assert "●" not in cell


FAULTS = {
    "an expired agreement": (
        "update audit.rpt_audit_checklist set state = 'fail', failed = 1 where control_id = 'C01'",
        "C01",
    ),
    "an unclassified column": (
        "update audit.rpt_audit_checklist set state = 'fail', failed = 1 where control_id = 'A01'",
        "A01",
    ),
    "an excess grant": (
        "delete from audit.rpt_entitlement where audience = 'marketing' and relation like '%.customer'",
        "A04",
    ),
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_fault_turns_the_verdict_and_names_its_page(
    pack_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    statement, control = FAULTS[fault]
    home = tmp_path / "home"
    shutil.copytree(pack_project.home, home, ignore=shutil.ignore_patterns("audit"))
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(statement)
    monkeypatch.setenv("DW_HOME", str(home))
    with open_source(Project(pack_project.root, {})) as source:
        renderer = Renderer(source, load_pages(), "en")
    named = [item for item in renderer.verdict.missing if item.said.en.startswith(control)]
    assert [item.state for item in named] == ["fail"]
    page = next(row["page"] for row in renderer.controls if row["control_id"] == control)
    assert named[0].page == page


def test_a_result_of_another_day_is_no_result_of_this_build(pack_project: Project, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(pack_project.home, home, ignore=shutil.ignore_patterns("audit"))
    path = home / "evidence" / "privacy_log.json"
    path.parent.mkdir(exist_ok=True)
    found = evidence.Evidence("privacy_log", "fail", "2020-01-01T00:00:00+00:00", "", {})
    states = {}
    for measured_at in ("2020-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00"):
        path.write_text(json.dumps(replace(found, measured_at=measured_at).__dict__), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DW_HOME", str(home))
            with open_source(Project(pack_project.root, {})) as source:
                rows = source.report("rpt_control").rows
        states[measured_at[:4]] = next(row["state"] for row in rows if row["evidence"] == "privacy_log")
    assert states == {"2020": "not_measured", "2099": "fail"}


def test_every_relation_of_a_purpose_is_counted(pack_project: Project) -> None:
    with open_source(pack_project) as source:
        made = {(purpose, relation.name) for relation, purpose in opt_out_relations(source.catalogue)}
        reported = {
            (row["purpose"], row["entity"]) for row in source.report("rpt_opt_out_effectiveness").rows
        }
    assert made == reported
    assert {purpose for purpose, _ in made} == {
        own.purpose for own in load_policy(pack_project).opt_out_purposes
    }


def test_the_recount_finds_nobody_and_can_find_somebody(
    pack_project: Project, pack: Pack, tmp_path: Path
) -> None:
    sql = (pack.folder / "sql" / "recount.sql").read_text(encoding="utf-8")
    copy = tmp_path / "warehouse.duckdb"
    shutil.copy(pack_project.build_file, copy)
    with duckdb.connect(str(copy)) as connection:
        assert {row[1] for row in connection.execute(sql).fetchall()} == {0}
        connection.execute(
            "create or replace table opt_out_direct_marketing.held as from logical.ldm_customer"
        )
        connection.execute("drop view opt_out_direct_marketing.customer")
        connection.execute(
            "create view opt_out_direct_marketing.customer as from opt_out_direct_marketing.held"
        )
        assert max(row[1] for row in connection.execute(sql).fetchall()) > 0


def test_without_a_build_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DW_HOME", str(tmp_path))
    with pytest.raises(StewardError, match="no build file"), open_source(Project.find()):
        pass
