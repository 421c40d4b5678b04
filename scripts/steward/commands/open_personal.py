"""`steward open-personal`: personal data is read with a reason that stands in the log first."""

from typing import Annotated

import typer

from steward.app import app
from steward.engines import on_duckdb
from steward.project import Project


@app.command("open-personal")
def open_personal(
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the log, so it names nobody.")],
    ticket: Annotated[str, typer.Option("--ticket", help="The ticket or case that asks for it.")],
    minutes: Annotated[int, typer.Option("--minutes", help="How long; a day at most.")] = 60,
    role: Annotated[
        str,
        typer.Option("--role", help="The login role that reads; by default yours, or the only one that may."),
    ] = "",
) -> None:
    """Write the entry in the privacy log, then say how to read; reads without one are findings."""
    from steward.access.opening import open_personal

    project = Project.find()
    opened = open_personal(project, role, reason, ticket, minutes)
    typer.echo(
        f"entry {opened.entry.n}: {opened.login_role} may read personal_data until {opened.until:%H:%M:%S} UTC"
    )
    if on_duckdb():
        typer.echo(
            f"read with: steward query --role {opened.login_role} --audience {opened.audience} "
            f"--purpose {opened.purpose} --sql 'select ... from personal_data.customer where ...'"
        )
    else:
        typer.echo(
            f"log in as {opened.login_role}; `steward verify-access` holds the server's log against the entry"
        )
