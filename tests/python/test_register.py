"""The officer's workbook: out, changed, back; four eyes; nothing written where something is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from steward.errors import StewardError
from steward.project import Project
from steward.register.proposal import approve, propose
from steward.register.sheets import SHEETS, Row
from steward.register.workbook import export, read
from tests.python.conftest import ROOT

PROVISION = "CN-PIPL-13"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("demo", "kyc"))
    shutil.copy(ROOT / "dbt_project.yml", tmp_path)
    monkeypatch.setenv("DW_HOME", str(tmp_path / "home"))
    return Project(tmp_path, {})


def _changed(project: Project, change: Callable[[dict[str, list[Row]]], None]) -> Path:
    """Return the exported workbook as an officer would have changed it."""
    exported = project.root / "out.xlsx"
    export(project, exported)
    hashes, sheets = read(exported)
    change(sheets)
    path = project.root / "back.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        about = book.add_worksheet("about")
        about.write_row(0, 0, ["sheet", "sha256"])
        for place, (name, value) in enumerate(hashes.items(), 1):
            about.write_row(place, 0, [name, value])
        for sheet in SHEETS:
            header, _ = sheet.read(project)
            page = book.add_worksheet(sheet.name)
            page.write_row(0, 0, header)
            for number, row in enumerate(sheets[sheet.name], 1):
                page.write_row(number, 0, [row.get(column, "") for column in header])
    return path


def _verify(sheets: dict[str, list[Row]]) -> None:
    row = next(row for row in sheets["provisions"] if row["provision_id"] == PROVISION)
    row |= {"verified_by": "officer", "verified_on": "2026-11-01"}


def _provision(project: Project) -> Row:
    sheet = next(sheet for sheet in SHEETS if sheet.name == "provisions")
    return next(row for row in sheet.read(project)[1] if row["provision_id"] == PROVISION)


def test_an_unchanged_workbook_changes_nothing(project: Project) -> None:
    path = project.root / "out.xlsx"
    export(project, path)
    assert propose(project, path, "officer").changes == ()


def test_a_verification_counts_once_a_second_person_approves(project: Project) -> None:
    proposal = propose(project, _changed(project, _verify), "officer")
    assert {change.column for change in proposal.changes} == {"verified_by", "verified_on"}
    assert _provision(project)["verified_on"] == ""
    for same in ("officer", " OFFICER ", "offi cer", ""):
        with pytest.raises(StewardError):
            approve(project, proposal.number, same)
    assert _provision(project)["verified_on"] == ""
    approve(project, proposal.number, "auditor")
    assert _provision(project)["verified_on"] == "2026-11-01"
    with pytest.raises(StewardError, match="no such proposal"):
        approve(project, proposal.number, "auditor")


def test_everything_else_in_the_seed_stays(project: Project) -> None:
    file = project.path("seeds", "legal", "provisions.csv")
    before = file.read_text(encoding="utf-8").splitlines()
    proposal = propose(project, _changed(project, _verify), "officer")
    approve(project, proposal.number, "auditor")
    after = file.read_text(encoding="utf-8").splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_a_proposal_of_a_register_that_moved_on_is_refused(project: Project) -> None:
    proposal = propose(project, _changed(project, _verify), "officer")
    file = project.path("seeds", "legal", "provisions.csv")
    file.write_text(file.read_text(encoding="utf-8").replace("memory", "read", 1), encoding="utf-8")
    with pytest.raises(StewardError, match="has changed since"):
        approve(project, proposal.number, "auditor")
    with pytest.raises(StewardError, match="has changed since"):
        propose(project, project.root / "back.xlsx", "officer")


def _set(sheet: str, column: str, value: str) -> Callable[[dict[str, list[Row]]], None]:
    def change(sheets: dict[str, list[Row]]) -> None:
        sheets[sheet][0][column] = value

    return change


def _double(sheets: dict[str, list[Row]]) -> None:
    sheets["provisions"].append(dict(sheets["provisions"][0]))


def _drop(sheets: dict[str, list[Row]]) -> None:
    sheets["provisions"].pop()


def _invent(sheets: dict[str, list[Row]]) -> None:
    sheets["classes"].append({**sheets["classes"][0], "attribute": "invented"})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set("provisions", "verified_on", "yesterday"), "is no day"),
        (_set("classes", "class", "secret"), "is none of"),
        (_set("provisions", "duty_en", "less"), "cannot be changed here"),
        (_double, "twice"),
        (_drop, "missing"),
        (_invent, "cannot be added"),
    ],
)
def test_a_wrong_cell_is_one_line_and_nothing_is_kept(
    project: Project, change: Callable[[dict[str, list[Row]]], None], sentence: str
) -> None:
    with pytest.raises(StewardError, match=sentence):
        propose(project, _changed(project, change), "officer")
    assert not (project.home / "register").exists()


def test_what_is_no_workbook_is_one_line(project: Project) -> None:
    path = project.root / "x.xlsx"
    path.write_text("no workbook", encoding="utf-8")
    with pytest.raises(StewardError, match="cannot be read"):
        propose(project, path, "officer")
