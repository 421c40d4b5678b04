"""`steward export`: the public relations in formats that catalogues and registers read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


class Format(StrEnum):
    """The formats: data contracts, lineage events, and the record of processing as linked data."""

    odcs = "odcs"
    openlineage = "openlineage"
    dpv = "dpv"


@app.command("export")
def export(
    form: Annotated[Format, typer.Option("--format", help="odcs, openlineage or dpv.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder; $DW_HOME/export/<format> unless given.")
    ] = None,
    namespace: Annotated[
        str, typer.Option("--namespace", help="OpenLineage namespace of the warehouse.")
    ] = "privacy_warehouse",
    base: Annotated[
        str, typer.Option("--base", help="DPV: the address that the site's own names begin with.")
    ] = "https://example.com/warehouse/",
) -> None:
    """Write what the warehouse says of its public relations: columns, classes, purposes, recipients, lineage."""
    from steward.export.write import export as write

    project = Project.find()
    files = write(project, form.value, out, namespace, base)
    typer.echo(f"{len(files)} files: {project.relative(files[0].parent)}")
