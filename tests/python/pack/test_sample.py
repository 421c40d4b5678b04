"""The auditor's sample: the auditor decides who is drawn, and a person in the wrong place is found."""

import shutil
from pathlib import Path

import duckdb
import pytest

from steward.pack.sample import draw
from steward.project import Project


def test_the_seed_decides_and_refusals_are_drawn(pack_project: Project) -> None:
    one, again, other = (draw(pack_project, seed, 60) for seed in (7, 7, 8))
    assert one == again
    assert one != other
    assert len(one) == 60
    assert sum(not row.expected_in_view for row in one) >= 30
    assert {row.result for row in one} == {"pass"}


def test_a_refusing_person_in_a_view_is_found(
    pack_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(pack_project.build_file, tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("drop view opt_out_direct_marketing.customer")
        connection.execute("create view opt_out_direct_marketing.customer as from logical.ldm_customer")
    monkeypatch.setenv("DW_HOME", str(tmp_path))
    wrong = [row for row in draw(Project(pack_project.root, {}), 7, 60) if row.result == "fail"]
    assert wrong
    assert {row.purpose for row in wrong} == {"direct_marketing"}
