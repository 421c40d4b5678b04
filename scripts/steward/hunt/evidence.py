"""The hunt as a control: its result is kept for the audit documents, a hunt that could not run included."""

from pathlib import Path

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
    with open_overlay(project) as overlay:
        build = overlay.newest_build
    made = build.project(project) if build else project
    invocation = build.invocation_id if build else ""
    try:
        result = hunt(made, values, persons, before_publish)
    except StewardError:
        record(project, CONTROL, "fail", {}, invocation)
        raise
    record(project, CONTROL, "fail" if result.findings else "pass", result.figures, invocation)
    return result


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
