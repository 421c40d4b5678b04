"""`steward refusals`: whom the sending systems must leave out since a release."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("refusals")
def refusals(
    since: Annotated[str, typer.Option("--since", help="The release that the sending systems hold.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder for refusals.csv; by default in DW_HOME.")
    ] = None,
) -> None:
    """Write who may no longer be written to, per channel, since a release (0600), and log it."""
    from steward.choices.suppression import refusals_since, write

    project = Project.find()
    found = refusals_since(project, since)
    path = write(project, found, out)
    for channel, count in found.channels.items():
        typer.echo(f"{channel}: {count}")
    typer.echo(f"{len(found.rows)} rows / 行: {project.relative(path)}")
