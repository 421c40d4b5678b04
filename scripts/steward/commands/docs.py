"""`steward docs`: models, columns, lineage, groups and applications as one page that opens offline."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("docs")
def docs(
    out: Annotated[
        Path | None, typer.Option("--out", help="The file; $DW_HOME/docs/index.html unless given.")
    ] = None,
) -> None:
    """Write dbt's documentation of the built warehouse as one static page."""
    from steward.docs_page import write_docs

    project = Project.find()
    typer.echo(project.relative(write_docs(project, out)))
