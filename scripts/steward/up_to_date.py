"""Whether a build of the demo would change anything: a digest of all that it reads, kept beside the build file.

Only for the demo, whose rows are files of the project. A site's raw tables are read anew by every build.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from steward.project import Project

READ = ("models", "macros", "seeds", "tests/dbt", "scripts/steward/dbt_plugin.py", "scripts/steward/prove")
FILES = ("dbt_project.yml", "profiles.yml")
PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb")


def is_up_to_date(project: Project, variables: Mapping[str, Any]) -> bool:
    """Tell whether the last build of the demo read exactly what is there now, and its file is as it left it."""
    if not _is_demo(project) or not project.build_file.is_file():
        return False
    try:
        return _record(project).read_text(encoding="ascii") == _with_file(project, inputs(project, variables))
    except FileNotFoundError:
        return False


def remember(project: Project, read: str) -> None:
    """Write down what the build that has just succeeded read: `inputs` from before it; nothing for real data."""
    _record(project).unlink(missing_ok=True)
    if _is_demo(project) and project.build_file.is_file():
        _record(project).write_text(_with_file(project, read), encoding="ascii")


def inputs(project: Project, variables: Mapping[str, Any]) -> str:
    """Return a digest of all that a build of the demo reads: files, their age, variables, day and packages."""
    facts = {
        "variables": dict(variables),
        "day": str(datetime.now(ZoneInfo("Asia/Shanghai")).date()),
        "packages": {name: version(name) for name in PACKAGES},
    }
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode())
    for path in _files(project):
        # The age too: publish refuses a build that is older than a file it was made from.
        digest.update(f"\0{project.relative(path)}\0{path.stat().st_mtime_ns}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_demo(project: Project) -> bool:
    return project.variables.get("demo_data") is True and not project.variables.get("as_of_date")


def _record(project: Project) -> Path:
    return project.home / ".built"


def _with_file(project: Project, read: str) -> str:
    left = project.build_file.stat()
    return f"{read} {left.st_mtime_ns} {left.st_size}"


def _files(project: Project) -> list[Path]:
    found = [project.path(name) for name in FILES]
    for name in READ:
        path = project.path(name)
        found += (
            [path]
            if path.is_file()
            else [file for file in path.rglob("*") if file.is_file() and file.parent.name != "__pycache__"]
        )
    return sorted(found)
