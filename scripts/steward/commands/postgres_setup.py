"""`steward postgres-setup`: roles, schemas and grants on PostgreSQL as the seeds declare them."""

from pathlib import Path
from typing import Annotated

import typer

from steward.app import app
from steward.project import Project


@app.command("postgres-setup")
def postgres_setup(
    dsn: Annotated[
        str, typer.Option("--dsn", help="Connection string of an administrator; else DW_PG_ADMIN_DSN.")
    ] = "",
    database: Annotated[str, typer.Option("--database", help="Else DW_PG_DATABASE, else dw.")] = "",
    passwords: Annotated[
        Path | None,
        typer.Option("--passwords", help="File of `role:password` lines, 0600; else DW_PG_PASSWORD_<ROLE>."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the SQL and change nothing.")] = False,
) -> None:
    """Make owner, runner, audiences, login roles, schemas and grants; running it again changes nothing."""
    from steward.roles.passwords import read_passwords
    from steward.roles.setup import set_up
    from steward.roles.wanted import load_wanted

    wanted = load_wanted(Project.find(), database)
    given = read_passwords(passwords, [*wanted.logins, wanted.runner])
    outcome = set_up(wanted, dsn, given, dry_run)
    for statement in outcome.cluster:
        typer.echo(f"{statement};")
    if outcome.database:
        typer.echo(f"-- in database {wanted.database}")
    for statement in outcome.database:
        typer.echo(f"{statement};")
    for name in outcome.passwords:
        typer.echo(f"-- password of {name}: {'given, ' if dry_run else ''}as a verifier, never in clear")
    if outcome.is_empty:
        typer.echo("-- nothing to change: the server is as declared")
