"""Run dbt in this process, quietly, and say what failed without quoting a row."""

import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from steward.project import Project

# No log file either: an engine's error text quotes the row it could not read.
QUIET = ("--quiet", "--log-level", "none", "--log-level-file", "none")
FINE = ("success", "pass", "no-op")
# DuckDB and PostgreSQL quote the value, sometimes the whole row, that they could not read.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\$\$.*?\$\$", re.DOTALL)
ROW_FOLLOWS = re.compile(r"(Original Line|DETAIL|LINE \d+|Key \().*$", re.DOTALL)
LONG_NUMBER = re.compile(r"\d{4,}")
WIDTH = 220


@dataclass(frozen=True)
class FailedNode:
    """A node that did not succeed and the first sentence of the reason, without values."""

    name: str
    status: str
    reason: str


@dataclass(frozen=True)
class DbtOutcome:
    """What a dbt command came to; `message` is dbt's own where it did not reach the nodes."""

    success: bool
    message: str = ""
    failed: list[FailedNode] = field(default_factory=list)


def dbt_build(project: Project, variables: Mapping[str, Any], home: Path | None = None) -> DbtOutcome:
    """Run `dbt build` without the unit tests, which prove the code and not the data.

    `home` is where the warehouse lies, by default the project's.
    """
    arguments = ["build", "--exclude-resource-type", "unit_test", *QUIET, *variable_options(variables)]
    os.environ["DW_GIT_COMMIT"] = git_commit(project.root)
    os.environ["DW_HOME"] = str(home or project.home)
    os.environ.setdefault("DBT_PROFILES_DIR", str(project.root))
    with chdir(project.root):
        return invoke(arguments)


def variable_options(variables: Mapping[str, Any]) -> list[str]:
    """Return `--vars` for dbt, nothing where there are none: the same text each time, or dbt parses anew."""
    if not variables:
        return []
    return ["--vars", yaml.safe_dump(dict(variables), default_flow_style=True, width=10**6).strip()]


def git_commit(root: Path) -> str:
    """Return the commit of the project, `-dirty` where files differ from it; empty where none is known."""
    command = ["git", "-C", str(root), "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def invoke(arguments: list[str]) -> DbtOutcome:
    """Run a dbt command in the current folder and let go of the build file."""
    # Two seconds of imports, for this command alone.
    from dbt.cli.main import dbtRunner

    try:
        outcome = dbtRunner().invoke(arguments)
    finally:
        close_adapter()
    if outcome.result is None:
        return DbtOutcome(outcome.success, compile_message(str(outcome.exception or "")))
    results = getattr(outcome.result, "results", [])
    failed = [
        FailedNode(result.node.name, str(result.status), scrubbed(result.message or ""))
        for result in results
        if str(result.status) not in FINE
    ]
    # A skipped node is a consequence; the nodes that failed themselves say why.
    failed.sort(key=lambda node: node.status == "skipped")
    return DbtOutcome(outcome.success, "", failed)


def close_adapter() -> None:
    """Let go of the build file: dbt-duckdb keeps it open for the life of the process."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    environment = DuckDBConnectionManager._ENV
    if environment is not None:
        environment.close()
        DuckDBConnectionManager._ENV = None


def compile_message(text: str) -> str:
    """Return the sentence of an error that dbt raised before any row was read, without its call stack."""
    lines = [line.strip() for line in text.splitlines()]
    kept = [line for line in lines if line and not line.startswith(">")]
    return "\n".join(kept[1:] if len(kept) > 1 and " Error" in kept[0] else kept)


def scrubbed(message: str) -> str:
    """Return the first sentence of a node's message, every quoted value and long number replaced by `...`."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if lines and re.match(r"\w+ Error in ", lines[0]):
        lines = lines[1:]
    sentence = lines[0] if lines else ""
    return LONG_NUMBER.sub("...", QUOTED.sub("...", ROW_FOLLOWS.sub("...", sentence)))[:WIDTH]
