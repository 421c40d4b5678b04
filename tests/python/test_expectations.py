"""Great Expectations: all hold on the demo, a fault fails without its value, the Data Docs ask nobody outside."""

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from steward.errors import StewardError
from steward.expectations.run import DATA_DOCS, run_expectations
from steward.expectations.suites import load_suites
from steward.project import Project
from steward.publish.places import POINTER
from tests.python.conftest import ROOT, Build

PLANTED = "planted@example.com"
OUTSIDE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//|@import\s+url", re.IGNORECASE)


@pytest.fixture
def copied(demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    home = tmp_path / "home"
    shutil.copytree(demo_build.home, home, symlinks=True, ignore=shutil.ignore_patterns("audit", "releases"))
    monkeypatch.setenv("DW_HOME", str(home))
    return Project(ROOT, {})


def test_a_person_in_an_anonymised_file_fails_and_no_value_is_kept(copied: Project) -> None:
    before = run_expectations(copied, docs=False)
    assert before and all(outcome.success for outcome in before)
    pointer = copied.published / "analyst" / POINTER
    file = pointer.resolve()
    # A published file is read-only: the fault is planted in a copy that takes its place.
    fault = file.with_name("fault.duckdb")
    shutil.copy(file, fault)
    fault.chmod(0o600)
    with duckdb.connect(str(fault)) as connection:
        connection.execute(f"update anonymised.interaction set channel = '{PLANTED}'")
    pointer.unlink()
    pointer.symlink_to(fault.name)
    after = run_expectations(copied)
    failed = [outcome for outcome in after if not outcome.success]
    assert [(outcome.frame, outcome.expectation) for outcome in failed] == [
        ("analyst: anonymised.interaction", "channel expect_column_values_to_not_match_regex")
    ]
    docs = copied.home / "audit" / DATA_DOCS
    pages = [path.read_text(encoding="utf-8") for path in docs.rglob("*.html")]
    assert pages
    assert not any(PLANTED in page for page in pages)
    assert not any(OUTSIDE.search(page) for page in pages)
    assert "analyst" in "".join(pages)


def test_a_suite_that_is_not_valid_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("suite: x\nframes: []\n", encoding="utf-8")
    with pytest.raises(StewardError, match="not valid"):
        load_suites(tmp_path)
    with pytest.raises(StewardError, match="no suite"):
        load_suites(tmp_path / "nowhere")
