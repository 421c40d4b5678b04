"""What the pack measures itself, at the moment it is made: a fault that came in after the build is seen too."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from steward import evidence
from steward.checks.built import check_opened
from steward.engines.duckdb import attach_raw_source, literal, quoted, read_catalogue, scalar
from steward.engines.overlay import Overlay, open_overlay
from steward.pack.queries import opt_out_relations, refused_people
from steward.policy import load_policy
from steward.privacy_log import log_of
from steward.privacy_log.verify import verify
from steward.project import Project
from steward.publish.agreements import agreements_in_force, today
from steward.publish.places import POINTER
from steward.summary import summarise

Figures = dict[str, int]


def measure(project: Project) -> None:
    """Record the result of each check that the pack makes itself.

    Raises StewardError if there is no build to look at.
    """
    with open_overlay(project) as overlay:
        build = overlay.newest_build
        if build is None:
            # The summary says in one line what is missing.
            summarise(project)
            return
        attach_raw_source(overlay.connection, build.project(project))
        checks: dict[str, Callable[[], Figures]] = {
            "check_built": lambda: _findings(overlay, project),
            "recount": lambda: _refused_people(overlay, project, build.prefix),
            "recipients": lambda: _recipients(overlay, project),
        }
        for control, check in checks.items():
            figures = check()
            state: evidence.State = "fail" if figures["failed"] else "pass"
            evidence.record(project, control, state, figures, build.invocation_id)
        _privacy_log(project, build.invocation_id)


def _findings(overlay: Overlay, project: Project) -> Figures:
    found = check_opened(overlay, project, load_policy(project))
    return {"failed": sum(finding.stops for finding in found), "noted": len(found)}


def _refused_people(overlay: Overlay, project: Project, prefix: str) -> Figures:
    """Count the people who refused, in the build's relations and in every published file."""
    customers = overlay.name(f"{prefix}logical", "ldm_customer")
    built = sum(
        _count(overlay.connection, overlay.name(relation.schema, relation.name), customers, purpose)
        for relation, purpose in opt_out_relations(overlay.catalogue, prefix)
    )
    published = 0
    for number, path in enumerate(sorted(project.published.glob(f"*/{POINTER}"))):
        published += _count_published(overlay.connection, path, f"published_{number}", customers, prefix)
    return {"failed": built + published, "in_the_build": built, "in_published_files": published}


def _count_published(
    connection: duckdb.DuckDBPyConnection, path: Path, name: str, customers: str, prefix: str
) -> int:
    connection.execute(f"attach {literal(str(path))} as {name} (read_only)")
    try:
        return sum(
            _count(connection, quoted(name, relation.schema, relation.name), customers, purpose)
            for relation, purpose in opt_out_relations(read_catalogue(connection, name), prefix)
        )
    finally:
        connection.execute(f"detach {name}")


def _count(connection: duckdb.DuckDBPyConnection, relation: str, customers: str, purpose: str) -> int:
    return int(scalar(connection, refused_people(relation, customers, purpose)))


def _recipients(overlay: Overlay, project: Project) -> Figures:
    """Count the recipients that have a file today without an agreement in force today."""
    build = overlay.newest_build
    assert build is not None
    in_force = {agreement.recipient_id for agreement in agreements_in_force(overlay, build, today())}
    served = [
        recipient
        for recipient in load_policy(project).recipients
        if (project.published / recipient / POINTER).exists()
    ]
    without = [recipient for recipient in served if recipient not in in_force]
    return {"failed": len(without), "recipients": len(served)}


def _privacy_log(project: Project, invocation_id: str) -> None:
    log = log_of(project)
    if not log.exists:
        return
    found = verify(log, [])
    state: evidence.State = "pass" if found.first_bad is None else "fail"
    evidence.record(
        project,
        "privacy_log",
        state,
        {"failed": len(found.findings), "entries": found.entries},
        invocation_id,
    )
