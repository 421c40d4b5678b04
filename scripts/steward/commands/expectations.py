"""`steward expectations`: Great Expectations over the logical model and the published files."""

from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("expectations")
def expectations(
    docs: Annotated[bool, typer.Option(help="Write the Data Docs to $DW_HOME/audit/data_docs.")] = True,
) -> None:
    """Run the suites of tests/expectations; exit 1 if one expectation does not hold. No value is ever kept."""
    from steward.expectations.frames import ROW_LIMIT
    from steward.expectations.run import DATA_DOCS, run_expectations

    project = Project.find()
    found = run_expectations(project, docs)
    failed = [outcome for outcome in found if not outcome.success]
    for outcome in failed:
        typer.echo(f"{outcome.suite}: {outcome.frame}: {outcome.expectation} does not hold", err=True)
    limited = sorted({outcome.frame for outcome in found if outcome.total > outcome.rows})
    for frame in limited:
        typer.echo(f"note: of {frame} the first {ROW_LIMIT} rows were looked at")
    typer.echo(f"{len(found) - len(failed)} of {len(found)} expectations hold")
    if docs:
        typer.echo(f"Data Docs: {project.relative(project.home / 'audit' / DATA_DOCS / 'index.html')}")
    if failed:
        raise typer.Exit(1)
