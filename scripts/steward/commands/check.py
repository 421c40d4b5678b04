"""`steward check`: what is wrong before the build, or, with `--built`, with the warehouse that was built."""

from typing import Annotated

import typer

from steward.app import app
from steward.checks import check_project
from steward.findings import any_stops, as_json, as_text
from steward.options import mapping
from steward.project import Project


@app.command("check")
def check(
    built: Annotated[bool, typer.Option("--built", help="Check the warehouse, not the project.")] = False,
    as_list: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    variables: Annotated[
        str, typer.Option("--vars", help="Variables laid over dbt_project.yml, as YAML.")
    ] = "{}",
) -> None:
    """Say what is wrong with the project, each in one line; exit code 1 if something must stop the job."""
    project = Project.find(overrides=mapping(variables))
    if built:
        # The engines' drivers are heavy, and the checks before the build need none of them.
        from steward.checks.built import check_built

        findings = check_built(project)
    else:
        findings = check_project(project)
    stops = any_stops(findings)
    if as_list:
        typer.echo(as_json(findings))
    elif findings:
        typer.echo(as_text(findings), err=stops)
    if not stops and not as_list:
        typer.echo(f"nothing stops the job ({len(findings)} to note)" if findings else "nothing is wrong")
    if stops:
        raise typer.Exit(1)
