"""What the tests share: one build per engine per run, and one PostgreSQL server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.python.support import postgres as postgres_support
from tests.python.support.workers import ByFile, longest_first

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Build:
    """A finished build: its warehouse folder, dbt's target folder as the build left it, and an environment for more.

    A command that runs in the environment writes to a target folder of its own.
    """

    home: Path
    target: Path
    env: Mapping[str, str]
    output: str

    @property
    def file(self) -> Path:
        """The DuckDB build file."""
        return self.home / "warehouse.duckdb"


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Return an environment whose warehouse, target and log folders lie in `folder`."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DW_", "DBT_"))}
    return {
        **inherited,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "DW_HOME": str(folder / "home"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "DBT_PROFILES_DIR": str(ROOT),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        **extra,
    }


def run(*command: str | Path, env: Mapping[str, str], cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of the project and return what it printed; never raises on a non-zero exit code."""
    name, *arguments = map(str, command)
    return subprocess.run([BIN / name, *arguments], env=dict(env), cwd=cwd, capture_output=True, text=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: longest_first(item.path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Deal out whole files."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def demo_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Build:
    """The demo, built and published on DuckDB by the command that `make build` calls.

    Built once a run; each worker has a copy of its own, so that what a test writes there is its worker's.
    """
    folder = tmp_path_factory.mktemp("duckdb")
    made = folder if worker_id == "master" else tmp_path_factory.getbasetemp().parent / "duckdb"
    said = made / "said.txt"
    with FileLock(f"{made}.lock"):
        if not said.exists():
            made.mkdir(exist_ok=True)
            result = run("steward", "build", env=environment(made))
            assert result.returncode == 0, result.stdout + result.stderr
            said.write_text(result.stdout, encoding="utf-8")
    if made != folder:
        shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True)
    shutil.copytree(folder / "target", folder / "commands")
    env = environment(folder, DBT_TARGET_PATH=str(folder / "commands"))
    return Build(folder / "home", folder / "target", env, said.read_text(encoding="utf-8"))


@pytest.fixture
def own_home(demo_build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo's folder that a test may write to and publish again; the commands find it."""
    own = tmp_path / "home"
    shutil.copytree(demo_build.home, own, symlinks=True)
    monkeypatch.setenv("DW_HOME", str(own))
    return own


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_support.Server]:
    """A PostgreSQL server with an empty database."""
    with postgres_support.server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_build(tmp_path_factory: pytest.TempPathFactory, postgres: postgres_support.Server) -> Build:
    """The demo, built on PostgreSQL with every unit test and data test."""
    folder = tmp_path_factory.mktemp("postgres")
    env = environment(folder, **postgres.env)
    result = run("dbt", "build", env=env)
    assert result.returncode == 0, result.stdout + result.stderr
    return Build(folder / "home", folder / "target", env, result.stdout)
