"""The job of `make build`: check, prove, dbt build, hunt, check --built, publish, audit pack, in this order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from steward.dbt_run import DbtOutcome, dbt_build
from steward.engines import on_duckdb
from steward.errors import StewardError
from steward.findings import Finding
from steward.pack.write import Pack, write_pack
from steward.project import Project
from steward.publish import Published, publish
from steward.summary import Summary, summarise
from steward.up_to_date import inputs, is_up_to_date, remember

if TYPE_CHECKING:
    from steward.prove.project import Proof


@dataclass(frozen=True)
class JobResult:
    """What a whole job came to."""

    published: Published
    summary: Summary
    pack: Pack


def check(project: Project) -> list[Finding]:
    """Return the findings of the static check.

    Raises StewardError with the first that stops, for nothing may be built on it.
    """
    from steward.checks import check_project

    findings = check_project(project)
    _refuse(findings, "steward check")
    return findings


def prove(project: Project, variables: Mapping[str, Any], force: bool = False) -> "Proof | None":
    """Return the static proof; None where the demo's last build was proven and nothing has changed since.

    Raises StewardError with one line per violation, before anything is built.
    """
    if not force and publishes() and is_up_to_date(project, variables):
        return None
    from steward.prove.project import prove as prove_project

    proof = prove_project(project, variables)
    refuse_unproven(proof.findings)
    return proof


def refuse_unproven(findings: list[Finding]) -> None:
    """Raise StewardError if something flows where policy does not let it."""
    if findings:
        lines = "".join(f"\n  {finding}" for finding in sorted(findings))
        do = f"nothing was built or published; mend these and build again:{lines}"
        raise StewardError("steward prove", f"{len(findings)} violations", do)


def _refuse(findings: list[Finding], command: str) -> None:
    stopping = sorted(finding for finding in findings if finding.stops)
    if stopping:
        more = f" ({len(stopping) - 1} more: run `{command}`)" if len(stopping) > 1 else ""
        raise StewardError(stopping[0].where, stopping[0].what, stopping[0].do + more)


def build(project: Project, variables: Mapping[str, Any], force: bool = False) -> bool:
    """Run `dbt build`, or tell by False that the demo has nothing new to read.

    Raises StewardError with one line per node that failed; the releases stay as they are.
    """
    if not force and publishes() and is_up_to_date(project, variables):
        return False
    read = inputs(project, variables)
    refuse_failed(dbt_build(project, variables))
    if publishes():
        remember(project, read)
    return True


def refuse_failed(outcome: DbtOutcome) -> None:
    """Raise StewardError if a dbt command failed."""
    if outcome.success:
        return
    if not outcome.failed:
        raise StewardError("dbt build", outcome.message or "stopped", "nothing was published")
    own = [node for node in outcome.failed if node.status != "skipped"]
    lines = "".join(f"\n  {node.name}: {node.reason or node.status}" for node in own)
    skipped = len(outcome.failed) - len(own)
    what = f"{len(own)} of its nodes failed, {skipped} were skipped"
    raise StewardError("dbt build", what, f"nothing was published; mend these and build again:{lines}")


def publishes() -> bool:
    """Tell whether the target is DuckDB, where an audience gets a file; elsewhere grants decide who reads."""
    return on_duckdb()


def finish(project: Project) -> JobResult:
    """Check what was built, hunt in it, publish it, count what to tell, and write the audit pack."""
    from steward.hunt.evidence import refuse_leaks

    refuse_leaks(project)
    published = publish(project)
    summary = summarise(project)
    return JobResult(published, summary, write_pack(project))
