"""`steward verify-access`: what the logs say of who read what, against what is declared."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from steward import evidence
from steward.app import app
from steward.errors import StewardError
from steward.options import zone_option
from steward.project import Project

if TYPE_CHECKING:
    from steward.access.reconcile import Limits
    from steward.access.sources.postgres import Reading

FORMATS = ("text", "json")


@app.command("verify-access")
def verify_access(
    log: Annotated[list[Path], typer.Option("--log", help="A log file; repeatable, in any order.")],
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    events_out: Annotated[
        Path | None,
        typer.Option("--events-out", help="Write rows for raw table access_events (.csv, .parquet)."),
    ] = None,
    record: Annotated[bool, typer.Option(help="Add the findings to audit.aud_access_finding.")] = True,
    unused_days: Annotated[int, typer.Option(help="Days after which an unused grant is a finding.")] = 90,
    max_gap_hours: Annotated[int, typer.Option(help="Hours of silence that are a gap, if unusual.")] = 24,
    denied: Annotated[int, typer.Option(help="Denied reads within ten minutes that are a burst.")] = 10,
    max_unparsed: Annotated[
        float, typer.Option(help="Share of unparsed statements that is too much.")
    ] = 0.05,
    log_timezone: Annotated[str, typer.Option(help="Zone of times that do not say it: Asia/Shanghai.")] = "",
) -> None:
    """Reconcile logs with audiences, login roles, applications, agreements, releases and the privacy log."""
    from steward.access.reconcile import Limits
    from steward.access.sources.postgres import Reading

    if form not in FORMATS:
        raise StewardError("--format", f"there is no format {form}", f"use {' or '.join(FORMATS)}")
    gap = timedelta(hours=max_gap_hours)
    limits = Limits(denied=denied, unused_days=unused_days, unparsed=max_unparsed, max_gap=gap)
    how = Reading(zone_option(log_timezone), fingerprints=events_out is not None)
    raise typer.Exit(1 if _verify(log, form, limits, how, events_out, record) else 0)


def _verify(
    log: list[Path], form: str, limits: "Limits", how: "Reading", events_out: Path | None, record: bool
) -> bool:
    from steward.access import report
    from steward.access.declared import load_declared
    from steward.access.facts import LogFacts
    from steward.access.logs import read_logs
    from steward.access.reconcile import Reconciliation
    from steward.access.warehouse import add_warehouse, record_findings

    project, now = Project.find(), datetime.now(UTC)
    declared = load_declared(project)
    run, facts = Reconciliation(declared, limits), LogFacts(limits.max_gap)
    has_warehouse = add_warehouse(project, declared)
    if not has_warehouse:
        run.summary.not_measured.append("age of the log and agreements: there is no warehouse to ask")
    events = read_logs(log, facts, how)
    if events_out is not None:
        events = report.writing_raw_rows(events, events_out, declared, now)
    run.take_all(events)
    found = run.finish(facts)
    typer.echo((report.as_json if form == "json" else report.as_text)(found, run.summary, facts))
    if record and has_warehouse:
        record_findings(project, declared.prefix, secrets.token_hex(8), now, found)
        evidence.record(project, "access_evidence", "fail" if found else "pass", {"failed": len(found)})
    return bool(found)
