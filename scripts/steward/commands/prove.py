"""`steward prove`: what flows where, by the lineage of every query of the project."""

from typing import Annotated

import typer

from steward.app import app
from steward.findings import any_stops, as_json, as_text
from steward.options import mapping
from steward.project import Project


@app.command("prove")
def prove(
    as_list: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    variables: Annotated[
        str, typer.Option("--vars", help="Variables laid over dbt_project.yml, as YAML.")
    ] = "{}",
) -> None:
    """Prove that nothing flows where policy does not let it; one line per violation, exit code 1 if there is one."""
    from steward.prove.project import prove as prove_project

    given = mapping(variables)
    proof = prove_project(Project.find(overrides=given), given)
    stops = any_stops(proof.findings)
    if as_list:
        typer.echo(as_json(proof.findings))
    elif proof.findings:
        typer.echo(as_text(proof.findings), err=stops)
    if not as_list:
        said = f"{len(proof.findings)} findings" if proof.findings else "nothing leaks"
        typer.echo(
            f"{said}: {proof.columns} columns of {proof.nodes} models and analyses, "
            f"{proof.seconds:.1f} s beyond dbt's own parsing and compiling"
        )
    if stops:
        raise typer.Exit(1)
