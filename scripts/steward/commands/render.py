"""`steward render`: write the rendered files, or say which differ."""

from typing import Annotated

import typer

from steward.app import app
from steward.findings import as_text
from steward.project import Project
from steward.render.all import render_all
from steward.render.files import compare, write


@app.command("render")
def render(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file differs.")] = False,
) -> None:
    """Render staging and the view families from the YAML and the policy seeds."""
    project = Project.find()
    rendered = render_all(project)
    if check:
        findings = compare(project, rendered)
        if findings:
            typer.echo(as_text(findings), err=True)
            raise typer.Exit(1)
        typer.echo(f"{len(rendered)} rendered files are as they should be")
        return
    touched = write(project, rendered)
    for path in touched:
        typer.echo(path)
    typer.echo(f"{len(rendered)} rendered files, {len(touched)} changed")
