"""`steward export`: the public relations in formats that catalogues and registers read."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.export import BASE, NAMESPACE, Format
from steward.project import Project


@app.command("export")
def export(
    form: Annotated[Format, typer.Option("--format", help="odcs, openlineage or dpv.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder; $DW_HOME/export/<format> unless given.")
    ] = None,
    namespace: Annotated[
        str, typer.Option("--namespace", help="OpenLineage namespace of the warehouse.")
    ] = NAMESPACE,
    base: Annotated[
        str, typer.Option("--base", help="DPV: the address that the site's own names begin with.")
    ] = BASE,
) -> None:
    """Write what the warehouse says of its public relations: columns, classes, purposes, recipients, lineage."""
    from steward.export.write import export as write

    project = Project.find()
    files = write(project, form, out, namespace, base)
    typer.echo(f"{len(files)} files: {project.relative(files[0].parent)}")
