"""`steward disclose`: give a recipient what its agreement names."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("disclose")
def disclose(
    recipient: Annotated[str, typer.Option("--recipient", help="Who gets it: a row of recipients.csv.")],
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder for the new folder; by default in DW_HOME.")
    ] = None,
    requested_by: Annotated[
        str, typer.Option("--requested-by", help="Who asked for it; by default who runs this.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; custody's record keeps it.")] = "",
) -> None:
    """Write what the agreement in force names into files, with a manifest, and record it in custody."""
    from steward import job
    from steward.disclosure.disclose import Request
    from steward.disclosure.disclose import disclose as disclose_release

    if form not in ("parquet", "csv"):
        raise StewardError("--format", "no such format", "write parquet or csv")
    if not job.publishes():
        what = "files are disclosed from DuckDB only"
        raise StewardError("DW_TARGET", what, "elsewhere grant the recipient's relations to its role")
    project = Project.find()
    asked = requested_by or getpass.getuser()
    done = disclose_release(
        project, Request(recipient, "csv" if form == "csv" else "parquet", out, asked, reason)
    )
    typer.echo(f"disclosure {done.disclosure}: {project.relative(done.folder)}")
    for file in done.files:
        names = ", ".join(column.name for column in file.columns)
        withheld = f"; {file.withheld} rows of people who refused since stay out" if file.withheld else ""
        typer.echo(f"  {file.file}: {file.rows} rows ({names}){withheld}")
