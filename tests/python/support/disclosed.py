"""Disclosures of the demo: asked for, and what is left on disk."""

import stat
from pathlib import Path
from typing import Any

import duckdb

from steward.disclosure.disclose import Disclosed, Request, disclose
from steward.project import Project
from tests.python.conftest import ROOT

PROJECT = Project(ROOT, {})
HARBOUR, DELTA = "harbour_insurance", "delta_research"


def ask(recipient: str = HARBOUR, out: Path | None = None) -> Disclosed:
    """Disclose to a recipient from the folder that `DW_HOME` names."""
    return disclose(PROJECT, Request(recipient, "parquet", out, "desk", ""))


def sql(home: Path, *statements: str) -> None:
    """Change the build of a folder."""
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


def table(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of a file."""
    with duckdb.connect() as connection:
        found = connection.sql(f"select * from '{path}'")
        return found.columns, found.fetchall()


def mode(path: Path) -> int:
    """Return the rights on a path."""
    return stat.S_IMODE(path.stat().st_mode)


def left_behind(home: Path) -> set[str]:
    """Every path of a disclosure, in the warehouse."""
    return {
        str(path.relative_to(home))
        for folder in ("disclosed", "disclosures")
        for path in (home / folder).rglob("*")
        if path.is_file() or path.name.startswith(".")
    }
