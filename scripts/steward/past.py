"""Build a past day on a copy: the warehouse in use stays as it is, and nothing of the copy is published."""

import os
import shutil
from datetime import date
from pathlib import Path

from steward.dbt_run import dbt_build
from steward.engines.overlay import open_overlay
from steward.errors import StewardError
from steward.files import private_folder
from steward.job import refuse_failed
from steward.project import Project
from steward.publish.agreements import today

FOLDER = "as_of"


def build_as_of(project: Project, day: str) -> Path:
    """Copy the build file into a private folder, build `day` there, and return the copy.

    Raises StewardError if the day is no past date, there is no build, or the build fails.
    """
    wanted = _past(day)
    with open_overlay(project) as overlay:
        build = overlay.newest_build
    recorded = {} if build is None else dict(build.project(project).overrides)
    folder = private_folder(private_folder(project.home / FOLDER) / wanted.isoformat())
    copy = folder / project.build_file.name
    _copy_private(project.build_file, copy)
    variables = {**recorded, "as_of_date": wanted.isoformat(), "as_of_copy": True}
    home = os.environ.get("DW_HOME")
    try:
        refuse_failed(dbt_build(project, variables, folder))
    finally:
        _restore("DW_HOME", home)
    # The plugin opens the folder for groups to pass through; of a copy nothing is ever for them.
    return private_folder(folder) / copy.name


def _past(day: str) -> date:
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise StewardError("steward as-of", f"`{day}` is no date", "write it as 2026-03-31") from None
    if wanted >= today():
        raise StewardError("steward as-of", f"{day} is not past", "name an earlier day, or run `make build`")
    return wanted


def _copy_private(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
        source.open("rb") as rows,
    ):
        shutil.copyfileobj(rows, out, 1 << 20)


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
