"""A copy of the demo that these tests disclose from, and a disclosure to each recipient."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from steward.disclosure.disclose import Disclosed, Request, disclose
from tests.python.conftest import Build
from tests.python.support.disclosed import DELTA, HARBOUR, PROJECT


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


@pytest.fixture(scope="module")
def both(published: Path) -> Iterator[dict[str, Disclosed]]:
    """A disclosure to each recipient, made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DW_HOME", str(published))
        yield {
            HARBOUR: disclose(PROJECT, Request(HARBOUR, "parquet", None, "desk", "monthly list")),
            DELTA: disclose(PROJECT, Request(DELTA, "csv", None, "desk", "")),
        }
