"""`steward verify-roles`: who may read what on PostgreSQL, and how, against what is declared."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project

FORMATS = ("text", "json")


@app.command("verify-roles")
def verify_roles(
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    dsn: Annotated[
        str, typer.Option("--dsn", help="Who asks; else the builder, by the DW_PG_ variables.")
    ] = "",
    keep: Annotated[
        bool, typer.Option("--record/--no-record", help="Replace the rows of audit.rpt_effective_reader.")
    ] = True,
) -> None:
    """Compare the server's dictionary with audiences and login roles; exit code 1 where they differ."""
    from steward.engines.postgres import connect
    from steward.roles import verify
    from steward.roles.setup import connect_as
    from steward.roles.wanted import load_wanted

    if form not in FORMATS:
        raise StewardError("--format", f"there is no format {form}", f"use {' or '.join(FORMATS)}")
    project = Project.find()
    with connect_as(dsn) if dsn else connect() as connection:
        connection.autocommit = True
        wanted = load_wanted(project, connection.info.dbname)
        verdict = verify.verify_roles(connection, project, wanted)
        typer.echo((verify.as_json if form == "json" else verify.as_text)(verdict))
        if keep:
            verify.record(connection, wanted, verdict, datetime.now(UTC))
    raise typer.Exit(1 if verdict.findings else 0)
