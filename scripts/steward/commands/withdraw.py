"""`steward withdraw`: take a release back."""

from typing import Annotated

import typer

from steward.app import app
from steward.errors import StewardError
from steward.project import Project


@app.command("withdraw")
def withdraw(
    audience: Annotated[str, typer.Option("--audience", help="Whose release is withdrawn.")] = "",
    expired: Annotated[bool, typer.Option("--expired", help="Withdraw what is past its time.")] = False,
) -> None:
    """Remove the pointer and the file of a release; the record keeps when and why."""
    from steward.publish import places, withdraw_expired
    from steward.publish import withdraw as withdraw_release

    project = Project.find()
    if bool(audience) == expired:
        raise StewardError(
            "steward withdraw", "nothing to withdraw is named", "give --audience A, or --expired"
        )
    if audience:
        gone = [withdraw_release(project, audience)]
    else:
        with places.only_one(project):
            gone = withdraw_expired(project)
    for own in gone:
        typer.echo(f"withdrawn: {own.audience} {own.release} ({own.reason})")
    if not gone:
        typer.echo("no release is past its time")
