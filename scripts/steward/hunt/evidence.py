"""The hunt as a control: its result is kept for the audit documents, a hunt that could not run included."""

from pathlib import Path

from steward.engines.overlay import open_overlay
from steward.errors import StewardError
from steward.evidence import record
from steward.hunt.run import HuntResult, hunt
from steward.project import Project

CONTROL = "hunt"


def hunted(project: Project, values: Path | None, persons: int) -> HuntResult:
    """Hunt in the newest build, keep the result, and return it.

    Raises StewardError if the hunt is blind or cannot read the build; that is kept as a failure.
    """
    with open_overlay(project) as overlay:
        build = overlay.newest_build
    made = build.project(project) if build else project
    invocation = build.invocation_id if build else ""
    try:
        result = hunt(made, values, persons)
    except StewardError:
        record(project, CONTROL, "fail", {}, invocation)
        raise
    record(project, CONTROL, "fail" if result.findings else "pass", result.figures, invocation)
    return result
