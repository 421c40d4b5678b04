"""One pack of the shared demo build, and what its tests read of it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from steward.pack.write import Pack, write_pack
from steward.project import Project
from tests.python.conftest import ROOT, Build


@pytest.fixture(scope="session")
def pack_project(demo_build: Build) -> Iterator[Project]:
    """The project, looking at the shared demo build."""
    before = os.environ.get("DW_HOME")
    os.environ["DW_HOME"] = str(demo_build.home)
    yield Project(ROOT, {})
    if before is None:
        del os.environ["DW_HOME"]
    else:
        os.environ["DW_HOME"] = before


@pytest.fixture(scope="session")
def pack(pack_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack in both languages."""
    return write_pack(pack_project, out=tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="session")
def pages(pack: Pack) -> dict[str, str]:
    """The text of each page by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(pack.folder).glob("*.html"))}
