"""The hunt as a control: its result is kept for the audit documents, a hunt that could not run included."""

from pathlib import Path

from steward.build_state import Build
from steward.engines import on_duckdb
from steward.engines.overlay import open_overlay
from steward.errors import StewardError
from steward.evidence import record
from steward.hunt.run import PERSONS, HuntResult, hunt
from steward.project import Project

CONTROL = "hunt"
LARGEST_IN_PASSING = 256 << 20


def hunted(project: Project, values: Path | None, persons: int, before_publish: bool = False) -> HuntResult:
    """Hunt in the newest build, keep the result, and return it.

    Raises StewardError if the hunt is blind or cannot read the build; that is kept as a failure.
    """
    build = _newest_build(project)
    made = build.project(project) if build else project
    invocation = build.invocation_id if build else ""
    try:
        result = hunt(made, values, persons, before_publish)
    except StewardError:
        record(project, CONTROL, "fail", {}, invocation)
        raise
    record(project, CONTROL, "fail" if result.findings else "pass", result.figures, invocation)
    return result


def _newest_build(project: Project) -> Build | None:
    if on_duckdb():
        with open_overlay(project) as overlay:
            return overlay.newest_build
    # Its driver is not needed on DuckDB.
    from steward.engines import postgres, postgres_catalogue

    with postgres.connect(read_only=True) as connection:
        return postgres_catalogue.newest_build(connection, postgres_catalogue.read_catalogue(connection))


def refuse_leaks(project: Project) -> None:
    """Hunt as a step of a job, before anything is published.

    A build too large to be read whole in passing is left to `steward hunt`, and that is kept as not measured.
    Raises StewardError with the first leak.
    """
    if project.build_file.stat().st_size > LARGEST_IN_PASSING:
        record(project, CONTROL, "not_measured", {}, "")
        return
    findings = hunted(project, None, PERSONS, before_publish=True).findings
    if findings:
        first = findings[0]
        more = f" ({len(findings) - 1} more: run `steward hunt`)" if len(findings) > 1 else ""
        raise StewardError(first.where, first.what, first.do + more)
