"""Why nothing may be published now; the releases stay as they are."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from steward.approval.verify import officers_key, unapproved
from steward.build_state import Build
from steward.errors import StewardError
from steward.findings import Finding
from steward.project import Project

STAYS = "the releases stay as they are"


def fit_build(project: Project, build: Build | None, now: datetime) -> Build:
    """Return the newest build if it may be published.

    Raises StewardError with the first reason why it must not.
    """
    where = project.relative(project.build_file)
    if build is None:
        raise StewardError(where, "no build is recorded in audit.aud_build", f"run `dbt build`; {STAYS}")
    for what, do in _reasons(project, build, now):
        raise StewardError(where, what, f"{do}; {STAYS}")
    if project.variables.get("require_approval"):
        refuse_unapproved(project)
    return build


def refuse_unapproved(project: Project) -> None:
    """Raise StewardError naming every seed that no officer approved as it is."""
    findings = unapproved(project, officers_key(project))
    stopping = sorted(finding for finding in findings if finding.stops)
    if stopping:
        files = ", ".join(dict.fromkeys(finding.where for finding in stopping))
        what = f"{stopping[0].what} (`require_approval` is true)"
        raise StewardError(files, what, f"{stopping[0].do}; `steward approve --verify` lists them; {STAYS}")


def refuse_findings(findings: list[Finding]) -> None:
    """Raise StewardError with the first finding of `steward check --built` that stops."""
    stopping = sorted(finding for finding in findings if finding.stops)
    if stopping:
        more = f" ({len(stopping) - 1} more: run `steward check --built`)" if len(stopping) > 1 else ""
        raise StewardError(stopping[0].where, stopping[0].what, f"{stopping[0].do}{more}; {STAYS}")


def _reasons(project: Project, build: Build, now: datetime) -> Iterator[tuple[str, str]]:
    if build.state == "running":
        yield "the newest build did not end", "wait for it, or run `dbt build` again if it was stopped"
    if build.tests_failed:
        yield f"{build.tests_failed} tests of the newest build failed", "mend what they found and build again"
    if build.state != "success":
        yield f"the newest build failed ({build.nodes_failed} nodes)", "mend it and build again"
    if build.command != "build":
        yield f"the newest command was `dbt {build.command}`, which proves nothing", "run `dbt build`"
    if build.selection:
        yield (
            f"the newest build took only a part of the project ({build.selection})",
            "run `dbt build` without it",
        )
    if build.as_of_explicit:
        yield "the newest build has an as_of_date of its own", "build without as_of_date"
    limit = timedelta(hours=int(project.variables.get("max_build_age", 26)))
    if now - build.started_at > limit:
        hours = int((now - build.started_at).total_seconds() // 3600)
        yield f"the newest build is {hours} hours old, more than max_build_age allows", "build again"
