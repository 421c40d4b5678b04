"""What does not fit into memory is written where its owner alone may look, whatever the umask."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from steward.anonymise.reading import connect
from steward.engines.duckdb import connect_build, scalar
from steward.hunt.run import _open
from steward.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with an empty build file, in a folder that every account may pass."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("DW_HOME", str(home))
    project = Project(tmp_path, {})
    duckdb.connect(str(project.build_file)).close()
    return project


def test_whatever_spills_is_for_its_owner_alone(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)
    before = os.umask(0o022)
    try:
        for opened in (connect(), connect_build(project, read_only=True), _open(project, project.build_file)):
            spill = Path(str(scalar(opened, "select current_setting('temp_directory')")))
            mode = stat.S_IMODE(spill.stat().st_mode)
            opened.close()
            assert (mode, spill.name == ".tmp") == (0o700, False)
    finally:
        os.umask(before)
